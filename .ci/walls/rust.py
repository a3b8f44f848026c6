"""Reads Rust just well enough: without comments and strings, and the paths that a file names.

Not a parser. It sees text, so what a macro puts together stays unseen; the compiler's own walls
(`cfg`, private modules) stand behind it.
"""

import re
from dataclasses import dataclass

_TOKENS = re.compile(
    r"""
    //[^\n]* | /\*.*?\*/                                # comments
    | b?r(?P<hashes>\#*)".*?"(?P=hashes)                # raw strings
    | b?c?"(?:[^"\\]|\\.)*"                             # strings
    | b?'(?:[^'\\\n]|\\x[0-9a-fA-F]{2}|\\u\{[^}]*\}|\\.)'  # characters, not lifetimes
    """,
    re.VERBOSE | re.DOTALL,
)


def _blank(text):
    """As many lines and columns, but nothing in them."""
    return re.sub(r"[^\n]", " ", text)


def without_text(source):
    """The source with comments and the insides of strings blanked out."""
    return _TOKENS.sub(lambda found: _blank(found[0]), source)


def without_comments(source):
    """The source with comments blanked out and strings kept."""
    return _TOKENS.sub(lambda found: _blank(found[0]) if found[0].startswith("/") else found[0], source)


@dataclass(frozen=True)
class Path:
    """A path that a file names, from the crate's root: `server::store::Pool` as a tuple."""

    line: int
    names: tuple
    in_tests: bool


def module_of(relative):
    """The module of a file below src: server/store/mod.rs is ("server", "store")."""
    names = list(relative.with_suffix("").parts)
    if names[-1] in ("mod", "lib", "main"):
        names.pop()
    return tuple(names)


def crate_paths(source, module, test_file=False):
    """Every path of ours in the file, whether it starts at `crate`, `self` or `super`."""
    code = without_text(source)
    for start, inner, in_tests in _starts(code, module):
        line = code.count("\n", 0, start.start()) + 1
        base = {"crate": (), "self": inner, "super": inner[:-1]}[start[1]]
        for names in _tree(code, start.end()):
            where = base
            while names and names[0] == "super":
                where, names = where[:-1], names[1:]
            yield Path(line, where + tuple(names), in_tests or test_file)


_EVENT = re.compile(
    r"""(?<![\w:$])(crate|self|super)\s*::
      | (?P<cfg>\#\[cfg\(\s*(?:all\()?\s*test\b[^\]]*\])
      | \bmod\s+(?P<mod>\w+)\s*(?P<body>[{;])
      | (?P<open>\{) | (?P<close>\})
      | (?P<end>;)""",
    re.VERBOSE,
)


def _starts(code, module):
    """The beginnings of paths, with the module and the kind of code they stand in."""
    stack = []  # one entry for each open brace: (name of the module it opens or None, is it test code)
    pending_test = False
    for event in _EVENT.finditer(code):
        in_tests = pending_test or any(test for _, test in stack)
        if event[1]:
            yield event, module + tuple(name for name, _ in stack if name), in_tests
        elif event["cfg"]:
            pending_test = True
        elif event["mod"] and event["body"] == "{":
            stack.append((event["mod"], pending_test))
            pending_test = False
        elif event["open"]:
            stack.append((None, pending_test))
            pending_test = False
        elif event["close"] and stack:
            stack.pop()
        elif event["end"] or event["mod"]:
            pending_test = False


_NAME = re.compile(r"\s*(?:r#)?(\w+|\*)")
_MORE = re.compile(r"\s*::\s*(?=[\w*{])")


def _tree(code, at):
    """The paths of a use-tree or an expression that begins at `at`, as lists of names."""
    paths, _ = _branch(code, at)
    return paths


def _branch(code, at):
    brace = re.compile(r"\s*\{").match(code, at)
    if brace:
        return _group(code, brace.end())
    name = _NAME.match(code, at)
    if not name:
        return [[]], at
    more = _MORE.match(code, name.end())
    if not more:
        return [[name[1]]], name.end()
    rest, end = _branch(code, more.end())
    return [[name[1], *names] for names in rest], end


def _group(code, at):
    paths = []
    while at < len(code):
        closing = re.compile(r"\s*\}").match(code, at)
        if closing:
            return paths, closing.end()
        found, end = _branch(code, at)
        paths += [[name for name in names if name != "self"] for names in found]
        comma = re.compile(r"(?:\s+as\s+\w+)?\s*,").match(code, end)
        at = comma.end() if comma else max(end, at + 1)
    return paths, at


def crate_uses(source, names):
    """Lines that name one of these crates as the first part of a path, with its name."""
    code = without_text(source)
    pattern = re.compile(r"(?<![\w:])(?:::)?(" + "|".join(names) + r")\s*::")
    plain = re.compile(r"\b(?:use|extern\s+crate)\s+(?:::)?(" + "|".join(names) + r")\s*(?:;|as\b)")
    seen = set()
    for found in [*pattern.finditer(code), *plain.finditer(code)]:
        line = code.count("\n", 0, found.start(1)) + 1
        if (line, found[1]) not in seen:
            seen.add((line, found[1]))
            yield line, found[1]

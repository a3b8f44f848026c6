"""The module tree of a crate and who imports whom in it, file by file.

A file imports another when it names a path (`crate::`, `super::`, `self::`, a child module, or a
module that a `use` brought in) whose longest part that is a module is that other file. `mod x;`
alone is no import, nor is `pub(in path)`; test code is not read, nor comments and strings. What a
module only passes on (`pub use`) counts as taken from the file that defines it.
What a macro puts together stays unseen.
"""

import functools
import re
import tomllib
from dataclasses import dataclass, field

import rust


@dataclass
class Crate:
    """One root file with all that it declares."""

    root: object
    # module ("server", "store") -> the file it stands in.
    files: dict = field(default_factory=dict)
    # name of a `#[macro_export]` macro -> the file that defines it.
    macros: dict = field(default_factory=dict)
    # path that a module passes on with a `use` -> the path behind it.
    passed_on: dict = field(default_factory=dict)
    # module -> the modules of which it passes on everything.
    globs: dict = field(default_factory=dict)

    def home(self, names, steps=8):
        """The file that defines what a path names, and its name there."""
        depth = next(depth for depth in range(len(names), -1, -1) if names[:depth] in self.files)
        module, rest = names[:depth], names[depth:]
        file = self.files[module]
        if len(names) == 1 and names[0] in self.macros:
            return self.macros[names[0]], names[0]
        if rest and steps and rest[0] not in defined(file):
            if behind := self.passed_on.get(names[: depth + 1]):
                return self.home(behind + rest[1:], steps - 1)
            for behind in self.globs.get(module, []):
                target, name = self.home(behind + rest, steps - 1)
                if name.split("::")[0] in defined(target):
                    return target, name
        return file, "::".join(rest or names[-1:])


@dataclass(frozen=True, order=True)
class Import:
    """One name that a file takes from another one."""

    file: object
    line: int
    target: object
    name: str


@functools.cache
def defined(file):
    """The names of the items that a file defines."""
    code = rust.without_text(file.read_text(encoding="utf-8"))
    return set(re.findall(r"\b(?:fn|struct|enum|union|trait|type|const|static|macro_rules!)\s+(\w+)", code))


def crates(package):
    """The crates of the package in a folder: its library and its programs."""
    manifest = tomllib.loads((package / "Cargo.toml").read_text(encoding="utf-8"))
    roots = [package / manifest.get("lib", {}).get("path", "src/lib.rs"), package / "src/main.rs"]
    roots += [package / entry["path"] for entry in manifest.get("bin", []) if "path" in entry]
    roots += [*package.glob("src/bin/*.rs"), *package.glob("src/bin/*/main.rs")]
    for root in sorted(set(roots)):
        if root.is_file():
            crate = Crate(root)
            _declare(crate, root, (), root.parent)
            yield crate


_EVENT = re.compile(
    r"""(?P<test>\#\[cfg\(\s*(?:all\()?\s*test\b[^\]]*\])
      | \#\[path\s*=\s*"(?P<path>[^"]+)"\s*\]
      | \bmod\s+(?P<mod>\w+)\s*(?P<body>[{;])
      | \bpub\s*\(\s*in\b[^)]*\)
      | \buse\s+(?P<use>[^;]+);
      | \b(?:macro_rules!)\s*(?P<macro>\w+)
      | (?<![\w:.'$])\$?(?P<name>\w+)(?P<rest>(?:\s*::\s*\w+)+)
      | (?P<open>\{) | (?P<close>\}) | (?P<end>;)""",
    re.VERBOSE,
)


def _events(source):
    """What matters in a source, in order: (match, inline modules it stands in)."""
    code = rust.without_comments(source)
    blank = rust.without_text(source)
    stack, pending = [], False  # each open brace: (name of the inline module, is it test code)
    for event in _EVENT.finditer(code):
        # Only attributes are read from inside of strings.
        if not event["path"] and not blank[event.start() : event.end()].strip():
            continue
        tests = pending or any(test for _, test in stack)
        if event["test"]:
            pending = True
            continue
        if not tests:
            yield event, tuple(name for name, _ in stack if name)
        if event["open"] or event["body"] == "{":
            stack.append((event["mod"], pending))
        elif event["close"] and stack:
            stack.pop()
        if event["open"] or event["end"] or event["mod"] or event["use"]:
            pending = False


def _declare(crate, file, module, folder):
    """Follows the `mod` lines of a file; its children stand in `folder`."""
    crate.files[module] = file
    path = None
    source = file.read_text(encoding="utf-8")
    exported = set(re.findall(r"#\[macro_export\]\s*macro_rules!\s*(\w+)", source))
    crate.macros.update({name: file for name in exported})
    for event, inline in _events(source):
        if event["path"]:
            path = event["path"]
        elif event["mod"] and event["body"] == ";":
            name = event["mod"]
            where = folder.joinpath(*inline)
            places = [file.parent / path] if path else [where / f"{name}.rs", where / name / "mod.rs"]
            for place in places:
                if place.is_file():
                    inside = place.parent if place.name == "mod.rs" or path else where / name
                    _declare(crate, place, (*module, *inline, name), inside)
            path = None


def imports(crate):
    """Every import of one file of the crate from another."""
    sources = [_Source(crate, module, file) for module, file in sorted(crate.files.items())]
    for source in sources:
        source.read_uses()
    for source in sources:
        yield from source.imports()


class _Source:
    """One file of a crate while its imports are looked for."""

    def __init__(self, crate, module, file):
        self.crate, self.module, self.file = crate, module, file
        text = file.read_text(encoding="utf-8")
        self.events = [
            (event, module + inline, text.count("\n", 0, event.start()) + 1) for event, inline in _events(text)
        ]
        # A name that stands for a module here -> that module.
        self.modules = {}
        # What the `use` lines bring in: (line, path from the root), modules with their name here.
        self.items, self.brought = [], []

    def read_uses(self):
        """Reads the `use` lines, and leaves in the crate what the module passes on by them."""
        uses = [(event["use"], inner, line) for event, inner, line in self.events if event["use"]]
        for tree, inner, line in uses:
            for names, alias in use_tree(tree):
                absolute = self._absolute(names, inner)
                if absolute is None:
                    continue
                if alias and absolute in self.crate.files:
                    self.modules[alias] = absolute
                    self.brought.append((line, absolute, alias))
                else:
                    self.items.append((line, absolute))
                if alias:
                    self.crate.passed_on[(*inner, alias)] = absolute
                elif absolute[:-1] in self.crate.files:
                    self.crate.globs.setdefault(inner, []).append(absolute[:-1])
                    children = [one for one in self.crate.files if one[:-1] == absolute[:-1] and one]
                    self.modules = {child[-1]: child for child in children} | self.modules

    def imports(self):
        """The imports, once all files of the crate have read their `use` lines."""
        found, used = set(), set()
        for event, inner, line in self.events:
            if event["name"]:
                names = [event["name"], *re.findall(r"\w+", event["rest"])]
                if (absolute := self._absolute(names, inner)) is not None:
                    used.add(names[0])
                    found.add(self._import(line, absolute))
        # A module that is brought in counts by what is then taken from it; if nothing is seen
        # to be taken, by itself.
        untouched = [(line, absolute) for line, absolute, alias in self.brought if alias not in used]
        found |= {self._import(line, absolute) for line, absolute in self.items + untouched}
        return sorted(found - {None})

    def _absolute(self, names, inner):
        """A path from the crate's root, or None where it leads into another crate."""
        first, rest = names[0], list(names[1:])
        if first == "crate":
            return tuple(rest)
        if first in ("self", "super"):
            base = inner if first == "self" else inner[:-1]
            while rest[:1] == ["super"]:
                base, rest = base[:-1], rest[1:]
            return base + tuple(rest)
        if (*inner, first) in self.crate.files:
            return (*inner, *names)
        if first in self.modules:
            return self.modules[first] + tuple(rest)
        return None

    def _import(self, line, names):
        target, name = self.crate.home(names)
        return Import(self.file, line, target, name) if target != self.file else None


_PART = re.compile(r"\s*(?:::)?\s*(?:r#)?(\w+|\*)(?:\s+as\s+(\w+))?")


def use_tree(text):
    """The paths of a `use`, each as its names and the name that it has from then on."""
    return _branch(text, 0, [])[0]


def _branch(text, at, before):
    if brace := re.compile(r"\s*(?:::)?\s*\{").match(text, at):
        found, at = [], brace.end()
        while not (end := re.compile(r"[\s,]*\}").match(text, at)) and at < len(text):
            more, at = _branch(text, re.compile(r"[\s,]*").match(text, at).end(), before)
            found += more
        return found, end.end() if end else at
    part = _PART.match(text, at)
    if not part:
        return [], at + 1
    names = [*before, part[1]]
    if part[1] == "self" and before:
        names = before
    if re.compile(r"\s*::").match(text, part.end()):
        return _branch(text, part.end(), names)
    alias = part[2] or (None if names[-1] == "*" else names[-1])
    return [(names, alias)], part.end()

"""Texts: every key in the code exists in both languages, and every text is used."""

import fnmatch
import re

import rooms
import rust

LANGUAGES = ("en", "zh-CN")
# tr!("key"), tr_key("key") and in_language(language, "key").
_CALL = re.compile(r'\b(?:tr!\s*\(|tr_key\(|in_language\(\s*[\w.:()]+,)\s*"([^"]+)"')
# A key may also be passed as a plain string.
_LITERAL = re.compile(r'"([a-z][\w-]*)"')
_ENTRY = re.compile(r"^(-?[a-zA-Z][\w-]*)\s*=(.*)$")
_REFERENCE = re.compile(r"\{\s*(-?[a-zA-Z][\w-]*)(?:\.[\w-]+)?\s*[}(]")
_VARIABLE = re.compile(r"\{[^{}]*?\$([a-zA-Z][\w-]*)")
_PREFIX = re.compile(r"//\s*texts:\s*([\w-]+-)(?!\S)")
# The same where a second part of the key is computed too: `*-filter-*`.
_PATTERN = re.compile(r"//\s*texts:\s*([\w*-]*\*[\w*-]*)(?!\S)")


def islands(root):
    """Islands get texts as properties: the catalog of texts would be larger than the script."""
    for relative, source in rooms.sources(root):
        if relative.parts[:2] == ("ui", "islands"):
            for number, line in enumerate(rust.without_text(source).split("\n"), 1):
                if re.search(r"\btr!\s*[(\[{]", line):
                    yield f"src/{relative}:{number}: tr! in an island; pass the text in as a property"


class Catalogue:
    """The messages of one language: where they are and which variables they fill in."""

    def __init__(self, folder):
        self.places, self.bodies, self.twice = {}, {}, []
        for path in sorted(folder.rglob("*.ftl")):
            current = None
            for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
                if line.startswith("#"):
                    continue
                if found := _ENTRY.match(line):
                    current = found[1]
                    place = f"{path.relative_to(folder.parent.parent)}:{number}"
                    if current in self.places:
                        self.twice.append(f"{place}: {current} is there already, at {self.places[current]}")
                    self.places[current] = place
                    self.bodies[current] = found[2]
                elif current and line[:1].isspace():
                    self.bodies[current] += "\n" + line
                elif line.strip() not in ("", "}"):
                    self.twice.append(f"{path.name}:{number}: neither a text nor a comment: {line.strip()[:40]}")
        self.variables = {key: set(_VARIABLE.findall(body)) for key, body in self.bodies.items()}
        self.references = {name for body in self.bodies.values() for name in _REFERENCE.findall(body)}


def keys(root):
    """Missing, duplicate, different and unused texts."""
    if not (root / "locales").is_dir():
        yield "locales/ is missing"
        return
    books = {language: Catalogue(root / "locales" / language) for language in LANGUAGES}
    for book in books.values():
        yield from book.twice
    yield from _unequal(books)
    yield from _unknown_and_unused(root, books)


def _unequal(books):
    first, *others = LANGUAGES
    for other in others:
        for one, two in ((first, other), (other, first)):
            for key in sorted(books[one].places.keys() - books[two].places.keys()):
                yield f"{books[one].places[key]}: {key} is not in locales/{two}"
        for key in sorted(books[first].places.keys() & books[other].places.keys()):
            ours, theirs = books[first].variables[key], books[other].variables[key]
            if ours != theirs:
                names = ", ".join(sorted(ours ^ theirs))
                yield f"{books[other].places[key]}: {key} fills in other values than locales/{first}: {names}"


def _unknown_and_unused(root, books):
    known = set().union(*(book.places for book in books.values()))
    used = set().union(*(book.references for book in books.values()))
    prefixes, patterns = dict(_computed(root)), {}
    for relative, source in rooms.sources(root):
        # Texts used only in tests are not texts of the desk, and a test may use a key that does not
        # exist.
        tests = rooms.test_lines(source, rooms.is_test_file(relative))
        lines = rust.without_comments(source).split("\n")
        code = "\n".join("" if number in tests else line for number, line in enumerate(lines, 1))
        used.update(_LITERAL.findall(code))
        for found in _CALL.finditer(code):
            key = found[1].split(".")[0]
            used.add(key)
            place = f"src/{relative}:{code.count(chr(10), 0, found.start()) + 1}"
            if key not in known:
                yield f"{place}: no text has the key {found[1]}"
            elif found[0].startswith("tr!"):
                missing = books[LANGUAGES[0]].variables.get(key, set()) - _given(code, found.end())
                if missing:
                    yield f"{place}: {key} fills in what is not given: {', '.join(sorted(missing))}"
        for found in _PREFIX.finditer(source):
            line = source.count("\n", 0, found.start()) + 1
            prefixes.setdefault(found[1], f"src/{relative}:{line}")
        for found in _PATTERN.finditer(source):
            patterns.setdefault(found[1], f"src/{relative}:{source.count(chr(10), 0, found.start()) + 1}")
    for prefix, place in sorted(prefixes.items()):
        if not any(key.startswith(prefix) for key in known):
            yield f"{place}: no text begins with {prefix}"
    for pattern, place in sorted(patterns.items()):
        if not any(fnmatch.fnmatchcase(key, pattern) for key in known):
            yield f"{place}: no text is like {pattern}"
    for key in sorted(known - used):
        if not key.startswith(tuple(prefixes)) and not any(fnmatch.fnmatchcase(key, like) for like in patterns):
            places = [book.places[key] for book in books.values() if key in book.places]
            yield f"{places[0]}: {key} is used nowhere"


def _given(code, at):
    """The names that a call of tr! gives values to, from the end of its key on."""
    depth, names, part, text = 0, set(), "", False
    for place in range(at, len(code)):
        letter = code[place]
        if letter == '"' and code[place - 1] != "\\":
            text = not text
        if not text and letter in "([{":
            depth += 1
        if not text and (letter in ")]}" or (letter == "," and depth == 0)):
            if depth == 0:
                if found := re.match(r"\s*(\w+)\s*=(?!=)", part):
                    names.add(found[1])
                part = ""
                if letter != ",":
                    return names
                continue
            depth -= 1
        part += letter
    return names


def _computed(root):
    """Prefixes of keys that the code completes, such as `order-status-`; one per line."""
    path = root / "locales/computed.txt"
    if path.exists():
        for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
            prefix = line.split("#")[0].strip()
            if prefix:
                yield prefix, f"locales/computed.txt:{number}"

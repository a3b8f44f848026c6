"""Which folders and files of src/ may import which (called rooms here)."""

import re

import rust

# room: the rooms of ours that it may name. The longest name that fits a file is its room; a room
# may always name itself. What one crate may know of another is the compiler's business.
MAY_IMPORT = {
    # Ground files: what every floor above may name.
    "paths": [],
    "escape": [],
    "context": [],
    "texts": ["context"],
    # Bodies call a service; a form that was posted goes on to a page by its path.
    "api": ["context", "paths", *(f"server::{part}" for part in ("service", "ctx", "session", "state"))],
    "ui": ["api", "context", "escape", "paths", "texts"],
    # server::state holds the pools and the client that a service works with.
    "server::service": [f"server::{part}" for part in ("store", "ctx", "config", "state")],
    "server::store": ["server::config", "server::failpoints"],
    "server::failpoints": [],
    # Jobs come in where users come in.
    "server::jobs": [f"server::{part}" for part in ("service", "store", "ctx", "config", "state")],
    "server::middleware": ["context", "escape", "paths", "texts", *(f"server::{part}" for part in ("service", "ctx", "config", "session", "state"))],
}
# Items at the crate's root that are no room, and the rooms that may name them.
ROOT_ITEMS = {"tr": ["ui", "app"], "app": []}
TOP = {"api", "cli", "context", "escape", "paths", "server", "texts", "ui"}

# crates: the only rooms that may name them ("main" is main.rs).
CRATE_HOMES = {
    ("sqlx",): ["server::store", "main"],
    # The simulator must never replace the real partner API silently.
    ("simulator",): ["cli"],
}
LEPTOS = ["leptos", "leptos_meta", "leptos_router", "leptos_axum"]
# rooms: the crates they may never name.
NEVER = {
    "paths": [*LEPTOS, "partner"],
    "ui": ["partner"],
    "server::service": [*LEPTOS, "axum"],
    "server::store": [*LEPTOS, "axum", "partner"],
    "server::jobs": [*LEPTOS, "axum"],
}
# A wire to test against needs a server, and a client a partner.
TESTS_MAY_USE = {"axum", "tokio", "simulator"}


def sources(root, members=False):
    """Every Rust file below src, with its path from there; those of the
    other crates of the workspace only when asked for."""
    src = root / "src"
    crates = [manifest.parent for manifest in src.rglob("Cargo.toml")]
    for path in sorted(src.rglob("*.rs")):
        relative = path.relative_to(src)
        is_member = any(path.is_relative_to(crate) for crate in crates)
        if members or not is_member:
            yield relative, path.read_text(encoding="utf-8")


def within(names, room):
    """Whether a path (as names) is in a room."""
    parts = tuple(room.split("::"))
    return tuple(names[: len(parts)]) == parts


def room_of(module):
    """The innermost room of a module that has rules, or None."""
    fitting = [room for room in {**MAY_IMPORT, **NEVER} if within(module, room)]
    return max(fitting, key=len, default=None)


def is_test_file(relative):
    """tests.rs and tests/*.rs are compiled for tests only."""
    return relative.stem == "tests" or "tests" in relative.parts


def imports(root):
    """Paths to modules that a room may not import."""
    for relative, source in sources(root):
        module = rust.module_of(relative)
        room = room_of(module)
        if room is None:
            continue
        for path in rust.crate_paths(source, module, is_test_file(relative)):
            reason = _forbidden(module, room, path)
            if reason:
                yield f"src/{relative}:{path.line}: {reason}"


def _forbidden(module, room, path):
    names = path.names
    # Its own room, or one of the folders it lies in (`pub(in crate::server)`).
    if within(names, room) or names == module[: len(names)]:
        return None
    first = names[0]
    if first not in TOP:
        allowed = any(within(module, friend) for friend in ROOT_ITEMS.get(first, []))
        return None if allowed else f"{room} may not name {'::'.join(names)}, which is in no room"
    may = MAY_IMPORT.get(room, [])
    if any(within(names, friend) for friend in may):
        return None
    return f"{room} may not import {'::'.join(names)} (it may: {', '.join(may) or 'nothing of ours'})"


def crates(root):
    """Crates used outside the rooms that may use them."""
    for relative, source in sources(root):
        module = rust.module_of(relative) or (relative.stem,)
        tests = test_lines(source, is_test_file(relative))
        for names, homes in CRATE_HOMES.items():
            if not any(within(module, home) for home in homes):
                for line, crate in rust.crate_uses(source, names):
                    if not (crate in TESTS_MAY_USE and line in tests):
                        yield f"src/{relative}:{line}: {crate} is only for {', '.join(homes)}"
        room = room_of(module)
        never = NEVER.get(room, [])
        if never:
            for line, crate in rust.crate_uses(source, never):
                if not (crate in TESTS_MAY_USE and line in tests):
                    yield f"src/{relative}:{line}: {room} may not name {crate}"


def test_lines(source, whole_file):
    """The numbers of the lines that belong to test code: from `#[cfg(test)]` to the closing brace."""
    lines = rust.without_text(source).split("\n")
    if whole_file:
        return set(range(1, len(lines) + 1))
    inside, depth, waiting = set(), 0, False
    for number, line in enumerate(lines, 1):
        waiting = waiting or bool(re.search(r"#\[cfg\(\s*(?:all\()?\s*test\b", line))
        if waiting or depth > 0:
            inside.add(number)
            depth += line.count("{") - line.count("}")
            # The item has begun with its brace, or was over without one.
            if "{" in line or line.rstrip().endswith(";"):
                waiting = False
    return inside


CLOCKS = re.compile(
    r"\b(?:Timestamp|Zoned|SystemTime|Instant|Date)::now\b|\bjs_sys::Date\b|\bMath::random\b|\brand::"
)


def clocks(root):
    """Clocks and random ids in a view: server and browser would render different pages."""
    for relative, source in sources(root):
        if relative.parts[0] != "ui" or "islands" in relative.parts:
            continue
        for number, line in enumerate(rust.without_text(source).split("\n"), 1):
            if found := CLOCKS.search(line):
                yield f"src/{relative}:{number}: {found[0]} in a view; pass the instant in"


ENVIRONMENT = re.compile(r"\benv::(?:var|var_os|vars|vars_os|set_var|remove_var)\b")


def environment(root):
    """Settings are read only in server/config and the command line, so that they are easy to find."""
    for relative, source in sources(root, members=True):
        if relative.parts[:2] == ("server", "config") or relative.parts[0] == "bundle":
            continue
        for number, line in enumerate(rust.without_text(source).split("\n"), 1):
            if found := ENVIRONMENT.search(line):
                yield f"src/{relative}:{number}: {found[0]} outside server/config"

"""Circles: files of one crate that import each other in a loop. Such files are one file in pieces.

    python3 .ci/walls circles                  every crate of this repository
    python3 .ci/walls circles src/simulator    one crate, or what lies in one folder of it

Each circle is shown with the imports that tie it; those marked `up` are few that, turned round or
taken out, would open it.
"""

import pathlib

import modules

# Crates (folders with a Cargo.toml) and folders of crates that are held to have none.
HELD = [".", "src/bundle", "src/chain", "src/model", "src/partner", "src/simulator"]

# Crates whose folders stand on floors, from the ground up: a folder imports only from floors below
# its own. Files beside the folders stand above them all.
FLOORS = {"src/simulator": [["world"], ["wire", "files"], ["operations"], ["gateway"]]}


def rule(root):
    """Circles in what is held to have none."""
    for folder in HELD:
        for circle in circles(root, folder):
            yield from describe(root, circle)


def floors(root):
    """Imports that do not lead down from one floor to a lower one."""
    for folder, stairs in FLOORS.items():
        yield from upward(root, folder, {name: floor for floor, names in enumerate(stairs) for name in names})


def upward(root, folder, floor_of):
    """Imports between the folders of a crate that do not lead down, by the floor of each."""
    crate_folder = root / folder
    for crate in modules.crates(crate_folder):
        for one in modules.imports(crate):
            start, end = (path.relative_to(crate_folder).parts[0] for path in (one.file, one.target))
            if start in floor_of and start != end and floor_of.get(end, len(floor_of)) >= floor_of[start]:
                place = f"{one.file.relative_to(root)}:{one.line}"
                yield f"{place}: {start} may not import {one.name} from {end}, which is on no lower floor"


def command(root, arguments):
    """Prints the circles of the crates that were asked for; their number decides the exit code."""
    asked = [pathlib.Path(name).resolve().relative_to(root) for name in arguments] or packages(root)
    total = 0
    for folder in asked:
        found = circles(root, folder)
        total += len(found)
        print(f"{folder}: {len(found)} circles, {sum(len(files_of(circle)) for circle in found)} files in them")
        for circle in found:
            for line in describe(root, circle):
                print(f"  {line}")
    return 1 if total else 0


def packages(root):
    """The folders with a Cargo.toml: the root and its members."""
    return [pathlib.Path("."), *sorted(path.parent.relative_to(root) for path in (root / "src").rglob("Cargo.toml"))]


def circles(root, folder):
    """The circles of a crate, or of the part of it in a folder: each as its imports."""
    folder = root / folder
    package = next(place for place in [folder, *folder.parents] if (place / "Cargo.toml").is_file())
    found = []
    for crate in modules.crates(package):
        imports = [
            one for one in modules.imports(crate)
            if one.file.is_relative_to(folder) and one.target.is_relative_to(folder)
        ]
        for tied in knots({(one.file, one.target) for one in imports}):
            found.append([one for one in imports if one.file in tied and one.target in tied])
    return found


def files_of(circle):
    """The files that a circle ties together."""
    return sorted({one.file for one in circle})


def describe(root, circle):
    """A circle in words: its files, and for each arrow the line and the names taken."""
    files = files_of(circle)
    upward = back({(one.file, one.target) for one in circle})
    yield f"circle of {len(files)} files: {', '.join(str(file.relative_to(root)) for file in files)}"
    arrows = {}
    for one in circle:
        arrows.setdefault((one.file, one.target), []).append(one)
    for (file, target), taken in sorted(arrows.items()):
        names = ", ".join(sorted({one.name for one in taken}))
        mark = "up" if (file, target) in upward else "  "
        yield f"  {mark} {file.relative_to(root)}:{taken[0].line} -> {target.relative_to(root)}: {names}"


def knots(arrows):
    """The sets of nodes that reach each other (Tarjan), without single nodes."""
    after = {}
    for start, end in sorted(arrows):
        after.setdefault(start, []).append(end)
    order, low, stack, found = {}, {}, [], []

    def visit(node):
        order[node] = low[node] = len(order)
        stack.append(node)
        for following in after.get(node, []):
            if following not in order:
                visit(following)
                low[node] = min(low[node], low[following])
            elif following in stack:
                low[node] = min(low[node], order[following])
        if low[node] == order[node]:
            at = stack.index(node)
            if len(stack) - at > 1:
                found.append(set(stack[at:]))
            del stack[at:]

    for node in sorted(after):
        if node not in order:
            visit(node)
    return found


def back(arrows):
    """A small set of arrows without which nothing goes in circles (Eades, Lin and Smyth)."""
    left = {node for arrow in arrows for node in arrow}
    first, last = [], []
    while left:
        into = {node: 0 for node in left}
        out = {node: 0 for node in left}
        for start, end in arrows:
            if start in left and end in left:
                out[start] += 1
                into[end] += 1
        sinks = sorted(node for node in left if out[node] == 0)
        sources = sorted(node for node in left if into[node] == 0)
        if sinks:
            last = sinks + last
            left -= set(sinks)
        elif sources:
            first += sources
            left -= set(sources)
        else:
            node = max(sorted(left), key=lambda node: out[node] - into[node])
            first.append(node)
            left.remove(node)
    rank = {node: number for number, node in enumerate(first + last)}
    return {(start, end) for start, end in arrows if rank[start] > rank[end]}

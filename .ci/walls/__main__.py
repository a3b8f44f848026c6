"""Checks what no compiler checks: the walls between the rooms, sizes, texts, the browser's crates.

    python3 .ci/walls            checks this repository, after the check has proved itself
    python3 .ci/walls --no-tree  the same without cargo's tree (for an editor's save hook)
    python3 .ci/walls circles [FOLDER...]  only counts the circles of imports, of one crate or of all

Each rule yields violations as text, `path:line: what and why`. Only Python's own library is used.
"""

import pathlib
import sys
import unittest

sys.dont_write_bytecode = True

import circles  # noqa: E402
import markup  # noqa: E402
import rooms  # noqa: E402
import sizes  # noqa: E402
import texts  # noqa: E402
import tree  # noqa: E402

RULES = [
    ("rooms import only what they may", rooms.imports),
    ("each crate stays in its room", rooms.crates),
    ("pages know no clock and no chance", rooms.clocks),
    ("environment is read in one place", rooms.environment),
    ("text from outside is escaped", markup.raw),
    ("sentences stay out of islands", texts.islands),
    ("texts exist, in both languages, and are used", texts.keys),
    ("files stay small", sizes.files),
    ("modules import in no circles", circles.rule),
    ("folders import downwards", circles.floors),
]


def prove():
    """Plants a violation of every rule and fails when one goes unnoticed."""
    here = str(pathlib.Path(__file__).parent)
    suite = unittest.defaultTestLoader.discover(here, pattern="planted.py", top_level_dir=here)
    result = unittest.TextTestRunner(verbosity=0, stream=sys.stderr).run(suite)
    return suite.countTestCases(), len(result.failures) + len(result.errors)


def main(arguments):
    root = pathlib.Path(__file__).resolve().parents[2]
    if arguments[:1] == ["circles"]:
        return circles.command(root, arguments[1:])
    proved, broken = prove()
    rules = list(RULES)
    if "--no-tree" not in arguments:
        rules.append(("the browser gets no server crates", tree.crates))

    failed = broken
    for name, rule in rules:
        found = list(rule(root))
        print(f"{'FAILED' if found else 'ok':<7} {name}")
        for violation in found:
            print(f"        {violation}")
        failed += bool(found)
    for warning in sizes.warnings(root):
        print(f"warning {warning}")
    total = proved + len(rules)
    print(f"test result: {'FAILED' if failed else 'ok'}. {total - failed} passed; {failed} failed; 0 ignored")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

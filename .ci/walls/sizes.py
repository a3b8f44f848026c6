"""File sizes: a file should have one topic."""

MOST = 400
MANY = 300
FOLDERS = (".ci", "benches", "end2end", "migrations", "src", "style", "tests")
KINDS = {".rs", ".css", ".js", ".mjs", ".py", ".sql", ""}
SKIPPED = {"node_modules", "test-results", "playwright-report", "__pycache__", "data"}


def _counted(root):
    for folder in FOLDERS:
        for path in sorted((root / folder).rglob("*")):
            relative = path.relative_to(root)
            if path.is_file() and path.suffix in KINDS and not SKIPPED & set(relative.parts):
                yield relative, len(path.read_text(encoding="utf-8", errors="replace").splitlines())


def files(root):
    """Files that are too long."""
    for relative, lines in _counted(root):
        if lines > MOST:
            yield f"{relative}: {lines} lines, more than {MOST}: split it by verb"


def warnings(root):
    """Files that are close to the limit."""
    for relative, lines in _counted(root):
        if MANY < lines <= MOST:
            yield f"{relative}: {lines} lines; {MANY} are a good size"

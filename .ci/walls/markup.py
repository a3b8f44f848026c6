"""Places where text from outside could become markup because it is not escaped: only known ones are allowed."""

import re

import rooms
import rust

# What leptos writes into a page as it is, and the one file of each that escapes it, or in which
# nothing comes from outside.
RAW = {
    "leptos_meta's Title": (
        re.compile(r"\bleptos_meta\s*::\s*(?:\{[^}]*\bTitle\b|Title\b|\{[^}]*\*|\*)"), "page_head.rs"),
    "leptos_meta's Script or Style": (
        re.compile(r"\bleptos_meta\s*::\s*(?:\{[^}]*\b(?:Script|Style)\b|(?:Script|Style)\b)"), None),
    "<textarea>": (re.compile(r"<textarea\b"), "field.rs"),
    "<script>": (re.compile(r"<script\b"), "app.rs"),
    "<noscript>": (re.compile(r"<noscript\b"), "intent.rs"),
    "<style>": (re.compile(r"<style\b"), None),
    "html that is put in": (
        re.compile(r"\binner_html\s*=(?!=)|\b(?:set_(?:inner|outer)_html|insert_adjacent_html|inner_html)\s*\((?!\s*\))"),
        None),
}


def raw(root):
    """Places that leptos does not escape, outside the file that is responsible for it."""
    for relative, source in rooms.sources(root):
        if relative.parts[0] not in ("ui", "app.rs", "api"):
            continue
        code = rust.without_text(source)
        for what, (pattern, home) in RAW.items():
            if relative.name == home:
                continue
            for found in pattern.finditer(code):
                line = code.count("\n", 0, found.start()) + 1
                yield f"src/{relative}:{line}: {what}, which nothing escapes, belongs into {home or 'no file'}"

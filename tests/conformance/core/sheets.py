"""What the sheets document: the error codes of each operation."""

import functools
import json
import pathlib

DATA = pathlib.Path("tests/data/partner-api")
# Refusals that hold for the whole service and its gateway (calling.md 6), of whatever operation.
GENERAL = {
    (400, "CBC.0100"),
    (403, "CBC.0151"),
    (403, "CBC.0155"),
    (401, "CBC.0154"),
    (429, "CBC.0250"),
    (500, "CBC.0999"),
    (400, "CBC.99000035"),
    (400, "CBC.99000037"),
    (404, "APIG.0101"),
    (401, "APIG.0301"),
    (401, "APIG.0305"),
    (401, "APIG.0307"),
    (429, "APIG.0308"),
}


@functools.lru_cache(maxsize=None)
def errors():
    """Operation id to the pairs of status and code that its sheet lists; a code may come with more
    than one status."""
    found = {}
    for sheet in ("partner", "transactions", "billing"):
        paths = json.loads((DATA / f"{sheet}.json").read_text(encoding="utf-8"))["paths"]
        for methods in paths.values():
            for operation in methods.values():
                if isinstance(operation, dict) and "operationId" in operation:
                    listed = found.setdefault(operation["operationId"], set())
                    listed.update((error["http"], error["code"]) for error in operation.get("x-errors", []))
    return found


def documents(operation, status, code):
    """Whether the refusal is documented. IAM has no sheet of its own: its answers are judged by the
    cases alone."""
    listed = errors().get(operation)
    return listed is None or (status, code) in GENERAL or (status, code) in listed

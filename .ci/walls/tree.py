"""The crates that end up in the browser."""

import subprocess

NEVER = ("axum", "hyper", "leptos_axum", "reqwest", "rustls", "sqlx", "sqlx-core", "tokio", "tower-http")
COMMAND = [
    "cargo", "tree", "--locked", "--target", "wasm32-unknown-unknown", "--features", "hydrate",
    "--edges", "normal", "--prefix", "none", "--format", "{p}",
]


def forbidden(listing):
    """The crates of a listing (`name version` per line) that must not be in the browser build."""
    names = {line.split()[0] for line in listing.splitlines() if line.strip()}
    return [f"{name} is compiled for the browser" for name in NEVER if name in names]


def crates(root):
    """Runs cargo. A listing without Leptos would mean that the query was wrong."""
    answer = subprocess.run(COMMAND, cwd=root, capture_output=True, text=True, check=False)
    if answer.returncode != 0:
        yield f"cargo tree failed: {answer.stderr.strip()}"
    elif not any(line.startswith("leptos ") for line in answer.stdout.splitlines()):
        yield "cargo tree shows no leptos for the browser"
    else:
        yield from forbidden(answer.stdout)

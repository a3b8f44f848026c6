"""The official SDK drives the simulator through every operation that it has.

    python -m tests.conformance [part of an operation's, a case's or a file's name]
"""

import sys

from . import billing, customers, gateway, identity, transactions  # noqa: F401
from .core import cases

if __name__ == "__main__":
    sys.exit(cases.run(*sys.argv[1:2]))

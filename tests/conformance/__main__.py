"""The official SDK drives the simulator through every operation that it has.

    python -m tests.conformance [part of an operation's, a case's or a file's name]
"""

import os
import sys

from .core import cases

# A proxy of the surroundings has no business between the SDK and the simulator.
os.environ["NO_PROXY"] = os.environ["no_proxy"] = "127.0.0.1"

from . import billing, customers, gateway, identity, purse, registration, transactions  # noqa: E402,F401

if __name__ == "__main__":
    sys.exit(cases.run(*sys.argv[1:2]))

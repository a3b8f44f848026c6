"""The official SDK drives the simulator through every operation that it has; then the requests of
our client are compared with its own.

    python -m tests.conformance [part of an operation's, a case's or a file's name]

With a part of a name only the cases that have it run, and nothing is compared.
"""

import os
import sys

from .core import cases

# A proxy of the surroundings has no business between the SDK and the simulator.
os.environ["NO_PROXY"] = os.environ["no_proxy"] = "127.0.0.1"

from . import billing, comparison, customers, gateway, identity, purse, registration, transactions  # noqa: E402,F401

if __name__ == "__main__":
    failed = cases.run(*sys.argv[1:2])
    if len(sys.argv) == 1:
        failed |= comparison.main()
    sys.exit(failed)

"""What the cases are made of: see README.md."""

from .cases import case, expect, walk
from .sdk import Client

__all__ = ["Client", "case", "expect", "walk"]

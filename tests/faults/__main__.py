"""`python -m tests.faults [--long]`: only the tests of promises, with their table at the end."""

import sys
from pathlib import Path

import pytest

if __name__ == "__main__":
    sys.exit(pytest.main([str(Path(__file__).parent), "-q", *sys.argv[1:]]))

"""`python -m tests.faults [--long]`: only the tests of promises, with their table at the end."""

import sys
from pathlib import Path

import pytest

HERE = Path(__file__).resolve().parent
IMPORTS = HERE.parent / "services" / "test_imports_safety.py"  # promise 12 lies with its service

if __name__ == "__main__":
    sys.exit(pytest.main([str(HERE), str(IMPORTS), "-q", *sys.argv[1:]]))

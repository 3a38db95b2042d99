"""The one way to the files the program carries, in a source tree and in a frozen build."""

import sys
from functools import lru_cache
from pathlib import Path


@lru_cache(maxsize=1)
def resources_root() -> Path:
    """Return the folder of resources: beside the packages, or where a frozen build unpacked it."""
    unpacked = getattr(sys, "_MEIPASS", None)
    base = Path(unpacked) if unpacked else Path(__file__).resolve().parents[2]
    return base / "resources"


def resource(*parts: str) -> Path:
    """Return the path of one resource, for example `resource("icons", "phone.svg")`.

    Raises FileNotFoundError when the program was packed without it.
    """
    path = resources_root().joinpath(*parts)
    if not path.exists():
        raise FileNotFoundError(path)
    return path

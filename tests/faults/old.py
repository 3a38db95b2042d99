"""Kept files of released schemas, made by the programs that wrote them."""

import shutil
from pathlib import Path

from tests.conftest import ROOT

KEPT = sorted((ROOT / "tests" / "data" / "old_databases").glob("*.sqlite"))


def copy_of(kept: Path, folder: Path) -> Path:
    """Copy a kept file where a test may change it."""
    return Path(shutil.copy(kept, folder / kept.name))


def schema_of(kept: Path) -> int:
    """Return the schema number in a kept file's name."""
    return int(kept.stem.removeprefix("schema"))

"""LibreOffice as a second pair of eyes on our workbooks."""

import csv
import shutil
import subprocess
from pathlib import Path

import pytest

_CSV = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,true"


def as_shown(path: Path) -> list[list[str]]:
    """Return the first sheet's cells as LibreOffice shows them; skips aloud where it is absent."""
    soffice = shutil.which("soffice")
    if soffice is None:
        pytest.skip("нет LibreOffice (soffice): таблица открыта только своими читателями")
    folder = path.parent / "shown"
    profile = f"-env:UserInstallation={(path.parent / 'profile').as_uri()}"
    command = [soffice, profile, "--headless", "--convert-to", _CSV, "--outdir", str(folder)]
    subprocess.run([*command, str(path)], check=True, capture_output=True, timeout=180)
    with (folder / f"{path.stem}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))

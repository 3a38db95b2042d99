"""Windows wheels of the lock: which they are, written down so that a missing one is noticed.

`python tests/windows/kit/wheels.py` asks the package registry and rewrites wheels.txt beside this
file; tests/house/test_locks.py holds the table against requirements-dev.lock without a network.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from packaging.markers import Marker

ROOT = Path(__file__).resolve().parents[3]
LOCK = ROOT / "requirements-dev.lock"
TABLE = Path(__file__).with_name("wheels.txt")
PYTHON = "3.13"
WINDOWS = {
    "implementation_name": "cpython",
    "platform_python_implementation": "CPython",
    "os_name": "nt",
    "sys_platform": "win32",
    "platform_system": "Windows",
    "platform_machine": "AMD64",
    "python_version": PYTHON,
    "python_full_version": f"{PYTHON}.0",
}
# What pip takes for Windows when it runs on another system.
FOREIGN = (
    f"--platform win_amd64 --python-version {PYTHON} --implementation cp "
    f"--abi cp{PYTHON.replace('.', '')} --abi abi3 --abi none --only-binary=:all: --no-deps"
).split()
REQUIREMENT = re.compile(r"(?m)^(?P<pin>[\w.-]+==[^\s;]+)(?: *; *(?P<marker>[^\\\n]+))?")


def windows_lock(text: str) -> str:
    """The lock as pip on Windows reads it: its lines chosen by their markers, markers gone.

    pip takes markers from the machine it runs on, so they are settled here beforehand.
    """
    blocks = re.split(r"(?m)^(?=[\w.-]+==)", text)
    chosen = []
    for block in blocks:
        head = REQUIREMENT.match(block)
        if head and (not head["marker"] or Marker(head["marker"]).evaluate(WINDOWS)):
            chosen.append(f"{head['pin']} {block[head.end() :].lstrip()}")
    return "".join(chosen)


def written_lock(folder: Path) -> Path:
    """The Windows lock as a file in the folder, for pip."""
    lock = folder / "requirements-windows.txt"
    lock.write_text(windows_lock(LOCK.read_text("utf-8")), encoding="utf-8")
    return lock


def table() -> str:
    """Lines «sha256 file» of the wheels pip would take for Windows; raises when one is missing."""
    with tempfile.TemporaryDirectory() as folder:
        lock, report = written_lock(Path(folder)), Path(folder) / "report.json"
        pip = [sys.executable, "-m", "pip", "install", "-q", "--dry-run", "--ignore-installed"]
        options = ["--report", str(report), "--target", folder, "-r", str(lock)]
        subprocess.run([*pip, *FOREIGN, *options], check=True)
        found = json.loads(report.read_text("utf-8"))["install"]
    lines = []
    for entry in found:
        source = entry["download_info"]
        file = source["url"].rpartition("/")[2]
        lines.append(f"{source['archive_info']['hashes']['sha256']}  {file}\n")
    return "".join(sorted(lines, key=lambda line: line.split()[1].lower()))


if __name__ == "__main__":
    TABLE.write_text(table(), encoding="utf-8")

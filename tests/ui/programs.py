"""Programs of our own run as a person would start them, in a process of their own."""

import subprocess
import sys
from pathlib import Path


def run_program(program: str, folder: Path) -> "subprocess.CompletedProcess[str]":
    """Run a program over a folder, its argument; one that does not end fails the test."""
    return subprocess.run(
        [sys.executable, "-X", "utf8", "-c", program, str(folder)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=240,
        check=False,
    )

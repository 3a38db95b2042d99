"""Workbooks read by a child process: the quick reader first, the careful one when it gives up."""

import os
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Final

from desktop_app.core.errors import BadFile, Cancelled
from desktop_app.core.text import counted
from desktop_app.importers import child, faults
from desktop_app.importers.limits import Limits
from desktop_app.importers.spool import COLUMNS, ROWS, SpooledSheet, ending, spooled

IsCancelled = Callable[[], bool]

_TICK: Final = 0.1
_CRASHED: Final = "crashed"
_TIMEOUT: Final = "timeout"


def read_workbook(
    path: Path, folder: Path, limits: Limits, is_cancelled: IsCancelled, *, has_careful: bool
) -> list[SpooledSheet]:
    """Return the visible sheets of a workbook, spooled into `folder`.

    `has_careful` allows a second try by the careful reader, which knows only xlsx. Raises BadFile
    with the cause, Cancelled when told to stop.
    """
    quick = replace(limits, careful_seconds=limits.seconds)
    spool = folder / "quick.rows"
    ended = run_child(path, spool, child.QUICK, quick, is_cancelled)
    if has_careful and ended in (child.BROKEN, child.MEMORY, _CRASHED, _TIMEOUT):
        spool = folder / "careful.rows"
        ended = run_child(path, spool, child.CAREFUL, limits, is_cancelled)
    if ended != child.DONE:
        raise _worded(path, ended, limits)
    return spooled(spool)


def run_child(
    path: Path, spool: Path, engine: str, limits: Limits, is_cancelled: IsCancelled
) -> str:
    """Read a workbook in a process of its own into a spool file; return how it ended.

    The process is killed after `limits.careful_seconds` or when told to stop (Cancelled).
    """
    caps = (str(limits.rows), str(limits.columns), str(limits.memory))
    process = subprocess.Popen(
        [*_command(), str(path), str(spool), engine, *caps],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env=_environment(),
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )
    try:
        return _wait(process, spool, limits.careful_seconds, is_cancelled)
    finally:
        if process.poll() is None:
            process.kill()
            process.wait()


def _wait(
    process: subprocess.Popen[bytes], spool: Path, seconds: float, is_cancelled: IsCancelled
) -> str:
    deadline = time.monotonic() + seconds
    while True:
        if is_cancelled():
            raise Cancelled
        left = deadline - time.monotonic()
        if left <= 0:
            return _TIMEOUT
        try:
            code = process.wait(min(_TICK, left))
        except subprocess.TimeoutExpired:
            continue
        return _CRASHED if code else ending(spool) or _CRASHED


def _command() -> list[str]:
    if getattr(sys, "frozen", False):
        return [sys.executable, child.FLAG]
    return [sys.executable, "-X", "utf8", "-m", child.__name__]


def _environment() -> dict[str, str]:
    """Return our environment with the program's own folder first on the path of modules."""
    root = str(Path(__file__).resolve().parents[2])
    paths = [root, os.environ.get("PYTHONPATH", "")]
    return {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, paths))}


def _worded(path: Path, ended: str, limits: Limits) -> BadFile:
    if ended == child.PASSWORD:
        return faults.password(path)
    if ended == ROWS:
        rows = counted(limits.rows, "строки", "строк", "строк")
        return faults.too_big(path, f"больше {rows} на листе")
    if ended == COLUMNS:
        return faults.too_wide(path, limits.columns)
    if ended == child.MEMORY:
        return faults.too_big(path, "на его чтение не хватает памяти")
    if ended == _TIMEOUT:
        return faults.too_long(path, limits.careful_seconds)
    return faults.broken(path)

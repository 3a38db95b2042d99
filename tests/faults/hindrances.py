"""What the world does to a file: no room, no right to write, held by another program."""

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest


@contextmanager
def no_writing(path: Path) -> Iterator[None]:
    """Forbid writing to a file or folder, for root too; skips where nothing can forbid it."""
    if os.name == "posix" and os.geteuid() == 0:
        if not shutil.which("chattr") or _run("chattr", "+i", path):
            pytest.skip("root пишет всюду, а файловая система не знает chattr +i")
        try:
            yield
        finally:
            _run("chattr", "-i", path)
        return
    if os.name != "posix" and path.is_dir():
        pytest.skip("папка только для чтения в Windows не запрещает запись")
    mode = path.stat().st_mode
    path.chmod(mode & ~0o222)
    try:
        if os.name != "posix" and _opens_for_writing(path):
            pytest.skip("признак «только чтение» здесь не мешает писать: так у root под Wine")
        yield
    finally:
        path.chmod(mode)


@contextmanager
def small_disk(folder: Path, size: str = "4m") -> Iterator[Path]:
    """Mount a disk of a few megabytes; skips where nobody may mount."""
    folder.mkdir()
    if os.name != "posix" or not shutil.which("mount"):
        pytest.skip("маленький диск монтируется только в Linux")
    if _run("mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", folder):
        pytest.skip("нет прав смонтировать маленький диск (tmpfs)")
    try:
        yield folder
    finally:
        _run("umount", "-l", folder)


def fill(folder: Path) -> Path:
    """Take all the room of a disk; return the file that took it."""
    ballast = folder / "ballast"
    with ballast.open("wb", buffering=0) as stream:
        for block in (65_536, 4_096, 512):
            try:
                while True:
                    stream.write(bytes(block))
            except OSError:
                continue
    return ballast


@contextmanager
def held(path: Path) -> Iterator[None]:
    """Hold a database as another program would."""
    with closing(sqlite3.connect(path, isolation_level=None, check_same_thread=False)) as other:
        other.execute("BEGIN EXCLUSIVE")
        yield
        other.execute("ROLLBACK")


def _opens_for_writing(path: Path) -> bool:
    try:
        path.open("r+b").close()
    except PermissionError:
        return False
    return True


def _run(*command: str | Path) -> int:
    return subprocess.run(command, stderr=subprocess.DEVNULL, check=False).returncode

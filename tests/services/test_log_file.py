"""The log is turned over when it is full, and loses no line while another window writes to it."""

import logging
import sys
from pathlib import Path

import pytest

from desktop_app.services import log_file
from desktop_app.services.log_file import LateFile

_FULL = 200


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the place of a log that is full after a few lines."""
    monkeypatch.setattr(log_file, "_BYTES", _FULL)
    return tmp_path / "rayshtab.log"


def _write(handler: LateFile, *numbers: int) -> None:
    for number in numbers:
        handler.emit(logging.LogRecord("x", logging.ERROR, "", 0, f"line {number}", None, None))


def _told(path: Path) -> str:
    files = sorted(path.parent.glob("rayshtab.log*"), reverse=True)
    return "".join(file.read_text("utf-8") for file in files)


def test_a_full_log_gives_way_to_a_new_one(path: Path) -> None:
    """Older lines are in the older files, none is lost before the fourth file."""
    handler = LateFile(path)
    _write(handler, *range(10))
    handler.close()
    assert path.with_name("rayshtab.log.1").exists()
    assert [f"line {number}" in _told(path) for number in range(10)] == [True] * 10


def test_a_log_another_window_holds_loses_nothing(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Windows refuses to move what two windows write to: the lines go on in the same file."""
    if sys.platform != "win32":

        def refuse(self: Path, _target: Path) -> Path:
            raise PermissionError(13, "in use", str(self))

        monkeypatch.setattr(Path, "rename", refuse)
        monkeypatch.setattr("os.rename", refuse)
    ours, theirs = LateFile(path), LateFile(path)
    _write(theirs, 100)
    _write(ours, *range(20))
    _write(theirs, 101)
    for handler in (ours, theirs):
        handler.close()
    assert not path.with_name("rayshtab.log.1").exists()
    lines = [f"line {number}" for number in (100, *range(20), 101)]
    assert [line in _told(path) for line in lines] == [True] * len(lines)

"""A fresh file held for a moment, as a virus scanner of Windows holds it: tried again, not lost."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest

from db import backup, failures, recover, restore
from db.files import create_file, open_store
from desktop_app.core import file_moves
from desktop_app.core.errors import FileBusy, NotFound, TargetError
from desktop_app.services.shared_folder import demand_fit

_NOW = dt.datetime(2026, 11, 23, 9, 0)
_HELD = 32  # ERROR_SHARING_VIOLATION


def _refusal() -> PermissionError:
    error = PermissionError(13, "in use")
    error.winerror = _HELD  # type: ignore[attr-defined]  # as Windows gives it
    return error


@pytest.fixture
def scanner(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], None]:
    """Refuse so many first renames of every file, as a scanner that has just opened it."""

    def begin(times: int) -> None:
        for name in ("replace", "rename"):
            really, seen = getattr(Path, name), dict[Path, int]()

            def refuse(
                self: Path,
                target: Path,
                really: Callable[[Path, Path], Path] = really,
                seen: dict[Path, int] = seen,
            ) -> Path:
                seen[self] = seen.get(self, 0) + 1
                if seen[self] <= times:
                    raise _refusal()
                return really(self, target)

            monkeypatch.setattr(Path, name, refuse)

    monkeypatch.setattr(file_moves, "_PAUSE_SECONDS", 0.0)
    return begin


def test_a_moment_of_a_scanner_spoils_no_work(
    tmp_path: Path, scanner: Callable[[int], None]
) -> None:
    """A new base, a copy, its double, a return and a recovery all take their names in the end."""
    scanner(2)
    live, copy = tmp_path / "база.sqlite", tmp_path / "копия.sqlite"
    create_file(live)
    store = open_store(live)
    backup.write_copy(store, copy)
    store.close()
    backup.repeat(copy, tmp_path / "вторая" / "копия.sqlite", tmp_path / "вторая")
    kept = restore.put_back(copy, live, _NOW)
    recover.recover(live, tmp_path / "новая.sqlite")
    assert kept is not None
    names = sorted(path.name for path in tmp_path.rglob("*.sqlite"))
    assert names == sorted([live.name, copy.name, copy.name, kept.name, "новая.sqlite"])
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == list(
        tmp_path.rglob("*.sqlite")
    )


def test_a_file_held_for_good_is_told_as_such(
    tmp_path: Path, scanner: Callable[[int], None]
) -> None:
    """Not «no rights, choose another folder»: the base stays, and who holds it is to be closed."""
    live, copy = tmp_path / "база.sqlite", tmp_path / "копия.sqlite"
    store = open_store(live)
    backup.write_copy(store, copy)
    store.close()
    before = live.read_bytes()
    scanner(1_000)
    with pytest.raises(FileBusy, match="держит другая программа"):
        restore.put_back(copy, live, _NOW)
    assert live.read_bytes() == before
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted([live.name, copy.name])


def test_no_rights_stay_no_rights(tmp_path: Path) -> None:
    """A folder that may not be written to is told apart from a file somebody holds."""
    fault = failures.os_fault(PermissionError(13, "denied"), tmp_path / "копия.sqlite")
    assert isinstance(fault, TargetError)
    assert isinstance(failures.os_fault(_refusal(), tmp_path / "копия.sqlite"), FileBusy)


def test_a_share_that_will_not_say_where_it_is_has_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Even a question about the path raises on Windows then; it ended as a failure of ours."""
    live = tmp_path / "база.sqlite"
    create_file(live)

    def refuse(_self: Path) -> Path:
        raise OSError(22, "logon failure")

    monkeypatch.setattr(Path, "resolve", refuse)
    demand_fit(live)
    open_store(live).close()
    with pytest.raises(NotFound):
        open_store(tmp_path / "нет.sqlite", create=False)

"""Refusals of the file system are told apart where Windows gives all of them one errno."""

import errno
from pathlib import Path

import pytest

from desktop_app.core import refusals
from desktop_app.core.errors import TargetError
from desktop_app.core.file_names import file_name, is_legal


def _refused(number: int, winerror: int | None = None) -> OSError:
    error = OSError(number, "said by the system")
    if winerror is not None:
        error.winerror = winerror  # type: ignore[attr-defined]  # as Windows gives it
    return error


@pytest.mark.parametrize("winerror", [59, 64, 121, 1117])
def test_a_share_that_goes_away_is_no_bad_name(winerror: int) -> None:
    """Windows says of a lost share, a slow one and a failing disk what it says of a bad name."""
    assert not refusals.is_bad_name(_refused(errno.EINVAL, winerror), Path("Журнал.xlsx"))


@pytest.mark.parametrize("winerror", [123, 206])
def test_a_bad_name_is_known_by_the_reason_of_windows(winerror: int) -> None:
    """«Incorrect name» and «the name is too long» are about the name."""
    assert refusals.is_bad_name(_refused(errno.EINVAL, winerror), Path("Журнал.xlsx"))


def test_without_a_reason_the_name_itself_decides() -> None:
    """Opening a file tells only EINVAL: a name that Windows takes is not to blame."""
    error = _refused(errno.EINVAL)
    assert refusals.is_bad_name(error, Path("Журнал 10:30.xlsx"))
    assert not refusals.is_bad_name(error, Path("Журнал.xlsx"))
    assert refusals.is_bad_name(_refused(errno.ENAMETOOLONG), Path("Журнал.xlsx"))


@pytest.mark.parametrize("name", ["con", "NUL.txt", "a.", "a ", "a?b", "a|b", ""])
def test_names_windows_refuses_are_known(name: str) -> None:
    """Reserved words, forbidden signs, a dot or a space at the end; ours are always legal."""
    assert not is_legal(name)
    assert is_legal(file_name(name, ".pdf"))


def test_a_guarded_folder_says_that_the_file_is_not_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In Windows a file that cannot be made in a folder that is there is the guard's doing."""
    guarded, moved = _refused(errno.ENOENT), _refused(errno.ENOENT, 2)
    for is_windows in (False, True):
        monkeypatch.setattr(refusals, "_IS_WINDOWS", is_windows)
        assert refusals.is_barred(guarded, tmp_path) is is_windows
        assert not refusals.is_barred(guarded, tmp_path / "нет")
        assert not refusals.is_barred(moved, tmp_path)
        assert refusals.is_barred(_refused(errno.EACCES), tmp_path)
        assert ("Контролируемый доступ" in refusals.other_folder()) is is_windows


def test_a_place_windows_will_not_name_is_left_as_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A share that wants another password raises even when it is only asked where it is."""
    assert refusals.resolved(tmp_path / "a" / ".." / "b") == (tmp_path / "b").resolve()

    def refuse(_self: Path) -> Path:
        raise _refused(errno.EINVAL, 1326)  # ERROR_LOGON_FAILURE

    monkeypatch.setattr(Path, "resolve", refuse)
    assert refusals.resolved(tmp_path / "b") == tmp_path / "b"


def test_a_name_windows_would_not_make_is_refused_there(monkeypatch: pytest.MonkeyPatch) -> None:
    """A colon names a stream of another file, «con» a device; elsewhere both are just names."""
    for name in ("база:2.sqlite", "con.sqlite"):
        monkeypatch.setattr(refusals, "_IS_WINDOWS", False)
        refusals.demand_legal(Path(name))
        monkeypatch.setattr(refusals, "_IS_WINDOWS", True)
        with pytest.raises(TargetError, match="имя файла не подходит"):
            refusals.demand_legal(Path(name))

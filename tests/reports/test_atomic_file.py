"""Files are written whole or not at all, and every refusal of the world has its own words."""

import errno
from pathlib import Path

import pytest

from desktop_app.core import errors, file_moves, refusals
from desktop_app.reports.atomic_file import check_target, write_whole


def _names(folder: Path) -> list[str]:
    return sorted(item.name for item in folder.iterdir())


def test_bytes_are_written_and_nothing_else_stays(tmp_path: Path) -> None:
    """A new file holds exactly the bytes given, under its own name only."""
    target = tmp_path / "Акт № 14.pdf"
    write_whole(target, b"one")
    assert target.read_bytes() == b"one"
    assert _names(tmp_path) == ["Акт № 14.pdf"]


def test_a_function_fills_a_temporary_path_of_the_same_suffix(tmp_path: Path) -> None:
    """A writer that wants a path gets one beside the target with the suffix it looks at."""
    seen: list[Path] = []

    def fill(path: Path) -> None:
        seen.append(path)
        path.write_bytes(b"book")

    target = tmp_path / "журнал.xlsx"
    write_whole(target, fill)
    assert target.read_bytes() == b"book"
    assert seen[0].parent == tmp_path
    assert seen[0].suffix == ".xlsx"
    assert _names(tmp_path) == ["журнал.xlsx"]


def test_a_failing_writer_leaves_the_old_file_alone(tmp_path: Path) -> None:
    """When the work stops half way the old bytes stay, and its own error passes through."""
    target = tmp_path / "a.xlsx"
    target.write_bytes(b"old")

    def fill(path: Path) -> None:
        path.write_bytes(b"half")
        raise errors.Cancelled

    with pytest.raises(errors.Cancelled):
        write_whole(target, fill)
    assert target.read_bytes() == b"old"
    assert _names(tmp_path) == ["a.xlsx"]


def test_a_busy_target_says_close_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A target Windows does not let us replace gives «Закройте файл … и повторите»."""
    target = tmp_path / "Журнал.xlsx"
    target.write_bytes(b"old")
    tries: list[Path] = []

    def refuse(self: Path, _other: Path) -> Path:
        tries.append(self)
        raise PermissionError(13, "in use")

    monkeypatch.setattr(Path, "replace", refuse)
    monkeypatch.setattr(file_moves, "_PAUSE_SECONDS", 0.0)
    with pytest.raises(errors.FileBusy) as caught:
        write_whole(target, b"new")
    assert "Закройте файл «Журнал.xlsx» и повторите" in str(caught.value)
    assert len(tries) > 1
    assert target.read_bytes() == b"old"
    assert _names(tmp_path) == ["Журнал.xlsx"]


def test_a_busy_target_is_told_before_the_work(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A target that cannot be opened for change is refused without calling the writer."""
    target = tmp_path / "Журнал.xlsx"
    target.write_bytes(b"old")
    really_open = Path.open

    def guarded(self: Path, mode: str = "r", **options: object) -> object:
        if self == target and "+" in mode:
            raise PermissionError(13, "in use")
        return really_open(self, mode, **options)  # type: ignore[call-overload]  # same call

    monkeypatch.setattr(Path, "open", guarded)
    with pytest.raises(errors.FileBusy):
        write_whole(target, lambda _path: pytest.fail("the work was begun"))


def test_a_folder_without_rights_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No right to create a file beside the target is a TargetError naming the folder."""

    def refuse(_self: Path, _content: bytes) -> int:
        raise PermissionError(13, "denied")

    monkeypatch.setattr(Path, "write_bytes", refuse)
    with pytest.raises(errors.TargetError, match="Нет прав на запись в папку") as caught:
        write_whole(tmp_path / "a.pdf", b"x")
    assert str(tmp_path) in str(caught.value)


def test_a_folder_windows_guards_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its guard answers «no such file» for a new file: the way to allow the program is told."""

    def refuse(_self: Path, _content: bytes) -> int:
        raise FileNotFoundError(errno.ENOENT, "No such file or directory")

    monkeypatch.setattr(Path, "write_bytes", refuse)
    monkeypatch.setattr(refusals, "_IS_WINDOWS", True)
    with pytest.raises(errors.TargetError, match="Контролируемый доступ к папкам"):
        write_whole(tmp_path / "a.pdf", b"x")


def test_a_share_that_goes_away_is_not_called_a_bad_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Windows gives EINVAL for a lost share: another name would not help."""

    def refuse(_self: Path, _content: bytes) -> int:
        raise OSError(errno.EINVAL, "Invalid argument")

    monkeypatch.setattr(Path, "write_bytes", refuse)
    with pytest.raises(errors.TargetError, match="Не удалось записать"):
        write_whole(tmp_path / "Журнал.xlsx", b"x")


def test_a_missing_folder_and_a_folder_as_target_are_named(tmp_path: Path) -> None:
    """A folder that is not there, or stands where the file should be, has its own text."""
    with pytest.raises(errors.TargetError, match="Нет папки"):
        write_whole(tmp_path / "нет" / "a.pdf", b"x")
    with pytest.raises(errors.TargetError, match="Это папка"):
        check_target(tmp_path)


def test_a_name_the_system_refuses_is_told(tmp_path: Path) -> None:
    """A name longer than the file system takes says so instead of failing."""
    with pytest.raises(errors.TargetError):
        write_whole(tmp_path / ("а" * 300 + ".pdf"), b"x")
    assert _names(tmp_path) == []


def test_a_full_disk_keeps_the_old_file(tmp_path: Path) -> None:
    """Running out of room in the middle of the work is DiskFull, and the old file stays.

    The limit on a file's size is the system's own way to refuse the bytes that do not fit.
    """
    resource = pytest.importorskip("resource")
    target = tmp_path / "a.pdf"
    target.write_bytes(b"old")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, hard))
    try:
        with pytest.raises(errors.DiskFull) as caught:
            write_whole(target, bytes(1_000_000))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert "нет места" in str(caught.value)
    assert target.read_bytes() == b"old"
    assert _names(tmp_path) == ["a.pdf"]

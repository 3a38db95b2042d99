"""Where things lie, and what the log keeps."""

import logging
import os
import sys
from pathlib import Path

import platformdirs
import pytest

from desktop_app.services.log_file import close_log, open_log, without_values
from desktop_app.services.places import PORTABLE_MARK, find_places, program_folder


@pytest.mark.parametrize("named", [True, False])
def test_the_users_own_folders(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, named: bool
) -> None:
    """Data lie in the user's share, named by a variable or not; backups among the documents."""
    if not named:
        monkeypatch.delenv("XDG_DATA_HOME", raising=False)
    places = find_places(tmp_path)
    share = platformdirs.user_data_path("Rayshtab", appauthor=False)
    assert places.data == (share / "Данные" if os.name == "nt" else share)
    assert places.database.parent == places.data
    assert places.backups.parts[-2:] == ("Райштаб", "Резервные копии")
    assert not places.is_portable


def test_a_portable_folder_keeps_everything(tmp_path: Path) -> None:
    """portable.ini beside the program brings data and backups there; naming makes no folder."""
    (tmp_path / PORTABLE_MARK).touch()
    places = find_places(tmp_path)
    assert places.is_portable
    assert places.data == tmp_path / "Данные"
    assert places.backups == tmp_path / "Резервные копии"
    assert places.log.parent == places.window_state.parent == tmp_path / "Данные"
    assert not places.data.exists()


def test_the_program_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A frozen program lies beside its exe, a source tree above its packages."""
    assert (program_folder() / "desktop_app").is_dir()
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", str(tmp_path / "Rayshtab.exe"))
    assert program_folder() == tmp_path.resolve()


def test_the_log_is_made_with_its_first_line(tmp_path: Path) -> None:
    """Warnings reach the file in UTF-8; before the first one there is no file."""
    path = tmp_path / "папка" / "rayshtab.log"
    handler = open_log(path)
    assert not path.exists()
    logging.getLogger("test").warning("запись не удалась")
    close_log(handler)
    assert "запись не удалась" in path.read_text("utf-8")


def test_a_log_that_cannot_be_written_stops_nothing(tmp_path: Path) -> None:
    """A file in the place of the folder leaves the program without a log, not without a start."""
    (tmp_path / "занято").touch()
    assert open_log(tmp_path / "занято" / "rayshtab.log") is None
    close_log(None)


def test_a_traceback_without_values() -> None:
    """The places of a failure are kept, its message is not: it may hold a name or a phone."""

    secret = "Соколова, 8 900 555-18-63"

    def fail() -> None:
        raise ValueError(secret)

    with pytest.raises(ValueError, match="Соколова") as failure:
        fail()
    kept = without_values(failure.value)
    assert "test_a_traceback_without_values" in kept
    assert kept.endswith("ValueError")
    assert "Соколова" not in kept

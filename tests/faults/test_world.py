"""Promise 3: a full disk, a forbidden or held file: words on the screen, nothing typed lost."""

import time
from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop_app.core.errors import DatabaseReadOnly, StorageError
from desktop_app.services.office import Office
from tests.faults.desk_window import DeskWindow, Pulse, furnish
from tests.faults.hindrances import fill, held, no_writing, small_disk
from tests.journeys.clerk import Key

pytestmark = pytest.mark.gui
Promise = Callable[[str, object, object], None]
OpenDesk = Callable[[Path], DeskWindow]


def _refused(desk: DeskWindow, *words: str) -> None:
    """Nothing was saved, every letter stands, and the banner says these words."""
    said = desk.banner().casefold()
    assert [word for word in words if word.casefold() not in said] == [], said
    assert desk.typed_is_there()
    assert desk.crashes == []


def _saves_now(desk: DeskWindow) -> None:
    """The same form saves once the hindrance is gone, and the red banner goes with it."""
    desk.save()
    assert desk.saved() == 1
    assert desk.window.banners.titles == []
    assert desk.crashes == []


def test_a_full_disk(tmp_path: Path, open_desk: OpenDesk, promise: Promise) -> None:
    """A real small disk filled to the last byte: the words name it and its room."""
    with small_disk(tmp_path / "диск") as folder:
        furnish(folder / "office.sqlite")
        desk = open_desk(folder / "office.sqlite")
        desk.take_call()
        ballast = fill(folder)
        desk.save()
        _refused(desk, "На диске нет места", str(folder), "свободно 0 МБ", "освободите место")
        assert desk.saved() == 0
        ballast.unlink()
        _saves_now(desk)
        desk.close()
    promise("3. диск полон (настоящий диск 4 МБ), окно", "1 форма", "записана после, потеряно 0")


def test_a_full_database(base: Path, open_desk: OpenDesk, promise: Promise) -> None:
    """SQLite's own «full», which needs no mount: the same words, the same form saves afterwards."""
    desk = open_desk(base)
    desk.take_call()
    desk.say_more(" холодно" * 10_000)
    limit = desk.office.desk.store.rows
    desk.jobs.write(lambda: limit("PRAGMA max_page_count = 1"))
    desk.save()
    _refused(desk, "На диске нет места", "освободите место и повторите")
    assert desk.saved() == 0
    desk.jobs.write(lambda: limit("PRAGMA max_page_count = 1000000"))
    _saves_now(desk)
    promise("3. нет места для страниц базы, окно", "1 форма", "записана после, потеряно 0")


@pytest.mark.parametrize("what", ["файл", "папка"])
def test_a_read_only_place(base: Path, open_desk: OpenDesk, promise: Promise, what: str) -> None:
    """A file or a folder nobody may write into: the words say so, and it saves when it may."""
    # The empty journal of an earlier time would serve; a file brought here has none.
    base.with_name(f"{base.name}-journal").unlink(missing_ok=True)
    with no_writing(base if what == "файл" else base.parent):
        desk = open_desk(base)
        desk.take_call()
        desk.save()
        _refused(desk, "нельзя писать", "только чтение" if what == "файл" else "папк")
        assert desk.saved() == 0
    _saves_now(desk)
    promise(f"3. только чтение: {what}, окно", "1 форма", "записана после, потеряно 0")


def test_a_held_file(
    base: Path, open_desk: OpenDesk, promise: Promise, is_long: bool, qtbot: QtBot
) -> None:
    """While another program holds the file the window lives; a form left meanwhile comes back."""
    seconds = 60 if is_long else 4
    desk = open_desk(base)
    desk.take_call()
    pulse = Pulse(desk.window, time.monotonic)
    with held(base):
        desk.save()
        _refused(desk, "База занята другой программой", "повторите")
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            qtbot.wait(100)
        desk.clerk.press(Key.Key_Escape)
        assert not desk.page.intake.isVisible()
    beats, longest = pulse.beats, pulse.longest
    desk.clerk.press(Key.Key_Insert)
    desk.clerk.wait()
    drafts = [draft for draft in desk.office.drafts.all() if draft.body]
    assert len(drafts) == 1
    desk.page.intake.resume(drafts[0].id)
    desk.clerk.wait()
    assert desk.typed_is_there()
    _saves_now(desk)
    told = f"окно ждало не дольше {longest * 1000:.0f} мс, потеряно 0"
    promise(f"3. файл занят {seconds} с, окно", f"{beats} тактов", told)
    assert longest < 1.5


def test_a_read_only_file_opens_for_reading(base: Path) -> None:
    """A file that cannot be written is still read; a change is refused as «нельзя писать»."""
    with no_writing(base):
        office = Office.open(base)
        assert office.buildings.ids()
        with pytest.raises(DatabaseReadOnly) as caught:
            office.clerks.add("Новая")
        office.close()
    assert caught.value.remedy


def test_a_file_taken_away_is_not_made_anew(base: Path) -> None:
    """A disk pulled out: the words say the file does not open, and no empty one takes its place."""
    office = Office.open(base)
    office.close()
    base.rename(base.with_name("унесён.sqlite"))
    with pytest.raises(StorageError, match="Не открывается файл базы") as caught:
        office.buildings.ids()
    assert caught.value.remedy
    assert not base.exists()
    base.with_name("унесён.sqlite").rename(base)
    assert office.buildings.ids()
    office.close()

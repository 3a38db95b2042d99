"""Promise 8: what is typed while the base cannot be written at all is kept beside it, not lost."""

import datetime as dt
import os
import stat
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.core.records.drafts import FormDraft
from desktop_app.core.records.inspections import InspectionDraft
from desktop_app.services.drafts import INTAKE
from desktop_app.ui.draft_spool import DraftSpool
from desktop_app.ui.pages.visits.keeper import DraftKeeper
from desktop_app.ui.pages.visits.page import VisitsPage
from desktop_app.ui.state import State
from desktop_app.ui.widgets.button import Button
from desktop_app.ui.widgets.form_sheet import FormSheet
from tests.conftest import LONG_REASON
from tests.faults.desk_window import SAID, DeskWindow, furnish, words_on
from tests.faults.hindrances import fill, held, no_writing, small_disk
from tests.journeys.clerk import Key

pytestmark = pytest.mark.gui
Promise = Callable[[str, object, object], None]
OpenDesk = Callable[..., DeskWindow]
Hindrance = Callable[[Path], AbstractContextManager[None]]


@contextmanager
def _no_room(base: Path) -> Iterator[None]:
    ballast = fill(base.parent)
    yield
    ballast.unlink()


@contextmanager
def _for_reading(base: Path) -> Iterator[None]:
    base.with_name(f"{base.name}-journal").unlink(missing_ok=True)
    with no_writing(base):
        yield


HINDRANCES: dict[str, Hindrance] = {
    "файл занят": held,
    "диск полон": _no_room,
    "только чтение": _for_reading,
}


@pytest.fixture(params=HINDRANCES)
def hindered(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[str, Path]]:
    """Give each hindrance by name with a base that it can befall; a full disk is a small one."""
    name = str(request.param)
    if name != "диск полон":
        furnish(tmp_path / "office.sqlite")
        yield name, tmp_path / "office.sqlite"
        return
    with small_disk(tmp_path / "диск") as folder:
        furnish(folder / "office.sqlite")
        yield name, folder / "office.sqlite"


@pytest.fixture
def profile(tmp_path: Path) -> Path:
    """Name the window's memory, which lies on a disk of its own, as a user's profile does."""
    return tmp_path / "профиль.ini"


def _new_house(desk: DeskWindow) -> FormSheet:
    desk.window.show_page("buildings")
    desk.clerk.wait()
    # Ins over a list that cannot be read offers to load one.
    commands = desk.window.page("buildings").commands()
    next(command for command in commands if command.title == "Новый дом").run()
    desk.clerk.wait()
    front = QApplication.activeModalWidget()
    assert isinstance(front, FormSheet)
    return front


def _press(sheet: FormSheet, verb: str) -> None:
    next(button for button in sheet.findChildren(Button) if button.text() == verb).click()


def test_a_call_from_ins_to_esc(
    hindered: tuple[str, Path], profile: Path, open_desk: OpenDesk, qtbot: QtBot, promise: Promise
) -> None:
    """Nothing can be written the whole time: the call waits beside the base and comes back."""
    name, base = hindered
    desk = open_desk(base, profile)
    with HINDRANCES[name](base):
        desk.take_call()
        qtbot.waitUntil(lambda: bool(desk.beside()), timeout=60_000)
        assert "хранится на этом компьютере" in words_on(desk.page.intake)
        typed = desk.page.intake.form.body()
        desk.leave()
        assert [draft.body["said"] for draft in desk.beside()] == [SAID]
    qtbot.waitUntil(lambda: not desk.beside(), timeout=60_000)
    assert [draft.body["said"] for draft in desk.kept()] == [SAID]
    desk.clerk.press(Key.Key_Insert)
    desk.clerk.wait()
    desk.page.intake.resume(desk.kept()[0].id)
    desk.clerk.wait()
    back = desk.page.intake.form.body()
    assert [name for name, value in typed.items() if value and back[name] != value] == []
    desk.clerk.press(Key.Key_Escape)
    desk.clerk.wait()
    assert len(desk.kept()) == 1
    assert desk.crashes == []
    promise(f"8. звонок от Ins до Esc, {name}", "1 звонок", "вернулся целиком, потеряно 0")
    desk.close()


def test_a_program_killed_under_a_hindrance(
    hindered: tuple[str, Path],
    profile: Path,
    open_desk: OpenDesk,
    qtbot: QtBot,
    promise: Promise,
    is_long: bool,
) -> None:
    """The next program has the call and the form from the window's memory, and the base too."""
    name, base = hindered
    if name != "файл занят" and not is_long:
        pytest.skip(LONG_REASON)
    killed = open_desk(base, profile)
    with HINDRANCES[name](base):
        killed.take_call()
        qtbot.waitUntil(lambda: bool(killed.beside()), timeout=60_000)
        sheet = _new_house(killed)
        killed.clerk.letters("Лесная")
        qtbot.waitUntil(lambda: len(killed.beside()) == 2, timeout=60_000)
        # As after a kill: nothing of this program is heard from now on.
        killed.jobs.shutdown()
        sheet.reject()
    memory = profile.read_bytes()
    again = open_desk(base, profile)
    assert "Введено и не записано" in again.window.banners.titles
    assert "Новый звонок: " in again.banner() or again.kept()  # the base may have it by now
    qtbot.waitUntil(lambda: not again.beside(), timeout=60_000)
    bodies = [draft.body for draft in again.kept()]
    assert [body["said"] for body in bodies if "said" in body] == [SAID]
    assert [body["street"] for body in bodies if "street" in body] == ["Лесная"]
    assert SAID.encode() not in profile.read_bytes(), "the base has it: no need to lie open"
    assert len(profile.read_bytes()) < len(memory)
    house = _new_house(again)
    _press(house, "Вернуть введённое")
    assert house.fields["street"].control.property("text") == "Лесная"
    house.reject()
    again.clerk.wait()
    promise(f"8. программа убита, {name}", "звонок и форма", "предложены, потеряно 0")
    again.close()
    killed.close()


def test_a_window_closed_over_a_held_file(
    base: Path, profile: Path, open_desk: OpenDesk, promise: Promise
) -> None:
    """Closing at once, before the base could answer at all, loses nothing."""
    desk = open_desk(base, profile)
    with held(base):
        desk.take_call()
        desk.window.close()
        desk.jobs.shutdown()
    again = open_desk(base, profile)
    again.clerk.press(Key.Key_Insert)
    again.clerk.wait()
    assert [draft.body["said"] for draft in again.page.intake.drafts.parked] == [SAID]
    assert len(again.kept()) == 1
    promise("8. окно закрыто, пока файл занят", "1 звонок", "предложен, потеряно 0")


WRITTEN = "Стояк холодный по всей высоте, завоздушен верхний этаж"


def _open_visit(desk: DeskWindow, visit: int) -> DraftKeeper:
    desk.window.open_record("visits", visit)
    desk.clerk.wait()
    page = desk.window.page("visits")
    assert isinstance(page, VisitsPage)
    assert page.visit.keeper.ready
    return page.visit.keeper


def test_an_act_under_a_hindrance(
    base: Path,
    profile: Path,
    open_desk: OpenDesk,
    qtbot: QtBot,
    promise: Promise,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """What is written into an act while the file is held outlives the program, and is saved."""
    killed = open_desk(base, profile)
    visit = killed.office.inspections.plan(InspectionDraft(1)).id
    keeper = _open_visit(killed, visit)
    with held(base):
        keeper.change(conclusions=WRITTEN)
        qtbot.waitUntil(lambda: bool(killed.beside()), timeout=60_000)
        killed.settle()
        # As after a kill: nothing is heard of it from now on.
        monkeypatch.setattr(killed.jobs, "write", lambda *_, **__: None)
    assert killed.office.inspections.card(visit).draft.conclusions == ""
    again = open_desk(base, profile)
    assert "Введено и не записано" in again.window.banners.titles
    keeper = _open_visit(again, visit)
    assert keeper.draft.conclusions == WRITTEN
    qtbot.waitUntil(lambda: not keeper.dirty and not again.beside(), timeout=60_000)
    again.settle()
    assert again.office.inspections.card(visit).draft.conclusions == WRITTEN
    assert again.kept() == []
    assert again.crashes == []
    promise("8. акт заполнен, пока файл занят; программа убита", "1 акт", "вернулся, записан")


def test_an_act_left_open_is_saved_by_itself(
    base: Path, profile: Path, open_desk: OpenDesk, qtbot: QtBot
) -> None:
    """The hindrance passes: the act is saved with no key pressed, and nothing is left beside."""
    desk = open_desk(base, profile)
    visit = desk.office.inspections.plan(InspectionDraft(1)).id
    keeper = _open_visit(desk, visit)
    with held(base):
        keeper.change(conclusions=WRITTEN)
        qtbot.waitUntil(lambda: bool(desk.beside()), timeout=60_000)
    qtbot.waitUntil(lambda: not keeper.dirty and not desk.beside(), timeout=60_000)
    desk.settle()
    assert desk.office.inspections.card(visit).draft.conclusions == WRITTEN
    assert desk.kept() == []


@pytest.mark.skipif(os.name != "posix", reason="права файла в Windows задаёт папка пользователя")
def test_nobody_else_may_read_what_waits(tmp_path: Path) -> None:
    """The window's memory that holds words of a call is the user's alone."""
    state = State.at(tmp_path / "window.ini")
    DraftSpool(state, tmp_path / "a.sqlite", bool).put(_draft())
    assert stat.S_IMODE((tmp_path / "window.ini").stat().st_mode) == 0o600


def test_a_spool_in_memory_leaves_nothing_on_the_disk(tmp_path: Path) -> None:
    """Of an encrypted base no word lies open; what waits is there as long as the program."""
    state = State.at(tmp_path / "window.ini")
    spool = DraftSpool(state, tmp_path / "a.sqlite", lambda: True)
    spool.put(_draft())
    state.flush()
    assert not (tmp_path / "window.ini").exists()
    assert [draft.body["said"] for draft in spool.all("")] == [SAID]
    assert "не закрывайте" in spool.words
    spool.drop(-5)
    assert spool.all("") == []


def test_spools_of_two_bases_do_not_mix(tmp_path: Path) -> None:
    """What waits for one base is not offered in another, and a spoilt entry is passed over."""
    state = State.at(tmp_path / "window.ini")
    spool = DraftSpool(state, tmp_path / "a.sqlite", bool)
    spool.put(_draft())
    assert DraftSpool(state, tmp_path / "b.sqlite", bool).all("") == []
    again = DraftSpool(State.at(tmp_path / "window.ini"), tmp_path / "a.sqlite", bool)
    assert again.all("") == [_draft()]
    text = (tmp_path / "window.ini").read_text("utf-8").replace("started", "starred")
    (tmp_path / "spoilt.ini").write_text(text, "utf-8")
    assert DraftSpool(State.at(tmp_path / "spoilt.ini"), tmp_path / "a.sqlite", bool).all("") == []


def _draft() -> FormDraft:
    at = dt.datetime(2026, 11, 22, 9, 30)
    return FormDraft(-5, INTAKE, at, at, "пр-кт Ленина, д. 12", {"said": SAID, "flags": [True]})

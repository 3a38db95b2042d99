"""Doors of what only services knew: names of a street, a shape to forget, acts written again."""

import datetime as dt
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from desktop_app.core.enums import CancelReason, TicketStatus
from desktop_app.core.records.buildings import StreetAlias
from desktop_app.core.records.imports import ImportKind
from desktop_app.core.records.tickets import StatusChange
from desktop_app.core.settings import RETENTION_YEARS
from desktop_app.services.office import Office
from desktop_app.ui.pages.buildings.page import BuildingsPage
from desktop_app.ui.widgets.form_sheet import FormSheet
from desktop_app.ui.widgets.text import Paragraph
from tests.journeys.clerk import CTRL, ClerkAtKeys, Key
from tests.services.fixtures import new_ticket
from tests.services.import_files import write_xlsx

pytestmark = pytest.mark.gui


def _card(clerk: ClerkAtKeys) -> BuildingsPage:
    """Open the first house of the book."""
    clerk.window.show_page("buildings")
    clerk.wait()
    clerk.press(Key.Key_Return)
    page = clerk.window.page("buildings")
    assert isinstance(page, BuildingsPage)
    return page


def test_a_street_is_found_by_its_former_name(clerk: ClerkAtKeys, office: Office) -> None:
    """Palette → names → Ctrl+Enter: houses are found by them; Ctrl+Z takes the names away."""
    page = _card(clerk)
    assert page.record_id is not None
    clerk.command("как ещё называют улицу")
    clerk.type("ул. Ворошилова")
    clerk.press(Key.Key_Tab)
    clerk.type("Бродвей")
    clerk.press(Key.Key_Return, CTRL)
    known = office.buildings.card(page.record_id).street_aliases
    assert set(known) == {StreetAlias("ул. Ворошилова"), StreetAlias("Бродвей", is_former=False)}
    assert page.card.card is not None
    assert page.card.card.street_aliases == known
    assert office.house_search.find("ворошил 12")
    assert office.house_search.find("бродв 12")
    clerk.press(Key.Key_Z, CTRL)
    assert office.buildings.card(page.record_id).street_aliases == ()
    assert office.house_search.find("ворошил 12") == []


def test_names_of_a_street_a_colleague_wrote_stay(clerk: ClerkAtKeys, office: Office) -> None:
    """The form over older names is refused, and Ctrl+Z does not sweep away what came after it."""
    page = _card(clerk)
    assert page.record_id is not None
    details, street = office.buildings.details, office.buildings.card(page.record_id).street_id
    clerk.command("как ещё называют улицу")
    details.set_street_aliases(street, [StreetAlias("Бугор", is_former=False)])
    clerk.type("ул. Ворошилова")
    clerk.press(Key.Key_Return, CTRL)
    assert isinstance(QApplication.activeModalWidget(), FormSheet)
    clerk.press(Key.Key_Escape)
    asked = QApplication.activeModalWidget()
    if asked is not None:
        clerk.press(Key.Key_Return)
    assert [one.name for one in office.buildings.card(page.record_id).street_aliases] == ["Бугор"]
    page.activate()
    clerk.press(Key.Key_F5)
    page.open_record(page.record_id)
    clerk.wait()
    clerk.command("как ещё называют улицу")
    clerk.type("ул. Ворошилова")
    clerk.press(Key.Key_Return, CTRL)
    assert len(office.buildings.card(page.record_id).street_aliases) == 2
    details.set_street_aliases(street, [StreetAlias("Яр")])
    clerk.press(Key.Key_Z, CTRL)
    assert [one.name for one in office.buildings.card(page.record_id).street_aliases] == ["Яр"]


@pytest.mark.parametrize("is_sure", [False, True])
def test_an_own_shape_is_forgotten(clerk: ClerkAtKeys, tmp_path: Path, is_sure: bool) -> None:
    """Only a shape matched by hand offers it; a no keeps it, a yes reads the file anew."""
    profiles = clerk.workplace.tools.office.imports.profiles
    profiles.save("Список ЖЭУ", ImportKind.HOUSES, {"address": "Где стоит"})
    rows = [["Где стоит", "Сколько квартир"], ["ул. Мира, д. 1", "12"]]
    path = write_xlsx(tmp_path / "жэу.xlsx", rows)
    screen = clerk.choose_houses(path)
    assert screen.file.file is not None
    assert screen.file.file.profile_title == "Список ЖЭУ"
    assert screen.file.forget.isVisible()
    clerk.workplace.tools.dialogs.answer_next(is_sure)
    screen.file.forget.setFocus(Qt.FocusReason.TabFocusReason)
    clerk.press(Key.Key_Space)
    clerk.until(lambda: not screen.note.busy)
    clerk.wait()
    assert bool(profiles.all()) is not is_sure
    assert screen.file.forget.isVisible() is not is_sure
    assert screen.file.file.profile_title == "Список ЖЭУ" or is_sure


def test_an_act_is_written_again(clerk: ClerkAtKeys, office: Office, tmp_path: Path) -> None:
    """Before any act the form says there is none; then Enter in the list writes the chosen one."""
    clerk.window.show_page("settings")
    clerk.wait()
    clerk.command("акты об уничтожении")
    sheet = QApplication.activeModalWidget()
    assert isinstance(sheet, FormSheet)
    assert any("ещё не уничтожались" in words.text() for words in sheet.findChildren(Paragraph))
    clerk.press(Key.Key_Escape)
    care = clerk.settings.care
    assert care.acts.visibleRegion().boundingRect().height() == care.acts.height()
    ticket = new_ticket(office)
    change = StatusChange(TicketStatus.CANCELLED, cancel_reason=CancelReason.WITHDRAWN)
    office.tickets.set_status(ticket, change)
    office.settings.set(RETENTION_YEARS, 1)
    long_ago = (office.desk.now() - dt.timedelta(days=800)).isoformat(timespec="seconds")
    with office.desk.store.write():
        office.desk.store.execute("UPDATE ticket SET closed_at = ?", (long_ago,))
    act = office.retention.destroy("приказ № 15")
    clerk.command("акты об уничтожении")
    assert isinstance(QApplication.activeModalWidget(), FormSheet)
    path = tmp_path / "акт.pdf"
    clerk.workplace.tools.dialogs.answer_next(path)
    clerk.press(Key.Key_Return)
    clerk.until(lambda: not clerk.settings.care.note.busy)
    clerk.wait()
    assert path.read_bytes().startswith(b"%PDF")
    assert [one.number for one in office.retention.acts()] == [act.number]

"""Houses and organisations by keys: what hangs on a house, doubles made one and two again."""

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QPlainTextEdit
from pytestqt.qtbot import QtBot

from desktop_app.core import clock
from desktop_app.core.changes import Changes, Kind
from desktop_app.core.enums import OrganizationKind
from desktop_app.core.errors import OfficeError
from desktop_app.core.records.buildings import BuildingDraft
from desktop_app.core.records.organizations import OrganizationDraft
from desktop_app.services.office import Office
from desktop_app.ui.pages.buildings.details_sheets import entrance_line, read_entrances
from desktop_app.ui.pages.buildings.page import BuildingsPage
from desktop_app.ui.pages.organizations.page import OrganizationsPage
from desktop_app.ui.widgets.fields import DateEdit
from desktop_app.ui.widgets.form_sheet import FormSheet
from tests.journeys.clerk import CTRL, ClerkAtKeys, Key
from tests.workplaces import clerk_before, seated_office

pytestmark = pytest.mark.gui


def _houses(clerk: ClerkAtKeys) -> BuildingsPage:
    clerk.window.show_page("buildings")
    clerk.wait()
    page = clerk.window.page("buildings")
    assert isinstance(page, BuildingsPage)
    return page


def test_entrances_are_typed_as_lines(clerk: ClerkAtKeys, office: Office) -> None:
    """Proves card → «Изменить» → lines → Ctrl+Enter, and that a call's flat finds its entrance."""
    page = _houses(clerk)
    clerk.press(Key.Key_Return)
    assert page.record_id is not None
    house = page.record_id
    page.card.entrances_wanted.emit()
    clerk.wait()
    clerk.type("1: 1–20, 5 эт.")
    clerk.press(Key.Key_Return)
    clerk.type("2: 21-40")
    clerk.press(Key.Key_Return, CTRL)
    entrances = office.buildings.card(house).entrances
    assert [(e.number, e.flat_from, e.flat_to) for e in entrances] == [(1, 1, 20), (2, 21, 40)]
    place = office.buildings.locate_flat(house, "33")
    assert place is not None
    assert place.entrance == 2


def test_edits_of_a_house_are_taken_back(clerk: ClerkAtKeys, office: Office) -> None:
    """Proves that the form and the entrances offer Ctrl+Z, that the card shows what came back."""
    page = _houses(clerk)
    clerk.press(Key.Key_Return)
    house = page.record_id
    assert house is not None
    before = office.buildings.card(house)
    page.card.edit_wanted.emit()
    clerk.wait()
    clerk.type("1958")
    clerk.press(Key.Key_Return, CTRL)
    assert office.buildings.card(house).passport.year == 1958
    assert clerk.window.undo_bar.accessibleName().startswith("Дом записан.")
    clerk.press(Key.Key_Z, CTRL)
    clerk.wait()
    assert office.buildings.card(house).passport == before.passport
    assert page.card.card is not None
    assert page.card.card.passport == before.passport
    page.card.entrances_wanted.emit()
    clerk.wait()
    clerk.type("1: 1–20, 5 эт.")
    clerk.press(Key.Key_Return, CTRL)
    assert office.buildings.card(house).entrances != before.entrances
    clerk.press(Key.Key_Z, CTRL)
    clerk.wait()
    assert office.buildings.card(house).entrances == before.entrances


def test_a_new_house_is_taken_back(clerk: ClerkAtKeys, office: Office) -> None:
    """Proves Ins → form → Ctrl+Enter → Ctrl+Z: the house is gone and the list is in front."""
    page = _houses(clerk)
    before = len(office.buildings.ids())
    clerk.press(Key.Key_Insert)
    clerk.type("Новая")
    clerk.press(Key.Key_Tab)
    clerk.type("77")
    clerk.press(Key.Key_Return, CTRL)
    clerk.wait()
    assert len(office.buildings.ids()) == before + 1
    assert page.shows_card
    clerk.press(Key.Key_Z, CTRL)
    clerk.wait()
    assert len(office.buildings.ids()) == before
    assert page.book.isVisible()


def test_an_edit_of_an_organisation_is_taken_back(clerk: ClerkAtKeys, office: Office) -> None:
    """Proves the same for organisations, and that a later edit refuses in words."""
    one = office.organizations.add(OrganizationDraft(OrganizationKind.MANAGER, "УК Уют"))
    clerk.window.show_page("organizations")
    clerk.wait()
    page = clerk.window.page("organizations")
    assert isinstance(page, OrganizationsPage)
    page.open_record(one.id)
    clerk.wait()
    page.card.edit_wanted.emit()
    clerk.wait()
    form = clerk.window.findChildren(FormSheet)[-1]
    note = form.fields["note"].control
    assert isinstance(note, QPlainTextEdit)
    note.setPlainText("отвечают до 17:00")
    clerk.press(Key.Key_Return, CTRL)
    assert office.organizations.card(one.id).draft.note == "отвечают до 17:00"
    card = office.organizations.card(one.id)
    office.organizations.save(one.id, card.version, replace(card.draft, note="до 16:00"))
    clerk.press(Key.Key_Z, CTRL)
    clerk.wait()
    assert office.organizations.card(one.id).draft.note == "до 16:00"
    assert any("изменена организация" in title for title in clerk.window.banners.titles)


def test_lines_of_entrances() -> None:
    """Proves that what is shown is read back, codes and floors included."""
    text = "1: 1–20, 5 эт., код 12К\n2: 21–40\n3: 41–60, код 7"
    assert "\n".join(map(entrance_line, read_entrances(text))) == text
    assert [e.number for e in read_entrances("подъезд 1 кв. 1-20\n\n2. 21 — 40")] == [1, 2]


def test_two_houses_become_one_by_keys(clerk: ClerkAtKeys, office: Office) -> None:
    """Proves list → «Двойники» → Enter → Ctrl+Enter → Ctrl+Z."""
    office.buildings.add(BuildingDraft("г. Радужный", "ул. Садовая", "15а"))
    office.buildings.add(BuildingDraft("г. Радужный", "ул. Садовая", "15 к. А"))
    before = len(office.buildings.ids())
    page = _houses(clerk)
    page.book.twins.click()
    clerk.wait()
    assert page.twins.list.hasFocus()
    clerk.press(Key.Key_Return)
    clerk.press(Key.Key_Return, CTRL)
    assert len(office.buildings.ids()) == before - 1
    assert page.twins.nothing.isVisible()
    clerk.press(Key.Key_Z, CTRL)
    assert len(office.buildings.ids()) == before
    said = _status(clerk)
    assert said.startswith("Объединение отменено, «")
    assert said.endswith("» снова отдельно · Пар: 1")
    clerk.press(Key.Key_Escape)
    assert page.book.isVisible()


def _status(clerk: ClerkAtKeys) -> str:
    """Return what the status line says at the left."""
    return clerk.window.status.left


def test_two_organisations_become_one_by_keys(clerk: ClerkAtKeys, office: Office) -> None:
    """Proves the same for organisations."""
    for name in ("ООО «УК Уют»", "УК Уют"):
        office.organizations.add(OrganizationDraft(OrganizationKind.MANAGER, name))
    before = len(office.organizations.ids())
    clerk.window.show_page("organizations")
    clerk.wait()
    page = clerk.window.page("organizations")
    assert isinstance(page, OrganizationsPage)
    page.show_twins()
    clerk.wait()
    clerk.press(Key.Key_Return)
    clerk.press(Key.Key_Return, CTRL)
    assert len(office.organizations.ids()) == before - 1
    page.show_list()
    clerk.wait()
    assert _status(clerk).startswith("Всего")
    clerk.press(Key.Key_Z, CTRL)
    assert len(office.organizations.ids()) == before
    assert _status(clerk).startswith("Объединение отменено, «")
    assert f"· Всего {before}" in _status(clerk)


def _end_contract(clerk: ClerkAtKeys, page: BuildingsPage) -> FormSheet:
    """Ask for nobody since today, by the form of the house's card."""
    page.card.contract_wanted.emit()
    clerk.wait()
    form = QApplication.activeModalWidget()
    assert isinstance(form, FormSheet)
    since = form.fields["since"].control
    assert isinstance(since, DateEdit)
    since.set_value(clock.today())
    clerk.press(Key.Key_Return, CTRL)
    return form


def test_a_contract_ends_by_keys(clerk: ClerkAtKeys, office: Office) -> None:
    """Proves that no organisation and a day mean «nobody since then», refused where nobody is."""
    page = _houses(clerk)
    clerk.press(Key.Key_Return)
    assert page.record_id is not None
    house = page.record_id
    (served,) = office.buildings.card(house).served_by
    _end_contract(clerk, page)
    assert office.buildings.card(house).served_by == ()
    (past,) = office.buildings.life.read(house).served
    yesterday = clock.today() - dt.timedelta(days=1)
    assert (past.organization, past.until) == (served.organization, yesterday.isoformat())
    form = _end_contract(clerk, page)
    assert form.isVisible()
    assert "и так никто" in form.fields["organization"].problem


def test_a_contract_ended_comes_back_by_ctrl_z(clerk: ClerkAtKeys, office: Office) -> None:
    """Proves that the step back of the card's form is Ctrl+Z, and that the card follows."""
    page = _houses(clerk)
    clerk.press(Key.Key_Return)
    house = page.record_id
    assert house is not None
    before = office.buildings.card(house).served_by
    _end_contract(clerk, page)
    assert office.buildings.card(house).served_by == ()
    clerk.press(Key.Key_Z, CTRL)
    clerk.wait()
    assert office.buildings.card(house).served_by == before
    shown = page.card.card
    assert shown is not None
    assert shown.served_by == before


def test_a_house_not_found_is_added_not_loaded(clerk: ClerkAtKeys) -> None:
    """Ins after a search without an answer opens the form."""
    page = _houses(clerk)
    page.book.search.setFocus()
    clerk.type("кутузова 77")
    clerk.press(Key.Key_Return)
    clerk.until(lambda: not page.book.list.model.rowCount())
    clerk.press(Key.Key_Insert)
    assert isinstance(QApplication.activeWindow(), FormSheet)
    assert clerk.window.current_key == "buildings"


def test_the_first_house_is_added_by_the_key_of_every_list(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path
) -> None:
    """Ins over an empty book is a new house as everywhere; the file is chosen by its button."""
    office = seated_office(tmp_path / "empty.sqlite")
    with clerk_before(qtbot, qapp, office, tmp_path, "buildings") as newcomer:
        newcomer.press(Key.Key_Insert)
        sheet = QApplication.activeModalWidget()
        assert isinstance(sheet, FormSheet)
        assert newcomer.window.current_key == "buildings"
        sheet.reject()


def test_a_card_read_late_does_not_come_back(clerk: ClerkAtKeys) -> None:
    """Esc while the card is being read anew: the list stays in front, and so does its keyboard."""
    page = _houses(clerk)
    clerk.press(Key.Key_Return)
    house = page.record_id
    assert house is not None
    with clerk.held():
        clerk.workplace.tools.hub.announce(Changes.of(Kind.BUILDING, house))
        page.show_list()
    assert not page.shows_card
    assert page.book.list.view.hasFocus()


def test_a_card_of_a_house_merged_away_leads_to_the_one_that_stayed(
    clerk: ClerkAtKeys, office: Office
) -> None:
    """A colleague merges the house on the screen: the other one is shown, and it is said why."""
    page = _houses(clerk)
    clerk.press(Key.Key_Return)
    gone = page.record_id
    assert gone is not None
    keep = next(house for house in office.buildings.ids() if house != gone)
    told: list[OfficeError] = []
    page.failed.connect(told.append)
    clerk.workplace.tools.hub.announce(office.merging.merge_houses(keep, gone).changes)
    clerk.wait()
    assert page.record_id == keep
    assert page.shows_card
    assert "объединён с" in str(told[0])

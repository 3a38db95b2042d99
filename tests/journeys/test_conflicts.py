"""Two programs at one record: the form joins what it can and asks about the rest."""

import dataclasses

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QRadioButton

from desktop_app.services.office import Office
from desktop_app.ui.pages.buildings.page import BuildingsPage
from desktop_app.ui.widgets.clash_sheet import ClashSheet
from desktop_app.ui.widgets.form_sheet import FormSheet
from tests.journeys.clerk import CTRL, ClerkAtKeys, Key
from tests.services.fixtures import new_ticket

pytestmark = pytest.mark.gui


def test_mine_or_the_other_ones(clerk: ClerkAtKeys, office: Office) -> None:
    """The same field was changed meanwhile: both values are shown, the choice is saved."""
    house = office.buildings.ids()[0]
    clerk.window.open_record("buildings", house)
    clerk.wait()
    page = clerk.window.page("buildings")
    assert isinstance(page, BuildingsPage)
    clerk.press(Key.Key_F2)
    sheet = QApplication.activeModalWidget()
    assert isinstance(sheet, FormSheet)
    second = Office.open(office.path)
    second.clerks.sit(second.clerks.add("Иванова Анна").id)
    card = second.buildings.card(house)
    passport = dataclasses.replace(card.draft.passport, year=1970, note="код 12К")
    second.buildings.save(house, card.version, dataclasses.replace(card.draft, passport=passport))
    clerk.type("1971")
    clerk.press(Key.Key_Return, CTRL)
    asked = QApplication.activeModalWidget()
    assert isinstance(asked, ClashSheet)
    assert [button.text() for button in asked.theirs.values()] == ["Другого: 1970"]
    asked.theirs["year"].setChecked(True)
    clerk.press(Key.Key_Return, CTRL)
    assert QApplication.activeModalWidget() is None
    now = office.buildings.card(house).draft.passport
    assert (now.year, now.note) == (1970, "код 12К")


def test_an_address_two_people_corrected_is_told_in_words(
    clerk: ClerkAtKeys, office: Office
) -> None:
    """A house of the book against words of one's own: no number of a record, one choice of both."""
    ticket = new_ticket(office)
    clerk.window.open_record("tickets", ticket)
    clerk.wait()
    clerk.command("изменить обращение")
    second = Office.open(office.path)
    second.clerks.sit(second.clerks.add("Иванова Анна").id)
    card, house = second.tickets.card(ticket), office.buildings.ids()[0]
    theirs = dataclasses.replace(card.draft, building_id=house, address_text="", floor="3")
    second.tickets.edit(ticket, card.version, theirs)
    clerk.alt("а")
    clerk.press(Key.Key_A, CTRL)
    clerk.type("Заозёрная, 999")
    clerk.press(Key.Key_Return)
    clerk.press(Key.Key_Return, CTRL)
    asked = QApplication.activeModalWidget()
    assert isinstance(asked, ClashSheet)
    offered = [button.text() for button in asked.findChildren(QRadioButton)]
    assert offered == ["Ваше: Заозёрная, 999", "Другого: другой дом"]
    assert "Адрес" in [label.text() for label in asked.findChildren(QLabel)]
    clerk.press(Key.Key_Return, CTRL)
    now = office.tickets.card(ticket).draft
    assert (now.building_id, now.address_text, now.floor) == (None, "Заозёрная, 999", "3")

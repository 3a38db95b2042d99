"""Two programs at one term or day of the settings: the forms ask as a card does."""

import datetime as dt

import pytest
from PySide6.QtWidgets import QApplication

from desktop_app.core.calendar import DayKind
from desktop_app.core.enums import DeadlineUnit
from desktop_app.services.office import Office
from desktop_app.ui.pages.settings.page import SettingsPage
from desktop_app.ui.widgets.clash_sheet import ClashSheet
from desktop_app.ui.widgets.combo import Combo
from desktop_app.ui.widgets.form_sheet import FormSheet
from tests.journeys.clerk import CTRL, ClerkAtKeys, Key

pytestmark = pytest.mark.gui


def _settings(clerk: ClerkAtKeys) -> SettingsPage:
    page = clerk.settings
    clerk.window.show_page("settings")
    clerk.wait()
    return page


def _other(office: Office) -> Office:
    second = Office.open(office.path)
    second.clerks.sit(second.clerks.add("Иванова Анна").id)
    return second


def test_a_term_of_two_clerks(clerk: ClerkAtKeys, office: Office) -> None:
    """The amount both changed is asked about; the basis only the other changed stays."""
    topic = office.reference.topic("HEAT.OVER").id
    _settings(clerk).terms.term.setFocus()
    clerk.press(Key.Key_Space)
    clerk.wait()
    clerk.type("перетоп")
    clerk.press(Key.Key_Return)
    clerk.wait()
    (card,) = office.reference_edit.rules_of(topic)
    second = _other(office)
    second.reference_edit.set_rule(card.rule.id, 5, DeadlineUnit.WORKING_DAYS, "приказ № 7")
    second.close()
    clerk.press(Key.Key_Tab)
    clerk.press(Key.Key_Tab)
    clerk.press(Key.Key_A, CTRL)
    clerk.type("7")
    clerk.press(Key.Key_Return, CTRL)
    asked = QApplication.activeModalWidget()
    assert isinstance(asked, ClashSheet)
    shown = [button.text() for button in asked.theirs.values()]
    assert shown[0] == "Другого: 5"
    clerk.press(Key.Key_Return, CTRL)
    assert QApplication.activeModalWidget() is None
    (now,) = office.reference_edit.rules_of(topic)
    assert (now.rule.amount, now.rule.basis) == (7, "приказ № 7")


def test_a_day_shows_how_it_is_listed_and_is_asked_about(
    clerk: ClerkAtKeys, office: Office
) -> None:
    """The form of a day begins with what is listed; kinds are told in words."""
    day = dt.date(2027, 3, 10)
    office.reference_edit.set_day(day, DayKind.SHORT, "указ")
    _settings(clerk).terms.day.setFocus()
    clerk.press(Key.Key_Space)
    clerk.wait()
    clerk.type("10.03.2027")
    clerk.press(Key.Key_Tab)
    clerk.wait()
    sheet = QApplication.activeModalWidget()
    assert isinstance(sheet, FormSheet)
    kind = sheet.fields["kind"].control
    assert isinstance(kind, Combo)
    assert kind.value() is DayKind.SHORT
    second = _other(office)
    second.reference_edit.set_day(day, None)
    second.close()
    kind.set_value(DayKind.WORKING)
    clerk.press(Key.Key_Return, CTRL)
    asked = QApplication.activeModalWidget()
    assert isinstance(asked, ClashSheet)
    assert asked.theirs["kind"].text() == "Другого: Как обычно, по дню недели"
    clerk.press(Key.Key_Escape)
    assert QApplication.activeModalWidget() is sheet
    clerk.press(Key.Key_Escape)

"""Personal data past their term: what is destroyed is what the clerk agreed to, no more."""

import datetime as dt
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop_app.core.changes import Changes
from desktop_app.core.enums import CancelReason, TicketStatus
from desktop_app.core.records.destruction import Subject
from desktop_app.core.records.tickets import StatusChange, TicketDraft
from desktop_app.core.settings import RETENTION_VISIT_YEARS, RETENTION_YEARS
from desktop_app.services.office import Office
from desktop_app.ui.dialogs import Dialogs
from desktop_app.ui.pages.settings.privacy_sheet import PrivacySheet
from desktop_app.ui.workplace import Workplace
from tests.services.fixtures import HandClock
from tests.ui.waiting import wait_idle
from tests.workplaces import seated_office, settings_page

pytestmark = pytest.mark.gui
_YEAR = 24 * 366


@pytest.fixture
def office(tmp_path: Path) -> Office:
    """Return an office with one ticket closed two years ago."""
    hand = HandClock(dt.datetime(2026, 11, 23, 9))
    office = seated_office(tmp_path / "office.sqlite", hand)
    topic = office.reference.topic("HEAT.NO").id
    draft = TicketDraft(topic, "Холодно", address_text="ул. Лесная, д. 3", phone="+7 900 555-00-11")
    ticket = office.tickets.register(draft).id
    change = StatusChange(TicketStatus.CANCELLED, cancel_reason=CancelReason.WITHDRAWN)
    office.tickets.set_status(ticket, change)
    hand.forward(hours=2 * _YEAR)
    return office


def _sheet(qtbot: QtBot, workplace: Workplace) -> PrivacySheet:
    page = settings_page(qtbot, workplace)
    done: list[Changes] = []
    sheet = PrivacySheet(workplace.tools, page.care, done.append, page.care.note)
    wait_idle(qtbot, workplace.jobs)
    return sheet


def _type(sheet: PrivacySheet, years: str, basis: str = "приказ № 15") -> None:
    """Type into the fields and stay in the one of years, as Ctrl+Enter finds them."""
    sheet._basis.setText(basis)
    sheet._years.setFocus()
    sheet._years.setText(years)


def _due(office: Office) -> int:
    return len(office.retention.due(1))


def test_the_question_names_what_the_typed_term_destroys(
    qtbot: QtBot, workplace: Workplace, dialogs: Dialogs
) -> None:
    """Ctrl+Enter with the term still being typed asks about that term, and a no leaves all."""
    sheet = _sheet(qtbot, workplace)
    _type(sheet, "1")
    dialogs.answer_next(False)
    sheet.sheet._submit()
    wait_idle(qtbot, workplace.jobs)
    assert dialogs.asked[-1].text.startswith("1\N{NO-BREAK SPACE}обращение.")
    assert _due(workplace.office) == 1
    assert workplace.office.settings.get(RETENTION_YEARS) == 5
    sheet.sheet.reject()


def test_a_term_only_looked_at_is_not_kept(qtbot: QtBot, workplace: Workplace) -> None:
    """Another term counts anew; «Отмена» leaves the one of the office."""
    sheet = _sheet(qtbot, workplace)
    _type(sheet, "1")
    sheet._basis.setFocus()
    sheet._years.editingFinished.emit()
    wait_idle(qtbot, workplace.jobs)
    assert "1\N{NO-BREAK SPACE}обращение" in sheet._words.text()
    sheet.sheet.reject()
    wait_idle(qtbot, workplace.jobs)
    assert workplace.office.settings.get(RETENTION_YEARS) == 5


def test_a_term_is_kept_by_itself(qtbot: QtBot, workplace: Workplace) -> None:
    """«Записать только срок хранения» destroys nothing."""
    sheet = _sheet(qtbot, workplace)
    _type(sheet, "3", "")
    sheet.keep.click()
    wait_idle(qtbot, workplace.jobs)
    assert workplace.office.settings.get(RETENTION_YEARS) == 3
    assert _due(workplace.office) == 1


def test_with_nothing_due_nothing_is_asked(
    qtbot: QtBot, workplace: Workplace, dialogs: Dialogs
) -> None:
    """A refusal stands in the form instead of a question about nought tickets."""
    sheet = _sheet(qtbot, workplace)
    _type(sheet, "50")
    asked = len(dialogs.asked)
    sheet.sheet._submit()
    wait_idle(qtbot, workplace.jobs)
    assert len(dialogs.asked) == asked
    assert sheet.sheet.isVisible()
    _type(sheet, "²")
    sheet.sheet._submit()
    assert sheet.sheet.fields["years"].problem
    sheet.sheet.reject()


def test_visits_have_a_term_of_their_own(
    qtbot: QtBot, workplace: Workplace, dialogs: Dialogs
) -> None:
    """Chosen «Выезды», the sheet shows their term, counts them and leaves that of tickets."""
    sheet = _sheet(qtbot, workplace)
    settings = workplace.office.settings
    settings.set(RETENTION_VISIT_YEARS, 7)
    sheet.subject.set_value(Subject.VISITS)
    sheet.subject.picked.emit(Subject.VISITS)
    wait_idle(qtbot, workplace.jobs)
    assert sheet._years.text() == "7"
    assert "выпущенных актов" in sheet._about.text()
    _type(sheet, "3")
    asked = len(dialogs.asked)
    sheet.sheet._submit()
    wait_idle(qtbot, workplace.jobs)
    assert len(dialogs.asked) == asked
    sheet.keep.click()
    wait_idle(qtbot, workplace.jobs)
    assert (settings.get(RETENTION_VISIT_YEARS), settings.get(RETENTION_YEARS)) == (3, 5)
    assert _due(workplace.office) == 1

"""The journal of changes and the terms of personal data in the window."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from desktop_app.core.enums import CancelReason, TicketStatus
from desktop_app.core.records.tickets import StatusChange
from desktop_app.services.office import Office
from desktop_app.ui.dialogs import Dialogs
from desktop_app.ui.pages.settings.history_screen import HistoryScreen
from desktop_app.ui.widgets.form_sheet import FormSheet
from desktop_app.ui.widgets.note import Note
from desktop_app.ui.workplace import Workplace
from tests.services.fixtures import new_ticket
from tests.ui.waiting import wait_idle
from tests.workplaces import seated_office, settings_page

pytestmark = pytest.mark.gui


@pytest.fixture
def office(tmp_path: Path) -> Office:
    """Return an office with two tickets, one of them cancelled."""
    opened = seated_office(tmp_path / "office.sqlite")
    new_ticket(opened, applicant_name="Юдина Ольга")
    old = new_ticket(opened, applicant_name="Соколова Вера")
    change = StatusChange(TicketStatus.CANCELLED, cancel_reason=CancelReason.WITHDRAWN)
    opened.tickets.set_status(old, change)
    return opened


def _rows(qtbot: QtBot, workplace: Workplace, screen: HistoryScreen) -> list[str]:
    qtbot.wait(250)
    wait_idle(qtbot, workplace.jobs)
    model = screen.list.model()
    screen.list.viewport().repaint()
    qtbot.wait(50)
    wait_idle(qtbot, workplace.jobs)
    return [str(model.index(row, 2).data()) for row in range(model.rowCount())]


def test_the_journal_is_searched_verified_and_printed(
    qtbot: QtBot, workplace: Workplace, dialogs: Dialogs, tmp_path: Path
) -> None:
    """The newest first, narrowed by words; the chain is whole; the paper is written."""
    page = settings_page(qtbot, workplace)
    page.care.journal.click()
    screen = page.history
    assert _rows(qtbot, workplace, screen)[0] == "Изменён статус"
    screen.search.setText("Юдина")
    assert _rows(qtbot, workplace, screen) == ["Принято обращение"]
    screen.verify.click()
    wait_idle(qtbot, workplace.jobs)
    titles = [note.accessibleName() for note in screen.note.findChildren(Note)]
    assert titles == ["Цепочка цела: ни одна запись не изменена"]
    dialogs.answer_next(tmp_path / "журнал.pdf")
    screen.print.click()
    wait_idle(qtbot, workplace.jobs)
    assert (tmp_path / "журнал.pdf").read_bytes().startswith(b"%PDF")
    screen.left.emit()
    assert page.care.isVisible()


def test_looks_have_a_tab_of_their_own(qtbot: QtBot, workplace: Workplace, office: Office) -> None:
    """What was on the screen is told with the clerk's name."""
    office.audit.saw("tickets", 1)
    office.audit.write_looks()
    page = settings_page(qtbot, workplace)
    page.show_history()
    page.history.tabs.chosen.emit("views")
    assert _rows(qtbot, workplace, page.history) == ["Просмотр"]


def test_personal_data_go_under_an_act(
    qtbot: QtBot, workplace: Workplace, dialogs: Dialogs, office: Office, tmp_path: Path
) -> None:
    """The basis is demanded, the question asked, the act written; what is not due stays."""
    with office.desk.store.write():
        office.desk.store.execute(
            "UPDATE ticket SET closed_at = '2001-01-01T00:00:00' WHERE closed_at IS NOT NULL"
        )
    page = settings_page(qtbot, workplace)
    page.care.terms.click()
    wait_idle(qtbot, workplace.jobs)
    sheet = QApplication.activeModalWidget()
    assert isinstance(sheet, FormSheet)
    sheet.submitted.emit()
    assert sheet.fields["basis"].problem
    basis = sheet.fields["basis"].control
    assert isinstance(basis, QLineEdit)
    basis.setText("приказ № 15")
    dialogs.answer_next(True, tmp_path / "акт.pdf")
    sheet.submitted.emit()
    wait_idle(qtbot, workplace.jobs)
    assert (tmp_path / "акт.pdf").read_bytes().startswith(b"%PDF")
    assert office.tickets.card(2).row.applicant_name == ""
    assert office.tickets.card(1).row.applicant_name == "Юдина Ольга"
    assert office.audit.verify().broken is None


def test_who_works_now_is_said(qtbot: QtBot, workplace: Workplace, office: Office) -> None:
    """Another window over the same file is named with its clerk."""
    page = settings_page(qtbot, workplace)
    page.care.people.click()
    wait_idle(qtbot, workplace.jobs)
    titles = [note.accessibleName() for note in page.care.note.findChildren(Note)]
    assert titles == ["С этим файлом больше никто не работает"]
    second = Office.open(office.path)
    second.clerks.sit(second.clerks.add("Иванова Анна").id)
    second.sessions.beat()
    page.care.people.click()
    wait_idle(qtbot, workplace.jobs)
    titles = [note.accessibleName() for note in page.care.note.findChildren(Note)]
    assert titles[-1] == "С этим файлом работают ещё"

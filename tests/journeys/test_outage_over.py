"""An outage ends while a call is being typed: the clerk is told and chooses."""

import datetime as dt

import pytest
from PySide6.QtWidgets import QApplication

from desktop_app.core import clock
from desktop_app.core.enums import IncidentKind, Service
from desktop_app.core.records.incidents import IncidentDraft
from desktop_app.core.records.register import RegisterQuery, RegisterView
from desktop_app.services.office import Office
from desktop_app.ui.dialogs import OTHER
from desktop_app.ui.widgets.ask import AskSheet
from desktop_app.ui.widgets.button import Button
from tests.journeys.clerk import CTRL, ClerkAtKeys, Key

pytestmark = pytest.mark.gui


def _typed(clerk: ClerkAtKeys, office: Office) -> int:
    """Type a call that joins an outage; another desk ends it before the call is written."""
    house = next(iter(office.buildings.ids()))
    started = clock.now() - dt.timedelta(hours=2)
    draft = IncidentDraft(
        kind=IncidentKind.EMERGENCY,
        service=Service.HEATING,
        started_at=started,
        building_ids=(house,),
        title="Порыв на Ленина",
    )
    outage = office.incidents.open(draft).id
    clerk.begin_call()
    clerk.press(Key.Key_F8)
    clerk.hear_call("Холодно")
    assert clerk.tickets.intake.ties.incident == outage
    second = Office.open(office.path)
    ended = clock.now() - dt.timedelta(minutes=5)
    second.incidents.tickets.close(outage, 1, ended, [])
    second.close()
    return outage


def _tickets(office: Office) -> list[int]:
    return list(office.register.ids(RegisterQuery(view=RegisterView.ALL)))


@pytest.mark.parametrize("joins", [False, True])
def test_the_clerk_chooses_where_the_call_goes(
    clerk: ClerkAtKeys, office: Office, joins: bool
) -> None:
    """Written apart, or joined to the ended outage, but never without a word."""
    outage = _typed(clerk, office)
    before = len(_tickets(office))
    dialogs = clerk.workplace.tools.dialogs
    dialogs.answer_next(OTHER if joins else True)
    clerk.press(Key.Key_Return, CTRL)
    assert "уже закончено" in dialogs.asked[-1].title
    assert len(_tickets(office)) == before + 1
    newest = office.tickets.card(max(_tickets(office)))
    assert newest.incident_id == (outage if joins else None)


def test_going_back_keeps_the_call(clerk: ClerkAtKeys, office: Office) -> None:
    """Esc writes nothing and loses nothing; the three answers stand on the sheet."""
    _typed(clerk, office)
    before = len(_tickets(office))
    clerk.press(Key.Key_Return, CTRL)
    sheet = QApplication.activeModalWidget()
    assert isinstance(sheet, AskSheet)
    assert [button.text() for button in sheet.findChildren(Button)] == [
        "Отдельным обращением",
        "Присоединить всё равно",
        "Вернуться к звонку",
    ]
    clerk.press(Key.Key_Escape)
    assert len(_tickets(office)) == before
    assert clerk.tickets.intake.form.said.toPlainText() == "Холодно"
    clerk.press(Key.Key_Return, CTRL)
    sheet = QApplication.activeModalWidget()
    assert isinstance(sheet, AskSheet)
    sheet.findChildren(Button)[1].click()
    clerk.wait()
    assert len(_tickets(office)) == before + 1

"""The forms with the most fields: each letter means one field in every kind of act."""

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop_app.core.enums import ActKind
from desktop_app.core.records.inspections import InspectionDraft, Member, Remedy
from desktop_app.core.records.tickets import StatusChange
from desktop_app.ui.pages.tickets.step_sheets import CancelSheet
from desktop_app.ui.pages.visits.details_sheet import DetailsSheet
from desktop_app.ui.pages.visits.measurement_sheet import MeasurementSheet
from desktop_app.ui.pages.visits.member_sheet import MemberSheet
from desktop_app.ui.pages.visits.remedy_sheet import RemedySheet
from tests.ui.pages.visit_desk import VisitDesk

pytestmark = pytest.mark.gui


@pytest.fixture
def over(qtbot: QtBot) -> QWidget:
    """Return a window to open forms over."""
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(1366, 690)
    window.show()
    return window


@pytest.mark.parametrize("kind", list(ActKind))
def test_details_of_every_kind_of_act(over: QWidget, kind: ActKind) -> None:
    """Opening is the proof: `letters_watched` looks at every form that opens."""
    form = DetailsSheet(over, InspectionDraft(1, kind), lambda _: None)
    assert form.sheet.isVisible()
    form.sheet.reject()


def test_rows_of_a_visit(over: QWidget) -> None:
    """Measurement with single readings, member, remedy."""
    rows = (
        MeasurementSheet(over, None, (), lambda _: None, with_readings=True),
        MemberSheet(over, Member("Иванова А. А."), (), lambda _: None),
        RemedySheet(over, Remedy("Утеплить"), (), lambda _: None),
    )
    for row in rows:
        assert row.sheet.isVisible()
        row.sheet.reject()


def test_cancelling_a_ticket(desk: VisitDesk) -> None:
    """The reason and its explanation have letters of their own."""

    def write(_: StatusChange) -> None:
        raise AssertionError("nothing is written")

    form = CancelSheet(desk.tools, desk.window, write, lambda _: None)  # type: ignore[arg-type]  # never answers
    assert form.sheet.isVisible()
    form.sheet.reject()

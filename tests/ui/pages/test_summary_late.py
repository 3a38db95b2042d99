"""An issued summary that comes late does not cover what was chosen since."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.core.summary_periods import SummaryForm
from tests.journeys.clerk import CTRL, ClerkAtKeys, Key
from tests.services.fixtures import HandClock
from tests.ui.pages.summary_desk import TUESDAY, page, plain, two_weeks
from tests.workplaces import clerk_before

pytestmark = pytest.mark.gui


@pytest.fixture
def clerk(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[ClerkAtKeys]:
    """Return a clerk before «Сводка» of an office with two weeks behind it."""
    office = two_weeks(tmp_path / "office.sqlite", HandClock(TUESDAY))
    with clerk_before(qtbot, qapp, office, tmp_path, "summary") as person:
        yield person


def test_an_issue_read_late_does_not_cover_what_was_chosen_since(clerk: ClerkAtKeys) -> None:
    """Other days chosen while the base is busy stay on the screen, and can be issued."""
    clerk.workplace.tools.dialogs.answer_next(True)
    clerk.press(Key.Key_Return, CTRL)
    clerk.press(Key.Key_Escape)
    shown, span = page(clerk), SummaryForm.CITY.days(TUESDAY.date())
    with clerk.held():
        shown.show_issue(1)
        shown.take(span, SummaryForm.CITY)
    assert shown.issue.isVisible()
    assert not shown.live.isVisible()
    assert plain(shown.period.text()) == plain(span.words)

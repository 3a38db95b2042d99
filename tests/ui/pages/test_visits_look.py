"""The section in its states and sizes: names for all, nothing cut, one filled button."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.ui.pages.rows_table import RowsTable
from desktop_app.ui.theme import CONTRAST, DARK, LIGHT, Theme, apply_theme, look
from tests import visit_samples
from tests.ui.keyboard import CTRL
from tests.ui.naming import nameless
from tests.ui.pages.visit_desk import VisitDesk
from tests.ui.pages.visit_drafts import filled, planned
from tests.ui.test_look_fits import cut

pytestmark = pytest.mark.gui
Key = Qt.Key
SIZES = (9.0, 10.5, 16.0)


def _filled(desk: VisitDesk) -> None:
    desk.plan(filled(desk.office))


def _planned(desk: VisitDesk) -> None:
    desk.plan(planned(desk.office))


def _lacking(desk: VisitDesk) -> None:
    desk.plan(planned(desk.office))
    desk.press(Key.Key_Return, CTRL)
    desk.until(lambda: not desk.page.visit.note.busy)


def _issued(desk: VisitDesk) -> None:
    visit = desk.plan(filled(desk.office))
    desk.office.acts.issue(visit)
    desk.page.open_record(visit)
    desk.settle()


def _listed(desk: VisitDesk) -> None:
    desk.plan(filled(desk.office, "б-р Комсомольского Интернационального Содружества"))
    desk.page.show_list()
    desk.settle()


STATES: dict[str, Callable[[VisitDesk], None]] = {
    "empty": lambda _desk: None,
    "list": _listed,
    "planned": _planned,
    "filled": _filled,
    "lacking": _lacking,
    "issued": _issued,
}


@pytest.fixture(params=list(STATES))
def state_of(request: pytest.FixtureRequest, desk: VisitDesk) -> VisitDesk:
    """Gives the window in one of its states."""
    STATES[request.param](desk)
    return desk


def _filled_buttons(window: QWidget) -> list[str]:
    return [
        button.text()
        for button in window.findChildren(QAbstractButton)
        if button.isVisible() and button.property("kind") == "primary"
    ]


def test_every_state_fits_and_speaks(state_of: VisitDesk, qapp: QApplication, qtbot: QtBot) -> None:
    """At 1366×690 nothing is cut from 9 to 16 points; names for all; one filled button at most."""
    found = {}
    for size in SIZES:
        apply_theme(qapp, LIGHT, size)
        qtbot.wait(30)
        found[size] = cut(state_of.window)
    assert found == {size: [] for size in SIZES}
    assert nameless(state_of.window) == []
    assert len(_filled_buttons(state_of.window)) <= 1


SHEETS: dict[str, Callable[[VisitDesk], None]] = {
    "details": lambda desk: desk.page.visit.parts.edit_details(),
    "instruments": lambda desk: desk.page.visit.parts.edit_instruments(),
    "measurement": lambda desk: desk.page.visit.parts.add_measurement(),
    "remedy": lambda desk: desk.page.visit.parts.add_remedy(),
    "member": lambda desk: desk.page.visit.parts.add_member(),
    "plan": lambda desk: desk.page.begin(),
}


@pytest.mark.parametrize("size", [10.5, 16.0])
@pytest.mark.parametrize("name", list(SHEETS))
def test_every_sheet_fits_and_speaks(
    desk: VisitDesk, qapp: QApplication, name: str, size: float
) -> None:
    """A sheet stays within the window at any size of type, and none of its fields is dumb."""
    apply_theme(qapp, LIGHT, size)
    desk.plan(filled(desk.office))
    SHEETS[name](desk)
    desk.settle()
    sheet = desk.sheet()
    assert cut(sheet) == []
    assert nameless(sheet) == []
    assert sheet.height() <= desk.window.height()
    assert sheet.width() <= desk.window.width()
    desk.press(Key.Key_Escape)


def test_measurements_give_way_and_no_row_is_halved(desk: VisitDesk) -> None:
    """At 690 all of the lower part is there; the table shows whole rows, five at the least."""
    desk.plan(filled(desk.office, measurements=visit_samples.heavy().measurements))
    screen = desk.page.visit
    table = screen.measurements.table
    rows, rest = divmod(table.height() - look().metrics.header, look().metrics.row_panel)
    assert rest == 0
    assert rows >= 5
    bottom = screen.findings.add.mapTo(screen, screen.findings.add.rect().bottomLeft())
    assert bottom.y() < screen.height()
    desk.window.resize(1366, 768)
    desk.settle()
    more = (table.height() - look().metrics.header) // look().metrics.row_panel
    assert more > rows


def test_columns_fit_the_width_they_have(desk: VisitDesk, qapp: QApplication) -> None:
    """With large type words lose letters, numbers none, and nothing has to be scrolled sideways."""
    desk.plan(filled(desk.office))
    for size in (10.5, 13.0, 16.0):
        apply_theme(qapp, LIGHT, size)
        desk.settle()
        for table in desk.page.visit.findChildren(RowsTable):
            assert table.horizontalScrollBar().maximum() == 0, (size, table.accessibleName())


@pytest.mark.parametrize("theme", [DARK, CONTRAST], ids=lambda theme: theme.name)
def test_other_themes_are_drawn(desk: VisitDesk, qapp: QApplication, theme: Theme) -> None:
    """The ground of the screen is the surface of the theme, without a word from Qt."""
    apply_theme(qapp, theme)
    desk.plan(filled(desk.office))
    image = desk.window.grab().toImage()
    assert image.pixelColor(1000, 130).name().upper() == theme.surface.upper()

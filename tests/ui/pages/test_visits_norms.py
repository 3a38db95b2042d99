"""The office enters its charts, tolerances and rules of norms by keys, in «Настройки»."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.core.settings import COLD_DISTRICT, EXPIRED_BLOCKS
from desktop_app.ui.pages.settings.norms_block import NormsBlock
from desktop_app.ui.shell.page import UndoOffer
from tests.ui.keyboard import CTRL
from tests.ui.pages.visit_desk import VisitDesk

pytestmark = pytest.mark.gui
Key = Qt.Key


@pytest.fixture
def block(desk: VisitDesk, qtbot: QtBot) -> NormsBlock:
    """Return the block in the window under test, in place of its empty neighbour."""
    made = NormsBlock(desk.tools)
    page = desk.window.page("other")
    QVBoxLayout(page).addWidget(made)
    desk.window.show_page("other")
    made.refresh()
    desk.settle()
    del qtbot
    return made


def _press(desk: VisitDesk, button: QWidget) -> None:
    button.setFocus()
    desk.press(Key.Key_Space)


def test_a_chart_is_typed_corrected_and_removed(desk: VisitDesk, block: NormsBlock) -> None:
    """Rows are typed or pasted, a mistake is named by its line, a known chart comes back whole."""
    _press(desk, block.chart)
    desk.tab_to("Название")
    desk.type("95/70")
    desk.tab_to("Кем и когда утверждён")
    desk.type("АО «Теплосеть»")
    desk.tab_to("Строки: на улице; подача; обратка, °C")
    desk.type("10;37")
    desk.press(Key.Key_Return, CTRL)
    assert desk.sheet().isVisible()
    assert desk.office.norms.charts() == []
    desk.tab_to("Строки: на улице; подача; обратка, °C")
    desk.type(";33")
    desk.press(Key.Key_Return)
    desk.type("-26 95 70")
    desk.press(Key.Key_Return, CTRL)
    (chart,) = desk.office.norms.charts()
    assert (chart.title, chart.source, len(chart.points)) == ("95/70", "АО «Теплосеть»", 2)
    _press(desk, block.chart)
    desk.press(Key.Key_Down)
    offers: list[UndoOffer] = []
    block.undo_offered.connect(offers.append)
    desk.tab_to("Удалить этот график")
    desk.press(Key.Key_Space)
    assert desk.office.norms.charts() == []
    offers[-1].undo()
    desk.settle()
    assert desk.office.norms.charts() == [chart]


def test_a_tolerance_is_not_taken_without_a_source(desk: VisitDesk, block: NormsBlock) -> None:
    """The sheet stays until the source is written; then new acts carry both."""
    _press(desk, block.tolerance)
    desk.tab_to("Допуск")
    desk.type("± 3 %")
    desk.press(Key.Key_Return, CTRL)
    assert desk.sheet().isVisible()
    desk.tab_to("Откуда: договор, график")
    desk.type("договор № 7")
    desk.press(Key.Key_Return, CTRL)
    entered = desk.office.norms.tolerances()["coolant.supply"]
    assert (entered.tolerance, entered.source) == ("± 3 %", "договор № 7")


def test_rules_of_the_district_and_of_instruments(desk: VisitDesk, block: NormsBlock) -> None:
    """Both rules are switched in one sheet and stay in history."""
    _press(desk, block.rules)
    desk.type("да")
    desk.press(Key.Key_Tab)
    desk.type("да")
    desk.press(Key.Key_Return, CTRL)
    settings = desk.office.settings
    assert settings.get(COLD_DISTRICT)
    assert settings.get(EXPIRED_BLOCKS)
    assert desk.office.norms.template is not None
    del block

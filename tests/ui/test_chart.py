"""A chart on the screen tells of nothing before it is asked."""

import pytest
from PySide6.QtGui import QPixmap
from pytestqt.qtbot import QtBot

from desktop_app.core.charts import Chart, ChartKind
from desktop_app.ui.pages.summary.executors import ExecutorRows
from desktop_app.ui.widgets.chart import ChartView

pytestmark = pytest.mark.gui


def _inks(picture: QPixmap) -> int:
    image = picture.toImage()
    points = ((x, y) for x in range(image.width()) for y in range(image.height()))
    return len({image.pixel(x, y) for x, y in points})


def test_no_answer_is_not_the_answer_none(qtbot: QtBot) -> None:
    """«Обращений не было» is drawn for an empty chart, not while its figures are counted."""
    chart = ChartView("Обращения по неделям")
    qtbot.addWidget(chart)
    chart.resize(320, 140)
    assert _inks(chart.picture()) == 1
    chart.set_chart(Chart(ChartKind.COLUMNS, "Обращения по неделям", (), ()))
    assert _inks(chart.picture()) > 1


def test_rows_not_read_yet_say_nothing(qtbot: QtBot) -> None:
    """Executors are said to have had nothing only once this is known."""
    rows = ExecutorRows()
    qtbot.addWidget(rows)
    rows.resize(420, 40)
    assert _inks(rows.grab()) == 1
    rows.set_lines([])
    assert _inks(rows.grab()) > 1

"""The instruments of a visit: a line asked for later is a line like the others."""

import datetime as dt

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop_app.core.records.reference import Instrument
from desktop_app.ui.pages.visits.instruments_sheet import InstrumentsSheet
from desktop_app.ui.widgets.button import Button

pytestmark = pytest.mark.gui


def test_a_line_added_later_is_marked_where_it_is_wrong(qtbot: QtBot) -> None:
    """«Ещё один прибор» without a title is refused beside that very field, and focus goes there."""
    window, given = QWidget(), list[tuple[Instrument, ...]]()
    qtbot.addWidget(window)
    window.resize(1366, 690)
    window.show()
    form = InstrumentsSheet(window, (), (), given.append)
    form._more()
    added = form._lines[-1]
    added.serial.setText("77")
    form.sheet._submit()
    field = form.sheet.fields[f"title{len(form._lines)}"]
    assert field.problem == "впишите название"
    assert form.sheet.focusWidget() is added.title
    added.title.setText("Термометр")
    form.sheet._submit()
    assert [tool.serial for tool in given[0]] == ["77"]


def test_typed_words_that_gave_way_to_a_known_instrument_come_back(qtbot: QtBot) -> None:
    """A number and a day a person typed are offered back; those of a former choice are not."""
    window, given = QWidget(), list[tuple[Instrument, ...]]()
    qtbot.addWidget(window)
    window.resize(1366, 690)
    window.show()
    known = (
        Instrument("Термометр ТК-5", "20817", dt.date(2027, 6, 1), "С-1"),
        Instrument("Манометр МП-100", "1162", dt.date(2027, 2, 1)),
    )
    form = InstrumentsSheet(window, (), known, given.append)
    line = form._lines[0]
    line.title.changed.emit(0)
    line.title.changed.emit(1)
    assert _ways_back(form) == []
    line.serial.setText("77")
    line.until.setText("31.12.2026")
    line.title.changed.emit(0)
    assert line.serial.text() == "20817"
    (back,) = _ways_back(form)
    back.click()
    assert (line.title.text(), line.serial.text()) == ("Термометр ТК-5", "77")
    assert line.until.value() == dt.date(2026, 12, 31)
    assert line.certificate.text() == ""
    assert _ways_back(form) == []


def _ways_back(form: InstrumentsSheet) -> list[Button]:
    return [] if form._replaced is None else form._replaced.findChildren(Button)

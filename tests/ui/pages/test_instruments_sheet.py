"""The instruments of a visit: a line asked for later is a line like the others."""

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop_app.core.records.reference import Instrument
from desktop_app.ui.pages.visits.instruments_sheet import InstrumentsSheet

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

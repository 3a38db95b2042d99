"""What no instrument shows («9999 бар») is marked where it was typed and gets into no act."""

import os
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from desktop_app.ui.widgets.form_sheet import FormSheet
from desktop_app.ui.widgets.text import Text
from tests.ui.keyboard import CTRL
from tests.ui.pages.visit_desk import VisitDesk
from tests.ui.pages.visit_drafts import filled

pytestmark = pytest.mark.gui
Key = Qt.Key


def _values(desk: VisitDesk, visit: int) -> list[float | None]:
    desk.stored()
    return [row.value for row in desk.card(visit).draft.measurements]


@pytest.mark.parametrize(
    ("place", "typed", "words"),
    [
        (0, "999", "проверьте число (температура воды бывает от −5 до 150\xa0°C)"),
        (2, "9999", "проверьте число (давление бывает от 0 до 40\xa0бар)"),
        (4, "165", "проверьте число (температура воздуха бывает от −60 до 60\xa0°C)"),
    ],
)
def test_what_no_instrument_shows_waits_to_be_corrected(
    desk: VisitDesk, place: int, typed: str, words: str
) -> None:
    """The cell keeps the figure and the words stand by it; corrected, it is taken."""
    visit = desk.plan(filled(desk.office))
    before = desk.card(visit).draft.measurements[place].value
    zone = desk.page.visit.measurements
    zone.go_to(place)
    desk.type(typed)
    desk.press(Key.Key_Return)
    assert zone.editor.isVisible()
    said = [label for label in zone.table.findChildren(Text) if label.isVisible()]
    assert [label.text() for label in said] == [words]
    ground = said[0].parentWidget()
    assert ground is not None
    place_of_words = ground.geometry()
    assert zone.table.viewport().rect().contains(place_of_words)
    assert not place_of_words.intersects(zone.editor.geometry())
    if folder := os.environ.get("GRABS"):
        desk.window.grab().save(str(Path(folder) / f"range-{place}.png"))
    assert desk.card(visit).draft.measurements[place].value == before
    desk.press(Key.Key_A, CTRL)
    desk.type("15")
    assert not said[0].isVisible()
    desk.press(Key.Key_Return)
    assert _values(desk, visit)[place] == 15.0


def test_the_sheet_marks_what_no_instrument_shows(desk: VisitDesk) -> None:
    """The field of the sheet is marked, the sheet stays, nothing is stored."""
    visit = desk.plan(filled(desk.office))
    desk.page.visit.measurements.go_to(2)
    desk.press(Key.Key_F4)
    desk.press(Key.Key_A, CTRL)
    desk.type("9999")
    desk.press(Key.Key_Return, CTRL)
    sheet = desk.sheet()
    assert isinstance(sheet, FormSheet)
    assert "давление бывает от 0 до 40" in sheet.fields["value"].problem
    if folder := os.environ.get("GRABS"):
        sheet.grab().save(str(Path(folder) / "range-sheet.png"))
    desk.press(Key.Key_A, CTRL)
    desk.type("6,1")
    desk.press(Key.Key_Return, CTRL)
    assert _values(desk, visit)[2] == 6.1


def test_what_no_instrument_shows_stops_the_act_it_was_typed_for(desk: VisitDesk) -> None:
    """«Выпустить» pressed over an open cell with such a figure issues nothing."""
    visit = desk.plan(filled(desk.office))
    zone = desk.page.visit.measurements
    zone.go_to(0)
    desk.type("999")
    desk.press(Key.Key_Return, CTRL)
    desk.settle()
    assert zone.editor.isVisible()
    assert desk.dialogs.asked == []
    card = desk.card(visit)
    assert card.live_act is None
    assert card.draft.measurements[0].value == 71.0

"""The radiators of a house and its hot water are answered in «Сведения» by keys."""

import pytest
from PySide6.QtCore import Qt

from desktop_app.ui.widgets.combo import Combo
from tests.factories import new_house
from tests.ui.keyboard import CTRL
from tests.ui.pages.visit_desk import VisitDesk

pytestmark = pytest.mark.gui
Key = Qt.Key
QUESTIONS = ("Отопительные приборы", "Централизованное горячее водоснабжение")


def _answer(desk: VisitDesk, *letters: str) -> None:
    """Write the answers, a value chosen by its first letters each."""
    desk.page.visit.parts.edit_details()
    desk.settle()
    for question, typed in zip(QUESTIONS, letters, strict=True):
        desk.tab_to(question)
        box = desk.focus()
        assert isinstance(box, Combo)
        desk.type(typed)
    desk.press(Key.Key_Return, CTRL)
    desk.stored()


def test_the_answers_change_rows_on_the_screen_and_stay(desk: VisitDesk) -> None:
    """«Неизвестно» at first; cast iron limits the pressure at once, no hot water takes its rows."""
    house = new_house(desk.office.buildings, "пр-кт Ленина", "12")
    visit = desk.plan(desk.office.inspections.draft_for(house))
    keeper = desk.page.visit.keeper

    def limits() -> list[float | None]:
        rows = keeper.draft.measurements
        return [row.norm_max for row in rows if row.quantity == "Давление, P3"]

    assert limits() == [None]
    _answer(desk, "чуг", "нет")
    assert limits() == [6.0]
    assert "hot_water" not in {row.block for row in keeper.draft.measurements}
    shown = desk.page.visit.measurements.table
    assert shown.model().rowCount() == len(keeper.draft.measurements)
    stored = desk.card(visit).draft
    assert stored == keeper.draft
    assert [said.text for said in stored.answers] == ["нет", "чугунные радиаторы"]
    _answer(desk, "неиз", "есть")
    assert limits() == [None]
    assert "hot_water" in {row.block for row in keeper.draft.measurements}
    assert shown.model().rowCount() == len(keeper.draft.measurements)

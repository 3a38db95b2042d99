"""Measurements are typed straight into the table; rows come, change, go and come back."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLineEdit

from desktop_app.core.enums import RemedyState, SignatureState
from desktop_app.core.measuring import Block
from tests.factories import new_company
from tests.ui.keyboard import CTRL
from tests.ui.pages.visit_desk import VisitDesk
from tests.ui.pages.visit_drafts import filled, planned

pytestmark = pytest.mark.gui
Key = Qt.Key


def _values(desk: VisitDesk, visit: int) -> list[float | None]:
    desk.stored()
    return [row.value for row in desk.card(visit).draft.measurements]


def test_values_go_down_the_column(desk: VisitDesk) -> None:
    """A digit begins, Enter takes and goes down, Up goes back, comma and point are one."""
    visit = desk.plan(planned(desk.office))
    desk.type("71,5")
    desk.press(Key.Key_Return)
    desk.type("-1")
    desk.press(Key.Key_Down)
    desk.type("5.25")
    desk.press(Key.Key_Tab)
    desk.type("4")
    desk.press(Key.Key_Up)
    assert desk.page.visit.measurements.table.current_row() == 2
    assert _values(desk, visit)[:4] == [71.5, -1.0, 5.25, 4.0]
    assert desk.words().startswith("Черновик акта сохранён")


def test_an_old_value_is_changed_or_left_alone(desk: VisitDesk) -> None:
    """F2 selects what stands there; Esc leaves it and stays on the visit; emptied means none."""
    visit = desk.plan(filled(desk.office))
    table = desk.page.visit.measurements.table
    desk.press(Key.Key_F2)
    desk.type("80")
    desk.press(Key.Key_Escape)
    assert desk.page.shows_visit
    assert desk.focus() is table
    desk.press(Key.Key_Return)
    desk.press(Key.Key_Delete)
    desk.press(Key.Key_Return)
    assert _values(desk, visit)[:2] == [None, 58.5]


def test_what_is_no_number_waits_to_be_corrected(desk: VisitDesk) -> None:
    """The cell keeps the words under a danger border; leaving it drops them and says so."""
    visit = desk.plan(planned(desk.office))
    editor = desk.page.visit.measurements.editor
    desk.type("7x")
    desk.press(Key.Key_Return)
    assert editor.isVisible()
    assert editor.property("problem") is True
    assert "впишите число" in desk.words()
    desk.press(Key.Key_Backspace)
    assert editor.property("problem") is False
    desk.type("1")
    desk.press(Key.Key_Return)
    desk.type("x")
    desk.type("5x")
    desk.page.visit.findings.area.setFocus()
    desk.settle()
    assert not editor.isVisible()
    assert "Замер «5x» не записан: впишите число" in desk.words()
    assert "Esc" not in desk.words()
    assert _values(desk, visit)[:2] == [71.0, None]


def test_only_the_table_with_the_focus_has_a_marked_row(desk: VisitDesk) -> None:
    """Of three tables one shows where the keys go."""
    desk.plan(filled(desk.office))
    screen = desk.page.visit
    tables = (screen.measurements.table, screen.findings.table, screen.commission.table)
    for table in tables:
        table.setFocus()
        desk.settle()
        assert [bool(other.selected_rows()) for other in tables] == [t is table for t in tables]


def test_a_row_is_added_after_its_block(desk: VisitDesk) -> None:
    """Ins asks for a row; a known quantity brings unit, norm and source with it."""
    visit = desk.plan(planned(desk.office))
    desk.press(Key.Key_Insert)
    desk.press(Key.Key_Return, CTRL)
    assert desk.sheet().windowTitle() == "Новый замер"
    desk.tab_to("Точка замера")
    desk.type("Кв. 7, зал")
    desk.tab_to("Показатель")
    desk.type("возд")
    desk.press(Key.Key_Return)
    desk.tab_to("Замер")
    desk.type("17,5")
    desk.press(Key.Key_Return, CTRL)
    desk.stored()
    rows = desk.card(visit).draft.measurements
    place = next(i for i, row in enumerate(rows) if row.place == "Кв. 7, зал")
    row = rows[place]
    assert (row.quantity, row.unit, row.value, row.norm_min) == ("Воздух", "°C", 17.5, 18.0)
    assert row.basis == "ПП РФ № 354, прил. 1, п. 15"
    assert rows[place - 1].block == Block.ROOM
    assert rows[place + 1].block == Block.HOT_WATER


def test_a_row_is_changed_whole(desk: VisitDesk) -> None:
    """F4 opens norm, chart and tolerance; what cannot be meant is marked and kept."""
    visit = desk.plan(filled(desk.office))
    desk.press(Key.Key_F4)
    desk.tab_to("Не ниже")
    desk.type("90")
    desk.press(Key.Key_Tab)
    desk.type("80")
    desk.tab_to("Допуск")
    desk.press(Key.Key_A, CTRL)
    desk.type("много")
    desk.press(Key.Key_Return, CTRL)
    marked = [line.text() for line in desk.sheet().findChildren(QLineEdit)
              if line.property("problem")]  # fmt: skip
    assert marked == ["80", "много"]
    desk.tab_to("Допуск")
    desk.press(Key.Key_A, CTRL)
    desk.type("+5 %")
    desk.tab_to("Не выше")
    desk.press(Key.Key_A, CTRL)
    desk.type("95")
    desk.press(Key.Key_Return, CTRL)
    desk.stored()
    row = desk.card(visit).draft.measurements[0]
    assert (row.norm_min, row.norm_max, row.tolerance, row.value) == (90.0, 95.0, "+5 %", 71.0)


def test_rows_go_and_come_back(desk: VisitDesk) -> None:
    """Del removes the current row of its table; the undo puts it where it stood."""
    visit = desk.plan(filled(desk.office))
    before = desk.card(visit).draft
    screen = desk.page.visit
    desk.press(Key.Key_Down)
    desk.press(Key.Key_Delete)
    screen.findings.table.setFocus()
    desk.press(Key.Key_Delete)
    screen.commission.table.setFocus()
    desk.press(Key.Key_Delete)
    desk.stored()
    draft = desk.card(visit).draft
    assert draft.measurements == (before.measurements[0], *before.measurements[2:])
    assert draft.remedies == before.remedies[1:]
    assert draft.members == before.members[1:]
    assert [offer.text for offer in desk.undo] == [
        "Замер удалён",
        "Мера удалена",
        "Участник удалён",
    ]
    for offer in reversed(desk.undo):
        offer.undo()
    desk.stored()
    after = desk.card(visit).draft
    assert after.measurements == before.measurements
    assert after.members == before.members
    assert [remedy.what for remedy in after.remedies] == [r.what for r in before.remedies]


def test_an_undo_of_a_visit_left_behind_changes_no_other(desk: VisitDesk) -> None:
    """The step back belongs to its visit: over another one it is refused in words."""
    desk.plan(filled(desk.office))
    desk.press(Key.Key_Delete)
    other = desk.plan(filled(desk.office, "ул. Лесная"))
    before = desk.card(other).draft
    desk.undo[0].undo()
    desk.settle()
    assert "Вернуть нельзя" in str(desk.failures[-1])
    assert desk.card(other).draft == before


def test_signatures_are_marked_with_the_space_bar(desk: VisitDesk) -> None:
    """Space signs and takes back; a refusal asks for its reason in the sheet."""
    visit = desk.plan(filled(desk.office))
    desk.page.visit.commission.table.setFocus()
    desk.press(Key.Key_Space)
    desk.stored()
    assert desk.card(visit).draft.members[0].signature is SignatureState.PENDING
    desk.press(Key.Key_Space)
    desk.press(Key.Key_Return)
    desk.press(Key.Key_Down)
    desk.press(Key.Key_Return, CTRL)
    assert desk.sheet().isVisible()
    desk.tab_to("Отметка")
    desk.type("не согласен")
    desk.press(Key.Key_Return, CTRL)
    desk.stored()
    member = desk.card(visit).draft.members[0]
    assert (member.signature, member.remark) == (SignatureState.REFUSED, "не согласен")


def test_stored_people_are_offered(desk: VisitDesk) -> None:
    """A person of an earlier visit comes with post and organisation by a few letters."""
    desk.plan(filled(desk.office, "ул. Лесная"))
    visit = desk.plan(planned(desk.office))
    desk.page.visit.commission.add.setFocus()
    desk.press(Key.Key_Insert)
    desk.type("дём")
    desk.press(Key.Key_Return)
    desk.press(Key.Key_Return, CTRL)
    desk.stored()
    (member,) = desk.card(visit).draft.members
    assert (member.name, member.post) == ("Дёмин О. В.", "инженер")


def test_a_remedy_is_written_and_followed(desk: VisitDesk) -> None:
    """The sheet refuses an empty remedy; «устранено» brings today, another state takes it away."""
    company = new_company(desk.office.organizations)
    visit = desk.plan(planned(desk.office))
    desk.page.visit.findings.add.setFocus()
    desk.press(Key.Key_Insert)
    desk.press(Key.Key_Return, CTRL)
    assert desk.sheet().isVisible()
    desk.type("Спустить воздух")
    desk.press(Key.Key_Tab)
    desk.type("уют")
    desk.press(Key.Key_Return)
    desk.press(Key.Key_Return, CTRL)
    desk.stored()
    (remedy,) = desk.card(visit).draft.remedies
    assert (remedy.what, remedy.organization_id) == ("Спустить воздух", company)
    desk.page.visit.findings.table.setFocus()
    desk.press(Key.Key_F2)
    desk.tab_to("Состояние")
    desk.press(Key.Key_End)
    desk.press(Key.Key_Up)
    desk.press(Key.Key_Return, CTRL)
    desk.stored()
    (followed,) = desk.card(visit).draft.remedies
    assert (followed.id, followed.state) == (remedy.id, RemedyState.FIXED)
    assert followed.fixed_on is not None


def test_the_table_is_copied_with_its_headers(desk: VisitDesk) -> None:
    """Ctrl+C puts all rows on the clipboard."""
    desk.plan(filled(desk.office))
    desk.press(Key.Key_C, CTRL)
    lines = QGuiApplication.clipboard().text().splitlines()
    assert lines[0].split("\t")[:2] == ["Точка замера", "Показатель"]
    assert len(lines) == 10

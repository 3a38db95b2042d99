"""A sheet or a cell is open while another clerk saves the same visit: nobody's rows are lost."""

import dataclasses

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLineEdit

from desktop_app.core.records.inspections import InspectionDraft, Measurement, Member
from desktop_app.ui.widgets.form_sheet import FormSheet
from desktop_app.ui.widgets.text import Paragraph
from tests.factories import new_house
from tests.ui.pages.visit_desk import VisitDesk

pytestmark = pytest.mark.gui
_ROWS = tuple(
    Measurement("room", f"кв. {flat}, зал", "Температура воздуха", value=None)
    for flat in (5, 12, 20)
)
_WAYS = ("Записать моё", "Взять записанное")
_PEOPLE = (Member("Иванова А. А."), Member("Петров П. П."))


def _visit(desk: VisitDesk) -> int:
    house = new_house(desk.office.buildings, "ул. Садовая", "3")
    draft = InspectionDraft(house, measurements=_ROWS, members=_PEOPLE)
    visit = desk.plan(draft)
    office = desk.office.inspections
    card = office.card(visit)
    if card.draft.measurements != _ROWS or card.draft.members != _PEOPLE:
        whole = dataclasses.replace(card.draft, measurements=_ROWS, members=_PEOPLE)
        desk.tools.hub.announce(office.save(visit, card.version, whole).changes)
        desk.settle()
    return visit


def _colleague(desk: VisitDesk, visit: int, **fields: object) -> None:
    """Save the visit as another clerk would, while this window has a sheet or a cell open."""
    office = desk.office.inspections
    card = office.card(visit)
    draft = dataclasses.replace(card.draft, **fields)  # type: ignore[arg-type]  # by name
    desk.tools.hub.announce(office.save(visit, card.version, draft).changes)
    desk.settle()


def _values(desk: VisitDesk, visit: int) -> list[tuple[str, float | None]]:
    return [(row.place, row.value) for row in desk.card(visit).draft.measurements]


def _said(desk: VisitDesk) -> str:
    return " ".join(one.text() for one in desk.page.visit.messages.findChildren(Paragraph))


def _sheet(desk: VisitDesk) -> FormSheet:
    sheet = desk.sheet()
    assert isinstance(sheet, FormSheet)
    return sheet


def _type(sheet: FormSheet, name: str, words: str) -> None:
    line = sheet.fields[name].control
    assert isinstance(line, QLineEdit)
    line.setText(words)


def _details_typed(desk: VisitDesk) -> tuple[int, FormSheet]:
    """Open «Сведения» of a visit and type «закрытая»; the form waits open."""
    visit = _visit(desk)
    desk.page.visit.parts.edit_details()
    desk.settle()
    sheet = _sheet(desk)
    _type(sheet, "system_text", "закрытая")
    return visit, sheet


def _written_by_two(desk: VisitDesk) -> int:
    """Save «закрытая» from a form over which a colleague has saved «открытая»."""
    visit, sheet = _details_typed(desk)
    _colleague(desk, visit, system_text="открытая")
    sheet._submit()
    desk.settle()
    return visit


def test_details_leave_the_rows_of_another_clerk(desk: VisitDesk) -> None:
    """«Сведения» write what was typed there; values measured meanwhile stay."""
    visit, sheet = _details_typed(desk)
    measured = (dataclasses.replace(_ROWS[0], value=18.5), *_ROWS[1:])
    _colleague(desk, visit, measurements=measured)
    sheet._submit()
    desk.stored()
    assert _values(desk, visit)[0] == (_ROWS[0].place, 18.5)
    assert desk.card(visit).draft.system_text == "закрытая"


def test_the_same_words_typed_by_two_are_asked_about(desk: VisitDesk) -> None:
    """Neither text goes silently: this one stays on the screen until a person decides."""
    visit = _written_by_two(desk)
    assert desk.page.visit.keeper.draft.system_text == "закрытая"
    assert desk.card(visit).draft.system_text == "открытая"
    desk.shown("Записать моё").click()
    desk.stored_by_itself()
    assert desk.card(visit).draft.system_text == "закрытая"


def test_a_member_is_changed_where_they_stand_by_now(desk: VisitDesk) -> None:
    """A person put before them meanwhile is not written over."""
    visit = _visit(desk)
    desk.page.visit.parts.edit_member(1)
    desk.settle()
    sheet = _sheet(desk)
    _type(sheet, "post", "инженер")
    _colleague(desk, visit, members=(Member("Агеев О. О."), *_PEOPLE))
    sheet._submit()
    desk.stored()
    people = desk.card(visit).draft.members
    assert [(one.name, one.post) for one in people] == [
        ("Агеев О. О.", ""),
        ("Иванова А. А.", ""),
        ("Петров П. П.", "инженер"),
    ]


def test_a_value_goes_to_the_point_it_was_typed_at(desk: VisitDesk) -> None:
    """A row put above an open cell does not take its number; of a gone row it is told."""
    visit = _visit(desk)
    zone = desk.page.visit.measurements
    zone.go_to(1)
    desk.type("18,5")
    assert zone.editor.isVisible()
    above = Measurement("room", "кв. 1, зал", "Температура воздуха", value=21.0)
    _colleague(desk, visit, measurements=(above, *_ROWS))
    desk.press(Qt.Key.Key_Return)
    desk.stored()
    assert dict(_values(desk, visit)) == {
        "кв. 1, зал": 21.0,
        _ROWS[0].place: None,
        _ROWS[1].place: 18.5,
        _ROWS[2].place: None,
    }
    zone.go_to(0)
    desk.press(Qt.Key.Key_Return)
    _colleague(desk, visit, measurements=_ROWS)
    desk.type("7")
    desk.press(Qt.Key.Key_Return)
    desk.stored()
    assert 7.0 not in dict(_values(desk, visit)).values()
    assert "не записан" in desk.words()


def test_one_who_goes_on_writing_is_told_of(desk: VisitDesk) -> None:
    """Asked again after «Записать моё», a person is told why; both ways out have a letter."""
    visit = _written_by_two(desk)
    assert "записал ещё раз" not in _said(desk)
    _colleague(desk, visit, system_text="смешанная")
    desk.shown("Записать моё").click()
    desk.settle()
    assert "записал ещё раз" in _said(desk)
    letters = [desk.shown(words).shortcut().toString() for words in _WAYS]
    assert letters == ["Alt+О", "Alt+Я"]
    buttons = desk.window.findChildren(QAbstractButton)
    taken = [
        b.shortcut().toString() for b in buttons if b.isVisible() and not b.shortcut().isEmpty()
    ]
    assert len(taken) == len(set(taken))
    desk.shown("Записать моё").click()
    desk.stored_by_itself()
    assert desk.card(visit).draft.system_text == "закрытая"
    assert not desk.page.visit.messages.isVisible()

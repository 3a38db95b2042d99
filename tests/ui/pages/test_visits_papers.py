"""Papers: what an act lacks, warnings, the issued act, its cancelling, files that cannot be."""

import dataclasses
import datetime as dt
import os
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton

from desktop_app.core.enums import InspectionStatus, RemedyState, SignatureState
from desktop_app.core.records.inspections import InspectionDraft
from desktop_app.ui.jobs import Lane
from desktop_app.ui.widgets.note import Note
from desktop_app.ui.widgets.text import Paragraph
from tests.ui.keyboard import CTRL
from tests.ui.pages.visit_desk import VisitDesk
from tests.ui.pages.visit_drafts import filled, planned
from tests.ui.waiting import held

pytestmark = pytest.mark.gui
Key = Qt.Key


def _issue(desk: VisitDesk, *answers: object) -> None:
    desk.dialogs.answer_next(*answers)
    desk.page.visit.measurements.table.setFocus()
    desk.press(Key.Key_Return, CTRL)
    desk.until(lambda: not desk.page.visit.note.busy)


def _signed(desk: VisitDesk) -> InspectionDraft:
    """Return a filled visit that gives no warnings."""
    draft = filled(desk.office)
    people = tuple(
        dataclasses.replace(person, signature=SignatureState.SIGNED) for person in draft.members
    )
    return dataclasses.replace(draft, members=people)


def test_what_the_act_lacks_is_linked(desk: VisitDesk) -> None:
    """Every lacking thing has its link: to the table, to the field, into the sheet."""
    visit = desk.plan(planned(desk.office))
    _issue(desk)
    assert desk.dialogs.asked == []
    assert desk.card(visit).live_act is None
    screen = desk.page.visit
    desk.shown("Выводы").click()
    desk.settle()
    assert desk.focus() is screen.findings.area
    desk.shown("Комиссия").click()
    desk.settle()
    assert desk.focus() is screen.commission.add
    desk.shown("Замеры").click()
    desk.settle()
    assert desk.focus() is screen.measurements.table
    desk.shown("Окончание проверки").click()
    desk.settle()
    assert desk.sheet().windowTitle() == "Сведения о выезде"
    assert desk.focus().accessibleName() == "Окончание"
    desk.press(Key.Key_Escape)


def test_what_is_wrong_is_told_before_oddities_and_goes_with_its_cause(desk: VisitDesk) -> None:
    """Unsigned members wait until nothing is lacking; what was filled leaves the note by itself."""
    draft = filled(desk.office)
    people = (dataclasses.replace(draft.members[0], signature=SignatureState.PENDING),)
    row = dataclasses.replace(draft.measurements[2], value=9999.0)
    rows = (*draft.measurements[:2], row, *draft.measurements[3:])
    visit = desk.plan(dataclasses.replace(draft, conclusions="", measurements=rows, members=people))
    _issue(desk)
    assert desk.dialogs.asked == []
    screen = desk.page.visit
    assert desk.focus() is desk.shown("Замеры")
    said = [line.text() for line in screen.messages.findChildren(Paragraph) if line.isVisible()]
    wrong = "— строка 3, Узел ввода ИТП-14, Давление, P1: проверьте число (давление бывает"
    assert any(words.startswith(wrong) for words in said), said
    _grab(desk, "lacking-two")
    desk.shown("Выводы").click()
    desk.settle()
    desk.type("Давление ниже договорного")
    desk.stored()
    desk.settle()
    assert screen.messages.isVisible()
    assert not [b for b in screen.messages.findChildren(QAbstractButton) if b.text() == "Выводы"]
    assert desk.focus() is screen.findings.area
    _grab(desk, "lacking-one")
    screen.measurements.go_to(2)
    desk.type("6,1")
    desk.press(Key.Key_Return)
    desk.stored()
    desk.settle()
    assert not screen.messages.isVisible()
    _grab(desk, "lacking-none")
    _issue(desk, False)
    assert "Не отмечены подписи" in desk.dialogs.asked[-1].text
    assert desk.card(visit).live_act is None


def _grab(desk: VisitDesk, name: str) -> None:
    if folder := os.environ.get("GRABS"):
        desk.window.grab().save(str(Path(folder) / f"{name}.png"))


def test_oddities_are_asked_about_first(desk: VisitDesk) -> None:
    """Unsigned members and an expired instrument are named; «Вернуться» issues nothing."""
    draft = filled(desk.office)
    old = dataclasses.replace(draft.instruments[0], verified_until=dt.date(2020, 1, 1))
    people = (dataclasses.replace(draft.members[0], signature=SignatureState.PENDING),)
    visit = desk.plan(dataclasses.replace(draft, instruments=(old,), members=people))
    _issue(desk, False)
    asked = desk.dialogs.asked[-1]
    assert asked.title == "Выпустить акт с этими замечаниями?"
    assert "Не отмечены подписи: Лапина Ирина Сергеевна" in asked.text
    assert "поверка закончилась 01.01.2020" in asked.text
    assert desk.card(visit).live_act is None


def test_an_issued_act_closes_the_visit(desk: VisitDesk) -> None:
    """No warnings, no question; the screen is read-only, the file is offered again and again."""
    target = desk.folder / "a.pdf"
    visit = desk.plan(_signed(desk))
    _issue(desk, target)
    assert [asked.kind for asked in desk.dialogs.asked] == ["save_as"]
    desk.until(target.exists)
    assert desk.words().startswith("Акт выпущен")
    screen = desk.page.visit
    assert screen.findings.area.isReadOnly()
    assert not screen.measurements.add.isVisible()
    screen.measurements.table.setFocus()
    desk.type("5")
    desk.press(Key.Key_Delete)
    desk.press(Key.Key_Insert)
    screen.commission.table.setFocus()
    desk.press(Key.Key_Space)
    assert not screen.keeper.dirty
    again = desk.folder / "b.pdf"
    desk.dialogs.answer_next(again)
    desk.shown("Сохранить PDF").click()
    desk.until(again.exists)
    assert again.read_bytes() == target.read_bytes() == desk.office.acts.reissue(visit)
    names = [asked.text for asked in desk.dialogs.asked]
    assert names == [f"Акт {desk.card(visit).number} пр-кт Ленина, д. 12.pdf"] * 2


def test_an_issued_act_is_cancelled_with_a_reason(desk: VisitDesk) -> None:
    """The reason stays in history, the visit opens again and a new issue is the second.

    «Акт записан» does not stand over the draft it has become again.
    """
    visit = desk.plan(_signed(desk))
    _issue(desk, desk.folder / "a.pdf")
    assert desk.page.visit.note.isVisible()
    desk.dialogs.answer_next("ошибка в замерах")
    desk.shown("Отменить акт").click()
    desk.until(lambda: desk.page.visit.keeper.editable)
    assert not desk.page.visit.note.isVisible()
    card = desk.card(visit)
    assert card.status is InspectionStatus.DRAFT
    assert card.issued[0].cancel_reason == "ошибка в замерах"
    desk.page.visit.measurements.go_to(0)
    desk.type("82")
    desk.press(Key.Key_Return)
    _issue(desk, desk.folder / "b.pdf")
    live = desk.card(visit).live_act
    assert live is not None
    assert live.issue == 2


def test_remedies_are_followed_after_the_act(desk: VisitDesk) -> None:
    """Of an issued act only the state of a remedy can be changed."""
    visit = desk.plan(_signed(desk))
    _issue(desk, desk.folder / "a.pdf")
    desk.page.visit.findings.table.setFocus()
    desk.press(Key.Key_Return)
    desk.press(Key.Key_End)
    desk.press(Key.Key_Up)
    desk.press(Key.Key_Return, CTRL)
    desk.settle()
    remedy = desk.card(visit).draft.remedies[0]
    assert remedy.state is RemedyState.FIXED
    assert remedy.what == "Поднять T1 до графика"
    assert desk.card(visit).live_act is not None


def test_a_folder_that_is_not_there_is_told(desk: VisitDesk) -> None:
    """The act stays issued; the file can be written elsewhere."""
    visit = desk.plan(_signed(desk))
    _issue(desk, desk.folder / "нет такой" / "a.pdf")
    assert desk.card(visit).live_act is not None
    notes = [note.accessibleName() for note in desk.page.visit.note.findChildren(Note)]
    assert any("Нет папки" in words for words in notes)


def test_a_visit_is_cancelled_with_a_reason(desk: VisitDesk) -> None:
    """What is typed is kept first; afterwards nothing can be changed."""
    visit = desk.plan(planned(desk.office))
    desk.type("60")
    desk.press(Key.Key_Return)
    desk.dialogs.answer_next("жильцы отказались")
    desk.shown("Отменить выезд").click()
    desk.until(lambda: not desk.page.visit.keeper.editable)
    card = desk.card(visit)
    assert card.status is InspectionStatus.CANCELLED
    assert card.draft.measurements[0].value == 60.0
    assert desk.words() == "Выезд отменён: жильцы отказались"


def test_nothing_is_issued_that_was_left(desk: VisitDesk, tmp_path: Path) -> None:
    """A visit left while its act was being checked stays as it is."""
    visit = desk.plan(_signed(desk))
    other = desk.plan(filled(desk.office, "ул. Лесная"))
    desk.page.open_record(visit)
    desk.settle()
    desk.dialogs.answer_next(True, tmp_path / "a.pdf")
    desk.page.visit.papers.issue()
    desk.page.open_record(other)
    desk.settle()
    desk.settle()
    assert desk.card(visit).live_act is None
    assert desk.card(other).live_act is None
    assert desk.dialogs.asked == []


def test_no_window_opens_over_a_section_gone_to_meanwhile(desk: VisitDesk, tmp_path: Path) -> None:
    """The act is issued; where to write it is asked by a button of the note, back at the visit."""
    visit = desk.plan(_signed(desk))
    target = tmp_path / "a.pdf"
    with held(desk.jobs, Lane.LONG):
        desk.page.visit.papers.issue()
        desk.window.show_page("other")
    desk.until(lambda: desk.card(visit).live_act is not None)
    assert desk.dialogs.asked == []
    assert desk.window.current_key == "other"
    desk.window.show_page("visits")
    desk.settle()
    desk.dialogs.answer_next(target)
    desk.shown("Записать файл…").click()
    desk.until(target.exists)


def test_warnings_wait_for_the_clerk_to_come_back(desk: VisitDesk) -> None:
    """Nothing is asked over another section, and nothing is issued without the answer."""
    visit = desk.plan(filled(desk.office))
    with held(desk.jobs, Lane.LONG):
        desk.page.visit.papers.issue()
        desk.window.show_page("other")
    desk.until(lambda: not desk.page.visit.note.busy)
    assert desk.dialogs.asked == []
    desk.window.show_page("visits")
    desk.settle()
    desk.dialogs.answer_next(False)
    desk.shown("Посмотреть замечания").click()
    assert desk.dialogs.asked[-1].title == "Выпустить акт с этими замечаниями?"
    assert desk.card(visit).live_act is None

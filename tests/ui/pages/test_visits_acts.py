"""Kinds of acts, answers to tickets, a second visit and files, by keys in a real window."""

import dataclasses
import datetime as dt
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from desktop_app.core import clock
from desktop_app.core.enums import (
    Access,
    ActKind,
    InspectionStatus,
    OrganizationKind,
    TicketStatus,
)
from desktop_app.core.errors import BadFile
from desktop_app.core.records.inspections import Remedy
from desktop_app.core.records.tickets import TicketDraft
from desktop_app.core.text import NBSP
from desktop_app.ui.widgets.button import Button
from desktop_app.ui.widgets.combo import Combo
from desktop_app.ui.widgets.form_sheet import FormSheet
from tests.factories import new_company
from tests.reports.printed import pages
from tests.ui.keyboard import CTRL
from tests.ui.pages.visit_desk import VisitDesk
from tests.ui.pages.visit_drafts import filled, planned

pytestmark = pytest.mark.gui
Key = Qt.Key
TERM = clock.now().date() + dt.timedelta(days=20)


def _command(desk: VisitDesk, words: str) -> None:
    desk.press(Key.Key_K, CTRL)
    desk.type(words)
    desk.press(Key.Key_Return)


def _choose(desk: VisitDesk, value: object) -> None:
    """Go through the box that has the focus until it shows a value."""
    box = desk.focus()
    assert isinstance(box, Combo)
    for _step in range(box.count()):
        desk.press(Key.Key_Up)
    for _step in range(box.count()):
        if box.value() == value:
            return
        desk.press(Key.Key_Down)
    raise AssertionError(f"{value} is not offered")


def _issued(desk: VisitDesk) -> tuple[int, list[int]]:
    """Put an issued act over two tickets into the office; return the visit and the tickets."""
    company = new_company(desk.office.organizations, "АО «Теплосеть»", OrganizationKind.UTILITY)
    draft = filled(desk.office)
    topic = next(topic for topic in desk.office.reference.topics if not topic.is_group)
    call = TicketDraft(
        topic.id, "Холодно", draft.building_id, premise="52", phone="8 900 555-14-52"
    )
    tickets = [desk.office.tickets.register(call).id for _number in range(2)]
    remedy = Remedy("Поднять T1", company, "", TERM)
    visit = desk.office.inspections.plan(
        dataclasses.replace(draft, ticket_ids=tuple(tickets), remedies=(remedy,))
    ).id
    desk.office.acts.issue(visit)
    desk.page.open_record(visit)
    desk.settle()
    return visit, tickets


def test_another_kind_of_act_asks_other_things(desk: VisitDesk) -> None:
    """The kind is chosen on the visit: rows, questions and the paper are those of the kind."""
    visit = desk.plan(planned(desk.office))
    _command(desk, "вид акта")
    _choose(desk, ActKind.AIR_TEMPERATURE)
    desk.press(Key.Key_Return, CTRL)
    desk.stored()
    draft = desk.card(visit).draft
    assert draft.kind is ActKind.AIR_TEMPERATURE
    assert {row.block for row in draft.measurements} == {"air"}
    _command(desk, "сведения")
    desk.tab_to("Окна, двери, утепление")
    desk.type("закрыты")
    desk.press(Key.Key_Return, CTRL)
    desk.stored()
    assert desk.card(visit).draft.answer("insulation") == "закрыты"
    target = desk.folder / "Бланк.pdf"
    desk.office.acts.write(desk.card(visit).number, target, blank=True)
    assert "замера температуры воздуха" in pages(target.read_bytes())[0]
    assert desk.undo[-1].text == "Вид акта изменён"
    desk.undo[-1].undo()
    desk.stored()
    assert desk.card(visit).draft.kind is ActKind.COOLANT


def test_a_visit_is_planned_as_any_kind(desk: VisitDesk) -> None:
    """The sheet that plans a visit asks for the kind of its act."""
    house = planned(desk.office).building_id
    desk.page.begin_for_house(house)
    desk.settle()
    desk.tab_to("Вид акта")
    _choose(desk, ActKind.WASTE_SITE)
    desk.press(Key.Key_Return, CTRL)
    (visit,) = desk.office.inspections.ids()
    draft = desk.card(visit).draft
    assert draft.kind is ActKind.WASTE_SITE
    assert {row.block for row in draft.measurements} == {"site"}


def test_single_readings_give_their_average(desk: VisitDesk) -> None:
    """Three readings typed through «;» become the value to a tenth; a value typed drops them."""
    draft = desk.office.inspections.with_kind(planned(desk.office), ActKind.AIR_TEMPERATURE)
    visit = desk.plan(draft)
    desk.page.visit.measurements.table.setFocus()
    desk.press(Key.Key_F4)
    desk.tab_to("Отдельные замеры")
    desk.type("16,4; 16,5; 16,8")
    desk.press(Key.Key_Return, CTRL)
    desk.stored()
    row = desk.card(visit).draft.measurements[0]
    assert (row.value, row.readings) == (16.6, (16.4, 16.5, 16.8))
    desk.page.visit.measurements.table.setFocus()
    desk.press(Key.Key_Home)
    desk.type("17")
    desk.press(Key.Key_Return)
    desk.stored()
    row = desk.card(visit).draft.measurements[0]
    assert (row.value, row.readings) == (17.0, ())


def test_the_chart_of_the_utility_fills_what_it_demands(desk: VisitDesk) -> None:
    """The house's chart and the day's average give T1 and T2; typed figures are left alone."""
    rows = ((10.0, 37.0, 33.0), (-14.0, 78.0, 59.0), (-26.0, 95.0, 70.0))
    desk.office.norms.save_chart("95/70", "АО «Теплосеть»", rows)
    visit = desk.plan(dataclasses.replace(planned(desk.office), chart_text="95/70, утв. 01.09"))
    _command(desk, "сведения")
    desk.tab_to("Средняя за сутки, °C")
    desk.type("-14")
    desk.press(Key.Key_Return, CTRL)
    desk.stored()
    charted = [row.chart_value for row in desk.card(visit).draft.measurements[:2]]
    assert charted == [78.0, 59.0]


def test_nobody_let_in_is_a_conclusion_of_its_own(desk: VisitDesk) -> None:
    """Without access the drafted conclusion says so, and the act goes out without values."""
    draft = dataclasses.replace(
        filled(desk.office), access=Access.ABSENT, measurements=(), conclusions=""
    )
    visit = desk.plan(draft)
    _command(desk, "составить выводы")
    desk.stored()
    assert desk.card(visit).draft.conclusions == (
        "Проверка не проведена: в помещении никого не было."
    )


def test_tickets_are_answered_from_the_act_in_one_step(desk: VisitDesk) -> None:
    """One ticket done, the other handed over; one undo puts both back."""
    visit, tickets = _issued(desk)
    _command(desk, "ответить по")
    assert isinstance(desk.focus(), Combo)
    desk.press(Key.Key_Up, times=2)
    desk.press(Key.Key_Return, CTRL)
    desk.settle()
    cards = [desk.office.tickets.card(number) for number in tickets]
    assert [card.row.status for card in cards] == [TicketStatus.DONE, TicketStatus.SENT]
    assert cards[0].answer.startswith("По акту №")
    assert desk.undo[-1].text == f"Отвечено по 2{NBSP}обращениям"
    # Handed over is not answered yet: the note keeps that ticket and drops the one that is done.
    assert desk.card(visit).waiting_numbers == (cards[1].row.number,)
    desk.until(lambda: desk.page.visit.keeper.card.waiting_numbers == (cards[1].row.number,))
    desk.undo[-1].undo()
    desk.settle()
    desk.until(lambda: len(desk.page.visit.keeper.card.waiting_numbers) == 2)
    again = {desk.office.tickets.card(number).row.status for number in tickets}
    assert again == {TicketStatus.NEW}


def test_lines_of_the_answers_stand_in_columns(desk: VisitDesk) -> None:
    """However long the name above a line, «Кому» stands under «Кому»."""
    _visit, tickets = _issued(desk)
    card = desk.office.tickets.card(tickets[0])
    long = "Константинопольская Александра Александровна"
    named = dataclasses.replace(card.draft, applicant_name=long)
    desk.office.tickets.edit(tickets[0], card.version, named)
    _command(desk, "ответить по")
    sheet = desk.sheet()
    assert isinstance(sheet, FormSheet)
    for name in ("organization", "promised"):
        lefts = {sheet.fields[f"{name}{number}"].x() for number in range(2)}
        assert len(lefts) == 1
    desk.press(Key.Key_Escape)


def test_what_is_wrong_is_said_in_the_sheet(desk: VisitDesk) -> None:
    """Without an organisation nothing is handed over, and the sheet stays."""
    _visit, tickets = _issued(desk)
    _command(desk, "ответить по")
    sheet = desk.sheet()
    desk.tab_to("Кому")
    desk.press(Key.Key_F4, Qt.KeyboardModifier.ShiftModifier)
    for _letter in range(40):
        desk.press(Key.Key_Backspace)
    desk.press(Key.Key_Return, CTRL)
    desk.settle()
    assert sheet.isVisible()
    statuses = {desk.office.tickets.card(number).row.status for number in tickets}
    assert statuses == {TicketStatus.NEW}
    desk.press(Key.Key_Escape)


def test_a_second_visit_is_planned_from_the_act(desk: VisitDesk) -> None:
    """«Повторный выезд» proposes the same house and tickets, and the two know each other."""
    visit, tickets = _issued(desk)
    _command(desk, "повторный")
    desk.press(Key.Key_Return, CTRL)
    second = max(desk.office.inspections.ids())
    card = desk.card(second)
    assert card.previous is not None
    assert card.previous.id == visit
    assert card.draft.ticket_ids == tuple(tickets)
    assert card.status is InspectionStatus.PLANNED
    assert desk.page.visit.keeper.wanted == second


def test_a_scan_is_attached_opened_as_a_copy_and_removed(desk: VisitDesk, tmp_path: Path) -> None:
    """A file goes in by the command, opens read-only by Enter, goes by Del, comes back by undo."""
    _issued(desk)
    scan = tmp_path / "акт подписан.pdf"
    scan.write_bytes(b"%PDF-1.7\nscan")
    desk.dialogs.answer_next([scan])
    _command(desk, "приложить файл")
    files = desk.page.visit.files
    desk.until(lambda: len(files.files) == 1)
    files.table.setFocus()
    desk.press(Key.Key_Return)
    desk.until(lambda: bool(desk.opener.files))
    (opened,) = desk.opener.files
    assert opened.read_bytes() == scan.read_bytes()
    assert opened != scan
    assert not opened.stat().st_mode & 0o222
    files.table.setFocus()
    desk.press(Key.Key_Delete)
    desk.until(lambda: not files.files)
    desk.undo[-1].undo()
    desk.until(lambda: len(files.files) == 1)


def test_photographs_of_a_visit_are_chosen_at_once(desk: VisitDesk, tmp_path: Path) -> None:
    """Five chosen at once go in by one step, a twin only once; one spoilt keeps all of them out."""
    _issued(desk)
    photos = [tmp_path / f"стояк {number}.jpg" for number in range(5)]
    for number, photo in enumerate(photos):
        photo.write_bytes(b"\xff\xd8\xff\xe0" + bytes([number // 2]))
    desk.dialogs.answer_next(photos)
    _command(desk, "приложить файл")
    files = desk.page.visit.files
    desk.until(lambda: len(files.files) == 3)
    empty = tmp_path / "пустое.jpg"
    empty.write_bytes(b"")
    new = tmp_path / "узел.jpg"
    new.write_bytes(b"\xff\xd8\xff\xe0new")
    desk.dialogs.answer_next([new, empty])
    _command(desk, "приложить файл")
    desk.until(lambda: bool(desk.failures))
    assert "«пустое.jpg» пустой" in str(desk.failures[-1])
    assert len(files.files) == 3


def test_a_file_that_may_not_be_attached_is_told(desk: VisitDesk, tmp_path: Path) -> None:
    """A program is refused in words whatever it is called."""
    _issued(desk)
    program = tmp_path / "фото.jpg"
    program.write_bytes(b"MZ\x90\x00")
    desk.dialogs.answer_next([program])
    _command(desk, "приложить файл")
    desk.until(lambda: bool(desk.failures))
    assert isinstance(desk.failures[-1], BadFile)
    assert not desk.page.visit.files.files


def test_the_note_of_an_issued_act_leads_to_the_answers(desk: VisitDesk) -> None:
    """The button beside the numbers opens the sheet."""
    _issued(desk)
    buttons = desk.page.visit.commission.findChildren(Button)
    (answer,) = [known for known in buttons if known.text() == "Ответить по обращениям"]
    answer.setFocus()
    desk.press(Key.Key_Space)
    assert "Ответить по акту" in desk.sheet().windowTitle()
    desk.press(Key.Key_Escape)

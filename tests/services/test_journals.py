"""Every journal of the office: what was lived through is what its file tells."""

import datetime as dt
import zipfile
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from desktop_app.core.enums import CallbackOutcome, TicketSource, TicketStatus
from desktop_app.core.errors import Cancelled, InvalidDraft, NotFound
from desktop_app.core.journal_books import JOURNALS, journal
from desktop_app.core.records.journals import Journal, JournalLayout, JournalOrder
from desktop_app.core.records.register import RegisterQuery
from desktop_app.core.records.tickets import StatusChange
from desktop_app.services.exports import Exports
from desktop_app.services.office import Office
from tests.factories import new_house
from tests.reports.office_suite import as_shown
from tests.services import journal_of
from tests.services.fixtures import HandClock, new_ticket

REASON = "сверка с РСО"
Row = dict[str, object]


def _rows(path: Path, first: str) -> list[Row]:
    """Return the rows of a journal whose first column has this heading."""
    lines = [list(line) for line in journal_of.sheet(path).iter_rows(values_only=True)]
    header = next(n for n, line in enumerate(lines) if line[0] == first)
    titles = [str(title) for title in lines[header]]
    return [dict(zip(titles, line, strict=True)) for line in lines[header + 1 :]]


def _written(exports: Exports, target: Path, key: str, *, personal: bool = True) -> list[Row]:
    book = journal(key)
    order = JournalOrder(book, depersonalised=not personal, reason=REASON if personal else "")
    exports.write(order, target)
    return _rows(target, book.columns[0].title)


def test_handovers_tell_to_whom_what_and_how(
    office: Office, exports: Exports, target: Path, hand_clock: HandClock
) -> None:
    """Each handover is a row, the earliest first, with who accepted it and under what number."""
    journal_of.eventful(office, hand_clock)
    first, second = _written(exports, target, "handovers")
    assert first["Передано (дата, время)"] == dt.datetime(2026, 11, 24, 10, 41)
    assert (first["Кому передано"], second["Кому передано"]) == ("ООО «Теплосеть»", "УК «Уют»")
    assert (first["Кто принял"], first["Их №"], first["Способ"]) == (
        "Кузьмина",
        "Т-77",
        "Электронная почта",
    )
    assert (first["Итог"], second["Адрес"]) == (
        "Передано другим",
        "г. Радужный, ул. Садовая, д. 3",
    )
    assert second["Квартира"] == journal_of.FLAT


def test_calls_tell_who_answered_what(
    office: Office, exports: Exports, target: Path, hand_clock: HandClock
) -> None:
    """Each callback is a row: reached or not, solved or not, what was said."""
    journal_of.eventful(office, hand_clock)
    missed, solved = _written(exports, target, "calls")
    assert (missed["Дозвон"], missed["Решено"]) == ("нет, попытка № 1", None)
    assert (solved["Дозвон"], solved["Решено"], solved["Комментарий"]) == (
        "да, попытка № 2",
        "да",
        "тепло дали",
    )
    assert solved["Кто звонил"] == "Иванова Анна Петровна"


def test_a_return_to_work_names_the_next_cycle(
    office: Office, exports: Exports, target: Path
) -> None:
    """A call that sends the ticket back names its number and the cycle it opened."""
    ticket = new_ticket(office)
    office.tickets.set_status(ticket, StatusChange(TicketStatus.DONE))
    office.callbacks.record(ticket, CallbackOutcome.REWORK, "холодно")
    (row,) = _written(exports, target, "calls")
    number = office.tickets.card(ticket).row.number
    assert (row["Решено"], row["Возврат в работу"]) == ("нет", f"{number}, цикл 2")


def test_reception_and_letters_hold_their_own_tickets_only(
    office: Office, exports: Exports, target: Path
) -> None:
    """A visitor stands in the journal of reception, a letter in that of letters, a call in none."""
    numbers = {
        source: office.tickets.card(new_ticket(office, source=source)).row.number
        for source in (TicketSource.PHONE, TicketSource.VISIT, TicketSource.LETTER)
    }
    reception = _written(exports, target, "reception")
    assert [row["№"] for row in reception] == [numbers[TicketSource.VISIT]]
    letters = _written(exports, target, "letters")
    assert [row["Рег. №"] for row in letters] == [numbers[TicketSource.LETTER]]
    assert letters[0]["Признак"] == "первичное"
    assert letters[0]["Вид"] == "Заявка"


def test_a_basis_typed_as_a_sentence_gets_no_second_full_stop(
    exports: Exports, target: Path
) -> None:
    """The line of the file ends with one."""
    order = JournalOrder(journal("tickets"), depersonalised=False, reason="запрос № 5.")
    exports.write(order, target)
    lines = [str(v) for row in journal_of.sheet(target).iter_rows(values_only=True) for v in row]
    assert "Содержит персональные данные. Основание: запрос № 5." in lines


def test_visits_outages_instruments_and_exports_are_told(
    office: Office, exports: Exports, target: Path, hand_clock: HandClock
) -> None:
    """The journals that do not rest on tickets have their rows too."""
    journal_of.eventful(office, hand_clock)
    with office.desk.store.write():
        execute = office.desk.store.execute
        execute(
            "INSERT INTO incident (id, kind, service, title, cause, started_at, planned_end,"
            " ended_at) VALUES (7, 'emergency', 'heating', 'Порыв', 'износ',"
            " '2026-11-24T08:00:00', '2026-11-24T12:00:00', '2026-11-24T13:30:00')"
        )
        execute("INSERT INTO incident_building SELECT 7, id FROM building")
        execute(
            "INSERT INTO instrument (title, serial, verified_until)"
            " VALUES ('Термометр', '12', '2027-01-31')"
        )
    acts = _written(exports, target, "visits")
    assert {str(row["№ акта"]) for row in acts} == {"14", "15"}
    assert str(acts[0]["Основание"]).startswith("№ 2026-")
    (outage,) = _written(exports, target, "outages")
    assert (outage["Услуга"], outage["Адреса"]) == ("отопление", "г. Радужный, ул. Садовая, д. 3")
    assert (outage["Ожидаемая длительность, ч"], outage["Длительность, ч"]) == (4, 5.5)
    (instrument,) = _written(exports, target, "instruments")
    assert instrument["Действует до"] == dt.datetime(2027, 1, 31)
    told = _written(exports, target, "exports")
    assert [row["Что"] for row in told] == [
        journal(key).title for key in ("visits", "outages", "instruments")
    ]
    assert {row["Получатель и основание"] for row in told} == {REASON}


@pytest.mark.parametrize("book", JOURNALS, ids=lambda book: book.key)
def test_no_journal_carries_personal_data_unless_asked(
    office: Office, exports: Exports, target: Path, hand_clock: HandClock, book: Journal
) -> None:
    """Neither name, phone, flat, words of the caller nor names of people get upward."""
    journal_of.eventful(office, hand_clock)
    new_ticket(office, source=TicketSource.LETTER, details="у Сидоренко в кв. 5")
    new_ticket(office, source=TicketSource.VISIT, address_text="Лесная 3, спросить Сидоренко")
    exports.write(JournalOrder(book), target)
    inside = journal_of.everything(target)
    for secret in (journal_of.NAME, "555-18", journal_of.FLAT, "Сидоренко", "Кузьмина"):
        assert secret not in inside
    assert "Без персональных данных" in inside


def test_conditions_of_the_register_narrow_journals_of_tickets(
    office: Office, exports: Exports, target: Path, hand_clock: HandClock
) -> None:
    """Calls of the found tickets only; the days are those of the calls."""
    journal_of.eventful(office, hand_clock)
    topic = office.reference.topic("MSW.MISS").id
    other = JournalOrder(journal("calls"), RegisterQuery(topic_ids=(topic,)))
    assert exports.write(other, target).rows == 0
    heating = JournalOrder(journal("calls"), RegisterQuery(text="садовая"))
    assert exports.write(heating, target).rows == 2
    day = dt.date(2026, 11, 26)
    late = JournalOrder(journal("calls"), RegisterQuery(text="садовая", date_from=day, date_to=day))
    assert exports.write(late, target).rows == 2
    early = JournalOrder(journal("calls"), RegisterQuery(date_to=dt.date(2026, 11, 25)))
    assert exports.write(early, target).rows == 0


def test_columns_are_chosen_ordered_and_renamed(
    office: Office, exports: Exports, target: Path
) -> None:
    """The file has the columns asked for, under the headings given."""
    new_ticket(office)
    layout = JournalLayout((("topic", "О чём"), ("number", "Вх. №")))
    exports.write(JournalOrder(journal("tickets"), layout=layout), target)
    (row,) = _rows(target, "О чём")
    assert list(row) == ["О чём", "Вх. №"]
    assert row["Вх. №"] == "2026-00001"


@pytest.mark.parametrize(
    ("layout", "words"),
    [
        (JournalLayout((("нет", "Нет"),)), "Нет графы «нет»"),
        (JournalLayout((("number", "А"), ("topic", "а"))), "Две графы с названием «а»"),
        (JournalLayout((("phone", "Тел."),)), "остаётся ни одной графы"),
        (JournalLayout((("number", "№"),), "topic"), "нет среди выбранных"),
    ],
)
def test_a_layout_that_cannot_be_written_is_refused(
    exports: Exports, target: Path, layout: JournalLayout, words: str
) -> None:
    """What is wrong with a set of columns is said before anything is written."""
    with pytest.raises(InvalidDraft, match=words):
        exports.write(JournalOrder(journal("tickets"), layout=layout), target)
    assert not target.exists()


def _three_of_two_kinds(office: Office) -> None:
    for topic, room in (("HEAT.NO", 14.0), ("MSW.MISS", None), ("HEAT.NO", 16.0)):
        new_ticket(office, topic, room_temperature=room)


_GROUPED = JournalLayout(
    (("number", "№"), ("service", "Услуга"), ("room_temperature", "Температура")), "service", True
)


def test_groups_have_heads_and_totals_that_a_spreadsheet_recalculates(
    office: Office, exports: Exports, target: Path
) -> None:
    """Equal values stand together; counts and averages are SUBTOTAL formulas with their results."""
    _three_of_two_kinds(office)
    exports.write(JournalOrder(journal("tickets"), layout=_GROUPED), target)
    lines = [[c.value for c in row] for row in journal_of.sheet(target).iter_rows(min_row=7)]
    start = next(n for n, line in enumerate(lines) if line[0] == "№ п/п")
    body = lines[start + 1 :]
    assert [line[1] for line in body] == [
        "отопление",
        "2026-00003",
        "2026-00001",
        "Итого: отопление",
        "ТКО",
        "2026-00002",
        "Итого: ТКО",
        "Всего",
    ]
    total = str(body[-1][0])
    assert total.startswith("=SUBTOTAL(2,A")
    assert str(body[3][3]).startswith("=IFERROR(SUBTOTAL(1,D")
    stored = openpyxl.load_workbook(target, data_only=True).worksheets[0]
    assert stored.cell(stored.max_row, 1).value == 3
    assert stored.cell(stored.max_row, 4).value == 15


def test_libreoffice_recalculates_groups_to_the_same_figures(
    office: Office, exports: Exports, target: Path
) -> None:
    """The results LibreOffice shows are those we wrote beside the formulas."""
    _three_of_two_kinds(office)
    exports.write(JournalOrder(journal("tickets"), layout=_GROUPED), target)
    shown = as_shown(target)
    totals = {line[1]: (line[0], line[3]) for line in shown if line[1:2] and "то" in line[1]}
    assert totals["Итого: ТКО"] == ("1", "")
    assert totals["Итого: отопление"] == ("2", "15.0")
    whole = next(line for line in shown if line[1] == "Всего")
    assert (whole[0], whole[3]) == ("3", "15.0")


def test_a_small_grouped_journal_has_a_native_chart(
    office: Office, exports: Exports, target: Path
) -> None:
    """Two groups give a sheet with bars fed by the journal's own totals."""
    _three_of_two_kinds(office)
    exports.write(JournalOrder(journal("tickets"), layout=_GROUPED), target)
    book = openpyxl.load_workbook(target)
    chart = book["Диаграмма"]
    assert isinstance(chart, Worksheet)
    assert [chart.cell(n, 1).value for n in (2, 3)] == ["отопление", "ТКО"]
    assert str(chart.cell(2, 2).value).startswith("='Журнал учёта заявок'!A")
    with zipfile.ZipFile(target) as archive:
        drawn = archive.read("xl/charts/chart1.xml").decode()
    assert "'Диаграмма'!$B$2:$B$3" in drawn


def test_names_of_journals_lead_to_them() -> None:
    """A key, the title or enough of its words name a journal; others are answered with a list."""
    assert journal("calls").key == "calls"
    assert journal("Журнал личного приёма").key == "reception"
    assert journal("обзвон").key == "calls"
    with pytest.raises(NotFound, match=r"Нет журнала «погода».*tickets — Журнал учёта"):
        journal("погода")
    with pytest.raises(NotFound, match="подходит несколько"):
        journal("журнал")


def test_progress_of_a_grouped_journal_only_grows(
    office: Office, exports: Exports, target: Path
) -> None:
    """Grouping is the first half of the way, writing the second."""
    _three_of_two_kinds(office)
    told: list[tuple[int, int]] = []
    order = JournalOrder(journal("tickets"), layout=_GROUPED)
    exports.write(order, target, progress=lambda done, total: told.append((done, total)))
    assert told == [(3, 6), (6, 6)]


@pytest.mark.parametrize("layout", [JournalLayout(), _GROUPED], ids=["подряд", "по группам"])
def test_a_stopped_journal_leaves_nothing(
    office: Office, exports: Exports, target: Path, layout: JournalLayout
) -> None:
    """Stopping while grouping or writing leaves neither a file nor an entry in history."""
    _three_of_two_kinds(office)
    with pytest.raises(Cancelled):
        exports.write(
            JournalOrder(journal("tickets"), layout=layout), target, cancelled=lambda: True
        )
    assert list(target.parent.iterdir()) == []
    asked = "SELECT count(*) FROM history WHERE entity = 'export'"
    assert office.desk.store.scalar(asked) == 0


@pytest.mark.parametrize("typed", ["ленина 99", "12"])
def test_a_house_of_a_condition_is_never_guessed(office: Office, typed: str) -> None:
    """A number the street has not, or one of two streets, exports nobody else's tickets."""
    first = new_house(office.buildings, "пр-кт Ленина", "12")
    new_house(office.buildings, "пр-кт Ленина", "12а")
    new_house(office.buildings, "ул. Лесная", "12")
    tickets = journal("tickets")
    with pytest.raises(NotFound, match="пр-кт Ленина"):
        office.journals.query(tickets, [f"дом={typed}"], RegisterQuery())
    found = office.journals.query(tickets, ["дом=лен 12"], RegisterQuery())
    assert found.building_id == first

"""Journals of other offices into the register: true numbers, dates and states, sure houses only."""

import datetime as dt
from pathlib import Path

import pytest

from desktop_app.core.changes import Kind
from desktop_app.core.enums import CloseResult, Operation, TicketSource, TicketStatus
from desktop_app.core.errors import BadFile
from desktop_app.core.records.register import RegisterQuery
from desktop_app.core.records.tickets import StatusChange, TicketCard
from desktop_app.services.office import Office
from tests.services.fixtures import HandClock, new_ticket
from tests.services.import_files import (
    contents,
    counts,
    house,
    houses_in,
    ticket,
    tickets_in,
    write_csv,
    write_houses,
    write_journal,
    write_xlsx,
)


@pytest.fixture
def path(tmp_path: Path, office: Office) -> Path:
    """Return where a journal lies, with the houses of its streets in the book."""
    numbers = ("д. 1", "д. 2", "д. 3, к. 1", "д. 3, к. 2", "д. 4а")
    folder = tmp_path / "Файлы"
    folder.mkdir()
    houses = write_houses(folder / "дома.csv", *(house(number=number) for number in numbers))
    assert office.imports.run(houses_in(houses)).added == len(numbers)
    return folder / "журнал.csv"


def card(office: Office, number: int) -> TicketCard:
    """Return the card of an imported ticket by its running number."""
    return office.tickets.card(office.tickets.find(f"{number:08d}/21"))


def test_a_line_becomes_a_closed_ticket(office: Office, path: Path) -> None:
    """Proves that number, moments, state, house, topic and organisation are those of the line."""
    result = office.imports.run(tickets_in(write_journal(path, ticket(1))))
    assert counts(result) == (1, 0, 0, 0)
    assert result.changes.touches(Kind.TICKET)
    found = card(office, 1)
    row = found.row
    assert row.number == "00000001/21"
    assert row.registered_at == found.received_at == dt.datetime(2021, 1, 1, 0, 10)
    assert row.done_at == row.closed_at == dt.datetime(2021, 1, 1, 3, 25)
    assert (row.status, row.close_result) == (TicketStatus.CLOSED, CloseResult.IMPORTED)
    assert (row.source, row.deadline_at, row.late_minutes) == (TicketSource.IMPORTED, None, None)
    assert row.address.endswith("Садовая, д. 1")
    assert row.organization == "ООО «УК Уют»"  # as the list of houses spelt it
    assert office.reference.topics_by_id[found.topic_id].code == "HEAT"
    assert found.details == "Холодные батареи во всей квартире"
    assert found.private_note == (
        "Прежний журнал: вид работ «Отопление», исполнитель «Участок № 2», район «Центральный»"
    )
    cycle = found.cycles[0]
    assert (cycle.opened_at, cycle.closed_at) == (row.registered_at, row.closed_at)
    assert (cycle.deadline_at, cycle.result) == (None, "imported")


def test_the_same_organisation_is_not_added_twice(office: Office, path: Path) -> None:
    """Proves that the company of houses is the executor of tickets, whatever its quotes."""
    before = office.desk.store.scalar("SELECT count(*) FROM organization")
    result = office.imports.run(tickets_in(write_journal(path, ticket(1, company='ООО "УК УЮТ"'))))
    assert (result.organizations_added, before) == (0, 1)


def test_an_office_journal_by_its_own_headings(office: Office, path: Path) -> None:
    """Proves that «Улица, дом», years of two digits and «кв 52» of a typed journal are read."""
    rows = [
        ["Журнал заявок за 2021 год"],
        ["№", "Дата поступления", "Улица, дом", "Кв.", "Содержание заявки", "Отметка о выполнении"],
        ["1", "01.02.21 09:48", "ул. Садовая, 1", "кв 52", "Нет отопления", "устранено"],
    ]
    result = office.imports.run(tickets_in(write_xlsx(path.with_suffix(".xlsx"), rows)))
    assert (counts(result), result.reasons) == ((1, 0, 0, 0), {})
    found = office.tickets.card(office.tickets.find("1"))
    assert found.row.registered_at == dt.datetime(2021, 2, 1, 9, 48)
    assert (found.row.premise, found.details) == ("52", "Нет отопления")
    assert found.row.address.endswith("Садовая, д. 1")


def test_an_open_line_stays_open(office: Office, path: Path, hand_clock: HandClock) -> None:
    """Proves that a line without an end, or with one yet to come, is in work and told."""
    tomorrow = f"{hand_clock.moment + dt.timedelta(days=1):%Y-%m-%d %H:%M}"
    nobody = {"company": "", "executor": ""}
    lines = [ticket(1, date_end=""), ticket(2, date_end=tomorrow), ticket(3, date_end="", **nobody)]
    result = office.imports.run(tickets_in(write_journal(path, *lines)))
    assert [card(office, n).row.status for n in (1, 2, 3)] == [
        TicketStatus.IN_PROGRESS,
        TicketStatus.IN_PROGRESS,
        TicketStatus.NEW,
    ]
    assert card(office, 2).row.closed_at is None
    assert [(r.row, r.value) for r in result.remarks] == [(3, tomorrow)]


def test_emergency_and_unknown_kinds_of_work(office: Office, path: Path) -> None:
    """Proves that an unexplained kind of work is «Прочее», its own word kept before the text."""
    lines = [
        ticket(1, label_name="Лифты", description="Застрял", criticality="Аварийная"),
        ticket(2, label_name="Лифты", description=""),
        ticket(3, label_name="Отопление", description=""),
    ]
    result = office.imports.run(tickets_in(write_journal(path, *lines)))
    first, second, third = (card(office, n) for n in (1, 2, 3))
    assert first.row.is_emergency
    assert not second.row.is_emergency
    assert (first.details, second.details) == ("Лифты: Застрял", "Лифты")
    assert office.reference.topics_by_id[first.topic_id].code == "GEN.OTHER"
    assert third.details == "Отопление"
    assert result.notices == ("Виды работ без нашей темы записаны в «Прочее»: «Лифты» (2)",)


def test_the_office_explains_a_kind_of_work(office: Office, path: Path) -> None:
    """Proves that a topic named as a kind of work takes it: the next import puts tickets right."""
    write_journal(path, ticket(1, label_name="Мусоропровод", description="Забит"))
    office.imports.run(tickets_in(path))
    assert office.reference.topics_by_id[card(office, 1).topic_id].code == "GEN.OTHER"
    book = office.reference_lists.books["topics"]
    group = next(topic for topic in office.reference.topics if topic.is_group)
    values = {"title": "Мусоропровод", "parent_code": group.code, "words": "", "is_active": "1"}
    book.save(None, values | {"service": group.service.value, "priority": "normal"})
    assert counts(office.imports.run(tickets_in(path))) == (0, 1, 0, 0)
    found = card(office, 1)
    assert office.reference.topics_by_id[found.topic_id].title == "Мусоропровод"
    assert found.details == "Забит"


def test_only_sure_houses(office: Office, path: Path) -> None:
    """Proves that a house not in the book or not named for sure leaves the line outside."""
    lines = [
        ticket(1, building="3", blok="1"),
        ticket(2, building="3", blok=""),
        ticket(3, building="3", blok="7"),
        ticket(4, building="99"),
        ticket(5, street="улица Неведомая"),
        ticket(6, street="", building=""),
        ticket(7, building="4А"),
        ticket(8, building="4"),
    ]
    result = office.imports.run(tickets_in(write_journal(path, *lines)))
    assert counts(result) == (2, 0, 0, 6)
    assert [reject.row for reject in result.rejects] == [3, 4, 5, 6, 7, 9]
    assert all(reject.reason for reject in result.rejects)
    assert sum(result.reasons.values()) == 6
    assert card(office, 1).row.address.replace("\N{NO-BREAK SPACE}", " ").endswith("д. 3, корп. 1")
    offered = result.rejects[0].reason.replace("\N{NO-BREAK SPACE}", " ")
    assert "похожие: ул. Садовая, д. 3, корп. 1" in offered


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        ({"system_number": ""}, "не указан номер"),
        ({"system_number": "9" * 101}, "слишком длинное значение"),
        ({"date_start": ""}, "не указана дата регистрации"),
        ({"date_start": "вчера"}, "дата не понята: вчера"),
        ({"date_start": "2021-02-30 10:00"}, "дата не понята: 2021-02-30 10:00"),
        ({"date_start": "2031-01-01 10:00", "date_end": ""}, "дата регистрации ещё не наступила"),
        ({"date_start": "0021-01-01 10:00"}, "дата не понята"),
        ({"date_end": "2020-12-31 10:00"}, "закрыто раньше, чем зарегистрировано"),
        ({"date_end": "потом"}, "дата не понята: потом"),
        ({"description": "х" * 60_000}, "слишком длинное значение"),
    ],
)
def test_lines_that_cannot_be_true(
    office: Office, path: Path, cells: dict[str, str], words: str
) -> None:
    """Proves that each impossible line is told by its own reason and the sound one is taken."""
    result = office.imports.run(tickets_in(write_journal(path, ticket(1, **cells), ticket(2))))
    assert counts(result) == (1, 0, 0, 1)
    assert result.rejects[0].reason.startswith(words)


def test_the_same_journal_again(office: Office, path: Path) -> None:
    """Proves that a second import changes nothing and doubles nothing."""
    lines = [ticket(n, building=str(n % 2 + 1)) for n in range(1, 40)]
    lines += [ticket(41, parent="900001"), ticket(39)]
    write_journal(path, *lines)
    assert counts(office.imports.run(tickets_in(path))) == (40, 0, 0, 1)
    before = contents(office)
    assert counts(office.imports.run(tickets_in(path))) == (0, 0, 40, 1)
    after = contents(office)
    for name in ("ticket", "ticket_cycle", "ticket_link", "organization"):
        assert after[name] == before[name]


def test_lines_put_together_are_linked(office: Office, path: Path) -> None:
    """Proves that a line naming another as its parent is linked to it, in either order."""
    write_journal(path, ticket(1, parent="900002"), ticket(2), ticket(3, parent="900002"),
                  ticket(4, parent="111"))  # fmt: skip
    office.imports.run(tickets_in(path))
    pairs = office.desk.store.rows("SELECT ticket_id, other_id, kind FROM ticket_link ORDER BY 1")
    ids = [office.tickets.find(f"{n:08d}/21") for n in (1, 2, 3)]
    assert pairs == [(ids[0], ids[1], "related"), (ids[2], ids[1], "related")]


def test_a_newer_journal_closes_what_was_open(office: Office, path: Path) -> None:
    """Proves that an untouched ticket follows its journal, cycle and history included."""
    office.imports.run(tickets_in(write_journal(path, ticket(1, date_end=""), ticket(2))))
    result = office.imports.run(
        tickets_in(write_journal(path, ticket(1, description="Батареи тёплые"), ticket(2)))
    )
    assert counts(result) == (0, 1, 1, 0)
    found = card(office, 1)
    assert (found.row.status, found.details) == (TicketStatus.CLOSED, "Батареи тёплые")
    assert found.cycles[0].closed_at == found.row.closed_at
    assert found.history[-1].operation is Operation.IMPORTED
    assert office.search.find("батареи теплые")
    third = office.imports.run(tickets_in(path))
    assert counts(third) == (0, 0, 2, 0)


def test_a_ticket_worked_on_here_stays(office: Office, path: Path) -> None:
    """Proves that a journal does not overwrite what the office has done with a ticket."""
    office.imports.run(tickets_in(write_journal(path, ticket(1, date_end=""))))
    ticket_id = office.tickets.find("00000001/21")
    office.tickets.set_status(ticket_id, StatusChange(TicketStatus.DONE))
    result = office.imports.run(tickets_in(write_journal(path, ticket(1))))
    assert counts(result) == (0, 0, 1, 0)
    assert card(office, 1).row.status is TicketStatus.DONE


def test_a_number_of_our_own_is_not_taken_over(office: Office, path: Path) -> None:
    """Proves that a line with the number of another ticket is told, the ticket untouched."""
    own = new_ticket(office)
    number = office.tickets.card(own).row.number
    before = contents(office)["ticket"]
    office.imports.run(tickets_in(write_journal(path, ticket(1))))
    lines = [ticket(1, system_number=number), ticket(1, date_start="2021-03-01 10:00", date_end="")]
    result = office.imports.run(tickets_in(write_journal(path, *lines)))
    assert counts(result) == (0, 0, 0, 2)
    assert result.rejects[0].reason.startswith(f"номер уже занят другим обращением: {number} от")
    assert contents(office)["ticket"][0] == before[0]


def test_imported_tickets_are_in_the_register_and_found(office: Office, path: Path) -> None:
    """Proves that the register counts them and the search finds their words."""
    office.imports.run(
        tickets_in(write_journal(path, ticket(1, description="Свистит труба в подвале")))
    )
    assert office.search.find("свистит подвал")
    rows = office.register.page(office.register.ids(RegisterQuery()))
    assert [row.number for row in rows] == ["00000001/21"]
    assert all(finding.is_sound for finding in office.health.check())


def test_a_plain_office_journal(office: Office, path: Path) -> None:
    """Proves that a table with headings of its own gives flat, applicant, phone and answer."""
    titles = (
        "№ заявки", "Дата и время", "Адрес", "Квартира", "Заявитель", "Телефон", "Тема",
        "Содержание", "Организация", "Дата исполнения", "Результат", "Аварийная",
    )  # fmt: skip
    cells = (
        "17", "05.10.2026 09:15", "г. Радужный, ул. Садовая, д. 2", "14", "Соколова В. А.",
        "8 (900) 555-18-63", "Нет отопления", "Холодно\nс ночи", "ООО «УК «Уют»»", "05.10.2026",
        "Сброшен воздух", "да",
    )  # fmt: skip
    row = dict(zip(titles, cells, strict=True))
    flatless = {**row, titles[0]: "18", titles[2]: "г. Радужный, ул. Садовая, д. 2, кв. 15",
                titles[3]: ""}  # fmt: skip
    result = office.imports.run(tickets_in(write_csv(path, titles, [row, flatless], mark=";")))
    assert counts(result) == (2, 0, 0, 0)
    found = office.tickets.card(office.tickets.find("17"))
    assert (found.row.premise, found.row.applicant_name) == ("14", "Соколова В. А.")
    assert (found.row.phone, found.no_phone) == ("8 (900) 555-18-63", False)
    assert (found.details, found.answer) == ("Холодно\nс ночи", "Сброшен воздух")
    assert office.reference.topics_by_id[found.topic_id].code == "HEAT.NO"
    assert found.row.is_emergency
    assert found.row.closed_at == dt.datetime(2026, 10, 5, 9, 15)
    assert office.search.find("555-18-63")
    assert office.tickets.card(office.tickets.find("18")).row.premise == "15"


def test_a_list_of_houses_is_no_journal(office: Office, path: Path) -> None:
    """Proves that a file of another kind is refused by the column it lacks."""
    with pytest.raises(BadFile, match=r"нет столбца|не найдена строка с заголовками"):
        office.imports.run(tickets_in(path.with_name("дома.csv")))


def test_a_trial_of_a_journal_keeps_nothing(office: Office, path: Path) -> None:
    """Proves that a dry run counts the same and leaves register and search as they were."""
    before = contents(office)
    trial = office.imports.run(tickets_in(write_journal(path, ticket(1), ticket(2))), dry_run=True)
    assert counts(trial) == (2, 0, 0, 0)
    assert contents(office) == before
    assert not office.search.find("холодные батареи")

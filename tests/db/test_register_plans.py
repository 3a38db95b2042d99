"""Every question to the register rests on the index made for it, whatever SQLite knows of sizes."""

import dataclasses
import datetime as dt
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from db.connection import Row, Value
from db.queries import register_narrow, register_order, register_parts
from desktop_app.core.enums import Service, TicketStatus
from desktop_app.core.records.organizations import OrganizationQuery, OrganizationSort
from desktop_app.core.records.register import (
    ColumnFilter,
    RegisterQuery,
    RegisterSort,
    RegisterView,
)
from desktop_app.services.office import Office
from tests.services.fixtures import HandClock
from tests.services.mixed_register import fill

# What ANALYZE says of a million tickets in 10,000 houses: rows, then rows of one value.
_MILLION = (
    ("ticket", "ticket_building", "1000000 167 1 1 1"),
    ("ticket", "ticket_open", "8448 3 1 1 1 1 1 1 1 1 1 1 1"),
    ("ticket", "ticket_clerk", "1000000 200000 1 1"),
    ("ticket", "ticket_deadline", "1000000 2 1"),
    ("ticket", "ticket_number_order", "1000000 1"),
    ("ticket", "ticket_topic", "1000000 22728 1 1"),
    ("ticket", "ticket_status", "1000000 125000 1 1"),
    ("ticket", "ticket_registered", "1000000 1 1"),
    ("ticket", "ticket_organization", "1000000 62500 1 1"),
    ("ticket", "ticket_incident", "38086 254"),
    ("ticket", "sqlite_autoindex_ticket_1", "1000000 1"),
    ("building", "building_street", "10000 51 1"),
    ("building", "building_sort", "10000 1 1"),
    ("building", "sqlite_autoindex_building_1", "10000 51 1"),
    ("topic", "sqlite_autoindex_topic_1", "59 1"),
    ("organization", "organization_name_key", "18 1"),
)
_HEATING = (Service.HEATING,)
_YEAR = dt.date(2026, 1, 1)
_KEY = "PRIMARY KEY"

Asked = list[tuple[str, Sequence[Value]]]


@pytest.fixture(scope="module", params=["no statistics", "its own", "of a million"])
def office(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Office]:
    """Return a small register whose file says one thing or another about sizes."""
    path: Path = tmp_path_factory.mktemp("plans") / "office.sqlite"
    opened = Office.open(path, now=HandClock(dt.datetime(2026, 11, 24, 9, 41)))
    fill(opened, 300)
    with opened.desk.store.write():
        opened.desk.store.execute("ANALYZE")
        if request.param != "its own":
            opened.desk.store.execute("DELETE FROM sqlite_stat1")
        if request.param == "of a million":
            for row in _MILLION:
                opened.desk.store.execute("INSERT INTO sqlite_stat1 VALUES (?, ?, ?)", row)
    opened.close()  # statistics are read when a file is opened
    opened = Office.open(path, now=HandClock(dt.datetime(2026, 11, 24, 9, 41)))
    yield opened
    opened.close()


@pytest.fixture
def asked(office: Office, monkeypatch: pytest.MonkeyPatch) -> Asked:
    """Return every SQL the store is asked, as it is asked."""
    heard: Asked = []
    rows = office.desk.store.rows

    def listening(query: str, parameters: Sequence[Value] = ()) -> list[Row]:
        heard.append((query, tuple(parameters)))
        return rows(query, parameters)

    monkeypatch.setattr(office.desk.store, "rows", listening)
    return heard


@pytest.fixture
def broad(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make a small register go the ways of a big one."""
    monkeypatch.setattr(register_narrow, "NARROW", 3)
    monkeypatch.setattr(register_parts, "FEW", 3)
    monkeypatch.setattr(register_order, "FIRST", 20)
    monkeypatch.setattr(register_order, "STEP", 50)


def plans(office: Office, asked: Asked) -> list[str]:
    """Return the lines of the plans of everything asked, in words of SQLite."""
    connection = office.desk.store.raw
    return [
        row[3]
        for sql, parameters in asked
        if " ticket " in sql
        for row in connection.execute(f"EXPLAIN QUERY PLAN {sql}", parameters)
    ]


def ticket_reads(lines: Sequence[str]) -> set[str]:
    """Return the indexes by which tickets are read, SCAN before one read to its end."""
    found: set[str] = set()
    for line in lines:
        match = re.match(r"(SCAN|SEARCH) (t|ticket)\b(?: USING (.*))?", line)
        if match:
            way = match[3] or "the table"
            index = re.search(r"INDEX (\w+)", way)
            name = index[1] if index else (_KEY if _KEY in way else way)
            found.add(f"SCAN {name}" if match[1] == "SCAN" else name)
    return found


def sorts(lines: Sequence[str]) -> list[str]:
    """Return what SQLite has to sort by itself."""
    return [line for line in lines if "TEMP B-TREE" in line]


Q, S, V = RegisterQuery, RegisterSort, RegisterView


@pytest.mark.usefixtures("broad")
@pytest.mark.parametrize("descending", [True, False])
@pytest.mark.parametrize(
    ("query", "indexes"),
    [
        (Q(), {"SCAN ticket_registered", "ticket_registered"}),
        (Q(sort=S.NUMBER), {"SCAN ticket_number_order", "ticket_number_order"}),
        (Q(sort=S.DEADLINE), {"ticket_deadline"}),
        (Q(sort=S.STATUS), {"ticket_status"}),
        (Q(sort=S.TOPIC), {"ticket_topic"}),
        (Q(sort=S.ORGANIZATION), {"ticket_organization"}),
        (Q(sort=S.ADDRESS), {"ticket_building"}),
        (Q(date_from=_YEAR), {"ticket_registered"}),
        (Q(sort=S.STATUS, date_from=_YEAR), {"ticket_status", "ticket_registered"}),
        (Q(sort=S.ADDRESS, date_from=_YEAR), {"ticket_building", "ticket_registered"}),
        (Q(topic_ids=(3,)), {"ticket_topic"}),
        (Q(topic_ids=(3,), date_from=_YEAR), {"ticket_topic", "ticket_registered"}),
        (Q(organization_ids=(2,)), {"ticket_organization"}),
        (Q(statuses=(TicketStatus.CLOSED,)), {"ticket_status"}),
        (Q(clerk_id=1), {"ticket_clerk"}),
    ],
)
def test_an_order_is_an_index(
    office: Office, asked: Asked, query: RegisterQuery, indexes: set[str], descending: bool
) -> None:
    """The whole register, or one broad part of it, is read as an index holds it: never sorted."""
    assert len(office.register.ids(dataclasses.replace(query, descending=descending)))
    lines = plans(office, asked)
    # The keys of the last id of a step are looked up by it.
    assert ticket_reads(lines) - {_KEY} <= indexes
    assert not sorts(lines)
    assert all("COVERING" in line for line in lines if line.startswith("SCAN ticket "))


@pytest.mark.usefixtures("broad")
@pytest.mark.parametrize(
    "query",
    [
        Q(services=_HEATING),
        Q(services=_HEATING, organization_ids=(1, 2), date_from=_YEAR),
        Q(services=_HEATING, sort=S.ADDRESS, date_from=_YEAR),
        Q(statuses=(TicketStatus.CLOSED,), sort=S.NUMBER, date_from=_YEAR),
        Q(topic_ids=(2, 3, 4), sort=S.DEADLINE, clerk_id=1),
    ],
)
def test_broad_questions_never_walk_the_table(
    office: Office, asked: Asked, query: RegisterQuery
) -> None:
    """Conditions are put together out of covering indexes; only the first screen looks up rows."""
    assert len(office.register.ids(query))
    lines = plans(office, asked)
    assert not [name for name in ticket_reads(lines) if "the table" in name]
    assert not sorts([line for line in lines if "ORDER BY" not in line])
    for line in lines:
        if line.startswith(("SCAN ticket ", "SCAN t ")):
            # An index of an expression holds the id as well, though SQLite does not call it so.
            assert "COVERING INDEX" in line or "ticket_number_order" in line


@pytest.mark.parametrize(
    ("query", "index"),
    [
        (Q(view=V.OPEN), "SCAN ticket_open"),
        (Q(view=V.MINE, clerk_id=1), "SCAN ticket_open"),
        (Q(view=V.OVERDUE), "SCAN ticket_open"),
        (Q(view=V.CONTROL), "SCAN ticket_open"),
        (Q(view=V.CALLBACK), "SCAN ticket_open"),
        (Q(view=V.OPEN, topic_ids=(1, 2), organization_ids=(1,)), "SCAN ticket_open"),
        (Q(view=V.OPEN, services=_HEATING, date_from=_YEAR), "SCAN ticket_open"),
        (Q(view=V.OPEN, street_id=1), "SCAN ticket_open"),
        (Q(statuses=(TicketStatus.SENT, TicketStatus.NEW)), "SCAN ticket_open"),
        (Q(building_id=3), "ticket_building"),
        (Q(building_id=3, view=V.OPEN), "ticket_building"),
        (Q(building_id=3, statuses=(TicketStatus.CLOSED,), date_from=_YEAR), "ticket_building"),
        (Q(street_id=2), "ticket_building"),
        (Q(street_id=2, topic_ids=(1, 2)), "ticket_building"),
        (Q(statuses=(TicketStatus.CANCELLED,)), "ticket_status"),
        (Q(topic_ids=(3,), statuses=(TicketStatus.CLOSED,)), "ticket_status"),
        (Q(organization_ids=(2,), date_from=_YEAR), "ticket_organization"),
        (Q(date_from=dt.date(2026, 11, 24)), "ticket_registered"),
        (Q(date_from=dt.date(2026, 11, 24), clerk_id=1), "ticket_registered"),
    ],
)
@pytest.mark.parametrize("sort", RegisterSort)
def test_a_narrow_question_has_one_driver(
    office: Office, asked: Asked, query: RegisterQuery, index: str, sort: RegisterSort
) -> None:
    """One condition finds the rows by its index, in any order of the list; the others only sift."""
    office.register.ids(dataclasses.replace(query, sort=sort))
    lines = plans(office, asked)
    probing = {"ticket_registered"} if query.date_from else set()
    assert ticket_reads(lines) - probing <= {index}, lines
    if sort is not RegisterSort.NUMBER:
        assert all("COVERING" in line for line in lines if "ticket_open" in line)


def test_a_house_is_read_in_its_own_order(office: Office, asked: Asked) -> None:
    """The tickets of a house, and those of a few days, come newest first without a sort."""
    office.register.ids(Q(building_id=3))
    office.register.ids(Q(date_from=dt.date(2026, 11, 24)))
    assert not sorts(plans(office, asked))


def test_figures_of_tabs_and_headers(office: Office, asked: Asked) -> None:
    """Tabs cost one look at the open tickets; a header without filters costs none at tickets."""
    office.register.counts()
    assert ticket_reads(plans(office, asked)) <= {"SCAN ticket_open"}
    asked.clear()
    for column in ColumnFilter:
        office.register.value_counts(Q(view=V.OPEN), column)
    assert ticket_reads(plans(office, asked)) == {"SCAN ticket_open"}


@pytest.mark.usefixtures("broad")
def test_headers_of_a_broad_list(office: Office, asked: Asked) -> None:
    """Values of the whole register come from the cube, under a period from each value's index."""
    for column in ColumnFilter:
        office.register.value_counts(Q(), column)
    assert ticket_reads(plans(office, asked)) == set()
    for column in ColumnFilter:
        office.register.value_counts(Q(date_from=_YEAR), column)
    assert ticket_reads(plans(office, asked)) == {
        "ticket_status",
        "ticket_topic",
        "ticket_organization",
        "ticket_registered",
    }


@pytest.mark.usefixtures("broad")
@pytest.mark.parametrize("column", ColumnFilter)
@pytest.mark.parametrize(
    "query",
    [
        Q(clerk_id=1),
        Q(clerk_id=1, services=_HEATING),
        Q(services=_HEATING, date_from=_YEAR),
        Q(organization_ids=(2,), statuses=(TicketStatus.CLOSED,), date_from=_YEAR),
    ],
)
def test_headers_of_several_conditions(
    office: Office, asked: Asked, query: RegisterQuery, column: ColumnFilter
) -> None:
    """Each condition is read from its own covering index: no value looks its tickets up."""
    assert office.register.value_counts(query, column)
    # The keys of the last id of a step are looked up by it.
    lines = [line for line in plans(office, asked) if re.match(r"(SCAN|SEARCH) (t|ticket)\b", line)]
    assert lines
    assert not [line for line in lines if "COVERING" not in line and _KEY not in line]


def test_rows_are_joined_by_keys(office: Office, asked: Asked) -> None:
    """A page looks up its tickets, houses and cycles by key, nothing is scanned."""
    office.register.page(range(1, 101))
    lines = [
        line for line in plans(office, asked) if " t " in line or " b " in line or " c " in line
    ]
    assert lines
    assert all(line.startswith("SEARCH") for line in lines)


def test_a_word_is_asked_of_its_index(office: Office, asked: Asked) -> None:
    """Search while typing looks only at what the trigrams named."""
    assert office.search.find("батареи")
    lines = plans(office, asked)
    assert ticket_reads(lines) <= {_KEY, "sqlite_autoindex_ticket_1"}
    assert not sorts(lines)


def test_an_earlier_call_from_the_house(office: Office, asked: Asked) -> None:
    """Repeats of a house rest on its own tickets."""
    office.repeats.similar(3, None)
    lines = plans(office, asked)
    assert ticket_reads(lines) == {"ticket_building"}
    assert not sorts(lines)


def test_calls_of_the_last_weeks(office: Office, asked: Asked) -> None:
    """Repeats of all houses are read as the days hold them; a topic is not looked up for each."""
    office.repeats.proposals()
    lines = plans(office, asked)
    assert ticket_reads(lines) == {"ticket_registered"}
    assert not sorts(lines)
    assert not [line for line in lines if line.startswith("SEARCH") and "topic" in line]


def test_organisations_look_at_open_tickets_only(office: Office, asked: Asked) -> None:
    """The list of organisations counts what is open without a walk through all they ever had."""
    for sort in OrganizationSort:
        office.organizations.ids(OrganizationQuery(sort=sort))
    assert ticket_reads(plans(office, asked)) <= {"SCAN ticket_open", "ticket_open"}

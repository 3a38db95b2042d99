"""The register answers every question as a look at every ticket would."""

import dataclasses
import datetime as dt
import random
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from db.queries import register_narrow, register_order, register_parts, register_values
from desktop_app.core.records.figures import Figure, FigureAsk
from desktop_app.core.records.register import (
    ColumnFilter,
    RegisterQuery,
    RegisterSort,
    RegisterView,
)
from desktop_app.services.office import Office
from tests.services.fixtures import HandClock, new_ticket
from tests.services.mixed_register import PlainRegister, fill, question

TICKETS = 300
_FIELDS = {
    ColumnFilter.STATUS: "status",
    ColumnFilter.TOPIC: "topic_id",
    ColumnFilter.ORGANIZATION: "organization_id",
}
_FILTERS = {
    ColumnFilter.STATUS: "statuses",
    ColumnFilter.TOPIC: "topic_ids",
    ColumnFilter.ORGANIZATION: "organization_ids",
}


@pytest.fixture(scope="module")
def mixed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """Return an office with a register of every kind of ticket."""
    path = tmp_path_factory.mktemp("register") / "office.sqlite"
    office = Office.open(path, now=HandClock(dt.datetime(2026, 11, 24, 9, 41)))
    fill(office, TICKETS)
    yield office
    office.close()


@pytest.fixture(scope="module")
def plain(mixed: Office) -> PlainRegister:
    """Return the plain way to answer about it."""
    return PlainRegister(mixed)


@pytest.fixture(params=["narrow", "broad", "tiny steps"])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Make a small register go each of the ways a big one goes."""
    if request.param != "narrow":
        monkeypatch.setattr(register_narrow, "NARROW", 3)
        monkeypatch.setattr(register_parts, "FEW", 4)
    if request.param == "tiny steps":
        monkeypatch.setattr(register_order, "FIRST", 5)
        monkeypatch.setattr(register_order, "STEP", 7)
    return str(request.param)


@pytest.mark.parametrize("seed", range(8))
def test_any_question(mixed: Office, plain: PlainRegister, way: str, seed: int) -> None:
    """Thirty questions of every mixture: the same ids in the same order."""
    chance = random.Random(seed)
    for _ in range(30):
        query = question(chance)
        expected = plain.ids(query)
        assert list(mixed.register.ids(query)) == expected, (way, query)


@pytest.mark.parametrize("sort", RegisterSort)
@pytest.mark.parametrize("descending", [True, False])
def test_every_order_of_the_whole(
    mixed: Office, plain: PlainRegister, way: str, sort: RegisterSort, descending: bool
) -> None:
    """Every column sorts all tickets both ways, each ticket once."""
    query = RegisterQuery(sort=sort, descending=descending)
    assert way
    assert list(mixed.register.ids(query)) == plain.ids(query)


def _without(query: RegisterQuery, name: str) -> RegisterQuery:
    nothing: dict[str, Any] = {name: ()}
    return dataclasses.replace(query, **nothing)


@pytest.mark.parametrize("column", ColumnFilter)
def test_values_of_headers(
    mixed: Office, plain: PlainRegister, way: str, column: ColumnFilter
) -> None:
    """Values under any question, its own filter left out, are counted as one by one."""
    chance, field = random.Random(5), _FIELDS[column]
    for _ in range(30):
        query = dataclasses.replace(question(chance), text="")
        open_to_all = _without(query, _FILTERS[column])
        expected = Counter(plain.values(open_to_all, field))
        del expected[None]
        found = mixed.register.value_counts(query, column)
        assert {item.value: item.count for item in found} == expected, (way, query)
        assert [item.count for item in found] == sorted(expected.values(), reverse=True)


@pytest.mark.parametrize("figure", [Figure.RECEIVED, Figure.TOPIC])
def test_values_behind_a_number_of_many_days(
    mixed: Office, plain: PlainRegister, monkeypatch: pytest.MonkeyPatch, figure: Figure
) -> None:
    """They are counted by short reads, each ticket once, as the list behind the number holds it."""
    monkeypatch.setattr(register_values, "_BLOCK", 7)
    whole = RegisterQuery()
    statuses = dict(zip(plain.values(whole, "id"), plain.values(whole, "status"), strict=True))
    asked = FigureAsk(figure, dt.date(2026, 8, 1), dt.date(2026, 11, 20), key=3)
    for base in (RegisterQuery(), RegisterQuery(organization_ids=(1, 2), clerk_id=1)):
        query = dataclasses.replace(base, figure=asked)
        listed = Counter(statuses[row_id] for row_id in mixed.register.ids(query))
        found = mixed.register.value_counts(query, ColumnFilter.STATUS)
        assert {item.value: item.count for item in found} == listed
        assert listed


def test_the_first_screen_comes_first(mixed: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """A broad question gives a screenful before it has looked at everything."""
    monkeypatch.setattr(register_narrow, "NARROW", 3)
    monkeypatch.setattr(register_order, "FIRST", 40)
    monkeypatch.setattr(register_order, "STEP", 100)
    for sort in RegisterSort:
        first, *later = [part for part in mixed.register.parts(RegisterQuery(sort=sort)) if part]
        assert 1 <= len(first) < 100, sort
        assert sum(map(len, later)) == TICKETS - len(first)


def test_counts_of_tabs_are_lengths_of_lists(mixed: Office) -> None:
    """One look at the open tickets gives what each list would."""
    counts = mixed.register.counts()
    for view in RegisterView:
        assert counts.by_view[view] == len(mixed.register.ids(RegisterQuery(view=view)))
    assert counts.total == TICKETS


def test_numbers_past_99999_come_after(office: Office) -> None:
    """№ 2026-100000 is later than № 2026-99999, though its text sorts before."""
    store = office.desk.store
    with store.write():
        store.execute("INSERT INTO counter (name, value) VALUES ('ticket:2026', 99997)")
    tickets = [new_ticket(office) for _ in range(4)]
    assert list(office.register.ids(RegisterQuery(sort=RegisterSort.NUMBER))) == tickets[::-1]


def test_a_ticket_saved_meanwhile_breaks_nothing(
    office: Office, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A list being read while a ticket is added holds every older ticket once."""
    assert tmp_path.exists()
    monkeypatch.setattr(register_order, "FIRST", 2)
    monkeypatch.setattr(register_order, "STEP", 2)
    tickets = [new_ticket(office) for _ in range(7)]
    parts = office.register.parts(RegisterQuery())
    found = list(next(parts))
    added = new_ticket(office)
    for part in parts:
        found += part
    assert [ticket for ticket in found if ticket != added] == tickets[::-1]


def test_what_is_overdue_moves_with_the_clock(office: Office, hand_clock: HandClock) -> None:
    """The same question asked later finds what became late meanwhile: its words are not kept."""
    overdue = RegisterQuery(view=RegisterView.OVERDUE)
    ticket = new_ticket(office)
    assert not office.register.ids(overdue)
    assert list(office.register.ids(RegisterQuery(view=RegisterView.OPEN))) == [ticket]
    due = office.tickets.card(ticket).row.deadline_at
    assert due is not None
    hand_clock.moment = due  # the very moment of the term is still in time, for tabs and lists
    assert (office.register.counts().overdue, [*office.register.ids(overdue)]) == (0, [])
    hand_clock.forward(seconds=1)
    assert (office.register.counts().overdue, [*office.register.ids(overdue)]) == (1, [ticket])
    hand_clock.forward(days=400)
    assert list(office.register.ids(overdue)) == [ticket]

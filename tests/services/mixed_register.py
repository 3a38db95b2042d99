"""A register of every kind of ticket, and the plain way to answer a question about it."""

import datetime as dt
import random
from collections.abc import Callable
from typing import Any, TypeVar

from db import search, tables
from db.queries import ticket_text
from desktop_app.core import clock
from desktop_app.core.enums import Service, TicketStatus
from desktop_app.core.records.register import RegisterQuery, RegisterSort, RegisterView
from desktop_app.services.office import Office
from tests.factories import new_district

T = TypeVar("T")

WORDS = ("Холодные батареи", "нет воды в кв 5", "Не вывезен мусор", "Течёт стояк", "тёмно")
_NAMES = ("Соколова Вера", "Ким", "Ёлкин Пётр", "")
_ENDED = (TicketStatus.CLOSED, TicketStatus.CANCELLED)
_OPEN = tuple(status for status in TicketStatus if status not in _ENDED)


def fill(office: Office, count: int, seed: int = 1) -> None:
    """Add houses, organisations, clerks and so many tickets of all kinds, odd ones among them."""
    chance, store = random.Random(seed), office.desk.store
    new_district(store, houses=30, companies=6)
    clerks = [office.clerks.add(name).id for name in ("Иванова", "Петрова")]
    topics = [topic.id for topic in office.reference.topics if not topic.is_group][:12]
    with store.write():
        for place in range(count):
            ticket = _ticket(chance, office.desk.now(), place, topics, clerks)
            ticket_id = store.insert(tables.ticket, ticket)
            search.index_ticket(store, ticket_id, ticket_text.text(store, ticket_id))


def _ticket(
    chance: random.Random, now: dt.datetime, place: int, topics: list[int], clerks: list[int]
) -> dict[str, Any]:
    at = now - dt.timedelta(days=chance.randint(0, 90), minutes=chance.randint(0, 3) * 10)
    status = chance.choice(_OPEN) if chance.random() < 0.3 else chance.choice(_ENDED)
    due = clock.stamp(at + dt.timedelta(hours=chance.choice((4, 16, 72))))
    house = chance.randint(1, 30) if chance.random() < 0.9 else None
    return {
        "number": chance.choice((f"2026-{place:05d}", f"2026-{100_000 + place}", f"{place}/25-ж")),
        "registered_at": clock.stamp(at),
        "received_at": clock.stamp(at),
        "source": "phone",
        "kind": "request",
        "building_id": house,
        "address_text": "" if house else "пер. Тихий, д. 8",
        "premise": str(chance.randint(1, 60)),
        "applicant_name": chance.choice(_NAMES),
        "phone_digits": f"900555{chance.randint(1000, 9999)}",
        "topic_id": chance.choice(topics),
        "details": chance.choice(WORDS),
        "status": status.value,
        "status_at": clock.stamp(at),
        "organization_id": chance.choice((None, 1, 2, 2, 3, 4, 5, 6)),
        "clerk_id": chance.choice((None, *clerks)),
        "is_control": int(chance.random() < 0.1),
        "is_repeat": int(chance.random() < 0.2),
        "deadline_at": due if chance.random() < 0.9 else None,
        "closed_at": clock.stamp(at) if status in _ENDED else None,
    }


def question(chance: random.Random) -> RegisterQuery:
    """Return a question with some of everything."""

    def sometimes(make: Callable[[], T], nothing: T, share: float = 0.25) -> T:
        return make() if chance.random() < share else nothing

    today = dt.date(2026, 11, 24)
    return RegisterQuery(
        view=sometimes(lambda: chance.choice(list(RegisterView)), RegisterView.ALL, 0.4),
        date_from=sometimes(lambda: today - dt.timedelta(days=chance.randint(0, 80)), None),
        date_to=sometimes(lambda: today - dt.timedelta(days=chance.randint(0, 60)), None),
        statuses=sometimes(
            lambda: tuple(chance.sample(list(TicketStatus), chance.randint(1, 3))), ()
        ),
        topic_ids=sometimes(lambda: tuple(chance.sample(range(1, 14), chance.randint(1, 4))), ()),
        services=sometimes(lambda: tuple(chance.sample(list(Service), chance.randint(1, 2))), ()),
        organization_ids=sometimes(
            lambda: tuple(chance.sample(range(1, 7), chance.randint(1, 3))), ()
        ),
        building_id=sometimes(lambda: chance.randint(1, 30), None, 0.1),
        street_id=sometimes(lambda: chance.randint(1, 8), None, 0.1),
        clerk_id=sometimes(lambda: chance.randint(1, 2), None, 0.1),
        text=sometimes(
            lambda: chance.choice(("батареи", "вода 5", "ким", "течет", "2", "тих 8", "кв")), ""
        ),
        sort=chance.choice(list(RegisterSort)),
        descending=chance.random() < 0.5,
    )


class PlainRegister:
    """Answers questions by looking at every ticket in Python."""

    def __init__(self, office: Office) -> None:
        """Read everything once."""
        store = office.desk.store
        tickets = store.raw.execute("SELECT * FROM ticket")
        names = [column[0] for column in tickets.description]
        self._rows = [dict(zip(names, row, strict=True)) for row in tickets.fetchall()]
        self._texts = dict(ticket_text.texts(store, [row["id"] for row in self._rows]))
        self._topics = {topic.id: topic for topic in office.reference.topics}
        self._now = clock.stamp(office.desk.now())
        self._streets: dict[int, int] = dict(store.rows("SELECT id, street_id FROM building"))
        self._houses: dict[int, str] = dict(store.rows("SELECT id, sort_key FROM building"))
        self._positions: dict[int, int] = dict(store.rows("SELECT id, position FROM topic"))
        self._firms: dict[int, str] = dict(store.rows("SELECT id, sort_key FROM organization"))

    def ids(self, query: RegisterQuery) -> list[int]:
        """Return ids of fitting tickets in order."""
        fit = [row for row in self._rows if self._fits(row, query)]
        return [row["id"] for row in self._ordered(fit, query)]

    def values(self, query: RegisterQuery, column: str) -> list[Any]:
        """Return a column of the fitting tickets."""
        return [row[column] for row in self._rows if self._fits(row, query)]

    def _fits(self, row: dict[str, Any], query: RegisterQuery) -> bool:
        day, house = row["registered_at"][:10], row["building_id"]
        return (
            self._in_view(row, query)
            and (not query.date_from or day >= query.date_from.isoformat())
            and (not query.date_to or day <= query.date_to.isoformat())
            and (not query.statuses or row["status"] in query.statuses)
            and (not query.topic_ids or row["topic_id"] in query.topic_ids)
            and (not query.services or self._topics[row["topic_id"]].service in query.services)
            and (not query.organization_ids or row["organization_id"] in query.organization_ids)
            and query.building_id in (None, house)
            and query.street_id in (None, self._streets.get(house))
            and query.clerk_id in (None, row["clerk_id"])
            and search.holds(self._texts[row["id"]], search.words(query.text))
        )

    def _in_view(self, row: dict[str, Any], query: RegisterQuery) -> bool:
        status, due = TicketStatus(row["status"]), row["deadline_at"]
        fits = {
            RegisterView.ALL: True,
            RegisterView.OPEN: status.is_open,
            RegisterView.MINE: status.is_open and row["clerk_id"] == query.clerk_id,
            RegisterView.OVERDUE: status.runs_clock and due is not None and due < self._now,
            RegisterView.CONTROL: status.is_open and row["is_control"] == 1,
            RegisterView.CALLBACK: status is TicketStatus.DONE,
        }
        return fits[query.view]

    def _ordered(self, rows: list[dict[str, Any]], query: RegisterQuery) -> list[dict[str, Any]]:
        """Return rows as the list must show them: those with nothing to sort by come last."""
        sort, down = query.sort, query.descending
        newest = sorted(rows, key=lambda row: (row["registered_at"], row["id"]), reverse=True)
        missing = {
            RegisterSort.DEADLINE: "deadline_at",
            RegisterSort.ORGANIZATION: "organization_id",
            RegisterSort.ADDRESS: "building_id",
        }.get(sort, "id")
        known = [row for row in newest if row[missing] is not None]
        last = [row for row in newest if row[missing] is None]
        if sort is RegisterSort.DEADLINE:
            last.sort(key=lambda row: row["id"], reverse=down)
        # Python's sort is stable both ways, so within a group the newest stay first.
        return [*sorted(known, key=lambda row: self._key(row, sort), reverse=down), *last]

    def _key(self, row: dict[str, Any], sort: RegisterSort) -> tuple[Any, ...]:
        if sort is RegisterSort.STATUS:
            return (list(TicketStatus).index(TicketStatus(row["status"])),)
        if sort is RegisterSort.NUMBER:
            return (row["number"][:5], len(row["number"]), row["number"])
        if sort is RegisterSort.TOPIC:
            return (self._positions[row["topic_id"]], row["topic_id"])
        if sort is RegisterSort.ORGANIZATION:
            return (self._firms[row["organization_id"]], row["organization_id"])
        if sort is RegisterSort.ADDRESS:
            return (self._houses[row["building_id"]], row["building_id"])
        column = "deadline_at" if sort is RegisterSort.DEADLINE else "registered_at"
        return (row[column], row["id"])

"""Rows of the demo: shapes for bulk inserts, the chain of history at speed, what goes in once."""

import datetime as dt
from collections.abc import Iterable, Sequence
from hashlib import sha256

from db.bulk import Cells, Shape
from db.connection import Store, Value
from desktop_app.core import clock
from desktop_app.core.building_fields import BuildingValues

TICKET = Shape(
    "ticket",
    (
        "id", "number", "registered_at", "received_at", "source", "kind", "building_id", "premise",
        "entrance", "floor", "applicant_name", "phone", "phone_digits", "no_phone", "topic_id",
        "details", "clerk_id", "is_emergency", "is_control", "is_repeat", "is_vulnerable",
        "incident_id", "room_temperature", "version", "status", "status_at", "organization_id",
        "deadline_at", "deadline_basis", "done_at", "closed_at", "close_result", "answer",
        "cancel_reason", "hold_until", "hold_reason", "hold_from", "next_call_at", "call_attempts",
        "cycle_number",
    ),
)  # fmt: skip
CYCLE = Shape(
    "ticket_cycle",
    (
        "id", "ticket_id", "number", "reason", "opened_at", "deadline_at", "deadline_basis",
        "done_at", "closed_at", "result", "paused_minutes", "late_minutes",
    ),
)  # fmt: skip
HANDOVER = Shape(
    "handover",
    (
        "id", "ticket_id", "cycle_number", "organization_id", "channel", "sent_at", "accepted_by",
        "their_number", "promised_at", "clerk_id", "answered_at", "answer", "outcome",
    ),
)  # fmt: skip
CALLBACK = Shape(
    "callback",
    (
        "id", "ticket_id", "cycle_number", "attempt", "made_at", "outcome", "remark",
        "next_call_at", "clerk_id",
    ),
)  # fmt: skip
NOTE = Shape(
    "call_note", ("id", "ticket_id", "made_at", "caller_name", "phone", "details", "clerk_id")
)
LINK = Shape("ticket_link", ("id", "ticket_id", "other_id", "kind", "made_at"))
HISTORY = Shape(
    "history",
    (
        "at", "occurred_at", "clerk_id", "operation", "action", "entity_id", "changes", "note",
        "hash",
    ),
    same=(("entity", "ticket"),),
    encoded=("changes",),
    blobs=("hash",),
)  # fmt: skip
SEARCH = Shape("ticket_search", ("rowid", "folded"), encoded=("folded",), long=True)

# Tickets come in the order of their numbers and days, their children and history nearly so; few of
# them are open at the end, or belong to an outage.
IN_ORDER = frozenset(
    {
        "history_entity", "history_action", "ticket_registered", "ticket_number_order",
        "handover_ticket", "callback_ticket", "call_note_ticket", "ticket_open", "ticket_incident",
    }
)  # fmt: skip

_TICKET = "ticket"
# second typed, ticket, step; at, occurred at, clerk, operation, changes, note, joins the previous
Entry = tuple[int, int, int, str, str, int, str, str, str, bool]


class Chain:
    """History about tickets, chained as db.history does it: the same bytes, five times faster.

    Stored changes are JSON already, so that only backslashes and quotes are escaped in them; they
    come as UTF-8 with a character for each byte. Notes are plain texts that need no escaping.
    """

    def __init__(self, store: Store) -> None:
        """Go on from the last entry of a file."""
        last = store.row("SELECT id, hash, action FROM history ORDER BY id DESC LIMIT 1")
        self._id, self._head, self._action = last or (0, bytes(32), 0)

    def entries(self, events: Iterable[Entry]) -> Cells:
        """Return the rows of these entries, each chained to the one before it.

        They get the ids that follow the last one, because nothing else is written meanwhile.
        """
        number, head, action = self._id, self._head, self._action
        cells: Cells = []
        for _, ticket_id, _, at, occurred, clerk_id, operation, changes, note, joins in events:
            number += 1
            action = action if joins else number
            text = changes.encode("latin-1")
            escaped = text.replace(b"\\", b"\\\\") if b"\\" in text else text
            before = (
                f'["{at}","{occurred}",{clerk_id},"{operation}",{action},"{_TICKET}",{ticket_id},"'
            )
            parts = (head, before.encode(), escaped.replace(b'"', b'\\"'), f'","{note}"]'.encode())
            head = sha256(b"".join(parts)).digest()
            cells += (at, occurred, clerk_id, operation, action, ticket_id, text, note, head)
        self._id, self._head, self._action = number, head, action
        return cells


def add_houses(store: Store, places: Iterable[tuple[BuildingValues, int, int]]) -> None:
    """Insert houses, each with the ids of its settlement and street, under ids from 1 on."""
    rows: list[Sequence[Value]] = []
    names: tuple[str, ...] = ()
    for number, (values, settlement_id, street_id) in enumerate(places, start=1):
        columns = {
            "id": number,
            "settlement_id": settlement_id,
            "street_id": street_id,
            **values.columns,
        }
        names = tuple(columns)
        rows.append(tuple(columns.values()))
    if rows:
        store.insert_many(Shape("building", names).insert(1), rows)


def add_entrances(store: Store, rows: Iterable[Sequence[Value]]) -> None:
    """Insert entrances: house, number, first flat, last flat, floors, door code."""
    names = ("building_id", "number", "flat_from", "flat_to", "floors", "door_code")
    store.insert_many(Shape("entrance", names).insert(1), rows)


def add_contracts(store: Store, rows: Iterable[Sequence[Value]]) -> None:
    """Insert contracts: house, service, organisation, since."""
    names = ("building_id", "service", "organization_id", "since")
    store.insert_many(Shape("service_contract", names).insert(1), rows)


def add_outage(store: Store, values: dict[str, Value], houses: Iterable[int]) -> None:
    """Insert an outage with the houses it is over."""
    store.execute(Shape("incident", tuple(values)).insert(1), tuple(values.values()))
    pairs = [(values["id"], house) for house in houses]
    shape = Shape("incident_building", ("incident_id", "building_id"))
    store.insert_many(shape.insert(1), pairs)


def set_counters(store: Store, last_numbers: dict[str, int]) -> None:
    """Let numbers go on after those given out."""
    rows = list(last_numbers.items())
    store.insert_many(Shape("counter", ("name", "value")).insert(1), rows)


_ABOUT_HEAT = """
FROM ticket AS t JOIN topic AS p ON p.id = t.topic_id
WHERE t.registered_at >= ? AND p.service = 'heating' AND t.building_id IS NOT NULL
    AND t.status <> 'cancelled'
"""


def houses_calling_about_heat(store: Store, since: dt.datetime, limit: int) -> list[int]:
    """Return the houses with most calls about heating, the busiest first."""
    sql = f"SELECT t.building_id {_ABOUT_HEAT} GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT ?"
    return [row[0] for row in store.rows(sql, (clock.stamp(since), limit))]


def tickets_about_heat(store: Store, building_id: int, since: dt.datetime, limit: int) -> list[int]:
    """Return the last tickets of a house about heating, oldest first."""
    sql = f"SELECT t.id {_ABOUT_HEAT} AND t.building_id = ? ORDER BY t.id DESC LIMIT ?"
    rows = store.rows(sql, (clock.stamp(since), building_id, limit))
    return sorted(row[0] for row in rows)


def totals(store: Store) -> dict[str, int]:
    """Return how many rows the tables of interest hold."""
    tables = ("building", "organization", "ticket", "handover", "callback", "inspection", "history")
    return {
        table: int(store.scalar(f"SELECT count(*) FROM {table}"))  # noqa: S608  our own words
        for table in tables
    }

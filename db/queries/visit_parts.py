"""Parts of a visit: commission, instruments, measurements, remedies, tickets."""

import json
from collections.abc import Sequence

from db import tables
from db.connection import Row, Store, Value
from db.queries.inspections import day
from desktop_app.core import clock
from desktop_app.core.enums import (
    ActKind,
    InspectionStatus,
    MemberRole,
    RemedyState,
    SignatureState,
    TicketStatus,
    Verdict,
)
from desktop_app.core.records.inspections import (
    Answer,
    InspectionDraft,
    Measurement,
    Member,
    Remedy,
)
from desktop_app.core.records.reference import Instrument

_MEASUREMENT = (
    "block",
    "place",
    "quantity",
    "unit",
    "value",
    "chart_value",
    "norm_min",
    "norm_max",
    "tolerance",
    "basis",
)
_ANSWERED = (TicketStatus.DONE, TicketStatus.CLOSED, TicketStatus.CANCELLED)
_MEASUREMENT_SQL = ", ".join(_MEASUREMENT)
_REPLACED = (
    "inspection_member",
    "inspection_instrument",
    "measurement",
    "inspection_ticket",
    "inspection_answer",
)
_KNOWN_PEOPLE = """
SELECT name, post, organization, role FROM commission_person WHERE is_active = 1
UNION ALL
SELECT name, post, organization, role FROM (
    SELECT name, post, organization, role FROM inspection_member
    WHERE role <> 'consumer' AND role <> 'witness' AND name <> '' ORDER BY id DESC LIMIT 300)
"""
_KNOWN_INSTRUMENTS = """
SELECT title, serial, verified_until, certificate FROM instrument WHERE is_active = 1
UNION ALL
SELECT title, serial, verified_until, certificate FROM (
    SELECT title, serial, verified_until, certificate FROM inspection_instrument
    ORDER BY inspection_id DESC, position LIMIT 300)
"""


def members(store: Store, inspection_id: int) -> tuple[Member, ...]:
    """Return the commission in its order."""
    found = store.rows(
        "SELECT name, post, organization, role, signature, remark FROM inspection_member"
        " WHERE inspection_id = ? ORDER BY position",
        (inspection_id,),
    )
    return tuple(
        Member(row[0], row[1], row[2], MemberRole(row[3]), SignatureState(row[4]), row[5])
        for row in found
    )


def instruments(store: Store, inspection_id: int) -> tuple[Instrument, ...]:
    """Return the instruments of a visit in their order."""
    found = store.rows(
        "SELECT title, serial, verified_until, certificate FROM inspection_instrument"
        " WHERE inspection_id = ? ORDER BY position",
        (inspection_id,),
    )
    return tuple(Instrument(row[0], row[1], day(row[2]), row[3]) for row in found)


def measurements(store: Store, inspection_id: int) -> tuple[Measurement, ...]:
    """Return the measurements of a visit in their order."""
    found = store.rows(
        f"SELECT {_MEASUREMENT_SQL}, measured_at, readings FROM measurement"  # noqa: S608  names are constants
        " WHERE inspection_id = ? ORDER BY position",
        (inspection_id,),
    )
    return tuple(
        Measurement(
            **dict(zip(_MEASUREMENT, row[:10], strict=True)),
            measured_at=clock.unstamp(row[10]) if row[10] else None,
            readings=tuple(json.loads(row[11])) if row[11] else (),
        )
        for row in found
    )


def remedies(store: Store, inspection_id: int) -> tuple[Remedy, ...]:
    """Return the remedies of a visit in their order, each with its id."""
    found = store.rows(
        "SELECT what, organization_id, responsible, due_on, state, fixed_on, id FROM remedy"
        " WHERE inspection_id = ? ORDER BY position, id",
        (inspection_id,),
    )
    return tuple(
        Remedy(row[0], row[1], row[2], day(row[3]), RemedyState(row[4]), day(row[5]), row[6])
        for row in found
    )


def answers(store: Store, inspection_id: int) -> tuple[Answer, ...]:
    """Return what was written to the questions of a visit's kind of act, by their keys."""
    found = store.rows(
        "SELECT field, text FROM inspection_answer WHERE inspection_id = ? ORDER BY field",
        (inspection_id,),
    )
    return tuple(Answer(row[0], row[1]) for row in found)


def last_answers(store: Store, building_id: int, kind: ActKind) -> tuple[Answer, ...]:
    """Return what the last visit of a kind to a house answered; cancelled visits say nothing."""
    found = store.scalar(
        "SELECT id FROM inspection WHERE building_id = ? AND kind = ? AND status <> ?"
        " ORDER BY created_at DESC, id DESC LIMIT 1",
        (building_id, kind.value, InspectionStatus.CANCELLED.value),
    )
    return answers(store, int(found)) if found is not None else ()


def tickets(store: Store, inspection_id: int) -> list[tuple[int, str]]:
    """Return ids and numbers of the tickets of a visit, by number."""
    found = store.rows(
        "SELECT t.id, t.number FROM inspection_ticket AS x"
        " JOIN ticket AS t ON t.id = x.ticket_id WHERE x.inspection_id = ? ORDER BY t.number",
        (inspection_id,),
    )
    return [(int(row[0]), str(row[1])) for row in found]


def waiting_tickets(store: Store, inspection_id: int) -> tuple[str, ...]:
    """Return numbers of a visit's tickets that are neither done, closed nor cancelled."""
    rows = ticket_rows(store, inspection_id)
    return tuple(str(row[1]) for row in rows if row[4] not in _ANSWERED)


def ticket_rows(store: Store, inspection_id: int) -> list[Row]:
    """Return a visit's tickets.

    Id, number, premise, applicant, status, «held from», house, topic, organisation.
    """
    return store.rows(
        "SELECT t.id, t.number, t.premise, t.applicant_name, t.status, coalesce(t.hold_from, ''),"
        " t.building_id, t.topic_id, t.organization_id FROM inspection_ticket AS x"
        " JOIN ticket AS t ON t.id = x.ticket_id WHERE x.inspection_id = ? ORDER BY t.number",
        (inspection_id,),
    )


def write(
    store: Store, inspection_id: int, draft: InspectionDraft, verdicts: Sequence[Verdict]
) -> None:
    """Replace all parts of a visit by those of a draft; remedies keep their ids.

    `verdicts` stand in the order of `draft.measurements`.
    """
    for table in _REPLACED:
        store.execute(f"DELETE FROM {table} WHERE inspection_id = ?", (inspection_id,))  # noqa: S608  constants
    _insert_people_and_tools(store, inspection_id, draft)
    store.insert_many(
        f"INSERT INTO measurement ({_MEASUREMENT_SQL}, measured_at, readings, verdict,"  # noqa: S608  names are constants
        f" inspection_id, position) VALUES ({', '.join('?' * 15)})",
        [
            (*_measured(row), verdict.value, inspection_id, position)
            for position, (row, verdict) in enumerate(
                zip(draft.measurements, verdicts, strict=True), start=1
            )
        ],
    )
    store.insert_many(
        "INSERT INTO inspection_ticket (inspection_id, ticket_id) VALUES (?, ?)",
        [(inspection_id, ticket_id) for ticket_id in dict.fromkeys(draft.ticket_ids)],
    )
    store.insert_many(
        "INSERT INTO inspection_answer (inspection_id, field, text) VALUES (?, ?, ?)",
        [(inspection_id, said.field, said.text) for said in draft.answers if said.text],
    )
    _write_remedies(store, inspection_id, draft.remedies)


def known_people(store: Store) -> list[Member]:
    """Return people of the stored list and of recent visits, as they were called last."""
    found: dict[str, Member] = {}
    for name, post, organization, role in store.rows(_KNOWN_PEOPLE):
        found.setdefault(name, Member(name, post, organization, MemberRole(role)))
    return list(found.values())


def known_instruments(store: Store) -> list[Instrument]:
    """Return instruments of the stored list and of recent visits, by serial number."""
    found: dict[tuple[str, str], Instrument] = {}
    for title, serial, until, certificate in store.rows(_KNOWN_INSTRUMENTS):
        found.setdefault((title, serial), Instrument(title, serial, day(until), certificate))
    return list(found.values())


def remedy_visit(store: Store, remedy_id: int) -> int | None:
    """Return the id of the visit a remedy belongs to, or None."""
    found = store.scalar("SELECT inspection_id FROM remedy WHERE id = ?", (remedy_id,))
    return None if found is None else int(found)


def set_remedy(store: Store, remedy_id: int, columns: dict[str, Value]) -> None:
    """Change columns of one remedy."""
    store.update(tables.remedy, remedy_id, columns)


def _insert_people_and_tools(store: Store, inspection_id: int, draft: InspectionDraft) -> None:
    store.insert_many(
        "INSERT INTO inspection_member (inspection_id, position, name, post, organization, role,"
        " signature, remark) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (inspection_id, position, m.name, m.post, m.organization, m.role.value,
             m.signature.value, m.remark)
            for position, m in enumerate(draft.members, start=1)
        ],
    )  # fmt: skip
    store.insert_many(
        "INSERT INTO inspection_instrument (inspection_id, position, title, serial, verified_until,"
        " certificate) VALUES (?, ?, ?, ?, ?, ?)",
        [
            (inspection_id, position, tool.title, tool.serial,
             tool.verified_until.isoformat() if tool.verified_until else None, tool.certificate)
            for position, tool in enumerate(draft.instruments, start=1)
        ],
    )  # fmt: skip


def _measured(row: Measurement) -> tuple[Value, ...]:
    own = tuple(getattr(row, name) for name in _MEASUREMENT)
    at = clock.stamp(row.measured_at) if row.measured_at else None
    return (*own, at, json.dumps(row.readings) if row.readings else "")


def _write_remedies(store: Store, inspection_id: int, wanted: Sequence[Remedy]) -> None:
    known = {remedy.id for remedy in remedies(store, inspection_id)}
    kept = {remedy.id for remedy in wanted}
    for gone in sorted(known - kept, key=lambda number: number or 0):
        store.execute("DELETE FROM remedy WHERE id = ?", (gone,))
    for position, remedy in enumerate(wanted, start=1):
        columns: dict[str, Value] = {
            "inspection_id": inspection_id,
            "position": position,
            "what": remedy.what,
            "organization_id": remedy.organization_id,
            "responsible": remedy.responsible,
            "due_on": remedy.due_on.isoformat() if remedy.due_on else None,
            "state": remedy.state.value,
            "fixed_on": remedy.fixed_on.isoformat() if remedy.fixed_on else None,
        }
        if remedy.id in known and remedy.id is not None:
            store.update(tables.remedy, remedy.id, columns)
        else:
            store.insert(tables.remedy, columns)

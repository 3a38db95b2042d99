"""Visits: their own row, open remedies and what a visit takes from houses and tickets."""

import datetime as dt
from array import array
from collections.abc import Sequence
from dataclasses import dataclass

from db import tables
from db.connection import Row, Store, Value
from desktop_app.core import clock
from desktop_app.core.enums import (
    Access,
    ActKind,
    InspectionStatus,
    RemedyState,
)
from desktop_app.core.records.inspections import InspectionDraft, OpenRemedy, VisitLink
from desktop_app.core.text import counted, fold

_TEXTS = (
    "premise",
    "basis",
    "outdoor_source",
    "system_text",
    "chart_text",
    "heat_meter",
    "method_text",
    "condition_text",
    "conclusions",
    "attachments_text",
    "special_opinion",
)
_FIGURES = ("outdoor_temperature", "outdoor_daily")
_MOMENTS = ("planned_at", "started_at", "finished_at")
_OWN = (
    "building_id",
    "kind",
    "access",
    *_MOMENTS,
    *_FIGURES,
    *_TEXTS,
    "next_visit_on",
    "previous_id",
)

_REMEDIES = """
SELECT r.id, r.inspection_id, i.number, b.address, r.what,
    coalesce(nullif(r.responsible, ''), nullif(o.short_name, ''), o.name, ''), r.due_on, r.state
FROM remedy AS r JOIN inspection AS i ON i.id = r.inspection_id
JOIN building AS b ON b.id = i.building_id
LEFT JOIN organization AS o ON o.id = r.organization_id
"""
_OPEN = "WHERE r.state NOT IN ('fixed', 'cancelled') AND i.status <> 'cancelled'"
_URGENT = "ORDER BY r.due_on IS NULL, r.due_on, r.id"
_HOUSE = """
SELECT b.id, b.address, trim(s.type || ' ' || s.name), b.year, b.floors, b.entrances, b.flats,
    b.fias_guid, b.heating_scheme, b.heating_unit, b.temperature_chart
FROM building AS b JOIN settlement AS s ON s.id = b.settlement_id WHERE b.id = ?
"""


@dataclass(frozen=True, slots=True)
class Head:
    """A visit's own row beside its draft."""

    id: int
    version: int
    number: str
    status: InspectionStatus
    created_at: dt.datetime
    draft: InspectionDraft


@dataclass(frozen=True, slots=True)
class House:
    """What a visit and its act say of a house."""

    id: int
    address: str
    full_address: str
    words: str
    heating: str
    chart: str


@dataclass(frozen=True, slots=True)
class TicketFact:
    """A ticket as the basis of a visit."""

    id: int
    number: str
    received_at: dt.datetime
    building_id: int | None
    premise: str


def values(draft: InspectionDraft) -> dict[str, Value]:
    """Return the columns of a visit's own row as they are stored."""
    stored: dict[str, Value] = {
        "building_id": draft.building_id,
        "kind": draft.kind.value,
        "access": draft.access.value,
        "next_visit_on": draft.next_visit_on.isoformat() if draft.next_visit_on else None,
        "previous_id": draft.previous_id,
    }
    for name in _MOMENTS:
        moment = getattr(draft, name)
        stored[name] = clock.stamp(moment) if moment else None
    stored.update({name: getattr(draft, name) for name in (*_FIGURES, *_TEXTS)})
    return stored


def insert(store: Store, columns: dict[str, Value]) -> int:
    """Insert a visit's own row; return its id."""
    return store.insert(tables.inspection, columns)


def update(store: Store, inspection_id: int, version: int, columns: dict[str, Value]) -> bool:
    """Update a visit that still has this version; tell whether it did."""
    return store.update_version(tables.inspection, inspection_id, version, columns)


def head(store: Store, inspection_id: int) -> Head | None:
    """Return a visit without its parts (they are in db.queries.visit_parts), or None."""
    columns = ", ".join(_OWN)
    sql = f"SELECT id, version, number, status, created_at, {columns} FROM inspection WHERE id = ?"  # noqa: S608  names are constants
    row = store.row(sql, (inspection_id,))
    if row is None:
        return None
    own = dict(zip(_OWN, row[5:], strict=True))
    for name in _MOMENTS:
        own[name] = clock.unstamp(own[name]) if own[name] else None
    own["kind"], own["access"] = ActKind(own["kind"]), Access(own["access"])
    own["next_visit_on"] = day(own["next_visit_on"])
    return Head(
        id=row[0],
        version=row[1],
        number=row[2],
        status=InspectionStatus(row[3]),
        created_at=clock.unstamp(row[4]),
        draft=InspectionDraft(**own),
    )


def links(store: Store, inspection_id: int) -> list[VisitLink]:
    """Return the later visits that check this one again, in their order."""
    found = store.rows(
        "SELECT id, number, coalesce(started_at, planned_at) FROM inspection"
        " WHERE previous_id = ? AND status <> 'cancelled' ORDER BY id",
        (inspection_id,),
    )
    return [_link(row) for row in found]


def link(store: Store, inspection_id: int) -> VisitLink | None:
    """Return a visit as another one refers to it, or None."""
    row = store.row(
        "SELECT id, number, coalesce(started_at, planned_at) FROM inspection WHERE id = ?",
        (inspection_id,),
    )
    return None if row is None else _link(row)


def _link(row: Row) -> VisitLink:
    return VisitLink(row[0], row[1], clock.unstamp(row[2]).date() if row[2] else None)


def id_by_number(store: Store, number: str) -> int | None:
    """Return the id of a visit by its number, or None."""
    found = store.scalar("SELECT id FROM inspection WHERE number = ?", (number,))
    return None if found is None else int(found)


def open_remedies(store: Store) -> list[OpenRemedy]:
    """Return remedies of all visits that are still to be done, the most urgent first."""
    return [_open_remedy(row) for row in store.rows(f"{_REMEDIES} {_OPEN} {_URGENT}")]


def open_remedy_ids(store: Store, text: str) -> "array[int]":
    """Return ids of open remedies whose visit, house, words or organisation hold every word."""
    words = fold(text).replace("№", " ").split()
    return array("q", (row.id for row in open_remedies(store) if _holds(row, words)))


def remedy_rows(store: Store, ids: Sequence[int]) -> list[OpenRemedy]:
    """Return remedies by their ids in the order asked for; missing ids are left out."""
    if not ids:
        return []
    marks = ", ".join("?" * len(ids))
    found = {row[0]: row for row in store.rows(f"{_REMEDIES} WHERE r.id IN ({marks})", tuple(ids))}
    return [_open_remedy(found[row_id]) for row_id in ids if row_id in found]


def _open_remedy(row: Row) -> OpenRemedy:
    due, state = day(row[6]), RemedyState(row[7])
    return OpenRemedy(row[0], row[1], row[2], row[3], row[4], row[5], due, state)


def _holds(remedy: OpenRemedy, words: Sequence[str]) -> bool:
    whole = fold(f"{remedy.number} {remedy.address} {remedy.what} {remedy.responsible}")
    return all(word in whole for word in words)


def house(store: Store, building_id: int) -> House | None:
    """Return what a visit says of a house, or None when there is no such house."""
    row = store.row(_HOUSE, (building_id,))
    if row is None:
        return None
    year, floors, entrances, flats, guid = row[3:8]
    words = [
        f"год постройки {year}" if year else "",
        counted(floors, "этаж", "этажа", "этажей") if floors else "",
        counted(entrances, "подъезд", "подъезда", "подъездов") if entrances else "",
        counted(flats, "квартира", "квартиры", "квартир") if flats else "",
        f"код ФИАС {guid}" if guid else "",
    ]
    return House(
        id=row[0],
        address=row[1],
        full_address=", ".join(part for part in (row[2], row[1]) if part),
        words=", ".join(part for part in words if part),
        heating=", ".join(part for part in (row[8], row[9]) if part),
        chart=row[10],
    )


def ticket_facts(store: Store, ticket_ids: Sequence[int]) -> list[TicketFact]:
    """Return the tickets a visit rests on, oldest first."""
    marks = ", ".join("?" * len(ticket_ids))
    found = store.rows(
        "SELECT id, number, received_at, building_id, premise FROM ticket"  # noqa: S608  only marks
        f" WHERE id IN ({marks}) ORDER BY received_at, id",
        tuple(ticket_ids),
    )
    return [TicketFact(row[0], row[1], clock.unstamp(row[2]), row[3], row[4]) for row in found]


def organization_names(store: Store, ids: Sequence[int]) -> dict[int, str]:
    """Return short names of organisations by id; unknown ids are left out."""
    marks = ", ".join("?" * len(ids))
    found = store.rows(
        "SELECT id, coalesce(nullif(short_name, ''), name) FROM organization"  # noqa: S608  only marks
        f" WHERE id IN ({marks})",
        tuple(ids),
    )
    return {int(row[0]): str(row[1]) for row in found}


def day(stored: str | None) -> dt.date | None:
    """Return the date of a stored form, or None."""
    return dt.date.fromisoformat(stored) if stored else None

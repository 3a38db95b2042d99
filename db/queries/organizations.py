"""Organisations: ids by a question, rows by ids, the card, names."""

import datetime as dt
from array import array
from collections.abc import Mapping, Sequence

from db.connection import Row, Store
from db.queries import contracts
from db.queries.register_where import RUNNING, Where
from desktop_app.core import clock, phones
from desktop_app.core.enums import OrganizationKind, Service
from desktop_app.core.records.organizations import (
    OrganizationCard,
    OrganizationDraft,
    OrganizationQuery,
    OrganizationRef,
    OrganizationRow,
    OrganizationSort,
    Person,
)
from desktop_app.core.text import fold

FIELDS = (
    "kind",
    "name",
    "short_name",
    "inn",
    "kpp",
    "ogrn",
    "address",
    "email",
    "website",
    "phone",
    "dispatcher_phone",
    "dispatcher_hours",
    "note",
)
"""Columns a draft keeps under the same names."""

_HOUSES = f"""
SELECT c.organization_id AS organization_id, count(DISTINCT c.building_id) AS amount
FROM service_contract AS c WHERE {contracts.IN_FORCE} GROUP BY c.organization_id
"""  # noqa: S608  our own words only

_TICKETS = f"""
SELECT organization_id, count(*) AS amount,
    sum(deadline_at < ? AND status IN ({",".join(f"'{status}'" for status in RUNNING)})) AS overdue
FROM ticket INDEXED BY ticket_open
WHERE closed_at IS NULL AND organization_id IS NOT NULL GROUP BY organization_id
"""  # noqa: S608  our own words only

_IDS = "SELECT o.id FROM organization AS o {join} {where} ORDER BY {order} o.sort_key, o.id"

_KINDS = " ".join(f"WHEN '{kind}' THEN {place}" for place, kind in enumerate(OrganizationKind))
_BY_KIND = f"CASE o.kind {_KINDS} END"

_ROWS = """
SELECT id, kind, name, short_name, inn, coalesce(nullif(dispatcher_phone, ''), phone),
    dispatcher_hours
FROM organization WHERE id IN ({marks})
"""

_CARD = f"SELECT version, is_active, {', '.join(FIELDS)} FROM organization WHERE id = ?"  # noqa: S608  our own words only

_SERVICES = f"""
SELECT c.service, count(DISTINCT c.building_id) FROM service_contract AS c
WHERE c.organization_id = ? AND {contracts.IN_FORCE} GROUP BY c.service
"""  # noqa: S608  our own words only


def ids(store: Store, query: OrganizationQuery, now: dt.datetime) -> "array[int]":
    """Return ids of all organisations that fit the question, in its order."""
    where = Where()
    for word in _words(query.text):
        where.add("instr(o.folded, ?) > 0", word)
    if query.kind is not None:
        where.add("o.kind = ?", query.kind.value)
    if query.only_active:
        where.add("o.is_active = 1")
    join, order, parameters = _order(query, now)
    sql = _IDS.format(join=join, where=where.sql, order=order)
    return array("q", (row[0] for row in store.rows(sql, (*parameters, *where.parameters))))


def rows(store: Store, wanted: Sequence[int], now: dt.datetime) -> list[OrganizationRow]:
    """Return the rows of these ids in the order asked for; missing ids are left out."""
    if not wanted:
        return []
    marks = ",".join("?" * len(wanted))
    found = {row[0]: row for row in store.rows(_ROWS.format(marks=marks), tuple(wanted))}
    houses = _houses(store, now.date())
    tickets = _tickets(store, now)
    return [
        OrganizationRow(
            id=row[0],
            kind=OrganizationKind(row[1]),
            name=row[2],
            short_name=row[3],
            inn=row[4],
            dispatcher_phone=row[5],
            dispatcher_hours=row[6],
            houses=houses.get(row[0], 0),
            open_tickets=tickets.get(row[0], (0, 0))[0],
            overdue_tickets=tickets.get(row[0], (0, 0))[1],
        )
        for row in (found[i] for i in wanted if i in found)
    ]


def card(store: Store, organization_id: int, now: dt.datetime) -> OrganizationCard | None:
    """Return everything about an organisation, or None when the book has no such id."""
    with store.snapshot():
        row = store.row(_CARD, (organization_id,))
        if row is None:
            return None
        waiting, overdue = _tickets(store, now).get(organization_id, (0, 0))
        return OrganizationCard(
            id=organization_id,
            version=row[0],
            draft=_draft(row, people(store, organization_id)),
            services=_services(store, organization_id, now.date()),
            open_tickets=waiting,
            overdue_tickets=overdue,
            other_names=other_names(store, organization_id),
        )


def other_names(store: Store, organization_id: int) -> tuple[str, ...]:
    """Return what else an organisation is called: names of doubles that became one with it."""
    sql = "SELECT name FROM organization_alias WHERE organization_id = ? ORDER BY name_key"
    return tuple(row[0] for row in store.rows(sql, (organization_id,)))


def people(store: Store, organization_id: int) -> tuple[Person, ...]:
    """Return the contact persons in the order they were typed."""
    found = store.rows(
        "SELECT name, post, phone, email FROM organization_person"
        " WHERE organization_id = ? ORDER BY id",
        (organization_id,),
    )
    return tuple(Person(*row) for row in found)


def refs(store: Store, kinds: Sequence[OrganizationKind]) -> list[OrganizationRef]:
    """Return active organisations of these kinds (of all, if none are named) by name."""
    found = store.rows(
        "SELECT id, coalesce(nullif(short_name, ''), name), kind FROM organization"
        " WHERE is_active = 1 ORDER BY sort_key, id"
    )
    known = [OrganizationRef(row[0], row[1], OrganizationKind(row[2])) for row in found]
    return [item for item in known if not kinds or item.kind in kinds]


def name(store: Store, organization_id: int) -> str | None:
    """Return the short name of an organisation, or None when there is no such id."""
    found: str | None = store.scalar(
        "SELECT coalesce(nullif(short_name, ''), name) FROM organization WHERE id = ?",
        (organization_id,),
    )
    return found


def names(store: Store) -> dict[int, str]:
    """Return the short names of all organisations by id."""
    found = store.rows("SELECT id, coalesce(nullif(short_name, ''), name) FROM organization")
    return {row[0]: row[1] for row in found}


def _words(text: str) -> list[str]:
    """Return what must stand in the folded text; a phone is asked for by its digits."""
    digits = phones.sought_digits(text)
    return [digits] if digits else fold(text).split()


def _order(query: OrganizationQuery, now: dt.datetime) -> tuple[str, str, tuple[str, ...]]:
    """Return the join, the sorting before the name, and the join's parameters."""
    direction = "DESC" if query.descending else "ASC"
    day = now.date().isoformat()
    counted: Mapping[OrganizationSort, tuple[str, str, tuple[str, ...]]] = {
        OrganizationSort.HOUSES: (_HOUSES, "n.amount", (day, day)),
        OrganizationSort.OPEN_TICKETS: (_TICKETS, "n.amount", (clock.stamp(now),)),
        OrganizationSort.OVERDUE_TICKETS: (_TICKETS, "n.overdue", (clock.stamp(now),)),
    }
    if query.sort in counted:
        joined, column, parameters = counted[query.sort]
        join = f"LEFT JOIN ({joined}) AS n ON n.organization_id = o.id"
        return join, f"coalesce({column}, 0) {direction},", parameters
    if query.sort is OrganizationSort.KIND:
        return "", f"{_BY_KIND} {direction},", ()
    return "", f"o.sort_key {direction},", ()


def _houses(store: Store, day: dt.date) -> dict[int, int]:
    at = day.isoformat()
    return {row[0]: row[1] for row in store.rows(_HOUSES, (at, at))}


def _tickets(store: Store, now: dt.datetime) -> dict[int, tuple[int, int]]:
    found = store.rows(_TICKETS, (clock.stamp(now),))
    return {row[0]: (row[1], row[2] or 0) for row in found}


def _services(store: Store, organization_id: int, day: dt.date) -> tuple[tuple[Service, int], ...]:
    at = day.isoformat()
    counts = {Service(row[0]): row[1] for row in store.rows(_SERVICES, (organization_id, at, at))}
    return tuple((service, counts[service]) for service in Service if service in counts)


def _draft(row: Row, persons: tuple[Person, ...]) -> OrganizationDraft:
    fields = dict(zip(FIELDS, row[2:], strict=True))
    kind = OrganizationKind(fields.pop("kind"))
    return OrganizationDraft(kind=kind, people=persons, is_active=bool(row[1]), **fields)

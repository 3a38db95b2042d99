"""Commission visits as their journal tells them, a block from one state of the file."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from db.connection import Row, Store
from db.queries.inspections import day
from db.queries.journal_parts import HOUSE, of, ordered
from db.queries.ticket_rows import moment
from desktop_app.core.enums import InspectionStatus, Service, Verdict
from desktop_app.core.norms import plain, shown
from desktop_app.core.records.journals import VisitLine

_VISITS = f"""
SELECT i.id, i.number, i.kind, i.status, coalesce(i.started_at, i.planned_at), {HOUSE}, i.premise,
    i.basis, i.access, i.next_visit_on
FROM inspection AS i JOIN building AS b ON b.id = i.building_id
JOIN settlement AS s ON s.id = b.settlement_id
WHERE i.id IN ({{marks}})
"""  # noqa: S608  our own words only
_TICKETS = """
SELECT x.inspection_id, t.number, p.service FROM inspection_ticket AS x
JOIN ticket AS t ON t.id = x.ticket_id JOIN topic AS p ON p.id = t.topic_id
WHERE x.inspection_id IN ({marks}) ORDER BY x.inspection_id, t.id
"""
_MEMBERS = """
SELECT inspection_id, role, post, organization, name, signature FROM inspection_member
WHERE inspection_id IN ({marks}) ORDER BY inspection_id, position
"""
_MEASUREMENTS = """
SELECT inspection_id, place, quantity, unit, value, norm_min, norm_max, verdict FROM measurement
WHERE inspection_id IN ({marks}) AND value IS NOT NULL ORDER BY inspection_id, position
"""
_REMEDIES = """
SELECT inspection_id, state NOT IN ('fixed', 'cancelled'), due_on FROM remedy
WHERE inspection_id IN ({marks}) AND state <> 'cancelled' ORDER BY inspection_id, position
"""
_ISSUED = """
SELECT inspection_id, issued_at, sha256 FROM issued_act
WHERE inspection_id IN ({marks}) AND cancelled_at IS NULL ORDER BY inspection_id, issue
"""
_WRONG = (Verdict.BELOW.value, Verdict.ABOVE.value)


@dataclass(slots=True)
class _Around:
    """What other tables say of one visit."""

    tickets: list[str] = field(default_factory=list)
    services: dict[Service, None] = field(default_factory=dict)
    members: list[tuple[str, str, str, str, str]] = field(default_factory=list)
    measured: list[str] = field(default_factory=list)
    violations: int = 0
    remedies: int = 0
    open_remedies: int = 0
    due_on: str = ""
    issued: tuple[str | None, str] = (None, "")


def rows(store: Store, ids: Sequence[int]) -> list[VisitLine]:
    """Return lines of the journal of visits and acts in the order of the ids."""
    with store.snapshot():
        around = {i: _Around() for i in ids}
        for visit, number, service in of(store, _TICKETS, ids):
            around[visit].tickets.append(number)
            around[visit].services[Service(service)] = None
        for visit, *member in of(store, _MEMBERS, ids):
            role, post, organization, name, signature = member
            around[visit].members.append((role, post, organization, name, signature))
        for row in of(store, _MEASUREMENTS, ids):
            around[row[0]].measured.append(_measured(row))
            around[row[0]].violations += row[7] in _WRONG
        for visit, is_open, due_on in of(store, _REMEDIES, ids):
            _add_remedy(around[visit], bool(is_open), due_on)
        for visit, issued_at, sha256 in of(store, _ISSUED, ids):
            around[visit].issued = (issued_at, sha256)
        return ordered(store, _VISITS, ids, lambda row: _line(row, around[row[0]]))


def _add_remedy(around: _Around, is_open: bool, due_on: str | None) -> None:
    around.remedies += 1
    around.open_remedies += is_open
    if is_open and due_on and (not around.due_on or due_on < around.due_on):
        around.due_on = due_on


def _measured(row: Row) -> str:
    """Return «кухня: температура воздуха 17,5 °C (норма от 18)»."""
    _, place, quantity, unit, value, least, most, _ = row
    norms = (
        f"от {plain(least)}" if least is not None else "",
        f"до {plain(most)}" if most is not None else "",
    )
    norm = " ".join(part for part in norms if part)
    fact = " ".join(part for part in (quantity, shown(value), unit) if part)
    return (f"{place}: " if place else "") + fact + (f" (норма {norm})" if norm else "")


def _line(row: Row, around: _Around) -> VisitLine:
    return VisitLine(
        id=row[0],
        number=row[1],
        kind=row[2],
        status=InspectionStatus(row[3]),
        at=moment(row[4]),
        house=row[5],
        premise=row[6],
        basis=row[7],
        access=row[8],
        next_visit_on=day(row[9]),
        tickets=tuple(around.tickets),
        members=tuple(around.members),
        measured=tuple(around.measured),
        measurements=len(around.measured),
        violations=around.violations,
        remedies=around.remedies,
        open_remedies=around.open_remedies,
        due_on=day(around.due_on),
        issued_at=moment(around.issued[0]),
        sha256=around.issued[1],
        services=tuple(around.services),
    )

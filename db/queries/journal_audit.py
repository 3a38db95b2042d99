"""Blocks of rows of the journals of access to personal data and of their destruction."""

import datetime as dt
import json
from collections.abc import Sequence

from db.connection import Row, Store
from db.queries import audit
from db.queries.journal_parts import ordered
from desktop_app.core import clock
from desktop_app.core.records.journals import DestructionLine, ExportLine

_EXPORTS = """
SELECT h.id, h.at, coalesce(c.name, ''), h.changes, h.note
FROM history AS h LEFT JOIN clerk AS c ON c.id = h.clerk_id WHERE h.id IN ({marks})
"""
_DESTRUCTIONS = """
SELECT a.id, a.number, a.made_at, a.closed_before, a.basis, a.tickets, a.entries, a.events,
    coalesce(c.name, ''), coalesce(c.post, '')
FROM destruction_act AS a LEFT JOIN clerk AS c ON c.id = a.clerk_id WHERE a.id IN ({marks})
"""


def exports(store: Store, ids: Sequence[int]) -> list[ExportLine]:
    """Return files that left the office."""
    return ordered(store, _EXPORTS, ids, _export)


def looks(store: Store, ids: Sequence[int]) -> list[ExportLine]:
    """Return looks at cards: whose it was is told by its number or name."""
    with store.snapshot():
        found = {row[0]: row for row in audit.looks(store, ids)}
        names = audit.names(store, ((row[3], row[4]) for row in found.values()))
    return [
        ExportLine(
            id=i,
            at=clock.unstamp(found[i][1]),
            clerk=found[i][2],
            action="просмотр карточки",
            what=names.get((found[i][3], found[i][4]), ""),
        )
        for i in ids
        if i in found
    ]


def destructions(store: Store, ids: Sequence[int]) -> list[DestructionLine]:
    """Return acts of destroying personal data."""
    return ordered(store, _DESTRUCTIONS, ids, _destruction)


def _export(row: Row) -> ExportLine:
    facts = {name: after for name, _, after in json.loads(row[3])}
    count = facts.get("rows")
    return ExportLine(
        id=row[0],
        at=clock.unstamp(row[1]),
        clerk=row[2],
        action="выгрузка",
        what=str(facts.get("journal") or ""),
        file=str(facts.get("file") or ""),
        rows=count if isinstance(count, int) else None,
        period=str(facts.get("period") or ""),
        conditions=str(facts.get("filter") or facts.get("organization") or ""),
        is_personal=bool(facts.get("personal")),
        reason=row[4],
        sha256=str(facts.get("sha256") or ""),
    )


def _destruction(row: Row) -> DestructionLine:
    return DestructionLine(
        id=row[0],
        number=row[1],
        made_at=clock.unstamp(row[2]),
        closed_before=dt.date.fromisoformat(row[3]),
        basis=row[4],
        tickets=row[5],
        entries=row[6],
        events=tuple(
            (number, dt.date.fromisoformat(closed_on), kinds)
            for number, closed_on, kinds in json.loads(row[7])
        ),
        clerk=row[8],
        post=row[9],
    )

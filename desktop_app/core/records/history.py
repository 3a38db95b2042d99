"""Entries of the append-only history."""

import datetime as dt
from dataclasses import dataclass

from desktop_app.core.enums import Entity, Operation

Scalar = str | int | float | bool | None


@dataclass(frozen=True, slots=True)
class FieldChange:
    """What was and what became of one field."""

    field: str
    before: Scalar
    after: Scalar


@dataclass(frozen=True, slots=True)
class HistoryDraft:
    """An entry before it is chained."""

    operation: Operation
    entity: Entity
    entity_id: int
    changes: tuple[FieldChange, ...] = ()
    note: str = ""
    occurred_at: dt.datetime | None = None


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """A stored entry; `action` is shared by all entries of one user action."""

    id: int
    at: dt.datetime
    occurred_at: dt.datetime
    clerk_id: int | None
    clerk: str
    operation: Operation
    action: int
    entity: Entity
    entity_id: int
    changes: tuple[FieldChange, ...]
    note: str

"""Who manages a house, after a file: contracts of imports move on, those of clerks stay."""

import datetime as dt
from collections.abc import Sequence
from enum import Enum, auto

from db.connection import Store
from db.history import Action
from db.queries import contracts
from db.queries import imports as queries
from db.queries.imports import KnownContract
from desktop_app.core import contract_timeline
from desktop_app.core.enums import Entity, Operation, Service
from desktop_app.core.records.history import FieldChange, HistoryDraft


class Outcome(Enum):
    """What became of the company a file names."""

    SAME = auto()
    CHANGED = auto()
    KEPT_BY_HAND = auto()


class Management:
    """Writes contracts of management in the name of one batch."""

    def __init__(self, store: Store, action: Action, batch_id: int, today: dt.date) -> None:
        """Count days from the day of the import; changed contracts go into history."""
        self._store, self._action = store, action
        self._batch_id, self._today = batch_id, today.isoformat()

    def begin(self, rows: Sequence[tuple[int, int, str]]) -> None:
        """Give new houses their companies: house, organisation, first day or ""."""
        batch_id = self._batch_id
        queries.insert_management(
            self._store, [(house, company, since, batch_id) for house, company, since in rows]
        )

    def follow(
        self, house: int, timeline: Sequence[KnownContract], company: int, since: str
    ) -> Outcome:
        """Bring a known house's timeline to what the file says of today.

        A new company begins on the day the file names, if that is later than its predecessor's
        first day, else today. A contract entered by a clerk is left alone.
        """
        current = contract_timeline.serving(timeline, self._today)
        if isinstance(current, KnownContract):
            if current.organization_id == company:
                return Outcome.SAME
            if not current.is_imported:
                return Outcome.KEPT_BY_HAND
            since = since if since > current.since else self._today
        step = contract_timeline.plan(timeline, company, since)
        if step is None:
            return Outcome.SAME
        if step.replaces and step.changed is not None:
            contracts.replace(self._store, step.changed, company)
            before = next(item for item in timeline if item.id == step.changed)
            self._record(house, step.changed, "organization_id", before.organization_id, company)
            return Outcome.CHANGED
        if step.changed is not None:
            before = next(item for item in timeline if item.id == step.changed)
            contracts.end(self._store, step.changed, step.changed_until)
            self._record(house, step.changed, "until", before.until, step.changed_until)
        contracts.insert(
            self._store,
            house,
            Service.MANAGEMENT,
            company,
            since,
            step.new_until,
            batch_id=self._batch_id,
        )
        return Outcome.CHANGED

    def _record(
        self, house: int, contract: int, column: str, before: int | str, after: int | str
    ) -> None:
        change = FieldChange(f"contract:{contract}:{column}", before, after)
        self._action.record(
            HistoryDraft(Operation.IMPORTED, Entity.BUILDING, house, (change,), "управление")
        )

"""The one way a ticket changes: columns, child rows and history together, guarded by version."""

import json
from typing import Any

import peewee

from db import search, tables
from db.connection import Store, Value
from db.history import Action
from db.queries import ticket_text
from desktop_app.core.enums import Entity, Operation
from desktop_app.core.errors import Conflict, NotFound
from desktop_app.core.records.history import FieldChange, HistoryDraft, Scalar

_CHILDREN: dict[str, peewee.Table] = {
    "cycle": tables.ticket_cycle,
    "handover": tables.handover,
    "callback": tables.callback,
    "note": tables.call_note,
    "link": tables.ticket_link,
}
_SEARCHED = frozenset(
    {
        "number",
        "building_id",
        "address_text",
        "premise",
        "applicant_name",
        "phone",
        "phone_digits",
        "details",
    }
)


class TicketEdit:
    """Changes to one ticket gathered inside one action and written by `save`."""

    def __init__(self, store: Store, action: Action, ticket_id: int) -> None:
        """Read the ticket as it is now; NotFound when there is none."""
        self._store, self._action = store, action
        self.id = ticket_id
        self.before = state(store, ticket_id)
        self._values: dict[str, Value] = {}
        self._children: list[FieldChange] = []

    def __getitem__(self, column: str) -> Any:  # noqa: ANN401  columns are of many types
        """Return a column with the changes gathered so far."""
        return self._values.get(column, self.before[column])

    def set(self, **values: Value) -> None:
        """Gather new values of columns."""
        self._values.update(values)

    def add(self, child: str, **values: Value) -> int:
        """Insert a child row (`cycle`, `handover`, `callback`, `note`, `link`); return its id."""
        row_id = self._store.insert(_CHILDREN[child], {"ticket_id": self.id, **values})
        text = json.dumps(values, ensure_ascii=False, separators=(",", ":"))
        self._children.append(FieldChange(f"{child}:{row_id}", None, text))
        return row_id

    def change(self, child: str, row_id: int, **values: Value) -> None:
        """Change columns of a child row."""
        table = _CHILDREN[child]
        columns = [table.c[name] for name in values]
        old = self._store.row(table.select(*columns).where(table.c.id == row_id)) or ()
        for (name, new), before in zip(values.items(), old, strict=True):
            if new != before:
                field = f"{child}:{row_id}:{name}"
                self._children.append(FieldChange(field, before, _scalar(new)))
        self._store.update(table, row_id, values)

    def remove(self, child: str, row_id: int) -> None:
        """Delete a child row; what it held stays in history."""
        table = _CHILDREN[child]
        self._children.append(FieldChange(f"{child}:{row_id}", row_id, None))
        self._store.execute(table.delete().where(table.c.id == row_id))

    def remark(self, field: str, value: Scalar) -> None:
        """Add a fact to the history entry that is no column of the ticket."""
        self._children.append(FieldChange(field, None, value))

    def cycle(self) -> dict[str, Any]:
        """Return the current cycle's row."""
        table = tables.ticket_cycle
        names = (
            "id",
            "number",
            "opened_at",
            "deadline_at",
            "done_at",
            "paused_minutes",
            "late_minutes",
        )
        row = self._store.row(
            table.select(*(table.c[n] for n in names)).where(
                (table.c.ticket_id == self.id) & (table.c.number == self["cycle_number"])
            )
        )
        return dict(zip(names, row or (), strict=True))

    def save(
        self,
        operation: Operation,
        *,
        version: int | None = None,
        note: str = "",
        occurred_at: Any = None,  # noqa: ANN401  a moment or None, passed through
    ) -> None:
        """Write everything gathered; Conflict when `version` is no longer the ticket's."""
        known = int(self.before["version"])
        if version is not None and version != known:
            raise moved_on(str(self.before["number"]))
        changed = {k: v for k, v in self._values.items() if self.before[k] != v}
        reindex = bool(_SEARCHED & changed.keys())
        old_text = ticket_text.text(self._store, self.id) if reindex else ""
        self._store.update_version(tables.ticket, self.id, known, changed)
        if reindex:
            search.unindex_ticket(self._store, self.id, old_text)
            search.index_ticket(self._store, self.id, ticket_text.text(self._store, self.id))
        fields = tuple(
            FieldChange(name, self.before[name], _scalar(value)) for name, value in changed.items()
        )
        self._action.record(
            HistoryDraft(
                operation, Entity.TICKET, self.id, fields + tuple(self._children), note, occurred_at
            )
        )


def state(store: Store, ticket_id: int) -> dict[str, Any]:
    """Return all columns of a ticket by name; NotFound when there is none."""
    cursor = store.raw.execute("SELECT * FROM ticket WHERE id = ?", (ticket_id,))
    row = cursor.fetchone()
    if row is None:
        raise NotFound("Обращения нет в базе", "", "обновите список")
    return {column[0]: value for column, value in zip(cursor.description, row, strict=True)}


def insert(store: Store, values: dict[str, Value]) -> int:
    """Insert a ticket with its search text; return the id."""
    ticket_id = store.insert(tables.ticket, values)
    search.index_ticket(store, ticket_id, ticket_text.text(store, ticket_id))
    return ticket_id


def moved_on(number: str) -> Conflict:
    """Return the conflict of two people editing one ticket."""
    return Conflict(
        f"Обращение № {number} тем временем изменил другой сотрудник",
        "введённое вами осталось на экране",
        "обновите карточку и внесите правку ещё раз",
    )


def _scalar(value: Value) -> Scalar:
    return value.hex() if isinstance(value, bytes) else value

"""The one way a ticket changes: columns, child rows and history together, guarded by version."""

import json
from collections.abc import Mapping
from typing import Any

import peewee

from db import search, tables
from db.connection import Store, Value
from db.queries import record_edit, spent_ids, ticket_text
from db.queries.record_edit import RecordEdit, scalar
from desktop_app.core.enums import Entity
from desktop_app.core.errors import Conflict, NotFound
from desktop_app.core.records.history import FieldChange

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


class TicketEdit(RecordEdit):
    """Changes to one ticket and its child rows."""

    _entity = Entity.TICKET
    _table = tables.ticket

    def add(self, child: str, **values: Value) -> int:
        """Insert a child row (`cycle`, `handover`, `callback`, `note`, `link`); return its id."""
        row_id = self._store.insert(_CHILDREN[child], {"ticket_id": self.id, **values})
        text = json.dumps(values, ensure_ascii=False, separators=(",", ":"))
        self._more.append(FieldChange(f"{child}:{row_id}", None, text))
        return row_id

    def change(self, child: str, row_id: int, **values: Value) -> None:
        """Change columns of a child row."""
        table = _CHILDREN[child]
        columns = [table.c[name] for name in values]
        old = self._store.row(table.select(*columns).where(table.c.id == row_id)) or ()
        for (name, new), before in zip(values.items(), old, strict=True):
            if new != before:
                field = f"{child}:{row_id}:{name}"
                self._more.append(FieldChange(field, before, scalar(new)))
        self._store.update(table, row_id, values)

    def remove(self, child: str, row_id: int) -> None:
        """Delete a child row; what it held stays in history."""
        table = _CHILDREN[child]
        self._more.append(FieldChange(f"{child}:{row_id}", row_id, None))
        self._store.execute(table.delete().where(table.c.id == row_id))

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

    def _write(self, version: int, changed: Mapping[str, Value]) -> None:
        if not _SEARCHED & changed.keys():
            super()._write(version, changed)
            return
        old_text = ticket_text.text(self._store, self.id)
        super()._write(version, changed)
        search.unindex_ticket(self._store, self.id, old_text)
        search.index_ticket(self._store, self.id, ticket_text.text(self._store, self.id))

    def _state(self) -> dict[str, Any]:
        return state(self._store, self.id)

    def _moved_on(self) -> Conflict:
        return moved_on(str(self.before["number"]))


def state(store: Store, ticket_id: int) -> dict[str, Any]:
    """Return all columns of a ticket by name; NotFound when there is none."""
    absent = NotFound("Обращения нет в базе", "", "обновите список")
    return record_edit.state(store, "ticket", ticket_id, absent)


def is_there(store: Store, ticket_id: int) -> bool:
    """Tell whether a ticket is in the base: an undone load takes its tickets away."""
    return store.row("SELECT 1 FROM ticket WHERE id = ?", (ticket_id,)) is not None


def insert(store: Store, values: dict[str, Value]) -> int:
    """Insert a ticket with its search text; return the id."""
    ticket_id = spent_ids.insert(store, tables.ticket, values)
    search.index_ticket(store, ticket_id, ticket_text.text(store, ticket_id))
    return ticket_id


def moved_on(number: str) -> Conflict:
    """Return the conflict of two people editing one ticket."""
    return Conflict(
        f"Обращение № {number} тем временем изменил другой сотрудник",
        "введённое вами осталось на экране",
        "обновите карточку и внесите правку ещё раз",
    )

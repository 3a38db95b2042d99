"""How one row changes: columns and history gathered together, written once, guarded by version."""

import datetime as dt
from abc import ABC, abstractmethod
from collections.abc import Mapping
from typing import Any, ClassVar

import peewee

from db.connection import Store, Value
from db.history import Action
from desktop_app.core.enums import Entity, Operation
from desktop_app.core.errors import Conflict, NotFound
from desktop_app.core.records.history import FieldChange, HistoryDraft, Scalar


class RecordEdit(ABC):
    """Changes to one row gathered inside one action and written by `save`."""

    _entity: ClassVar[Entity]
    _table: ClassVar[peewee.Table]

    def __init__(self, store: Store, action: Action, record_id: int) -> None:
        """Read the row as it is now; NotFound when there is none."""
        self._store, self._action = store, action
        self.id = record_id
        self.before = self._state()
        self._values: dict[str, Value] = {}
        self._more: list[FieldChange] = []

    def __getitem__(self, column: str) -> Any:  # noqa: ANN401  columns are of many types
        """Return a column with the changes gathered so far."""
        return self._values.get(column, self.before[column])

    def set(self, **values: Value) -> None:
        """Gather new values of columns."""
        self._values.update(values)

    def remark(self, field: str, value: Scalar) -> None:
        """Add a fact to the history entry that is no column of the row."""
        self._more.append(FieldChange(field, None, value))

    @property
    def changed(self) -> bool:
        """Tell whether anything gathered differs from what is stored."""
        return bool(self._more or self._differing())

    def save(
        self,
        operation: Operation,
        *,
        version: int | None = None,
        note: str = "",
        occurred_at: dt.datetime | None = None,
    ) -> None:
        """Write everything gathered; Conflict when `version` is no longer the row's."""
        known = int(self.before["version"])
        if version is not None and version != known:
            raise self._moved_on()
        changed = self._differing()
        self._write(known, changed)
        columns = tuple(
            FieldChange(name, self.before[name], scalar(value)) for name, value in changed.items()
        )
        changes = columns + tuple(self._more)
        self._action.record(
            HistoryDraft(operation, self._entity, self.id, changes, note, occurred_at)
        )

    def _differing(self) -> dict[str, Value]:
        return {name: new for name, new in self._values.items() if self.before[name] != new}

    def _write(self, version: int, changed: Mapping[str, Value]) -> None:
        """Write the row's columns; a record that is searched keeps its index here."""
        self._store.update_version(self._table, self.id, version, changed)

    @abstractmethod
    def _state(self) -> dict[str, Any]:
        """Return all columns of the row by name; NotFound when there is none."""

    @abstractmethod
    def _moved_on(self) -> Conflict:
        """Return the conflict of two people changing this record."""


def state(store: Store, table: str, record_id: int, absent: NotFound) -> dict[str, Any]:
    """Return all columns of a row of a table by name; raise `absent` when there is none."""
    sql = f"SELECT * FROM {table} WHERE id = ?"  # noqa: S608  a name of the schema
    cursor = store.raw.execute(sql, (record_id,))
    row = cursor.fetchone()
    if row is None:
        raise absent
    return {column[0]: value for column, value in zip(cursor.description, row, strict=True)}


def scalar(value: Value) -> Scalar:
    """Return a value as history keeps it: bytes as hexadecimal text."""
    return value.hex() if isinstance(value, bytes) else value

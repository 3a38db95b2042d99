"""The one way an outage changes: columns, houses and history together, guarded by version."""

from collections.abc import Iterable, Mapping
from typing import Any

from db import tables
from db.connection import Store, Value
from db.history import Action
from desktop_app.core.enums import Entity, Operation
from desktop_app.core.errors import Conflict, NotFound
from desktop_app.core.records.history import FieldChange, HistoryDraft, Scalar

HOUSE = "house"
"""Prefix of the history field of a house: `house:12`, from no address to its address or back."""

_INSERT_HOUSE = "INSERT OR IGNORE INTO incident_building (incident_id, building_id) VALUES (?, ?)"
_DELETE_HOUSE = "DELETE FROM incident_building WHERE incident_id = ? AND building_id = ?"
_ADDRESS = "SELECT address FROM building WHERE id = ?"


class IncidentEdit:
    """Changes to one outage gathered inside one action and written by `save`."""

    def __init__(self, store: Store, action: Action, incident_id: int) -> None:
        """Read the outage as it is now; NotFound when there is none."""
        self._store, self._action = store, action
        self.id = incident_id
        self.before = state(store, incident_id)
        self._values: dict[str, Value] = {}
        self._more: list[FieldChange] = []

    def __getitem__(self, column: str) -> Any:  # noqa: ANN401  columns are of many types
        """Return a column with the changes gathered so far."""
        return self._values.get(column, self.before[column])

    def set(self, **values: Value) -> None:
        """Gather new values of columns."""
        self._values.update(values)

    def set_houses(self, building_ids: Iterable[int]) -> None:
        """Make these the houses of the outage."""
        wanted, present = set(building_ids), house_ids(self._store, self.id)
        self.take_houses(present - wanted)
        self.add_houses(wanted - present)

    def add_houses(self, building_ids: Iterable[int]) -> None:
        """Put houses under the outage; those already there are left alone."""
        for house_id, address in _addresses(self._store, building_ids):
            self._store.execute(_INSERT_HOUSE, (self.id, house_id))
            self._more.append(FieldChange(f"{HOUSE}:{house_id}", None, address))

    def take_houses(self, building_ids: Iterable[int]) -> None:
        """Take houses out of the outage; their addresses stay in history."""
        for house_id, address in _addresses(self._store, building_ids):
            self._store.execute(_DELETE_HOUSE, (self.id, house_id))
            self._more.append(FieldChange(f"{HOUSE}:{house_id}", address, None))

    def remark(self, field: str, value: Scalar) -> None:
        """Add a fact to the history entry that is no column of the outage."""
        self._more.append(FieldChange(field, None, value))

    @property
    def changed(self) -> bool:
        """Tell whether anything gathered differs from what is stored."""
        return bool(self._more) or any(self.before[k] != v for k, v in self._values.items())

    def save(
        self,
        operation: Operation,
        *,
        version: int | None = None,
        note: str = "",
        occurred_at: Any = None,  # noqa: ANN401  a moment or None, passed through
    ) -> None:
        """Write everything gathered; Conflict when `version` is no longer the outage's."""
        known = int(self.before["version"])
        if version is not None and version != known:
            raise moved_on(str(self.before["title"]))
        changed = {k: v for k, v in self._values.items() if self.before[k] != v}
        self._store.update_version(tables.incident, self.id, known, changed)
        fields = tuple(
            FieldChange(name, self.before[name], _scalar(value)) for name, value in changed.items()
        )
        self._action.record(
            HistoryDraft(
                operation, Entity.INCIDENT, self.id, fields + tuple(self._more), note, occurred_at
            )
        )


def insert(store: Store, values: Mapping[str, Value], building_ids: Iterable[int]) -> int:
    """Insert an outage with its houses; return the id."""
    incident_id = store.insert(tables.incident, values)
    store.insert_many(_INSERT_HOUSE, [(incident_id, house) for house in building_ids])
    return incident_id


def state(store: Store, incident_id: int) -> dict[str, Any]:
    """Return all columns of an outage by name; NotFound when there is none."""
    cursor = store.raw.execute("SELECT * FROM incident WHERE id = ?", (incident_id,))
    row = cursor.fetchone()
    if row is None:
        raise absent()
    return {column[0]: value for column, value in zip(cursor.description, row, strict=True)}


def house_ids(store: Store, incident_id: int) -> set[int]:
    """Return the ids of an outage's houses."""
    sql = "SELECT building_id FROM incident_building WHERE incident_id = ?"
    return {row[0] for row in store.rows(sql, (incident_id,))}


def absent() -> NotFound:
    """Return the error of an outage that is not there."""
    return NotFound("Этого отключения нет в базе", "", "обновите список отключений")


def moved_on(title: str) -> Conflict:
    """Return the conflict of two people changing one outage."""
    return Conflict(
        f"Отключение «{title}» тем временем изменил другой сотрудник",
        "введённое вами осталось на экране",
        "откройте карточку заново и внесите правку ещё раз",
    )


def _addresses(store: Store, building_ids: Iterable[int]) -> list[tuple[int, str]]:
    found: list[tuple[int, str]] = []
    for house_id in sorted(building_ids):
        address = store.scalar(_ADDRESS, (house_id,))
        if address is not None:
            found.append((house_id, str(address)))
    return found


def _scalar(value: Value) -> Scalar:
    return value.hex() if isinstance(value, bytes) else value

"""The one way an outage changes: columns, houses and history together, guarded by version."""

from collections.abc import Iterable, Mapping
from typing import Any

from db import tables
from db.connection import Store, Value
from db.queries import record_edit
from db.queries.record_edit import RecordEdit
from desktop_app.core.enums import Entity
from desktop_app.core.errors import Conflict, NotFound
from desktop_app.core.records.history import FieldChange

HOUSE = "house"
"""Prefix of the history field of a house: `house:12`, from no address to its address or back."""

_INSERT_HOUSE = "INSERT OR IGNORE INTO incident_building (incident_id, building_id) VALUES (?, ?)"
_DELETE_HOUSE = "DELETE FROM incident_building WHERE incident_id = ? AND building_id = ?"
_ADDRESS = "SELECT address FROM building WHERE id = ?"


class IncidentEdit(RecordEdit):
    """Changes to one outage and its houses."""

    _entity = Entity.INCIDENT
    _table = tables.incident

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

    def _state(self) -> dict[str, Any]:
        return state(self._store, self.id)

    def _moved_on(self) -> Conflict:
        return moved_on(str(self.before["title"]))


def insert(store: Store, values: Mapping[str, Value], building_ids: Iterable[int]) -> int:
    """Insert an outage with its houses; return the id."""
    incident_id = store.insert(tables.incident, values)
    store.insert_many(_INSERT_HOUSE, [(incident_id, house) for house in building_ids])
    return incident_id


def state(store: Store, incident_id: int) -> dict[str, Any]:
    """Return all columns of an outage by name; NotFound when there is none."""
    return record_edit.state(store, "incident", incident_id, absent())


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

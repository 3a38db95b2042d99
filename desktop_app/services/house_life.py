"""What happened to a house, for its card."""

from db import history
from db.queries import house_life as queries
from desktop_app.core.enums import Entity
from desktop_app.core.records.history import HistoryEntry
from desktop_app.core.records.house_life import HouseLife
from desktop_app.services.desk import Desk

_MONTHS = 12


class HouseLives:
    """Reads the life of a house; nothing is changed here."""

    def __init__(self, desk: Desk) -> None:
        """Work at the desk."""
        self._desk = desk

    def read(self, building_id: int) -> HouseLife:
        """Return calls by months of the last year, the latest visits and who served when."""
        return queries.life(self._desk.store, building_id, self._desk.now().date(), _MONTHS)

    def history(self, building_id: int) -> list[HistoryEntry]:
        """Return what was done to the house's record, oldest first."""
        return history.of_entity(self._desk.store, Entity.BUILDING, building_id)

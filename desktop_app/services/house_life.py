"""What happened to a house, for its card."""

from db.queries import house_life as queries
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

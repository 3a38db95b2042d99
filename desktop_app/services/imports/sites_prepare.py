"""Rows of a register of collection sites, read and judged before the database is touched."""

import re
from dataclasses import dataclass, field, replace
from typing import Final

from desktop_app.core.collection_reader import read_schedules, read_window
from desktop_app.core.collection_schedule import Schedule, WasteKind
from desktop_app.core.container_words import LARGEST, MOST, read_containers
from desktop_app.core.records.waste import Container
from desktop_app.importers.table import SourceRow, Table
from desktop_app.services.imports import addresses, values
from desktop_app.services.imports.houses_prepare import SHIFTED
from desktop_app.services.imports.ledger import Ledger, surplus_reason
from desktop_app.services.imports.organizations_prepare import Tick
from desktop_app.services.imports.profiles import Columns

_POINT: Final = re.compile(r"(-?\d{1,3}[.,]\d+)\s*[;,\s]\s*(-?\d{1,3}[.,]\d+)")
_LONGEST: Final = {
    "settlement": 200, "register_number": 100, "owner": 500, "surface": 200, "fence": 200,
    "note": 10_000,
}  # fmt: skip
_PAIRS: Final = (
    (WasteKind.MIXED, "amount", "volume"),
    (WasteKind.SEPARATE, "amount_separate", "volume_separate"),
    (WasteKind.BULKY, "amount_bulky", "volume_bulky"),
)
_NOT_READ: Final = "не понято, значение не взято"
_SCHEDULE_NOT_READ: Final = "график не понят: впишите его в карточке площадки"
_LARGEST_AREA: Final = 100_000


@dataclass(frozen=True, slots=True)
class PreparedSite:
    """A row as the file says it; empty values say nothing and change nothing."""

    row: int
    address: str
    settlement: str = ""
    register_number: str = ""
    latitude: float | None = None
    longitude: float | None = None
    owner: str = ""
    owner_inn: str = ""
    surface: str = ""
    fence: str = ""
    has_roof: bool | None = None
    area: float | None = None
    note: str = ""
    containers: tuple[Container, ...] = ()
    schedules: tuple[Schedule, ...] = ()
    carrier: str = ""
    houses: str = ""


@dataclass(slots=True)
class SiteReader:
    """Reads a recognised file; what is left out goes to the ledger as a remark."""

    columns: Columns
    ledger: Ledger
    _row: int = field(default=0, init=False)

    def run(self, table: Table, tick: Tick) -> list[PreparedSite]:
        """Read all rows once; `tick` is called after each and may stop the work."""
        sites = []
        for row in table.rows():
            self.ledger.read += 1
            if shifted := surplus_reason(row):
                self.ledger.reject(row, shifted, SHIFTED)
            elif not addresses.written(row, self.columns):
                self.ledger.reject(row, addresses.NO_ADDRESS)
            else:
                sites.append(self.read(row))
            tick()
        return sites

    def read(self, row: SourceRow) -> PreparedSite:
        """Return what a row says."""
        self._row = row.number
        text = {name: self._text(row, name) for name in _LONGEST}
        latitude, longitude = self._point(row)
        return PreparedSite(
            row=row.number,
            address=addresses.written(row, self.columns),
            settlement=text["settlement"],
            register_number=text["register_number"],
            latitude=latitude,
            longitude=longitude,
            owner=text["owner"],
            owner_inn=values.text(self.columns.cell(row, "owner_inn")),
            surface=text["surface"],
            fence=text["fence"],
            has_roof=self._roof(row),
            area=self._area(row),
            note=text["note"],
            containers=self._containers(row),
            schedules=self._schedules(row),
            carrier=values.text(self.columns.cell(row, "carrier")),
            houses=self.columns.cell(row, "houses").strip(),
        )

    def remark(self, name: str, value: str, reason: str = _NOT_READ) -> None:
        """Write down that a value of the row was left out."""
        self.ledger.remark(self._row, self.columns.title(name), value[:200], reason)

    def _text(self, row: SourceRow, name: str) -> str:
        cell = values.text(self.columns.cell(row, name))
        if len(cell) > _LONGEST[name]:
            self.remark(name, cell, f"длиннее {_LONGEST[name]} знаков")
            return ""
        return cell

    def _point(self, row: SourceRow) -> tuple[float | None, float | None]:
        cells = [values.text(self.columns.cell(row, name)) for name in ("latitude", "longitude")]
        if not all(cells):
            both = _POINT.search(values.text(self.columns.cell(row, "point")))
            cells = list(both.groups()) if both else ["", ""]
        if not all(cells):
            return None, None
        found = [values.number(cell).value for cell in cells]
        latitude, longitude = found
        if latitude is None or longitude is None:
            self.remark("latitude", "; ".join(cells))
            return None, None
        if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
            self.remark("latitude", "; ".join(cells), "таких координат нет")
            return None, None
        return latitude, longitude

    def _area(self, row: SourceRow) -> float | None:
        cell = self.columns.cell(row, "area")
        found = values.positive(cell)
        if not found.is_clear or (found.value and not 0 < found.value <= _LARGEST_AREA):
            self.remark("area", cell)
            return None
        return found.value

    def _roof(self, row: SourceRow) -> bool | None:
        cell = self.columns.cell(row, "roof")
        found = values.yes_no(cell)
        if not found.is_clear:
            self.remark("roof", cell)
        return found.value

    def _containers(self, row: SourceRow) -> tuple[Container, ...]:
        cell = values.text(self.columns.cell(row, "containers"))
        if cell:
            try:
                return read_containers(cell, WasteKind.MIXED)
            except ValueError:
                self.remark("containers", cell)
        found = (self._counted(row, *pair) for pair in _PAIRS)
        return tuple(item for item in found if item is not None)

    def _counted(
        self, row: SourceRow, kind: WasteKind, amount: str, volume: str
    ) -> Container | None:
        cells = [self.columns.cell(row, name) for name in (amount, volume)]
        count, size = values.positive_count(cells[0]).value, values.positive(cells[1]).value
        if count is None and size is None and values.is_unknown(cells[0]):
            return None
        if count is None or size is None or not (0 < count <= MOST and 0 < size <= LARGEST):
            self.remark(amount, " × ".join(cells), "нужны и число, и объём контейнеров")
            return None
        return Container(kind, size, count)

    def _schedules(self, row: SourceRow) -> tuple[Schedule, ...]:
        cell = values.text(self.columns.cell(row, "schedule"))
        found, unread = read_schedules(self.columns.cell(row, "schedule")) if cell else ([], [])
        for part in unread:
            self.remark("schedule", part, _SCHEDULE_NOT_READ)
        hours = values.text(self.columns.cell(row, "window"))
        if hours and found:
            window = read_window(hours)
            if window is None:
                self.remark("window", hours)
            else:
                opens, closes = window
                found = [
                    item if item.has_window else replace(item, opens=opens, closes=closes)
                    for item in found
                ]
        return tuple(item for item in found if item.opens is None or item.opens != item.closes)

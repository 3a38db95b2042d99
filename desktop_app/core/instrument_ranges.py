"""What an instrument can show for each parameter a commission measures: a slip of the hand is told.

The ranges are generous: they stand round what the ordinary thermometers and pressure gauges of the
trade read, so that a figure outside them is mistyped («9999 бар», «999 °C»), never unusual.
"""

import math
from dataclasses import dataclass

from desktop_app.core.measuring import RADIATOR, Block
from desktop_app.core.norms import plain
from desktop_app.core.records.inspections import Measurement
from desktop_app.core.text import NBSP, fold

_DEGREES = ("°c", "°с", "c", "с", "град", "град.", "градус")


@dataclass(frozen=True, slots=True)
class Showable:
    """From what to what a value can be read off, in the unit of its row, and what it is of."""

    what: str
    low: float
    high: float

    def holds(self, value: float) -> bool:
        """Tell whether an instrument can show a value."""
        return self.low <= value <= self.high

    def words(self, unit: str) -> str:
        """Return «давление бывает от 0 до 40 бар»."""
        return f"{self.what} от {plain(self.low)} до {plain(self.high)}{NBSP}{unit}".strip()


_AIR = Showable("температура воздуха бывает", -60, 60)
_SURFACE = Showable("прибор отопления бывает", -40, 150)
_WATER = Showable("температура воды бывает", -5, 150)
# By the folded unit of a row: 40 bar in each of them.
_PRESSURE = {"бар": 40.0, "мпа": 4.0, "кпа": 4_000.0, "кгс/см²": 40.0, "кгс/см2": 40.0, "атм": 40.0}
_AMOUNTS = {
    "ч": Showable("срок бывает", 0, 8_784),
    "сут": Showable("срок бывает", 0, 366),
    "мин": Showable("срок бывает", 0, 44_640),
    "м": Showable("расстояние бывает", 0, 5_000),
    "м³": Showable("объём бывает", 0, 5_000),
}


def range_of(row: Measurement) -> Showable | None:
    """Return what an instrument can show for a row, by its quantity and unit; None if unknown."""
    unit, quantity = fold(row.unit), fold(row.quantity)
    if unit in _DEGREES:
        return _degrees(row.block, quantity)
    if unit in _PRESSURE:
        high = _PRESSURE[unit]
        if quantity.startswith("перепад"):  # the return may be pressed above the supply
            return Showable("перепад давления бывает", -high, high)
        return Showable("давление бывает", 0, high)
    return _AMOUNTS.get(unit)


def not_showable(row: Measurement, *values: float | None) -> str:
    """Return what is wrong with the first value no instrument shows for this row, or ""."""
    known = range_of(row)
    for value in values:
        if value is not None and not math.isfinite(value):
            return "проверьте число"
        if known is not None and value is not None and not known.holds(value):
            return f"проверьте число ({known.words(row.unit)})"
    return ""


def _degrees(block: str, quantity: str) -> Showable:
    if quantity.startswith((fold(RADIATOR), "поверхность")):
        return _SURFACE
    is_air = "воздух" in quantity or block == Block.AIR
    return _AIR if is_air else _WATER

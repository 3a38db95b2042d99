"""A norm as data: what is allowed, under which conditions, by which document and its edition."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

_RANGE = re.compile(r"^([\[(])(-?[\d.]*);(-?[\d.]*)([\])])$")
_HOURS = re.compile(r"^(\d+)-(\d+)$")


@dataclass(frozen=True, slots=True)
class Range:
    """An interval of temperatures; an end is None where nothing limits that side."""

    low: float | None
    high: float | None
    with_low: bool = True
    with_high: bool = True

    @classmethod
    def of(cls, text: str) -> "Range":
        """Read «[10;12)» or «(;5]»; ValueError for anything else."""
        match = _RANGE.match(text)
        if match is None:
            raise ValueError(f"not a range: {text!r}")
        opening, low, high, closing = match.groups()
        return cls(_number(low), _number(high), opening == "[", closing == "]")

    def holds(self, value: float) -> bool:
        """Tell whether a value lies inside."""
        if self.low is not None and (value < self.low or (value == self.low and not self.with_low)):
            return False
        is_over = self.high is not None and (
            value > self.high or (value == self.high and not self.with_high)
        )
        return not is_over


@dataclass(frozen=True, slots=True)
class Norm:
    """One row of the table of norms.

    `below` and `above` widen the norm, `night_below` stands in for `below` from 00:00 to 05:00.
    `hours` are whole hours of the day a row holds in, from the first up to the last. `district` is
    «usual», «cold» (the coldest five days at −31 °C or lower) or "" for every district. `depends`
    names the temperature that chooses among rows of one parameter: «room» or «outdoor».
    """

    code: str
    service: str
    parameter: str
    unit: str
    low: float | None
    high: float | None
    below: float | None
    above: float | None
    night_below: float | None
    district: str
    hours: tuple[int, int] | None
    depends: str
    range: Range | None
    is_default: bool
    condition: str
    basis: str
    edition: str
    confidence: str


def norm_of(row: Mapping[str, str]) -> Norm:
    """Return the norm of a row of resources/reference/norms.csv; ValueError when it is broken."""
    return Norm(
        code=row["code"],
        service=row["service"],
        parameter=row["parameter"],
        unit=row["unit"],
        low=_number(row["min"]),
        high=_number(row["max"]),
        below=_number(row["below"]),
        above=_number(row["above"]),
        night_below=_number(row["night_below"]),
        district=row["district"],
        hours=_hours(row["hours"]),
        depends=row["depends"],
        range=Range.of(row["range"]) if row["range"] else None,
        is_default=row["is_default"] == "1",
        condition=row["condition"],
        basis=row["basis"],
        edition=row["edition"],
        confidence=row["confidence"],
    )


def _number(text: str) -> float | None:
    return float(text) if text else None


def _hours(text: str) -> tuple[int, int] | None:
    match = _HOURS.match(text)
    return (int(match[1]), int(match[2])) if match else None

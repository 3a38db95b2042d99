"""The temperature chart of a heating utility: what it must supply at an outdoor temperature."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from itertools import pairwise

from desktop_app.core.norms import exact, plain
from desktop_app.core.text import fold
from desktop_app.core.typed_numbers import read_number

_STEP = Decimal("0.1")
_DIVIDERS = re.compile(r"[;\s]+")
_FIGURES = 3


@dataclass(frozen=True, slots=True)
class ChartPoint:
    """A row of the chart, °C."""

    outdoor: float
    supply: float
    returned: float


@dataclass(frozen=True, slots=True)
class HeatingChart:
    """A chart with its name («95/70») and the paper it comes from; points go by outdoor °C."""

    title: str
    source: str
    points: tuple[ChartPoint, ...]

    @classmethod
    def of(
        cls, title: str, source: str, rows: Iterable[tuple[float, float, float]]
    ) -> "HeatingChart":
        """Return a chart of rows (outdoor, supply, return) in any order.

        Raises ValueError, worded for the clerk, for fewer than two rows or a temperature met twice.
        """
        points = tuple(ChartPoint(*row) for row in sorted(rows))
        if len(points) < 2:
            raise ValueError("в графике нужно не меньше двух строк")
        for lower, upper in pairwise(points):
            if lower.outdoor == upper.outdoor:
                raise ValueError(
                    f"в графике дважды стоит наружная температура {upper.outdoor:g} °C"
                )
        return cls(title, source, points)

    def at(self, outdoor: float) -> ChartPoint | None:
        """Return the row for an outdoor temperature, interpolated between neighbours to 0.1 °C.

        Outside the chart there is no answer (None): the chart does not say what holds there.
        """
        for lower, upper in pairwise(self.points):
            if lower.outdoor <= outdoor <= upper.outdoor:
                share = (exact(outdoor) - exact(lower.outdoor)) / (
                    exact(upper.outdoor) - exact(lower.outdoor)
                )
                return ChartPoint(
                    outdoor,
                    _between(lower.supply, upper.supply, share),
                    _between(lower.returned, upper.returned, share),
                )
        return None


@dataclass(frozen=True, slots=True)
class ChartDraft:
    """What a form changes of a chart; `points` are its rows as `rows_text` writes them."""

    source: str = ""
    points: str = ""


def draft_of(chart: HeatingChart | None) -> ChartDraft:
    """Return a chart as a form shows it, an empty draft where there is none yet."""
    return ChartDraft() if chart is None else ChartDraft(chart.source, rows_text(chart))


def read_rows(text: str) -> list[tuple[float, float, float]]:
    """Return the rows typed or pasted: outdoor, supply, return, a line each.

    Figures are divided by «;», white space of any kind. ValueError names the line that is no row.
    """
    rows: list[tuple[float, float, float]] = []
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        parts = [part for part in _DIVIDERS.split(line.strip()) if part]
        try:
            found = [value for part in parts if (value := read_number(part)) is not None]
        except ValueError as error:
            raise ValueError(f"строка {number}: «{line.strip()}» — не числа") from error
        if len(found) != _FIGURES:
            raise ValueError(f"строка {number}: нужны три числа — на улице, подача, обратка")
        rows.append((found[0], found[1], found[2]))
    return rows


def rows_text(chart: "HeatingChart") -> str:
    """Return the rows of a chart as they are typed, the warmest first."""
    lines = (
        "; ".join(plain(value) for value in (point.outdoor, point.supply, point.returned))
        for point in reversed(chart.points)
    )
    return "\n".join(lines)


def chart_for(words: str, charts: Sequence[HeatingChart]) -> HeatingChart | None:
    """Return the chart words begin with («95/70, утверждён …» is «95/70»); the longest wins."""
    said = fold(words)
    known = sorted(charts, key=lambda chart: -len(chart.title))
    return next((chart for chart in known if said.startswith(fold(chart.title))), None)


def chart_source(chart: HeatingChart) -> str:
    """Return «график 95/70, утверждён …» as the basis of a norm."""
    return f"график {chart.title}" + (f", {chart.source}" if chart.source else "")


def _between(lower: float, upper: float, share: Decimal) -> float:
    value = exact(lower) + (exact(upper) - exact(lower)) * share
    return float(value.quantize(_STEP, ROUND_HALF_UP))

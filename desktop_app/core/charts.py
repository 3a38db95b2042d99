"""What a chart shows, said once for the screen, the PDF and the Excel file."""

import enum
import itertools
from collections.abc import Sequence
from dataclasses import dataclass

from desktop_app.core.text import counted, number

_MOST_TICKS = 5
_STEPS = (1, 2, 5)


class ChartKind(enum.StrEnum):
    """How values are drawn."""

    COLUMNS = "columns"
    COMPARED = "compared"
    LINES = "lines"
    ROWS = "rows"


class Ink(enum.StrEnum):
    """What a value is to the eye; each medium gives it a colour of its own."""

    MAIN = "main"
    PAST = "past"
    ACCENT = "accent"


@dataclass(frozen=True, slots=True)
class Series:
    """Values of one kind, one for each label of the chart; None is a gap, never zero."""

    title: str
    values: tuple[int | None, ...]
    ink: Ink = Ink.MAIN


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart; `accent` is the place of the label it is about, drawn in the accent colour.

    `unit` is what is counted, for one, two and five («обращение», …). `shares` are whole percent of
    each label, drawn beside a row where there are any. ValueError when a series has not as many
    values as there are labels.
    """

    kind: ChartKind
    title: str
    labels: tuple[str, ...]
    series: tuple[Series, ...]
    unit: tuple[str, str, str] = ("обращение", "обращения", "обращений")
    label_title: str = ""
    accent: int | None = None
    shares: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Refuse what cannot be drawn."""
        if any(len(one.values) != len(self.labels) for one in self.series):
            raise ValueError("a series needs a value for every label")
        if self.shares and len(self.shares) != len(self.labels):
            raise ValueError("shares need a label each")

    @property
    def top(self) -> int:
        """The greatest value, 0 of nothing."""
        return max((v for one in self.series for v in one.values if v is not None), default=0)

    @property
    def is_empty(self) -> bool:
        """Tell whether there is nothing but gaps and zeros."""
        return not self.top

    def ink(self, series: int, place: int) -> Ink:
        """Return how one value is drawn."""
        return Ink.ACCENT if place == self.accent and not series else self.series[series].ink

    def words(self, place: int) -> str:
        """Return one label with its values in words, for hovering and for reading aloud."""
        head = self.labels[place]
        if len(self.series) == 1:
            value = self.series[0].values[place]
            counts = "—" if value is None else counted(value, *self.unit)
            said = f"{head}: {counts}"
        else:
            parts = [f"{one.title} {shown(one.values[place])}" for one in self.series]
            said = f"{head}: {', '.join(parts)}"
        return f"{said}, {self.shares[place]}" if self.shares else said

    def table(self) -> list[list[str]]:
        """Return the chart as a table: a row of heads, then a row for each label."""
        heads = [self.label_title or self.title, *(one.title for one in self.series)]
        rows = [heads + (["Доля"] if self.shares else [])]
        for place, label in enumerate(self.labels):
            values = [shown(one.values[place]) for one in self.series]
            rows.append([label, *values, *self.shares[place : place + 1]])
        return rows


def shown(value: int | None) -> str:
    """Return a value as people read it."""
    return "—" if value is None else number(value)


def ticks(top: int, most: int = _MOST_TICKS) -> list[int]:
    """Return round whole numbers from 0 for an axis that bears `top`, at most `most` of them.

    The last one is not above `top` unless nothing else would be left: bars may pass it.
    """
    if top <= 0:
        return [0, 1]
    steps = (step * 10**power for power in itertools.count() for step in _STEPS)
    step = next(step for step in steps if top // step < most)
    return list(range(0, top + 1, step)) if top >= step else [0, step]


def tab_separated(rows: Sequence[Sequence[str]]) -> str:
    """Return a table as the clipboard takes it into Excel."""
    return "\n".join("\t".join(row) for row in rows)

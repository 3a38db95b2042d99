"""Much read by short reads, and still from one state of the file.

A reader keeps others from committing, so what takes seconds is read by slices of time, each held
for some hundredths of a second. History tells which tickets were changed meanwhile, whoever changed
them: the slices they stood in or stand in now are read again, until nothing has moved.
"""

import bisect
import datetime as dt
import re
import time
from array import array
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from operator import itemgetter
from typing import Any, Self, TypeVar

from db.connection import Row, Store, Value
from db.queries import repeats
from desktop_app.core import clock
from desktop_app.core.enums import Entity

Result = TypeVar("Result")

_NAMES = re.compile(r":([a-z]+)\b")
# What may move any ticket at once, without an entry of history for each.
_CONCERNS_ALL = frozenset(
    entity.value
    for entity in (Entity.IMPORT, Entity.ORGANIZATION, Entity.BUILDING, Entity.REFERENCE)
)
_MOST_CHANGED = 500
_MOST_PASSES = 20
_FIRST_STEP, _LEAST_STEP, _MOST_STEP = (
    dt.timedelta(hours=3),
    dt.timedelta(minutes=5),
    dt.timedelta(days=64),
)
_SHORT, _LONG = 0.015, 0.04  # seconds one read holds the file
EVER, NEVER = "", "9999"  # before and after every stored moment


@dataclass(frozen=True, slots=True)
class Axis:
    """Rows that stand at moments: the ticket first, then what is counted.

    `sql` gives the rows of moments from :low to before :high; `places` the moments and keys where
    rows of tickets {marks} stand now. `groups` are the columns counted together; with `keeps` the
    rows themselves are kept too.
    """

    name: str
    sql: str
    places: str
    groups: tuple[tuple[int, ...], ...] = ()
    keeps: bool = False


@dataclass(slots=True)
class _Slice:
    """The rows of one axis between two stored moments."""

    axis: Axis
    key: int
    low: str
    high: str
    ids: "array[int]" = field(default_factory=lambda: array("q"))
    counts: tuple[Counter[Any], ...] = ()
    rows: Sequence[Row] = ()

    def holds_any(self, tickets: Sequence[int]) -> bool:
        """Tell whether any of these tickets, in order, is among the rows."""
        if not self.ids:
            return False
        first = bisect.bisect_left(tickets, min(self.ids))
        near = tickets[first : bisect.bisect_right(tickets, max(self.ids))]
        return bool(near) and not set(near).isdisjoint(self.ids)


class Slices:
    """Axes read by slices; `settled` gives an answer from one state of the file."""

    def __init__(self, store: Store, moments: Mapping[str, Value]) -> None:
        """Take the moments the SQL of the axes names, as stored."""
        self._store, self._moments = store, dict(moments)
        self._slices: list[_Slice] = []
        self._sums: defaultdict[tuple[str, int], Counter[Any]] = defaultdict(Counter)
        self._entry = 0

    def settled(self, ask: Callable[[Self], None], answer: Callable[[], Result]) -> Result:
        """Let `ask` read the axes, then `answer` inside a short snapshot in which all of it holds.

        `ask` is called again when everything may have moved: an import, merged organisations.
        """
        self._begin(ask)
        for _ in range(_MOST_PASSES):
            with self._store.snapshot():
                written = self._written()
                if not written:
                    return answer()
            self._freshen(written, ask)
        # The office writes faster than we read: others wait this once.
        with self._store.snapshot():
            self._freshen(self._written(), ask)
            return answer()

    def read(self, axis: Axis, low: str, high: str, key: int = 0) -> None:
        """Read an axis between two stored moments; "" reaches back for ever, "9999" forward."""
        step = _FIRST_STEP
        while low < high:
            until = self._until(low, high, step)
            piece = _Slice(axis, key, low, until)
            spent = self._fill(piece)
            self._slices.append(piece)
            if spent < _SHORT:
                step = min(step * 2, _MOST_STEP)
            elif spent > _LONG:
                step = max(step / 2, _LEAST_STEP)
            low = until

    def counts(self, axis: Axis, group: int = 0) -> Counter[Any]:
        """Return how many rows have each value of a group of columns; some may be zero."""
        return self._sums[axis.name, group]

    def tickets(self, axis: Axis) -> set[int]:
        """Return the tickets of an axis."""
        return {row_id for piece in self._of(axis) for row_id in piece.ids}

    def rows(self, axis: Axis) -> Iterator[Row]:
        """Yield the kept rows of an axis, the earliest slice first."""
        for piece in self._of(axis):
            yield from piece.rows

    def _of(self, axis: Axis) -> Iterator[_Slice]:
        return (piece for piece in self._slices if piece.axis is axis)

    def _begin(self, ask: Callable[[Self], None]) -> None:
        self._slices = []
        self._sums.clear()
        self._entry = repeats.last_entry(self._store)
        ask(self)

    @staticmethod
    def _until(low: str, high: str, step: dt.timedelta) -> str:
        if low == EVER or high == NEVER:
            return high
        try:
            return min(clock.stamp(clock.unstamp(low) + step), high)
        except OverflowError:
            return high

    def _fill(self, piece: _Slice) -> float:
        """Read a slice; return how many seconds the file was held."""
        named = self._moments | {"low": piece.low, "high": piece.high, "key": piece.key}
        names = _NAMES.findall(piece.axis.sql)
        start = time.perf_counter()
        rows = self._store.rows(_NAMES.sub("?", piece.axis.sql), [named[name] for name in names])
        spent = time.perf_counter() - start
        piece.ids = array("q", map(itemgetter(0), rows))
        piece.rows = rows if piece.axis.keeps else ()
        before = piece.counts
        piece.counts = tuple(Counter(map(itemgetter(*group), rows)) for group in piece.axis.groups)
        # Summed here and not in the end: the answer is given while the file is held.
        for group, counts in enumerate(piece.counts):
            known = self._sums[piece.axis.name, group]
            known.update(counts)
            if before:
                known.subtract(before[group])
        return spent

    def _written(self) -> list[tuple[str, int]]:
        self._entry, written = repeats.written_since(self._store, self._entry)
        return written

    def _freshen(self, written: Sequence[tuple[str, int]], ask: Callable[[Self], None]) -> None:
        """Read again what entries of history tell of: slices of changed tickets, or everything."""
        changed = sorted({row_id for entity, row_id in written if entity == Entity.TICKET})
        if len(changed) > _MOST_CHANGED or any(kind in _CONCERNS_ALL for kind, _ in written):
            self._begin(ask)
        elif changed:
            for piece in self._stale(changed):
                self._fill(piece)

    def _stale(self, changed: Sequence[int]) -> list[_Slice]:
        """Return the slices these tickets stood in or stand in now."""
        places = self._places(changed)
        return [
            piece
            for piece in self._slices
            if any(
                key == piece.key and piece.low <= moment < piece.high
                for moment, key in places[piece.axis.name]
            )
            or piece.holds_any(changed)
        ]

    def _places(self, changed: Sequence[int]) -> dict[str, list[Row]]:
        marks = ",".join("?" * len(changed))
        axes = {piece.axis.name: piece.axis.places for piece in self._slices}
        return {
            name: self._store.rows(places.format(marks=marks), changed)
            for name, places in axes.items()
        }

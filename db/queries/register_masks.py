"""Which tickets fit a broad condition: one byte per id, filled from covering indexes alone.

A broad question in the order of another column would cost SQLite a million lookups in the table;
two passes over small indexes and one over bytes cost a fraction and never touch the table.
"""

from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import compress

from db.connection import Store, Value
from db.queries import cube
from db.queries.register_order import ALL_TIME, Bounds, Run, run, walk
from db.queries.register_where import Driver

Broad = Mapping[Driver, Sequence[Value]]


class Mask:
    """A set of ticket ids."""

    def __init__(self, size: int) -> None:
        """Start with no ids; `size` is above the largest."""
        self._bytes = bytearray(size)

    def add(self, ids: Iterable[int]) -> None:
        """Put ids in; one too large for the mask came after the question and is left out."""
        marks, size = self._bytes, len(self._bytes)
        for row_id in ids:
            if row_id < size:
                marks[row_id] = 1

    def turn_over(self) -> None:
        """Hold every id that was not in."""
        self._bytes = self._bytes.translate(bytes([1, 0]) + bytes(254))

    def keep(self, other: "Mask") -> None:
        """Hold only ids that are in both."""
        size = len(self._bytes)
        both = int.from_bytes(self._bytes, "little") & int.from_bytes(other._bytes, "little")
        self._bytes = bytearray(both.to_bytes(size, "little"))

    def filtered(self, ids: "array[int]") -> "array[int]":
        """Return those of the ids that are in, in their order."""
        size = len(self._bytes)
        if ids and max(ids) >= size:
            ids = array("q", (row_id for row_id in ids if row_id < size))
        return array("q", compress(ids, map(self._bytes.__getitem__, ids)))


def gather(store: Store, broad: Broad, bounds: Bounds) -> Iterator[Mask | None]:
    """Yield None after each short read, then the mask of the tickets that fit all conditions.

    `bounds` is a period to keep to besides; (None, None) when the order keeps to it itself.
    """
    size = int(store.scalar("SELECT max(id) FROM ticket") or 0) + 1
    found: Mask | None = None
    for runs, is_rest in _sides(store, broad, bounds):
        mask = Mask(size)
        for ids in walk(store, runs, at_once=False):
            mask.add(ids)
            yield None
        if is_rest:
            mask.turn_over()
        if found is None:
            found = mask
        else:
            found.keep(mask)
    yield found


def _sides(store: Store, broad: Broad, bounds: Bounds) -> Iterator[tuple[list[Run], bool]]:
    """Yield what to read for each condition: what fits it, or the rest where that is less."""
    for column, values in broad.items():
        rest = cube.rest(store, column, values)
        sought = values if rest is None else rest
        yield [run(ALL_TIME, (column.value, value)) for value in sought], rest is not None
    if bounds != ALL_TIME:
        yield [run(bounds)], False

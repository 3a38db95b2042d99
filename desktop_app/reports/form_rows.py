"""Where the rows of a template come to stand once its repeated rows are written out."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Block:
    """Repeated rows of a sheet, first to last inclusive, counted from 1.

    `dropped` are rows that hold nothing but the marks themselves. `count` records are written; an
    empty section leaves one row blank, so that formulas under it still have a range.
    """

    name: str
    first: int
    last: int
    dropped: frozenset[int] = frozenset()
    count: int = 1

    @property
    def body(self) -> tuple[int, ...]:
        """The rows that are repeated."""
        return tuple(r for r in range(self.first, self.last + 1) if r not in self.dropped)

    @property
    def times(self) -> int:
        """How many times they are written."""
        return max(self.count, 1)

    @property
    def growth(self) -> int:
        """By how many rows what stands below moves."""
        return len(self.body) * self.times - (self.last - self.first + 1)


@dataclass(frozen=True, slots=True)
class RowMap:
    """Rows of the template → rows of the filled sheet; the blocks stand in order, apart."""

    blocks: tuple[Block, ...] = ()
    _starts: list[int] = field(default_factory=list)
    _shifts: list[int] = field(default_factory=list)

    @classmethod
    def of(cls, blocks: Sequence[Block]) -> "RowMap":
        """Return the map of blocks from top to bottom."""
        shifts, moved = [], 0
        for block in blocks:
            shifts.append(moved)
            moved += block.growth
        return cls(tuple(blocks), [block.first for block in blocks], [*shifts, moved])

    def block_at(self, row: int) -> Block | None:
        """Return the block a row of the template belongs to."""
        place = bisect_right(self._starts, row) - 1
        if place < 0 or row > self.blocks[place].last:
            return None
        return self.blocks[place]

    def first(self, row: int) -> int:
        """Return where a row comes to stand first; a dropped row: what follows it."""
        return self.at(row, 0)

    def last(self, row: int) -> int:
        """Return where a row comes to stand last."""
        block = self.block_at(row)
        return self.at(row, block.times - 1 if block else 0)

    def at(self, row: int, instance: int) -> int:
        """Return where a row stands for the `instance`-th record of its block."""
        place = bisect_right(self._starts, row) - 1
        if place < 0:
            return row
        block = self.blocks[place]
        if row > block.last:
            return row + self._shifts[place + 1]
        body = block.body
        inside = sum(1 for known in body if known < row)
        inside = min(inside, len(body) - 1)
        return block.first + self._shifts[place] + instance * len(body) + inside

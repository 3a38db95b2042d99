"""Long lists read by blocks, so that the first line is said before the last is read."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeVar

R = TypeVar("R")

_BLOCK = 500


def by_blocks(
    page: Callable[[list[int]], Iterable[R]], ids: Sequence[int], limit: int | None
) -> Iterator[R]:
    """Yield the records of ids in their order, `limit` at the most."""
    wanted = list(ids[:limit])
    for start in range(0, len(wanted), _BLOCK):
        yield from page(wanted[start : start + _BLOCK])

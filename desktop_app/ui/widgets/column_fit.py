"""How wide columns stand in the room there is: words give way or grow, the least needed leave."""

import math
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Span:
    """A column to place, in pixels: what it wants, from `low` to `high`.

    `leaves` is 0 for a column that stays; of the others the highest leaves first.
    """

    wanted: int
    low: int
    high: int
    leaves: int = 0


def fit(spans: Sequence[Span], room: int) -> list[int]:
    """Return widths for a room, 0 for a column that leaves it; a room of 0 gives what is wanted.

    Columns leave only where the lowest widths of all do not fit. What is wanted beyond the room is
    taken, and what is spare is given, in proportion to how much each may change.
    """
    wanted = [span.wanted for span in spans]
    if room <= 0:
        return wanted
    kept = _kept(spans, room)
    free = room - sum(wanted[place] for place in kept)
    limits = [(span.high if free > 0 else span.low) - span.wanted for span in spans]
    most = abs(sum(limits[place] for place in kept))
    share = min(1.0, abs(free) / most) if most else 0.0
    return [
        want + math.floor(limit * share) if place in kept else 0
        for place, (want, limit) in enumerate(zip(wanted, limits, strict=True))
    ]


def _kept(spans: Sequence[Span], room: int) -> set[int]:
    """Return the places of columns that stay."""
    kept = set(range(len(spans)))
    while sum(spans[place].low for place in kept) > room:
        last = max(kept, key=lambda place: (spans[place].leaves, place), default=None)
        if last is None or not spans[last].leaves:
            return kept
        kept.discard(last)
    return kept

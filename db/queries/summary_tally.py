"""The figures of a summary that count tickets, read by short reads as if at one moment."""

import datetime as dt
from collections import Counter
from collections.abc import Callable
from typing import TypeVar

from db.connection import Row, Store
from db.queries import summary_axes as axes
from db.queries import summary_tickets
from db.queries.slices import EVER, NEVER, Axis, Slices
from desktop_app.core import clock
from desktop_app.core.records.balance import Balance
from desktop_app.core.records.figures import Figure
from desktop_app.core.records.summary import ExecutorLine, SpanCount
from desktop_app.core.summary_periods import Span

Result = TypeVar("Result")

BALANCE = (
    axes.RECEIVED_TICKETS,
    axes.ENDED_CYCLES,
    axes.OPEN_CYCLES,
    axes.RETURNED_TICKETS,
)
"""What a balance is made of."""

_DAY = dt.timedelta(days=1)
_NAMES = "SELECT id, coalesce(nullif(short_name, ''), name) FROM organization"
_OLDEST_OPEN = "SELECT min(opened_at) FROM ticket_cycle WHERE closed_at IS NULL"
_LATE, _CANCELLED, _NEVER_LATE = 1, 2, 3
_FATE_PLACES = (0, 1, 2, 3, 6)  # calls, at 4 and 5, are counted apart


class Tally:
    """Counts of inclusive days at a moment; to be asked inside `settled` only."""

    def __init__(self, store: Store, span: Span, at: dt.datetime | None = None) -> None:
        """Take the days and the moment what is late is late at: the end of the days if none."""
        self._store, self._span = store, span
        self._first = summary_tickets.midnight(span.first)
        self._end = summary_tickets.midnight(span.last + _DAY)
        moment = clock.stamp(at) if at else self._end
        self._slices = Slices(store, {"first": self._first, "end": self._end, "at": moment})

    def settled(self, answer: Callable[[], Result], *read: Axis) -> Result:
        """Read axes, then answer in a short snapshot in which all of them hold."""
        ways: dict[str, Callable[[Slices], None]] = {
            axes.ENDED_CYCLES.name: self._read_ended,
            axes.OPEN_CYCLES.name: self._read_open,
            axes.HANDED.name: self._read_handed,
        }

        def ask(slices: Slices) -> None:
            for axis in read:
                way = ways.get(axis.name)
                if way is None:
                    slices.read(axis, self._first, self._end)
                else:
                    way(slices)

        return self._slices.settled(ask, answer)

    def balance(self) -> Balance:
        """Return the balance; `BALANCE` must have been read."""
        cycles = self._cycles()
        return Balance(
            opening=_sum(cycles, 0),
            received=self._slices.counts(axes.RECEIVED_TICKETS).total(),
            returned=len(self._slices.tickets(axes.RETURNED_TICKETS)),
            closed=sum(count for key, count in cycles.items() if key[3]),
            closing=_sum(cycles, 1),
        )

    def overdue(self) -> int:
        """Return how many open tickets are past their term at the moment."""
        return _sum(self._cycles(), 2)

    def ended(self) -> tuple[int, int, int]:
        """Return of the closed how many were never late, how many had a term, were cancelled.

        Who had no term is neither in time nor late; the cancelled are in none of the first two.
        """
        found: Counter[int] = Counter()
        for key, count in self._cycles().items():
            found[key[3]] += count
        in_term = found[_NEVER_LATE]
        return in_term, in_term + found[_LATE], found[_CANCELLED]

    def calls(self) -> tuple[int, int, int]:
        """Return cycles the calls of these days solved, sent to rework, and nobody answered in."""
        found: Counter[str] = Counter()
        for (outcome, _), count in self._slices.counts(axes.CALLS).items():
            found[outcome] += count
        return found["solved"], found["rework"], found["unreached"]

    def called(self) -> tuple[int, int, int]:
        """Return how many tickets stand behind each of those numbers of cycles."""
        found: Counter[str] = Counter()
        for (outcome, ticket), count in self._slices.counts(axes.CALLS, 1).items():
            found[outcome] += min(count, 1) if ticket else count
        return found["solved"], found["rework"], found["unreached"]

    def received(self) -> tuple[dict[Figure, int], int]:
        """Return the figures over tickets of these days, and the houses of repeats."""
        flags = self._slices.counts(axes.RECEIVED_TICKETS, 3)
        found = {
            figure: sum(count for key, count in flags.items() if key[place])
            for place, figure in enumerate(summary_tickets.RECEIVED)
        }
        repeats = {
            house
            for (house, again, _), count in self._houses().items()
            if again and count and house is not None
        }
        return found, len(repeats)

    def houses(self) -> dict[int, int]:
        """Return houses with repeats and how many tickets each has, cancelled ones left out."""
        found: Counter[int] = Counter()
        again: Counter[int] = Counter()
        for (house, is_repeat, is_cancelled), count in self._houses().items():
            if house is not None and not is_cancelled:
                found[house] += count
                again[house] += count * is_repeat
        return {house: count for house, count in found.items() if again[house]}

    def topics(self) -> dict[int, tuple[int, int, int]]:
        """Return by topic how many came, are done, are late at the moment."""
        found: dict[int, tuple[int, int, int]] = {}
        for (topic, done, late), count in self._slices.counts(axes.RECEIVED_TICKETS, 2).items():
            before = found.get(topic, (0, 0, 0))
            found[topic] = (before[0] + count, before[1] + count * done, before[2] + count * late)
        return found

    def days(self) -> list[SpanCount]:
        """Return how many came on each day."""
        known = self._slices.counts(axes.RECEIVED_TICKETS)
        each = (self._span.first + _DAY * number for number in range(self._span.length))
        return [SpanCount(day, day, known[day.isoformat()]) for day in each]

    def executors(self) -> list[ExecutorLine]:
        """Return organisations given tickets or judged by callbacks, the busiest first."""
        names: dict[int, str] = dict(self._store.rows(_NAMES))
        lines: dict[int, list[int]] = {}
        for (key, *marks), count in self._slices.counts(axes.HANDED).items():
            if count:
                line = lines.setdefault(key, [0] * 7)
                for place, mark in zip(_FATE_PLACES, (1, *marks), strict=True):
                    line[place] += count * mark
        for (outcome, key), count in self._slices.counts(axes.CALLS).items():
            if count and outcome != "unreached":
                place = 4 if outcome == "solved" else 5
                lines.setdefault(key, [0] * 7)[place] += count
        found = [
            ExecutorLine(key, names.get(key, "Исполнитель не указан"), *line)
            for key, line in lines.items()
        ]
        return sorted(found, key=lambda line: (-line.handed, -line.decided, line.name))

    def visitors(self) -> list[Row]:
        """Return the rows of personal reception in the order they came."""
        return [row[1:] for row in self._slices.rows(axes.VISITORS)]

    def _houses(self) -> Counter[tuple[int | None, int, int]]:
        return self._slices.counts(axes.RECEIVED_TICKETS, 1)

    def _cycles(self) -> Counter[tuple[int, ...]]:
        counts = self._slices.counts
        return counts(axes.ENDED_CYCLES) + counts(axes.OPEN_CYCLES)

    def _read_ended(self, slices: Slices) -> None:
        now = max(self._end, self._store.scalar("SELECT max(closed_at) FROM ticket_cycle") or "")
        slices.read(axes.ENDED_CYCLES, self._first, self._end)
        slices.read(axes.ENDED_CYCLES, self._end, now)
        slices.read(axes.ENDED_CYCLES, now, NEVER)

    def _read_open(self, slices: Slices) -> None:
        oldest = min(self._end, self._store.scalar(_OLDEST_OPEN) or self._end)
        slices.read(axes.OPEN_CYCLES, EVER, oldest)
        slices.read(axes.OPEN_CYCLES, oldest, self._end)

    def _read_handed(self, slices: Slices) -> None:
        for (key,) in self._store.rows("SELECT id FROM organization ORDER BY id"):
            slices.read(axes.HANDED, self._first, self._end, key)


def _sum(cycles: Counter[tuple[int, ...]], place: int) -> int:
    return sum(count for key, count in cycles.items() if key[place])

"""Counts the figures kept beside tickets while these are made, not once more from all their rows.

The same figures as `db.queries.rollups` counts them, which «Проверка базы» holds against them.
"""

import datetime as dt
from collections import defaultdict

from db.queries.rollups import Counted
from desktop_app.core.enums import TicketStatus
from desktop_app.services.demo.life import Life
from desktop_app.services.demo.registration import NULL

_CLOSED = f'"{TicketStatus.CLOSED.value}"'
_RECEIVED, _REPEATED, _ENDED, _CANCELLED = range(4)


class Tally:
    """Adds lives up by status and by week; None is counted as organisation 0."""

    def __init__(self) -> None:
        """Start with nothing."""
        self._cube: dict[tuple[str, int, int], int] = defaultdict(int)
        self._weeks: dict[tuple[str, int, int], list[int]] = defaultdict(lambda: [0, 0, 0, 0])
        self._mondays = _Mondays()

    def add(self, life: Life) -> None:
        """Count a life as it stands at the end of the demo."""
        now, topic, mondays = life.now, life.call.topic_id, self._mondays
        organization = now["organization_id"]
        place = 0 if organization == NULL else int(organization)
        status, ended = now["status"], now["closed_at"]
        self._cube[status, topic, place] += 1
        week = self._weeks[mondays[life.events[0][3][:10]], topic, place]
        week[_RECEIVED] += 1
        if life.call.repeat_of is not None:
            week[_REPEATED] += 1
        if ended != NULL:
            what = _ENDED if status == _CLOSED else _CANCELLED
            self._weeks[mondays[ended[1:11]], topic, place][what] += 1

    def counted(self) -> Counted:
        """Return what was counted, as rows of the two tables."""
        return Counted(
            [(key[0].strip('"'), *key[1:], count) for key, count in sorted(self._cube.items())],
            [(*key, *counts) for key, counts in sorted(self._weeks.items())],
        )


class _Mondays(dict[str, str]):
    """The Monday of the week of a date, each looked up in the calendar once."""

    def __missing__(self, day: str) -> str:
        date = dt.date.fromisoformat(day)
        found = self[day] = str(date - dt.timedelta(days=date.weekday()))
        return found

"""Which copies to keep: all of two days, then daily, weekly and monthly ones (SAFETY.md, 7)."""

import datetime as dt
from collections.abc import Callable, Hashable, Iterable

ALL_FOR = dt.timedelta(days=2)
DAILY, WEEKLY, MONTHLY = 12, 10, 9


def kept(moments: Iterable[dt.datetime], now: dt.datetime) -> set[dt.datetime]:
    """Return the copies to keep among those made at these moments.

    Everything of the last two days; of earlier ones the newest of each of 12 days, 10 weeks and 9
    months that have copies at all.
    """
    ordered = sorted(moments, reverse=True)
    keep = {moment for moment in ordered if now - moment <= ALL_FOR}
    keep |= _newest_of(ordered, DAILY, lambda m: m.date())
    keep |= _newest_of(ordered, WEEKLY, lambda m: m.isocalendar()[:2])
    keep |= _newest_of(ordered, MONTHLY, lambda m: (m.year, m.month))
    return keep


def _newest_of(
    ordered: list[dt.datetime], count: int, period: Callable[[dt.datetime], Hashable]
) -> set[dt.datetime]:
    newest: dict[Hashable, dt.datetime] = {}
    for moment in ordered:
        newest.setdefault(period(moment), moment)
        if len(newest) > count:
            newest.popitem()
            break
    return set(newest.values())

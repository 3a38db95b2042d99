"""Periods an organisation is looked at over, each ending today."""

import datetime as dt

from desktop_app.core import seasons
from desktop_app.core.enums import Titled


class ScorePeriod(Titled):
    """Which days a scorecard counts."""

    MONTH = "month", "Месяц"
    SEASON = "season", "Сезон"
    YEAR = "year", "Год"


def first_day(period: ScorePeriod, today: dt.date, season_start: str) -> dt.date:
    """Return the first day of the month, heating season or year under way.

    `season_start` is the office's «10-01», month and day.
    """
    if period is ScorePeriod.MONTH:
        return today.replace(day=1)
    if period is ScorePeriod.YEAR:
        return today.replace(month=1, day=1)
    return seasons.start(today, season_start)

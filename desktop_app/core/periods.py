"""Ready periods of a list: «этот месяц» moves on with the days, two typed dates do not."""

import datetime as dt

from desktop_app.core.enums import Titled


class Period(Titled):
    """A period counted from today."""

    TODAY = "today", "Сегодня"
    YESTERDAY = "yesterday", "Вчера"
    WEEK = "week", "Эта неделя"
    LAST_WEEK = "last_week", "Прошлая неделя"
    MONTH = "month", "Этот месяц"
    QUARTER = "quarter", "Этот квартал"
    YEAR = "year", "Этот год"

    def days(self, today: dt.date) -> tuple[dt.date, dt.date]:
        """Return its first and last day; periods that run end today."""
        day = dt.timedelta(days=1)
        monday = today - day * today.weekday()
        starts = {
            Period.TODAY: today,
            Period.YESTERDAY: today - day,
            Period.WEEK: monday,
            Period.LAST_WEEK: monday - day * 7,
            Period.MONTH: today.replace(day=1),
            Period.QUARTER: today.replace(month=(today.month - 1) // 3 * 3 + 1, day=1),
            Period.YEAR: today.replace(month=1, day=1),
        }
        ends = {Period.YESTERDAY: today - day, Period.LAST_WEEK: monday - day}
        return starts[self], ends.get(self, today)


def fitting(first: dt.date | None, last: dt.date | None, today: dt.date) -> list[Period]:
    """Return the ready periods two days may be meant by, the shortest first."""
    return [period for period in Period if (first, last) == period.days(today)]

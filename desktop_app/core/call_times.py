"""When an applicant is called again; nobody is called late in the evening or at night."""

import datetime as dt

MORNING, EVENING, LATEST = dt.time(9), dt.time(18, 30), dt.time(20)
_LEAST = dt.timedelta(minutes=30)


def next_try(now: dt.datetime, pause_hours: int) -> dt.datetime:
    """Return when to try again after nobody answered: some hours later, or the next morning."""
    wished = _minute(now) + dt.timedelta(hours=max(pause_hours, 1))
    if wished.time() > LATEST:
        return tomorrow_morning(wished)
    return max(wished, dt.datetime.combine(wished.date(), MORNING))


def in_an_hour(now: dt.datetime) -> dt.datetime:
    """Return the moment one hour later, in whole minutes."""
    return _minute(now) + dt.timedelta(hours=1)


def this_evening(now: dt.datetime) -> dt.datetime | None:
    """Return this evening, or None when it is less than half an hour away."""
    evening = dt.datetime.combine(now.date(), EVENING)
    return evening if evening - now >= _LEAST else None


def tomorrow_morning(now: dt.datetime) -> dt.datetime:
    """Return the morning of the next day."""
    return dt.datetime.combine(now.date() + dt.timedelta(days=1), MORNING)


def show_when(moment: dt.datetime, now: dt.datetime) -> str:
    """Return «в 14:00» for today, «завтра в 09:00», «26.11 в 09:00» for later days."""
    days = (moment.date() - now.date()).days
    day = {0: "", 1: "завтра "}.get(days, f"{moment:%d.%m} ")
    return f"{day}в\N{NO-BREAK SPACE}{moment:%H:%M}"


def _minute(moment: dt.datetime) -> dt.datetime:
    return moment.replace(second=0, microsecond=0)

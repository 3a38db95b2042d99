"""Terms: from a topic's rules to a moment with its reason."""

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from desktop_app.core import clock
from desktop_app.core.calendar import WorkCalendar
from desktop_app.core.enums import DeadlineUnit
from desktop_app.core.records.reference import Deadline, DeadlineRule
from desktop_app.core.text import NBSP, counted, figure

if TYPE_CHECKING:
    from desktop_app.core.records.waste import DayTemperature

FIX = "fix"
OF_SECTION: Final = "срок по разделу, уточните тему"
"""How the basis of a term begins that was counted while only the section was known."""

_MINUTES, _DAY_HOURS = 60, 24
# ГК РФ ст. 194: a term in days ends at the 24th hour of its last day.
_END_OF_DAY = dt.time(23, 59)


def choose_rule(
    rules: Sequence[DeadlineRule],
    room_temperature: float | None,
    outdoor: float | None = None,
    *,
    boundary_is_warm: bool = False,
) -> DeadlineRule | None:
    """Return the rule in force for the work itself, or None when the topic has none.

    Rules may depend on the room temperature asked at intake (ПП 354, прил. 1, п. 14: 16, 8 or 4
    hours) and on the mean temperature of the day (ПП 354, прил. 1, п. 17: 24 or 48 hours; СанПиН
    2.1.3684-21, п. 13: 7 or 10 days); without it the mildest one holds, because a shorter term
    would be guessed. At a border two rules share the mildest holds too, or with `boundary_is_warm`
    the one of the warmth.
    """
    fitting = [rule for rule in rules if rule.stage == FIX]
    if room_temperature is not None:
        fitting = [rule for rule in fitting if _within(rule, room_temperature)] or fitting
    if outdoor is not None:
        fitting = [rule for rule in fitting if _is_outdoor(rule, outdoor)] or fitting
        if boundary_is_warm:
            fitting = [rule for rule in fitting if rule.outdoor_to != outdoor] or fitting
    return max(fitting, key=lambda rule: (rule.room_to is None, _length(rule)), default=None)


def compute(
    rule: DeadlineRule,
    start: dt.datetime,
    calendar: WorkCalendar,
    weather: "DayTemperature | None" = None,
) -> Deadline:
    """Return the moment until which the rule gives time, counted from registration.

    The basis of a rule that depends on the weather says which day's temperature it was chosen by.
    """
    if rule.unit is DeadlineUnit.HOURS:
        due = start + dt.timedelta(minutes=round(rule.amount * _MINUTES))
    elif rule.unit is DeadlineUnit.CALENDAR_DAYS:
        last = start.date() + dt.timedelta(days=round(rule.amount))
        due = dt.datetime.combine(last, _END_OF_DAY)
    else:
        last = calendar.add_working_days(start.date(), round(rule.amount))
        due = dt.datetime.combine(last, _END_OF_DAY)
    basis = f"{rule.basis}; {_weather_words(weather)}" if rule.depends_on_weather else rule.basis
    return Deadline(due, amount_words(rule), basis, rule.is_proposal)


def amount_words(rule: DeadlineRule) -> str:
    """Return the length in words: «4 часа», «30 минут», «3 рабочих дня»."""
    if rule.unit is DeadlineUnit.HOURS:
        minutes = round(rule.amount * _MINUTES)
        if minutes % _MINUTES:
            return counted(minutes, "минута", "минуты", "минут")
        return counted(minutes // _MINUTES, "час", "часа", "часов")
    days = round(rule.amount)
    if rule.unit is DeadlineUnit.CALENDAR_DAYS:
        return counted(days, "календарный день", "календарных дня", "календарных дней")
    return counted(days, "рабочий день", "рабочих дня", "рабочих дней")


def late_minutes(deadline: dt.datetime | None, done: dt.datetime) -> int:
    """Return by how many minutes the work was late; zero when in time or without a term."""
    if deadline is None:
        return 0
    return max(int((done - deadline).total_seconds() // _MINUTES), 0)


def hint(deadline: Deadline) -> str:
    """Return why the term is such, in one line: «4 часа · ПП 354, прил. 1, п. 14»."""
    return f"{deadline.rule}{NBSP}· {deadline.basis}"


def short_hint(deadline: Deadline) -> str:
    """Return the same without its explanation: «16 часов · ПП 354, прил. 1, п. 14»."""
    basis = deadline.basis.split(":")[0].split(";")[0]
    return f"{deadline.rule} · {basis}"


def _within(rule: DeadlineRule, temperature: float) -> bool:
    above = rule.room_from is None or temperature >= rule.room_from
    return above and (rule.room_to is None or temperature < rule.room_to)


def _is_outdoor(rule: DeadlineRule, average: float) -> bool:
    above = rule.outdoor_from is None or average >= rule.outdoor_from
    return above and (rule.outdoor_to is None or average <= rule.outdoor_to)


def _length(rule: DeadlineRule) -> float:
    return rule.amount if rule.unit is DeadlineUnit.HOURS else rule.amount * _DAY_HOURS


def _weather_words(weather: "DayTemperature | None") -> str:
    if weather is None:
        return "средняя за сутки не внесена, взят больший срок"
    sign = "+" if weather.average > 0 else ""
    return f"{clock.show_date(weather.day)} в среднем {sign}{figure(weather.average)}{NBSP}°C"

"""Days a summary counts, the days before them it is held against, and the штаб it is made for."""

import calendar
import datetime as dt
from dataclasses import dataclass

from desktop_app.core import clock, seasons
from desktop_app.core.day_words import month_of, show_day
from desktop_app.core.enums import Titled

_DAY = dt.timedelta(days=1)
_WEEK = 7


class SummaryForm(Titled):
    """Ready forms; the rhythm is that of the winter call centre of Ufa (domain/RULES.md §6)."""

    DISTRICT = "district", "Районный штаб"
    CITY = "city", "Городской штаб"
    EXTENDED = "extended", "Расширенное заседание"
    RECEPTION = "reception", "Личный приём"

    @property
    def weekday(self) -> int:
        """The day it meets on, Monday is 0."""
        return {SummaryForm.CITY: 3, SummaryForm.EXTENDED: 4}.get(self, 1)

    @property
    def whom(self) -> str:
        """For whom the paper is: «для районного штаба»."""
        return {
            SummaryForm.DISTRICT: "для районного штаба",
            SummaryForm.CITY: "для городского штаба",
            SummaryForm.EXTENDED: "для расширенного заседания",
            SummaryForm.RECEPTION: "к личному приёму",
        }[self]

    def meeting(self, today: dt.date) -> dt.date:
        """Return the next day it meets on, today included."""
        return today + _DAY * ((self.weekday - today.weekday()) % _WEEK)

    def days(self, today: dt.date) -> "Span":
        """Return the days its paper counts.

        A Tuesday hears of the calendar week before it, a Thursday and a Friday of the seven days up
        to the evening before. Until then the days still run.
        """
        if self.weekday == 1:
            return last_week(self.meeting(today))
        last = self.meeting(today) - _DAY
        return Span(last - _DAY * (_WEEK - 1), last)


class SpanKind(Titled):
    """What a span of days is called."""

    DAY = "day", "за день"
    WEEK = "week", "за неделю"
    MONTH = "month", "за месяц"
    SEASON = "season", "с начала сезона"
    ANY = "any", "за период"


@dataclass(frozen=True, slots=True)
class Span:
    """Inclusive days; ValueError when they are the wrong way round."""

    first: dt.date
    last: dt.date

    def __post_init__(self) -> None:
        """Refuse days the wrong way round."""
        if self.last < self.first:
            raise ValueError("a span ends before it begins")

    @property
    def length(self) -> int:
        """How many days."""
        return (self.last - self.first).days + 1

    @property
    def is_month(self) -> bool:
        """Tell whether it is a calendar month, whole."""
        days = calendar.monthrange(self.first.year, self.first.month)[1]
        return self.first.day == 1 and self.length == days and self.last.month == self.first.month

    @property
    def is_calendar_week(self) -> bool:
        """Tell whether it is one week from Monday to Sunday."""
        return self.length == _WEEK and self.first.weekday() == 0

    @property
    def words(self) -> str:
        """The days in figures: «16.11 – 22.11.2026», «24.11.2026»."""
        if self.first == self.last:
            return clock.show_date(self.first)
        same = self.first.year == self.last.year
        first = f"{self.first:%d.%m}" if same else clock.show_date(self.first)
        return f"{first}\N{NO-BREAK SPACE}– {clock.show_date(self.last)}"

    def kind(self, season_start: str = "10-01") -> SpanKind:
        """Return what it is called; `season_start` is the office's «10-01»."""
        if self.length == 1:
            return SpanKind.DAY
        if self.length == _WEEK:
            return SpanKind.WEEK
        if self.is_month:
            return SpanKind.MONTH
        begins = self.first == seasons.start(self.first, season_start)
        if begins and self.length > _WEEK and self.last >= self.first:
            return SpanKind.SEASON
        return SpanKind.ANY

    def lived(self, today: dt.date) -> "Span":
        """Return the days of it that have come; the first at least."""
        return Span(self.first, max(self.first, min(self.last, today)))

    def previous(self, season_start: str = "10-01") -> "Span":
        """Return what it is held against: the month before, the season before, else as many days.

        A season is held against the same days of the season before.
        """
        kind = self.kind(season_start)
        if kind is SpanKind.MONTH:
            last = self.first - _DAY
            return Span(last.replace(day=1), last)
        if kind is SpanKind.SEASON:
            first = seasons.start(self.first - _DAY, season_start)
            return Span(first, first + _DAY * (self.length - 1))
        return Span(self.first - _DAY * self.length, self.first - _DAY)


def last_week(today: dt.date) -> Span:
    """Return the last calendar week that has ended before a day."""
    monday = today - _DAY * (today.weekday() + _WEEK)
    return Span(monday, monday + _DAY * (_WEEK - 1))


def last_month(today: dt.date) -> Span:
    """Return the last calendar month that has ended before a day."""
    last = today.replace(day=1) - _DAY
    return Span(last.replace(day=1), last)


def ready(today: dt.date, season_start: str) -> list[tuple[str, Span]]:
    """Return ready spans with their words, the usual first."""
    monday = today - _DAY * today.weekday()
    return [
        ("Прошлая неделя", last_week(today)),
        ("Эта неделя", Span(monday, today)),
        ("Прошлый месяц", last_month(today)),
        ("Этот месяц", Span(today.replace(day=1), today)),
        ("С начала сезона", Span(seasons.start(today, season_start), today)),
    ]


def meeting_words(form: SummaryForm, today: dt.date, span: Span) -> str:
    """Return for whom and for what day a summary is: «для районного штаба, вторник 24 ноября».

    Days nobody counts for the next meeting, a month years ago, name no meeting.
    """
    if span != form.days(today):
        return form.whom
    return f"{form.whom}, {show_day(form.meeting(today)).replace(', ', ' ')}"


def part_of_month(day: dt.date) -> str:
    """Return «в начале октября», «в середине октября», «в конце октября»."""
    part = "начале" if day.day <= 10 else "середине" if day.day <= 20 else "конце"
    return f"в\N{NO-BREAK SPACE}{part} {month_of(day)}"

"""The next collection after every kind of schedule, and schedules in words."""

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.core.collection_reader import read_schedule, read_schedules, read_window
from desktop_app.core.collection_schedule import (
    Repeat,
    Schedule,
    WasteKind,
    Weeks,
    due_between,
    next_collections,
    next_of,
)
from desktop_app.core.collection_words import schedule_words, titled_words, when_words

NBSP = "\N{NO-BREAK SPACE}"
MOMENTS = st.datetimes(dt.datetime(1995, 1, 1), dt.datetime(2110, 1, 1))
MONTH_DAYS = st.dates(dt.date(2024, 1, 1), dt.date(2024, 12, 31)).map(lambda d: (d.month, d.day))
TIMES = st.times().map(lambda time: time.replace(second=0, microsecond=0))
WEEKLY = st.builds(
    Schedule,
    kind=st.sampled_from(WasteKind),
    weekdays=st.frozensets(st.integers(0, 6), min_size=1),
    weeks=st.sampled_from(Weeks),
)
MONTHLY = st.builds(
    Schedule,
    repeat=st.just(Repeat.MONTH_DAYS),
    weekdays=st.just(frozenset()),
    month_days=st.lists(st.integers(1, 31), min_size=1, max_size=4, unique=True).map(
        lambda days: tuple(sorted(days))
    ),
)
DATED = st.builds(
    Schedule,
    repeat=st.just(Repeat.DATES),
    weekdays=st.just(frozenset()),
    dates=st.lists(
        st.dates(dt.date(1995, 1, 1), dt.date(2110, 1, 1)), min_size=1, max_size=4, unique=True
    ).map(lambda days: tuple(sorted(days))),
)


def _dressed(plain: Schedule, window: object, season: object) -> Schedule:
    if isinstance(window, tuple):
        plain = replace(plain, opens=window[0], closes=window[1])
    if isinstance(season, tuple):
        plain = replace(plain, season_from=season[0], season_to=season[1])
    return plain


SCHEDULES = st.builds(
    _dressed,
    st.one_of(WEEKLY, MONTHLY, DATED),
    st.none() | st.tuples(TIMES, TIMES),
    st.none() | st.tuples(MONTH_DAYS, MONTH_DAYS),
)


@given(SCHEDULES, MOMENTS)
def test_the_next_collection_is_never_over(schedule: Schedule, moment: dt.datetime) -> None:
    """Whatever the schedule, what is promised is ahead or under way, in order, on its days."""
    found = next_collections(schedule, moment, 3)
    assert all(item.closes > moment for item in found)
    assert found == sorted(found)
    assert len({item.opens for item in found}) == len(found)
    assert all(schedule.falls_on(item.day) for item in found)
    assert all(dt.timedelta() < item.closes - item.opens <= dt.timedelta(1) for item in found)


@given(SCHEDULES, MOMENTS)
def test_nothing_is_skipped(schedule: Schedule, moment: dt.datetime) -> None:
    """Between the moment and the promised day no other day of the schedule lies."""
    found = next_collections(schedule, moment)
    if not found:
        return
    day = moment.date() + dt.timedelta(days=1)
    for _ in range(60):
        if day >= found[0].day:
            break
        assert not schedule.falls_on(day)
        day += dt.timedelta(days=1)


@given(st.one_of(WEEKLY, MONTHLY), MOMENTS)
def test_a_schedule_without_a_season_never_ends(schedule: Schedule, moment: dt.datetime) -> None:
    """Weekly and monthly collections go on; the next is at most three weeks or a month away."""
    (found,) = next_collections(schedule, moment)
    assert found.opens - moment <= dt.timedelta(days=32)


@given(WEEKLY, st.integers(1995, 2110))
def test_odd_and_even_follow_the_iso_week_over_new_year(schedule: Schedule, year: int) -> None:
    """Round New Year each promised day has the parity of its own ISO week, week 53 too."""
    for item in next_collections(schedule, dt.datetime(year, 12, 20), 12):
        week = item.day.isocalendar().week
        assert item.day.weekday() in schedule.weekdays
        assert schedule.weeks is Weeks.EVERY or (week % 2 == 1) == (schedule.weeks is Weeks.ODD)


def test_after_week_53_comes_another_odd_week() -> None:
    """2026 has 53 weeks: Mondays 28 December (53) and 4 January (1) are both odd."""
    mondays = Schedule(weekdays=frozenset({0}), weeks=Weeks.ODD)
    found = next_collections(mondays, dt.datetime(2026, 12, 22), 3)
    assert [item.day for item in found] == [
        dt.date(2026, 12, 28),
        dt.date(2027, 1, 4),
        dt.date(2027, 1, 18),
    ]
    even = replace(mondays, weeks=Weeks.EVEN)
    assert next_collections(even, dt.datetime(2026, 12, 22))[0].day == dt.date(2027, 1, 11)


def test_short_months_and_leap_days() -> None:
    """The 31st is the last day where a month has none; 30 and 31 are one collection in February."""
    last = Schedule(repeat=Repeat.MONTH_DAYS, month_days=(30, 31))
    found = next_collections(last, dt.datetime(2028, 2, 1), 3)
    assert [item.day for item in found] == [
        dt.date(2028, 2, 29),
        dt.date(2028, 3, 30),
        dt.date(2028, 3, 31),
    ]
    leap = Schedule(
        repeat=Repeat.MONTH_DAYS, month_days=(29,), season_from=(2, 29), season_to=(2, 29)
    )
    assert next_collections(leap, dt.datetime(2096, 3, 1))[0].day == dt.date(2104, 2, 29)


def test_a_season_goes_over_new_year() -> None:
    """A winter season holds on both sides of 1 January and rests in between."""
    winter = Schedule(season_from=(11, 15), season_to=(3, 1))
    assert next_collections(winter, dt.datetime(2026, 12, 31, 23))[0].day == dt.date(2027, 1, 1)
    assert next_collections(winter, dt.datetime(2027, 3, 1, 23, 30))[0].day == dt.date(2027, 11, 15)


def test_an_open_window_still_counts() -> None:
    """At 9:30 today's 7–10 is waited for; at 10:00 it is over. A night window ends later."""
    morning = Schedule(opens=dt.time(7), closes=dt.time(10))
    day = dt.date(2026, 11, 24)
    assert next_collections(morning, dt.datetime(2026, 11, 24, 9, 30))[0].day == day
    assert next_collections(morning, dt.datetime(2026, 11, 24, 10))[0].day > day
    night = Schedule(opens=dt.time(22), closes=dt.time(2), weekdays=frozenset({0}))
    (running,) = next_collections(night, dt.datetime(2026, 11, 24, 1))
    assert (running.day, running.closes) == (dt.date(2026, 11, 23), dt.datetime(2026, 11, 24, 2))


def test_where_no_hours_are_agreed_the_law_sets_them() -> None:
    """СанПиН 2.1.3684-21, п. 15: waste is taken from 7:00 to 23:00, and is late from then on."""
    daily, day = Schedule(), dt.datetime(2026, 11, 24)
    (first,) = next_collections(daily, day)
    assert (first.opens, first.closes) == (day.replace(hour=7), day.replace(hour=23))


def test_a_collection_is_due_from_the_very_end_of_its_window() -> None:
    """At the stroke it is due and no longer ahead; what was due at the last look is not again."""
    morning = Schedule(opens=dt.time(7), closes=dt.time(10))
    end = dt.datetime(2026, 11, 24, 10)
    day, minute = dt.timedelta(days=1), dt.timedelta(minutes=1)
    assert [item.closes for item in due_between([morning], end - day, end)] == [end]
    assert due_between([morning], end - day, end - minute) == []


def test_due_collections_go_by_when_they_ended() -> None:
    """A long window that opened first and closed last is the later of the two."""
    long, short = (Schedule(opens=dt.time(6 + n), closes=dt.time(20 - 8 * n)) for n in (0, 1))
    day = dt.datetime(2026, 11, 24)
    found = due_between([long, short], day, day + dt.timedelta(days=1))
    assert [item.place for item in found] == [1, 0]
    at_noon = due_between([long, short], day, day + dt.timedelta(hours=13))
    assert [item.place for item in at_noon] == [1]


def test_a_list_of_dates_runs_out() -> None:
    """After the last date nothing is promised, and less than asked for is said."""
    dates = Schedule(repeat=Repeat.DATES, dates=(dt.date(2026, 11, 24), dt.date(2026, 12, 1)))
    assert len(next_collections(dates, dt.datetime(2026, 11, 20), 5)) == 2
    assert next_collections(dates, dt.datetime(2026, 12, 2)) == []
    assert next_collections(dates, dt.datetime(9999, 12, 31, 23)) == []


@given(st.lists(SCHEDULES, max_size=3), MOMENTS)
def test_several_schedules_are_one_row(schedules: list[Schedule], moment: dt.datetime) -> None:
    """The next of a site is the earliest of its schedules, each named by its place."""
    found = next_of(schedules, moment, 3)
    assert found == sorted(found)
    first = [n for s in schedules for n in next_collections(s, moment)]
    assert (found[0].opens if found else None) == min((n.opens for n in first), default=None)
    assert all(schedules[item.place].falls_on(item.day) for item in found)


@given(SCHEDULES, MOMENTS, st.integers(1, 40))
def test_what_was_due_and_what_is_next_never_overlap(
    schedule: Schedule, moment: dt.datetime, days: int
) -> None:
    """Every collection of a stretch is either due by its end or still ahead at its end."""
    since = moment - dt.timedelta(days=days)
    due = due_between([schedule], since, moment)
    assert all(since < item.closes <= moment for item in due)
    assert due == sorted(due, key=lambda item: item.closes)
    assert not set(due) & set(next_collections(schedule, moment, 3))
    for item in next_collections(schedule, since, 2):
        assert item.closes > moment or item in due


@given(SCHEDULES)
def test_words_are_read_back(schedule: Schedule) -> None:
    """What the program says of a schedule it reads back as the same schedule."""
    assert read_schedule(titled_words(schedule)) == schedule


@pytest.mark.parametrize(
    ("schedule", "words"),
    [
        (Schedule(), "ежедневно"),
        (
            Schedule(
                weekdays=frozenset(range(5)),
                weeks=Weeks.EVEN,
                opens=dt.time(7),
                closes=dt.time(10),
            ),
            "по будням 7:00–10:00, чётные недели",
        ),
        (Schedule(weekdays=frozenset({1})), "по вторникам"),
        (Schedule(weekdays=frozenset({0, 2, 4})), "пн, ср, пт"),
        (Schedule(repeat=Repeat.MONTH_DAYS, month_days=(15, 1)), f"1 и 15{NBSP}числа"),
        (
            Schedule(season_from=(4, 15), season_to=(10, 15)),
            f"ежедневно, с 15{NBSP}апреля по 15{NBSP}октября",
        ),
        (
            Schedule(repeat=Repeat.DATES, dates=tuple(dt.date(2026, 12, d) for d in range(1, 7))),
            "01.12.2026, 02.12.2026, 03.12.2026, 04.12.2026 и ещё 2",
        ),
    ],
)
def test_schedules_in_words(schedule: Schedule, words: str) -> None:
    """A schedule reads as a person would say it."""
    assert schedule_words(schedule) == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Ежедневно, с 7.00 до 10.00", "ежедневно 7:00–10:00"),
        ("понедельник, среда, пятница", "пн, ср, пт"),
        ("Пн-Пт 07:00-10:00", "по будням 7:00–10:00"),
        ("по вторникам и четвергам (чётные недели)", "вт, чт, чётные недели"),
        ("каждый вторник по нечетным неделям", "по вторникам, нечётные недели"),
        ("5, 20 числа каждого месяца", f"5 и 20{NBSP}числа"),
        ("1-го и 15-го числа", f"1 и 15{NBSP}числа"),
        ("КГО: суббота", "КГО: по субботам"),
        ("пт-пн", "пн, пт, сб, вс"),
        ("по рабочим дням", "по будням"),
    ],
)
def test_registers_are_read(text: str, words: str) -> None:
    """Timetables as municipal registers write them are understood."""
    schedule = read_schedule(text)
    assert schedule is not None
    assert titled_words(schedule) == words


@pytest.mark.parametrize(
    "text",
    ["через день", "3 раза в неделю", "по заявкам", "1 раз в 3 дня", "32 числа", "31.02.2026", ""],
)
def test_what_is_not_clear_is_not_guessed(text: str) -> None:
    """A timetable that does not say its days is left unread."""
    assert read_schedule(text) is None


def test_a_cell_with_several_timetables() -> None:
    """Parts are read one by one; what is unclear is returned in its own words."""
    found, unread = read_schedules("пн, чт 6:00–9:00; КГО: 1 числа; по заявке")
    assert [item.kind for item in found] == [WasteKind.MIXED, WasteKind.BULKY]
    assert unread == ["по заявке"]
    assert read_window("с 7 до 10 ч") == (dt.time(7), dt.time(10))
    assert read_window("утром") is None


def test_the_day_as_it_is_said() -> None:
    """Today and tomorrow have words; another day has its weekday."""
    now = dt.datetime(2026, 11, 24, 9, 0)
    daily = Schedule(opens=dt.time(7), closes=dt.time(10))
    said = [when_words(n, now, has_window=True) for n in next_collections(daily, now, 3)]
    assert said == [
        "сегодня, 24.11, 7:00–10:00",
        "завтра, 25.11, 7:00–10:00",
        "чт, 26.11, 7:00–10:00",
    ]

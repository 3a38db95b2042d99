"""Dates as they are typed: every usual way is understood, nonsense gets a remedy."""

import contextlib
import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.core.typed_dates import read_date, read_moment

TODAY = dt.date(2026, 11, 24)
NOW = dt.datetime(2026, 11, 24, 9, 41)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("24.11.2026", TODAY),
        ("24.11.26", TODAY),
        ("24.11", TODAY),
        ("24.11.", TODAY),
        ("24", TODAY),
        ("24112026", TODAY),
        ("241126", TODAY),
        ("2411", TODAY),
        ("24/11/2026", TODAY),
        ("24-11-2026", TODAY),
        ("24 11 2026", TODAY),
        ("2026-11-24", TODAY),
        (" Сегодня ", TODAY),
        ("завтра", dt.date(2026, 11, 25)),
        ("послезавтра", dt.date(2026, 11, 26)),
        ("вчера", dt.date(2026, 11, 23)),
        ("+10", dt.date(2026, 12, 4)),
        ("-1", dt.date(2026, 11, 23)),
        ("1.2", dt.date(2026, 2, 1)),
        ("29.02.2024", dt.date(2024, 2, 29)),
        ("", None),
        ("   ", None),
    ],
)
def test_dates_understood(typed: str, expected: dt.date | None) -> None:
    """Each way of typing gives the day meant."""
    assert read_date(typed, TODAY) == expected


@pytest.mark.parametrize("typed", ["31.11.2026", "29.02.2026", "00.01", "32", "13.13.2026"])
def test_days_that_do_not_exist(typed: str) -> None:
    """An impossible day is refused, never moved to another."""
    with pytest.raises(ValueError, match="такого дня нет"):
        read_date(typed, TODAY)


@pytest.mark.parametrize("typed", ["24.11.0202", "24.11.1899", "24.11.2101", "31.12.9999"])
def test_years_nobody_means(typed: str) -> None:
    """A slip of the finger is named; an arrow key cannot run past the last day Python knows."""
    with pytest.raises(ValueError, match="проверьте год"):
        read_date(typed, TODAY)
    assert read_date("29.02.1904", TODAY) == dt.date(1904, 2, 29)
    assert read_date("28.02.2100", TODAY) == dt.date(2100, 2, 28)


@pytest.mark.parametrize("typed", ["когда-нибудь", "24.11.2026 13:41", "1.2.3.4", "٢٤.١١", "12345"])
def test_what_is_no_date_gets_a_remedy(typed: str) -> None:
    """Words that are no date say what is wanted."""
    with pytest.raises(ValueError, match=r"нужна дата|такого дня нет"):
        read_date(typed, TODAY)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("24.11.2026 13:41", dt.datetime(2026, 11, 24, 13, 41)),
        ("25.11 8:00", dt.datetime(2026, 11, 25, 8, 0)),
        ("завтра 8.30", dt.datetime(2026, 11, 25, 8, 30)),
        ("завтра в 8:30", dt.datetime(2026, 11, 25, 8, 30)),
        ("завтра в 8", dt.datetime(2026, 11, 25, 8, 0)),
        ("13:41", dt.datetime(2026, 11, 24, 13, 41)),
        ("", None),
    ],
)
def test_moments_understood(typed: str, expected: dt.datetime | None) -> None:
    """A time alone is today; a date with a time is that moment."""
    assert read_moment(typed, NOW) == expected


@pytest.mark.parametrize(
    ("typed", "remedy"),
    [("24.11.2026", "добавьте время"), ("25:99", "такого времени нет"), ("31.02 10:00", "дня нет")],
)
def test_moments_refused(typed: str, remedy: str) -> None:
    """A date without an hour is a guess; impossible hours and days are refused."""
    with pytest.raises(ValueError, match=remedy):
        read_moment(typed, NOW)


@given(st.dates(min_value=dt.date(2000, 1, 1), max_value=dt.date(2099, 12, 31)))
def test_what_is_shown_is_read_back(day: dt.date) -> None:
    """The printed form of any day of this century reads as that day."""
    assert read_date(f"{day:%d.%m.%Y}", TODAY) == day
    assert read_date(f"{day:%d.%m.%y}", TODAY) == day


@given(st.text(max_size=20))
def test_any_text_is_a_date_or_a_remedy(typed: str) -> None:
    """Nothing typed breaks the field."""
    with contextlib.suppress(ValueError):
        assert read_date(typed, TODAY) is None or typed.strip()
    with contextlib.suppress(ValueError):
        assert read_moment(typed, NOW) is None or typed.strip()

"""When people are called again, and the words read to them."""

import datetime as dt

import pytest

from desktop_app.core import call_script
from desktop_app.core.call_times import (
    in_an_hour,
    next_try,
    show_when,
    this_evening,
    tomorrow_morning,
)
from desktop_app.core.day_words import show_day


def at(time: str, day: int = 24) -> dt.datetime:
    """Return a moment of November 2026."""
    return dt.datetime.combine(dt.date(2026, 11, day), dt.time.fromisoformat(time))


@pytest.mark.parametrize(
    ("now", "pause", "expected"),
    [
        ("09:41:30", 3, at("12:41")),
        ("17:00", 3, at("20:00")),
        ("17:01", 3, at("09:00", 25)),
        ("22:30", 3, at("09:00", 25)),
        ("03:00", 2, at("09:00")),
        ("12:00", 24, at("12:00", 25)),
        ("20:30", 24, at("09:00", 26)),
    ],
)
def test_nobody_is_called_late_or_early(now: str, pause: int, expected: dt.datetime) -> None:
    """The next attempt lies between nine in the morning and eight in the evening."""
    assert next_try(at(now), pause) == expected


def test_times_to_offer() -> None:
    """An hour is counted in whole minutes; an evening half gone is not offered."""
    assert in_an_hour(at("09:41:30")) == at("10:41")
    assert this_evening(at("18:00")) == at("18:30")
    assert this_evening(at("18:01")) is None
    assert tomorrow_morning(at("09:41")) == at("09:00", 25)


@pytest.mark.parametrize(
    ("moment", "words"),
    [(at("14:00"), "в 14:00"), (at("09:00", 25), "завтра в 09:00"), (at("09:00", 26), "26.11 в")],
)
def test_when_in_words(moment: dt.datetime, words: str) -> None:
    """A day is named only when it is another one."""
    said = show_when(moment, at("09:41")).replace("\N{NO-BREAK SPACE}", " ")
    assert said.startswith(words)


def test_script_is_filled_in() -> None:
    """Known names are filled, a slip stays in sight, spaces left by nothing disappear."""
    facts = {"номер": "2026-00001", "адрес": "ул. Лесная, д. 3"}
    text = "Здравствуйте. {запись} По { Адрес }, № {номер}, {телефон} {запись}!"
    said = "Здравствуйте. По ул. Лесная, д. 3, № 2026-00001, {телефон}!"
    assert call_script.spoken(text, facts, recorded=False) == said
    assert call_script.unknown_places(text) == ["телефон"]


def test_recording_is_told_even_when_the_text_forgot() -> None:
    """152-ФЗ: whoever is recorded hears of it first."""
    said = call_script.spoken("Здравствуйте!", {}, recorded=True)
    assert said == f"{call_script.RECORDED} Здравствуйте!"
    placed = call_script.spoken("Здравствуйте! {запись}", {}, recorded=True)
    assert placed == f"Здравствуйте! {call_script.RECORDED}"


def test_a_day_in_words() -> None:
    """Weekday, day and month in the case they are said in."""
    assert show_day(dt.date(2026, 11, 24)) == "вторник, 24\N{NO-BREAK SPACE}ноября"
    assert show_day(dt.date(2027, 5, 2)) == "воскресенье, 2\N{NO-BREAK SPACE}мая"

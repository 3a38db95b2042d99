"""Deadlines in words: levels of LOOK §4 and Russian endings."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.core.deadline_words import (
    DeadlineFacts,
    DeadlineLevel,
    DeadlineMark,
    deadline_mark,
    late_words,
    left_words,
    span,
)
from desktop_app.core.enums import TicketStatus
from desktop_app.core.text import NBSP

NOW = dt.datetime(2026, 11, 24, 9, 41)
S, L = TicketStatus, DeadlineLevel


def mark(status: TicketStatus, **known: object) -> tuple[DeadlineLevel, str]:
    """Return level and words with ordinary spaces."""
    found = deadline_mark(DeadlineFacts(status, **known), NOW)  # type: ignore[arg-type]  # by name
    return found.level, found.text.replace(NBSP, " ")


def after(**length: int) -> dt.datetime:
    """Return a moment so long after now."""
    return NOW + dt.timedelta(**length)


@pytest.mark.parametrize(
    ("deadline", "level", "words"),
    [
        (after(hours=3, minutes=52), L.NEAR, "осталось 3 ч 52 мин"),
        (after(hours=2, minutes=10), L.NEAR, "осталось 2 ч 10 мин"),
        (after(minutes=49), L.NEAR, "осталось 49 мин"),
        (after(hours=3), L.NEAR, "осталось 3 ч"),
        (after(hours=4), L.PLAIN, "осталось 4 ч"),
        (after(hours=23, minutes=45), L.PLAIN, "осталось 23 ч 45 мин"),
        (after(days=1), L.PLAIN, "остался 1 день"),
        (after(days=4, hours=7), L.PLAIN, "осталось 4 дня"),
        (after(days=9), L.PLAIN, "осталось 9 дней"),
        (after(days=21), L.PLAIN, "остался 21 день"),
        (after(seconds=20), L.NEAR, "осталось 1 мин"),
        (after(), L.NEAR, "осталось 1 мин"),
        (after(seconds=-1), L.OVERDUE, "просрочено на 1 мин"),
        (after(minutes=-35), L.OVERDUE, "просрочено на 35 мин"),
        (after(hours=-5, minutes=-20), L.OVERDUE, "просрочено на 5 ч"),
        (after(days=-1, hours=-21), L.OVERDUE, "просрочено на 1 день"),
        (after(days=-2), L.OVERDUE, "просрочено на 2 дня"),
        (None, L.PLAIN, "—"),
    ],
)
def test_running_clock(deadline: dt.datetime | None, level: DeadlineLevel, words: str) -> None:
    """An open ticket says how much is left or by how much it is late."""
    assert mark(S.SENT, deadline=deadline) == (level, words)


def test_under_a_fifth_of_the_term_is_near() -> None:
    """A month's term is near in its last fifth, though days are left."""
    opened = NOW - dt.timedelta(days=25)
    assert mark(S.IN_PROGRESS, deadline=after(days=5), opened=opened)[0] is L.NEAR
    assert mark(S.IN_PROGRESS, deadline=after(days=8), opened=opened)[0] is L.PLAIN
    opened = NOW - dt.timedelta(hours=1)  # of a term of hours the last four are near
    assert mark(S.IN_PROGRESS, deadline=after(hours=3), opened=opened)[0] is L.NEAR


@pytest.mark.parametrize(
    ("status", "known", "words"),
    [
        (S.CLOSED, {"deadline": NOW}, "закрыто в срок"),
        (S.CLOSED, {"deadline": NOW, "late_minutes": 0}, "закрыто в срок"),
        (S.CLOSED, {"deadline": NOW, "late_minutes": 125}, "с опозданием на 2 ч"),
        (S.CLOSED, {"deadline": NOW, "late_minutes": 3000}, "с опозданием на 2 дня"),
        (S.CLOSED, {}, "закрыто"),
        (S.CLOSED, {"note": "разъяснено сразу"}, "разъяснено сразу"),
        (S.DONE, {"done_at": dt.datetime(2026, 11, 21, 19, 5)}, "исполнено 21.11 19:05"),
        (S.DONE, {}, "исполнено"),
        (S.ON_HOLD, {"hold_until": dt.date(2026, 11, 25)}, "отложено до 25.11"),
        (S.ON_HOLD, {}, "отложено"),
        (S.CANCELLED, {}, "отменено"),
        (S.CANCELLED, {"note": "дубль № 2026-03460"}, "дубль № 2026-03460"),
    ],
)
def test_finished_is_muted_whatever_its_deadline(
    status: TicketStatus, known: dict[str, object], words: str
) -> None:
    """What is finished is a fact, no longer a task; late but closed stays muted."""
    facts = {"deadline": NOW - dt.timedelta(days=3), **known}
    if status is S.CLOSED and "deadline" not in known:
        facts.pop("deadline")
    assert mark(status, **facts) == (L.FINISHED, words)


def test_numbers_stay_with_their_words() -> None:
    """A line never breaks between a number and its unit."""
    assert f"2{NBSP}ч{NBSP}10{NBSP}мин" in left_words(130)
    assert late_words(125) == f"с опозданием на 2{NBSP}ч"


@given(st.integers(min_value=0, max_value=10**6))
def test_a_span_always_has_a_number_and_a_unit(minutes: int) -> None:
    """Any length reads as a positive number with a unit."""
    number, *unit = span(minutes).split(NBSP)
    assert int(number.replace(NBSP, "")) >= 1
    assert unit[-1] in {"мин", "ч", "день", "дня", "дней"}


@given(st.datetimes(min_value=dt.datetime(2020, 1, 1), max_value=dt.datetime(2035, 1, 1)))
def test_overdue_is_exactly_past_the_deadline(deadline: dt.datetime) -> None:
    """The level is overdue if and only if the deadline has passed."""
    found: DeadlineMark = deadline_mark(DeadlineFacts(S.NEW, deadline), NOW)
    assert (found.level is L.OVERDUE) == (deadline < NOW)

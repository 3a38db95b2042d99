"""Days of a summary: those before them, the papers of the штаб and their rhythm."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.core.summary_periods import (
    Span,
    SpanKind,
    SummaryForm,
    last_month,
    last_week,
    meeting_words,
    ready,
)

START = "10-01"
TUESDAY = dt.date(2026, 11, 24)
days = st.dates(dt.date(2000, 1, 1), dt.date(2090, 1, 1))


def span(first: str, last: str) -> Span:
    """Return a span of stored days."""
    return Span(dt.date.fromisoformat(first), dt.date.fromisoformat(last))


@pytest.mark.parametrize(
    ("now", "kind", "before"),
    [
        (("2026-11-16", "2026-11-22"), SpanKind.WEEK, ("2026-11-09", "2026-11-15")),
        (("2026-11-19", "2026-11-25"), SpanKind.WEEK, ("2026-11-12", "2026-11-18")),
        (("2026-11-24", "2026-11-24"), SpanKind.DAY, ("2026-11-23", "2026-11-23")),
        (("2026-03-01", "2026-03-31"), SpanKind.MONTH, ("2026-02-01", "2026-02-28")),
        (("2028-03-01", "2028-03-31"), SpanKind.MONTH, ("2028-02-01", "2028-02-29")),
        (("2026-10-01", "2026-11-24"), SpanKind.SEASON, ("2025-10-01", "2025-11-24")),
        (("2026-11-02", "2026-11-05"), SpanKind.ANY, ("2026-10-29", "2026-11-01")),
    ],
)
def test_what_days_are_held_against(
    now: tuple[str, str], kind: SpanKind, before: tuple[str, str]
) -> None:
    """A week against a week, a month against a month, a season against the season before."""
    asked = span(*now)
    assert asked.kind(START) is kind
    assert asked.previous(START) == span(*before)


@given(days, st.integers(0, 400))
def test_days_before_end_before(first: dt.date, more: int) -> None:
    """Whatever the days, those before do not touch them, and as a rule are as many."""
    asked = Span(first, first + dt.timedelta(days=more))
    before = asked.previous(START)
    assert before.last < asked.first
    kind = asked.kind(START)
    assert kind is SpanKind.MONTH or before.length == asked.length


@given(days)
def test_papers_count_days_that_end_before_the_meeting(today: dt.date) -> None:
    """Every form meets within a week on its weekday and counts seven days that lie before it."""
    for form in SummaryForm:
        meeting, counted = form.meeting(today), form.days(today)
        assert meeting.weekday() == form.weekday
        assert dt.timedelta() <= meeting - today < dt.timedelta(days=7)
        assert counted.length == 7
        assert counted.last < meeting
    assert last_week(today).is_calendar_week
    assert last_month(today).is_month
    for _words, one in ready(today, START):
        assert one.last <= today


def test_the_rhythm_of_ufa() -> None:
    """Tuesday, Thursday, Friday; on Friday the seven days up to Thursday evening."""
    own = SummaryForm.DISTRICT.days(TUESDAY)
    said = meeting_words(SummaryForm.DISTRICT, TUESDAY, own).replace("\N{NO-BREAK SPACE}", " ")
    assert said == "для районного штаба, вторник 24 ноября"
    assert SummaryForm.DISTRICT.days(TUESDAY) == span("2026-11-16", "2026-11-22")
    sunday, wednesday = TUESDAY - dt.timedelta(days=2), TUESDAY + dt.timedelta(days=1)
    assert SummaryForm.DISTRICT.days(sunday) == span("2026-11-16", "2026-11-22")
    assert SummaryForm.DISTRICT.days(wednesday) == span("2026-11-23", "2026-11-29")
    assert SummaryForm.CITY.days(TUESDAY) == span("2026-11-19", "2026-11-25")
    assert SummaryForm.EXTENDED.days(TUESDAY) == span("2026-11-20", "2026-11-26")


def test_days_the_wrong_way_round() -> None:
    """They make no span."""
    with pytest.raises(ValueError, match="before it begins"):
        span("2026-11-24", "2026-11-23")


def test_days_in_words() -> None:
    """The year is said once where it is one."""
    words = span("2026-11-16", "2026-11-22").words
    assert words.replace("\N{NO-BREAK SPACE}", " ") == "16.11 – 22.11.2026"
    long = span("2025-10-01", "2026-11-22").words
    assert long.replace("\N{NO-BREAK SPACE}", " ") == "01.10.2025 – 22.11.2026"
    assert span("2026-11-24", "2026-11-24").words == "24.11.2026"


def test_days_of_no_meeting_name_none() -> None:
    """A month years ago is for the same штаб, but for no Tuesday of this week."""
    for form in SummaryForm:
        own = form.days(TUESDAY)
        assert meeting_words(form, TUESDAY, own).startswith(f"{form.whom}, ")
        assert meeting_words(form, TUESDAY, span("2021-01-01", "2021-01-31")) == form.whom

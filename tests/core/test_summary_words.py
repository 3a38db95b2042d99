"""Sentences of the summary: as the two offices said them, and safe with any counts."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.core.summary_periods import Span, part_of_month
from desktop_app.core.summary_text import of_tickets
from desktop_app.core.summary_words import (
    Way,
    against_before,
    amount,
    change,
    difference,
    headline,
    percent,
    share,
    signed,
    way,
)

NBSP = "\N{NO-BREAK SPACE}"
WEEK = Span(dt.date(2026, 11, 16), dt.date(2026, 11, 22))
PEAK = (dt.date(2026, 10, 5), 3_500)
START = "10-01"
counts = st.integers(0, 2_000_000)


def plain(text: str) -> str:
    """Return a text with ordinary spaces."""
    return text.replace(NBSP, " ")


def test_ufa_says_it_so() -> None:
    """795 in a week against 3,500 at the October peak read as the office published them."""
    said = plain(headline(WEEK, 795, PEAK, START))
    assert said == "За неделю 795 обращений, в 4,4 раза меньше, чем в начале октября (3 500)."
    assert plain(change(795, 1_312)) == "было 1 312, сократилось в 1,7 раза"
    assert plain(against_before(WEEK, 795, 1_312, START)) == (
        "Неделей раньше было 1 312, сократилось в 1,7 раза."
    )


@pytest.mark.parametrize(
    ("now", "before", "words"),
    [
        (0, 0, "столько же"),
        (7, 7, "столько же"),
        (5, 0, "раньше не было"),
        (0, 5, "на 5 меньше"),
        (1, 2, "на 1 меньше"),
        (400, 800, "в 2 раза меньше"),
        (795, 3_500, "в 4,4 раза меньше"),
        (100, 500, "в 5 раз меньше"),
        (150, 100, "в 1,5 раза больше"),
        (149, 100, "на 49 % больше"),
        (112, 100, "на 12 % больше"),
        (1_000, 1_004, "на 4 меньше"),
        (10, 3, "на 7 больше"),
        (2_100, 100, "в 21 раз больше"),
        (2_200, 100, "в 22 раза больше"),
        (1_100, 100, "в 11 раз больше"),
        (1_000, 100, "в 10 раз больше"),
        (999, 100, "в 10 раз больше"),
    ],
)
def test_how_figures_differ(now: int, before: int, words: str) -> None:
    """Times from one and a half on, percent below, plain numbers of few; endings are right."""
    assert plain(difference(now, before)) == words


@pytest.mark.parametrize(
    ("count", "words"),
    [
        (0, "ни одного обращения"),
        (1, "1 обращение"),
        (2, "2 обращения"),
        (11, "11 обращений"),
        (795, "795 обращений"),
        (3_521, "3 521 обращение"),
    ],
)
def test_amounts(count: int, words: str) -> None:
    """Every count has its ending."""
    assert plain(amount(count)) == words


@given(counts, counts)
def test_any_two_counts_make_a_sentence(now: int, before: int) -> None:
    """No count breaks a sentence, and the way it went is never told wrong."""
    said = difference(now, before)
    assert ("меньше" in said) == (now < before)
    assert ("больше" in said) == (now > before > 0)
    assert (said == "столько же") == (now == before)
    for words in (change(now, before), against_before(WEEK, now, before, START)):
        assert "None" not in words
        assert ("сократилось" in words) == (0 < now < before)
        assert ("выросло" in words) == (now > before > 0)
    assert headline(WEEK, now, (dt.date(2026, 10, 5), before), START).endswith(".")
    assert way(now, before) is (
        Way.SAME if now == before else Way.LESS if now < before else Way.MORE
    )
    assert (signed(now, before) == "—") == (now == before)


@given(counts, counts)
def test_times_are_near_the_truth(now: int, before: int) -> None:
    """«В 4,4 раза» times the smaller count is the greater one within half a tenth, or half."""
    said = plain(difference(now, before))
    if not said.startswith("в "):
        return
    told = float(said.split(" ")[1].replace(",", ".").replace(" ", ""))
    if " тыс" in said or len(said.split(" ")) > 4:  # thousands have a space inside
        told = float("".join(part for part in said.split(" ") if part.isdigit()))
    true = max(now, before) / min(now, before)
    assert abs(told - true) <= (0.0501 if true < 10 else 0.5001)


@given(st.integers(0, 10_000), st.integers(0, 10_000))
def test_a_hundred_percent_is_the_whole(part: int, rest: int) -> None:
    """100 % is said of the whole only, 0 % of nothing only."""
    whole = part + rest
    found = percent(part, whole)
    if not whole:
        assert found is None
        assert share(part, whole) == "—"
        return
    assert found is not None
    assert (found == 100) == (part == whole)
    assert (found == 0) == (part == 0)
    assert abs(found - 100 * part / whole) <= 1


def test_billing_of_ufa() -> None:
    """481 considered of 481 are 100 %, 480 are not."""
    assert plain(share(481, 481)) == "100 %"
    assert plain(share(480, 481)) == "99 %"


def test_the_peak_is_named_only_where_it_says_something() -> None:
    """No peak, a peak no higher, a later one and a quiet week leave the plain sentence."""
    for peak in (None, (dt.date(2026, 10, 5), 700), (dt.date(2026, 10, 5), 900)):
        assert plain(headline(WEEK, 795, peak, START)) == "За неделю 795 обращений."
    later = (WEEK.first, 5_000)
    assert plain(headline(WEEK, 795, later, START)) == "За неделю 795 обращений."
    assert plain(headline(WEEK, 0, PEAK, START)) == "За неделю обращений не поступало."
    month = Span(dt.date(2026, 10, 1), dt.date(2026, 10, 31))
    assert plain(headline(month, 9_000, PEAK, START)) == "За месяц 9 000 обращений."


@pytest.mark.parametrize(
    ("day", "words"), [(1, "в начале"), (10, "в начале"), (11, "в середине"), (21, "в конце")]
)
def test_parts_of_a_month(day: int, words: str) -> None:
    """Ten days to each part."""
    assert plain(part_of_month(dt.date(2026, 10, day))) == f"{words} октября"


@pytest.mark.parametrize(
    ("count", "tickets", "said"),
    [
        (114, 113, "114 по 113 обращениям"),
        (22, 21, "22 по 21 обращению"),
        (7, 7, "7"),
        (7, 0, "7"),  # of an issue kept before they were counted
    ],
)
def test_calls_tell_their_tickets(count: int, tickets: int, said: str) -> None:
    """A number of cycles is told apart from the shorter list it opens."""
    assert plain(of_tickets(count, tickets)) == said

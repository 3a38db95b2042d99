"""One organisation serves at a time, whatever the order in which contracts are typed."""

import datetime as dt
from dataclasses import dataclass, replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.core import contract_timeline, seasons

_FIRST = dt.date(2026, 1, 1)


@dataclass(frozen=True)
class _Contract:
    id: int
    organization_id: int
    since: str
    until: str


def _apply(line: list[_Contract], organization_id: int, since: str) -> list[_Contract]:
    """Do what the plan says, as the service does."""
    step = contract_timeline.plan(line, organization_id, since)
    if step is None:
        return line
    if step.replaces:
        return [
            replace(item, organization_id=organization_id) if item.id == step.changed else item
            for item in line
        ]
    kept = [
        replace(item, until=step.changed_until) if item.id == step.changed else item
        for item in line
    ]
    added = _Contract(len(line) + 1, organization_id, since, step.new_until)
    return sorted([*kept, added], key=lambda item: item.since)


def _day(number: int | None) -> str:
    return "" if number is None else (_FIRST + dt.timedelta(days=number)).isoformat()


@given(
    st.lists(st.tuples(st.integers(1, 3), st.none() | st.integers(0, 60)), min_size=1, max_size=8)
)
def test_no_overlaps(typed: list[tuple[int, int | None]]) -> None:
    """After any sequence the contracts do not overlap and the last typed one is in force."""
    line: list[_Contract] = []
    for organization_id, number in typed:
        since = _day(number)
        line = _apply(line, organization_id, since)
        current = contract_timeline.serving(line, since)
        assert current is not None
        assert current.organization_id == organization_id
    for earlier, later in pairwise(line):
        assert earlier.until
        assert earlier.until < later.since
    assert line[-1].until == ""


def test_history_before_the_day_stays() -> None:
    """Who served earlier still served on the day before."""
    line = _apply([], 1, "")
    line = _apply(line, 2, "2026-05-01")
    assert [(item.organization_id, item.since, item.until) for item in line] == [
        (1, "", "2026-04-30"),
        (2, "2026-05-01", ""),
    ]


def test_same_organisation_changes_nothing() -> None:
    """An organisation that already serves is left alone."""
    line = _apply([], 1, "2026-01-01")
    assert contract_timeline.plan(line, 1, "2026-06-01") is None


@pytest.mark.parametrize(
    ("day", "rule", "start"),
    [
        ("2026-11-24", "10-01", "2026-10-01"),
        ("2026-10-01", "10-01", "2026-10-01"),
        ("2026-09-30", "10-01", "2025-10-01"),
        ("2027-02-10", "09-15", "2026-09-15"),
        ("2027-03-05", "02-29", "2027-02-28"),
        ("2027-02-28", "02-29", "2027-02-28"),
        ("2028-02-28", "02-29", "2027-02-28"),
    ],
)
def test_season(day: str, rule: str, start: str) -> None:
    """A day belongs to the season begun last."""
    assert seasons.start(dt.date.fromisoformat(day), rule).isoformat() == start

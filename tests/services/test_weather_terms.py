"""Terms of waste follow the mean temperature of the day, as the law names it (schema 17)."""

import dataclasses
import datetime as dt
from pathlib import Path

import pytest

from db import seals
from desktop_app.core.records.reference import Deadline
from desktop_app.core.settings import WASTE_BOUNDARY_WARM
from desktop_app.core.text import NBSP
from desktop_app.services.office import Office
from tests.services.fixtures import rules_of
from tests.services.older_base import Made, maker_of_upgraded

_BEFORE = 16
_NOW = dt.datetime(2026, 11, 20, 10, 0)
_DAY = _NOW.date()
_AS_SHIPPED = (
    "UPDATE deadline_rule SET basis = 'ПП 354, прил. 1, п. 17: 24 ч разово при среднесуточной выше"
    " +5 °C (48 ч при +5 °C и ниже)'"
    " WHERE topic_id = (SELECT id FROM topic WHERE code = 'MSW.MISS')",
    "UPDATE deadline_rule SET basis = 'СанПиН 2.1.3684-21, п. 13: 7 суток при +5 °C и выше,"
    " 10 суток при +4 °C и ниже'"
    " WHERE topic_id = (SELECT id FROM topic WHERE code = 'MSW.BULK')",
)


def _term(office: Office, code: str) -> Deadline:
    term = office.reference.deadline(office.reference.topic(code).id, _NOW)
    assert term is not None
    return dataclasses.replace(term, rule=term.rule.replace(NBSP, " "))


@pytest.mark.parametrize(
    ("code", "average", "words"),
    [
        ("MSW.MISS", 5.1, "24 часа"),
        ("MSW.MISS", 5.0, "48 часов"),
        ("MSW.MISS", -12.0, "48 часов"),
        ("MSW.BULK", 5.0, "7 календарных дней"),
        ("MSW.BULK", 4.0, "10 календарных дней"),
        ("MSW.BULK", 4.5, "10 календарных дней"),
    ],
)
def test_the_term_is_that_of_the_day(office: Office, code: str, average: float, words: str) -> None:
    """The rule is chosen by what the day was; where the law is silent the longer one holds."""
    office.weather.set_temperature(_DAY, average, "метеостанция")
    term = _term(office, code)
    assert term.rule == words
    assert not term.is_proposal
    assert f"{_NOW:%d.%m.%Y} в среднем" in term.basis
    assert ("п. 17" if code == "MSW.MISS" else "п. 13") in term.basis


def test_an_unknown_day_gets_the_longer_term(office: Office) -> None:
    """A shorter one would be guessed, and the basis says that nobody wrote the temperature."""
    term = _term(office, "MSW.MISS")
    assert term.rule == "48 часов"
    assert "средняя за сутки не внесена, взят больший срок" in term.basis


@pytest.mark.parametrize(("ago", "words"), [(1, "24 часа"), (3, "24 часа"), (4, "48 часов")])
def test_days_before_speak_for_a_day_that_is_not_over(office: Office, ago: int, words: str) -> None:
    """The mean of today is known tomorrow: the latest of three days before is taken, no older."""
    office.weather.set_temperature(_DAY - dt.timedelta(days=ago), 15.0)
    assert _term(office, "MSW.MISS").rule == words


def test_the_latest_of_the_days_before_speaks(office: Office) -> None:
    """A thaw the day before yesterday says nothing once yesterday is known to have been cold."""
    for ago, average in ((2, 15.0), (1, -3.0), (3, 12.0)):
        office.weather.set_temperature(_DAY - dt.timedelta(days=ago), average)
    assert _term(office, "MSW.MISS").rule == "48 часов"
    office.weather.set_temperature(_DAY, 6.0)
    assert _term(office, "MSW.MISS").rule == "24 часа"


def test_the_office_may_call_plus_five_warm(office: Office) -> None:
    """The rule of the office for exactly +5 °C is one for delays and for terms."""
    office.weather.set_temperature(_DAY, 5.0)
    office.settings.set(WASTE_BOUNDARY_WARM, value=True)
    assert _term(office, "MSW.MISS").rule == "24 часа"
    office.weather.set_temperature(_DAY, 4.0)
    assert _term(office, "MSW.BULK").rule == "10 календарных дней"


def test_the_borders_are_edited_as_any_line(office: Office) -> None:
    """«Сроки» of the lists keep another border, and the term follows it."""
    book = office.reference_lists.books["terms"]
    for rule in rules_of(office, "MSW.MISS"):
        (line,) = [line for line in book.lines() if line.id == rule.id]
        column = "outdoor_to" if rule.outdoor_to is not None else "outdoor_from"
        assert line.values[column] == "5"
        book.save(line.id, {**line.values, column: "8"})
    office.weather.set_temperature(_DAY, 7.0)
    assert _term(office, "MSW.MISS").rule == "48 часов"


@pytest.fixture
def upgraded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Made:
    """Return how a base of schema 16 with the older rules, edited by statements, is opened now."""
    return maker_of_upgraded(tmp_path / "old.sqlite", monkeypatch, _BEFORE, _AS_SHIPPED)


def test_an_older_base_gets_the_same_rules(upgraded: Made, tmp_path: Path) -> None:
    """Rules nobody touched become those of a new base, and their seals hold."""
    old, new = upgraded(), Office.open(tmp_path / "new.sqlite")
    for code in ("MSW.MISS", "MSW.BULK"):
        said = [
            {
                (rule.amount, rule.unit, rule.outdoor_from, rule.outdoor_to, rule.basis)
                for rule in rules_of(office, code)
            }
            for office in (old, new)
        ]
        assert said[0] == said[1]
        assert len(said[0]) == 2
    seals.seal_missing(old.desk.store)
    verdict = seals.verdict(old.desk.store.raw)
    assert (verdict.doubts, verdict.unsealed) == ((), 0)


def test_what_the_office_changed_stays(upgraded: Made) -> None:
    """A rule with the office's own length holds in any weather."""
    office = upgraded(
        "UPDATE deadline_rule SET amount = 12, version = 2 WHERE basis LIKE '%(48 ч%'"
    )
    office.weather.set_temperature(_DAY, -20.0)
    assert _term(office, "MSW.MISS").rule == "12 часов"

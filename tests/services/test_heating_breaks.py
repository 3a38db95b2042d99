"""Schema 14: bases made before name what the law names for a break in heating, and no more."""

from pathlib import Path

import pytest

from db import seals
from desktop_app.core.records.reference import DeadlineRule
from desktop_app.services.office import Office
from tests.services.fixtures import rules_of
from tests.services.older_base import Made, maker_of_upgraded

_BEFORE = 13
_TOPICS = ("HEAT.NO", "HEAT.LEAKNET")
_BAND = "ПП 354, прил. 1, п. 14: до 4 ч при температуре в комнате от +8 до +10 °C"
_AS_SHIPPED = (
    "DELETE FROM deadline_rule WHERE room_to = 8",
    "UPDATE deadline_rule SET room_from = NULL WHERE room_from = 8 AND room_to = 10",
)


def _rules(office: Office, code: str) -> set[tuple[object, ...]]:
    """Return what the rules of a topic say, whatever their numbers are."""

    def said(rule: DeadlineRule) -> tuple[object, ...]:
        length = (rule.stage, rule.amount, rule.unit, rule.room_from, rule.room_to)
        return (*length, rule.basis, rule.is_proposal)

    return {said(rule) for rule in rules_of(office, code)}


@pytest.fixture
def upgraded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Made:
    """Return how a base of schema 13 with the older words, edited by statements, is opened now."""
    return maker_of_upgraded(tmp_path / "old.sqlite", monkeypatch, _BEFORE, _AS_SHIPPED)


@pytest.mark.parametrize("code", _TOPICS)
def test_the_rules_are_those_of_a_new_base(upgraded: Made, tmp_path: Path, code: str) -> None:
    """The shipped row is split: +8 to +10 by the law, below it the office's own proposal."""
    new = Office.open(tmp_path / "new.sqlite")
    old = upgraded()
    assert _rules(old, code) == _rules(new, code)
    topic = old.reference.topic(code).id
    cold, colder = old.reference.rule(topic, 8.0), old.reference.rule(topic, 7.9)
    assert cold is not None
    assert colder is not None
    assert (cold.basis, cold.is_proposal) == (_BAND, False)
    assert (colder.amount, colder.is_proposal) == (4, True)
    assert "Срок предложен офисом" in colder.basis


@pytest.mark.parametrize(
    "edit",
    [
        "UPDATE deadline_rule SET amount = 3, version = 2 WHERE room_to = 10",
        "UPDATE deadline_rule SET basis = 'Решение штаба', version = 2 WHERE room_to = 10",
        "UPDATE deadline_rule SET room_from = 5, version = 2 WHERE room_to = 10",
        "UPDATE deadline_rule SET version = 3 WHERE room_to = 10",
        "DELETE FROM deadline_rule WHERE room_to = 10",
    ],
)
def test_what_a_person_changed_stays(upgraded: Made, edit: str) -> None:
    """A row somebody has edited, were it back to the same words, or taken away, is left alone."""
    office = upgraded(edit)
    for code in _TOPICS:
        rules = rules_of(office, code)
        assert not [rule for rule in rules if rule.room_to == 8 or rule.room_from == 8]


def test_an_own_rule_below_eight_stays_alone(upgraded: Made) -> None:
    """Where the office said itself what holds in such a cold, no second rule is put beside."""
    office = upgraded(
        "INSERT INTO deadline_rule (topic_id, amount, unit, room_to, basis, is_proposal)"
        " SELECT id, 2, 'hours', 8, 'Решение штаба', 0 FROM topic WHERE code = 'HEAT.NO'"
    )
    rule = office.reference.rule(office.reference.topic("HEAT.NO").id, 7.0)
    assert rule is not None
    assert (rule.amount, rule.basis) == (2, "Решение штаба")
    other = office.reference.rule(office.reference.topic("HEAT.LEAKNET").id, 7.0)
    assert other is not None
    assert other.is_proposal


def test_the_seals_hold_after_it(upgraded: Made) -> None:
    """No row that was rewritten looks damaged, and all are sealed again."""
    store = upgraded().desk.store
    assert seals.verdict(store.raw).doubts == ()
    seals.seal_missing(store)
    verdict = seals.verdict(store.raw)
    assert (verdict.doubts, verdict.unsealed) == ((), 0)

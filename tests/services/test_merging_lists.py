"""Two clerks at one term, day, rule of repeats, words of a call or street: nothing is lost."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from typing import Any, NamedTuple

import pytest

from db import history
from desktop_app.core.calendar import DayKind
from desktop_app.core.enums import DeadlineUnit, Entity
from desktop_app.core.errors import Clash, Conflict
from desktop_app.core.records.buildings import StreetAlias
from desktop_app.core.records.reference import DayDraft
from desktop_app.core.records.repeats import NoOwnRule, RepeatDraft, RepeatRule
from desktop_app.services.office import Office
from tests.factories import new_house

_DAY = dt.date(2026, 11, 26)
_OWN = RepeatRule(2, 1, 5, 60)


class _Form(NamedTuple):
    """What is shown when a form opens, and what saves it."""

    draft: Any
    save: Callable[[Any], object]


def _rule(office: Office) -> _Form:
    card = office.reference_edit.rules_of(office.reference.topic("HEAT.OVER").id)[0]
    return _Form(card.draft, office.reference_edit.merging_rule(card))


def _day(office: Office) -> _Form:
    opened = office.reference_edit.day(_DAY)
    return _Form(opened.draft, office.reference_edit.merging_day(_DAY, opened))


def _repeats(office: Office) -> _Form:
    topic = office.reference.topic("HEAT.NO").id
    opened = office.repeats.own_card(topic)
    return _Form(opened.draft, office.repeats.merging_rule(topic, opened))


def _script(office: Office) -> _Form:
    opened = office.callbacks.script_card()
    return _Form(opened.draft, office.callbacks.merging_script(opened))


@pytest.fixture
def other(office: Office) -> Office:
    """Return another program over the same file, with its own clerk; every list stands filled."""
    office.clerks.sit(office.clerks.add("Лапина Ирина").id)
    office.reference_edit.set_day(_DAY, DayKind.HOLIDAY, "указ")
    office.repeats.set_own_rule(office.reference.topic("HEAT.NO").id, _OWN)
    second = Office.open(office.path, now=office.desk.now)
    second.clerks.sit(second.clerks.add("Иванова Анна").id)
    return second


_Edit = Callable[[Any], Any]


def _with(**fields: Any) -> _Edit:
    return lambda was: replace(was, **fields)


def _own(**fields: Any) -> _Edit:
    return lambda _was: RepeatDraft(replace(_OWN, **fields))


_CASES = [
    pytest.param(
        _rule,
        _with(basis="приказ № 1"),
        _with(amount=9.0, unit=DeadlineUnit.HOURS),
        _with(amount=9.0, unit=DeadlineUnit.HOURS, basis="приказ № 1"),
        _with(basis="приказ № 2"),
        "basis",
        id="term",
    ),
    pytest.param(
        _day,
        _with(name="перенос"),
        _with(kind=DayKind.WORKING),
        _with(kind=DayKind.WORKING, name="перенос"),
        _with(name="решение"),
        "name",
        id="day",
    ),
    pytest.param(
        _repeats,
        _own(flat_count=3),
        _own(house_days=30),
        _own(flat_count=3, house_days=30),
        _own(flat_count=4),
        "flat_count",
        id="repeats",
    ),
    pytest.param(
        _script,
        _with(script="Обращение {номер}: решено?"),
        _with(recorded=True),
        _with(script="Обращение {номер}: решено?", recorded=True),
        _with(script="Это {учреждение}."),
        "script",
        id="script",
    ),
]


@pytest.mark.parametrize(("form", "theirs", "mine", "joined", "same", "field"), _CASES)
def test_fields_of_both_are_joined_and_one_of_both_is_asked_about(
    office: Office,
    other: Office,
    form: Callable[[Office], _Form],
    theirs: _Edit,
    mine: _Edit,
    joined: _Edit,
    same: _Edit,
    field: str,
) -> None:
    """Different fields need no word; of the same one both values and the other's name are told."""
    shown, clashing = form(office), form(office)
    their_form = form(other)
    assert their_form.draft == shown.draft
    their_form.save(theirs(shown.draft))
    shown.save(mine(shown.draft))
    assert form(office).draft == joined(shown.draft)
    with pytest.raises(Clash) as asked:
        clashing.save(same(shown.draft))
    assert list(asked.value.fields) == [field]
    assert form(office).draft == joined(shown.draft)
    asked.value.decide(frozenset({field}), frozenset({field}))
    clashing.save(same(shown.draft))
    flat = form(office).draft
    assert _value(flat, field) == _value(same(shown.draft), field)
    other.close()


def _value(draft: object, field: str) -> object:
    inner = getattr(draft, "which", draft)
    return getattr(inner, field)


@pytest.mark.parametrize("form", [_rule, _day, _repeats, _script])
def test_other_entries_of_history_are_no_clash(
    office: Office, other: Office, form: Callable[[Office], _Form]
) -> None:
    """Another term, day, rule or setting changed meanwhile asks nothing, and names nobody."""
    shown = form(office)
    for rule in other.reference_edit.rules_of(other.reference.topic("HEAT.NO").id):
        other.reference_edit.set_rule(rule.rule.id, 5, DeadlineUnit.HOURS, "приказ № 9")
    other.reference_edit.set_day(_DAY + dt.timedelta(days=1), DayKind.SHORT)
    other.repeats.set_own_rule(other.reference.topic("HEAT.OVER").id, _OWN)
    shown.save(shown.draft)
    assert form(office).draft == shown.draft
    other.close()


def test_a_term_changed_in_the_list_is_seen_by_its_sheet(office: Office, other: Office) -> None:
    """The sheet and the list «Сроки» are two doors to one term: who came second is asked."""
    shown = _rule(office)
    book = other.reference_lists.books["terms"]
    line = next(one for one in book.lines() if one.id == _rule_id(office))
    line_shown = office.reference_lists.saving("terms", line)
    book.save(line.id, {**line.values, "amount": "9"})
    typed = replace(shown.draft, amount=10.0)
    with pytest.raises(Clash) as asked:
        shown.save(typed)
    assert asked.value.fields == {"amount": (10.0, 9.0)}
    assert asked.value.who == "Иванова Анна"
    other.reference_edit.set_rule(line.id, 7, DeadlineUnit.HOURS, line.values["basis"])
    with pytest.raises(Clash) as asked:
        line_shown(line.id, {**line.values, "amount": "11"})
    assert asked.value.fields == {"amount": ("11", "7")}
    assert asked.value.who == "Иванова Анна"
    other.close()


def test_another_record_of_the_same_number_makes_nobody_an_author(
    office: Office, other: Office
) -> None:
    """A topic and a term may have one number: what is said of the topic is not said of the term."""
    shown, rule_id = _rule(office), _rule_id(office)
    theirs = _rule(other)
    theirs.save(replace(theirs.draft, amount=9.0))
    office.repeats.set_own_rule(rule_id, _OWN)
    office.reference_edit.set_day(_DAY + dt.timedelta(days=1), DayKind.SHORT)
    with pytest.raises(Clash) as asked:
        shown.save(replace(shown.draft, amount=10.0))
    assert asked.value.who == "Иванова Анна"
    day = _day(office)
    other.reference_edit.set_day(_DAY, DayKind.WORKING, "перенос")
    office.reference_edit.set_day(_DAY + dt.timedelta(days=2), DayKind.SHORT)
    with pytest.raises(Clash) as asked:
        day.save(DayDraft(DayKind.HOLIDAY, "решение"))
    assert asked.value.who == "Иванова Анна"
    other.close()


def _rule_id(office: Office) -> int:
    return office.reference_edit.rules_of(office.reference.topic("HEAT.OVER").id)[0].rule.id


def test_history_tells_only_what_changed(office: Office) -> None:
    """A field that stands as it stood is not told; a day taken off the list keeps no name."""
    rule_id = _rule_id(office)
    office.reference_edit.set_rule(
        rule_id,
        9,
        DeadlineUnit.HOURS,
        office.reference_edit.rules_of(office.reference.topic("HEAT.OVER").id)[0].rule.basis,
    )
    assert _last(office, rule_id) == [("deadline_rule:amount", "48", "9")]
    office.reference_edit.set_day(_DAY, DayKind.SHORT, "указ")
    office.reference_edit.set_day(_DAY, None, "указ")
    day = f"calendar:{_DAY}"
    assert _last(office, 0) == [(day, "short", None), (f"{day}:name", "указ", "")]


def _last(office: Office, entity_id: int) -> list[tuple[str, Any, Any]]:
    entry = history.of_entity(office.desk.store, Entity.REFERENCE, entity_id)[-1]
    return [(change.field, change.before, change.after) for change in entry.changes]


def test_a_rule_taken_away_meanwhile_is_asked_about(office: Office, other: Office) -> None:
    """Figures typed over a rule are not dropped because another clerk took the rule away."""
    shown = _repeats(office)
    other.repeats.set_own_rule(other.reference.topic("HEAT.NO").id, None)
    typed = RepeatDraft(replace(_OWN, flat_count=7))
    with pytest.raises(Clash) as asked:
        shown.save(typed)
    assert asked.value.fields == {"which": (typed.which, NoOwnRule.USUAL)}
    assert (str(typed.which), asked.value.who) == (
        "с квартиры 7 за 1 дн., с дома 5 за 60 дн.",
        "Иванова Анна",
    )
    other.close()


def test_names_of_a_street_changed_meanwhile_are_kept(office: Office, other: Office) -> None:
    """The late clerk is told, as with names of a house; nothing of the other's is lost."""
    house = new_house(office.buildings, "ул. Лесная")
    known = office.buildings.card(house).street_aliases
    street = office.desk.store.scalar("SELECT street_id FROM building WHERE id = ?", (house,))
    other.buildings.details.set_street_aliases(street, [StreetAlias("ул. Ленинцев")], known)
    with pytest.raises(Conflict, match=r"Названия улицы «ул. Лесная» изменили"):
        office.buildings.details.set_street_aliases(street, [StreetAlias("Бугор")], known)
    now = office.buildings.card(house).street_aliases
    assert [alias.name for alias in now] == ["ул. Ленинцев"]
    office.buildings.details.set_street_aliases(street, [*now, StreetAlias("Бугор")], now)
    assert len(office.buildings.card(house).street_aliases) == 2
    other.close()

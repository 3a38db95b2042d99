"""The office edits its calendar and terms; new tickets follow, old ones keep their word."""

import datetime as dt

import pytest

from desktop_app.core.calendar import DayKind
from desktop_app.core.enums import DeadlineUnit
from desktop_app.core.errors import InvalidDraft
from desktop_app.services.office import Office
from tests.services.fixtures import draft, rules_of


def test_a_transferred_saturday_moves_terms(office: Office) -> None:
    """A day off announced late and a working Saturday change the next term in working days."""
    before = office.tickets.register(draft(office, "HEAT.CHARGE"))
    assert before.due == dt.datetime(2026, 11, 27, 23, 59)
    office.reference_edit.set_day(dt.date(2026, 11, 26), DayKind.DAY_OFF, "решение губернатора")
    office.reference_edit.set_day(dt.date(2026, 11, 28), DayKind.WORKING)
    after = office.tickets.register(draft(office, "HEAT.CHARGE"))
    assert after.due == dt.datetime(2026, 11, 28, 23, 59)
    assert office.tickets.card(before.id).row.deadline_at == before.due
    office.reference_edit.set_day(dt.date(2026, 11, 26), None)
    assert office.reference.calendar.is_working(dt.date(2026, 11, 26))


def test_a_term_of_the_office_is_no_proposal(office: Office) -> None:
    """A changed term is used at once, with the basis the office gave."""
    topic = office.reference.topic("HEAT.OVER")
    (card,) = office.reference_edit.rules_of(topic.id)
    assert card.rule.is_proposal
    office.reference_edit.set_rule(card.rule.id, 3, DeadlineUnit.WORKING_DAYS, "приказ № 12")
    saved = office.tickets.register(draft(office, "HEAT.OVER"))
    assert saved.due == dt.datetime(2026, 11, 27, 23, 59)
    assert "приказ № 12" in saved.basis
    assert not office.reference_edit.rules_of(topic.id)[0].rule.is_proposal


@pytest.mark.parametrize(
    ("amount", "unit", "basis", "named"),
    [
        (0, DeadlineUnit.HOURS, "приказ", "amount"),
        (2.5, DeadlineUnit.WORKING_DAYS, "приказ", "amount"),
        (367, DeadlineUnit.CALENDAR_DAYS, "приказ", "amount"),
        (1440.5, DeadlineUnit.HOURS, "приказ", "amount"),
        (4, DeadlineUnit.HOURS, " ", "basis"),
    ],
)
def test_impossible_terms_are_refused(
    office: Office, amount: float, unit: DeadlineUnit, basis: str, named: str
) -> None:
    """Nothing changes, and the field is named."""
    rule = office.reference.rules[0]
    with pytest.raises(InvalidDraft) as refused:
        office.reference_edit.set_rule(rule.id, amount, unit, basis)
    assert set(refused.value.fields) == {named}
    assert office.reference.rules[0] == rule


@pytest.mark.parametrize(
    ("amount", "unit", "due"),
    [
        (0.5, DeadlineUnit.HOURS, dt.datetime(2026, 11, 24, 10, 11)),
        (1440, DeadlineUnit.HOURS, dt.datetime(2027, 1, 23, 9, 41)),
        (366, DeadlineUnit.CALENDAR_DAYS, dt.datetime(2027, 11, 25, 23, 59)),
    ],
)
def test_the_longest_and_parts_of_an_hour_are_terms(
    office: Office, amount: float, unit: DeadlineUnit, due: dt.datetime
) -> None:
    """Half an hour is what the law gives an accident; a year and 60 days of hours may be."""
    rule = rules_of(office, "HEAT.OVER")[0]
    office.reference_edit.set_rule(rule.id, amount, unit, "приказ")
    assert office.tickets.register(draft(office, "HEAT.OVER")).due == due

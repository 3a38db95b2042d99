"""What history keeps of small changes: a source, a day, a note alone are changes too."""

import dataclasses
import datetime as dt

import pytest

from db import history
from desktop_app.core.enums import Entity, RemedyState
from desktop_app.core.records.history import HistoryEntry
from desktop_app.core.records.inspections import InspectionDraft, Remedy
from desktop_app.core.records.waste import MissCause
from desktop_app.services.office import Office
from tests.services.fixtures import HandClock, rules_of
from tests.services.test_waste_missed import _site


def _last(office: Office, entity: Entity, entity_id: int) -> HistoryEntry:
    return history.of_entity(office.desk.store, entity, entity_id)[-1]


def test_another_source_of_a_tolerance(office: Office) -> None:
    """The document a tolerance rests on is told with it; saving the same writes nothing."""
    office.norms.set_tolerance("coolant.supply", "± 3 %", "договор № 7")
    office.norms.set_tolerance("coolant.supply", "± 3 %", "договор № 8")
    (change,) = _last(office, Entity.REFERENCE, 0).changes
    assert (change.before, change.after) == ("± 3 % · договор № 7", "± 3 % · договор № 8")
    before = history.head(office.desk.store)
    office.norms.set_tolerance("coolant.supply", "± 3 %", "договор № 8")
    assert history.head(office.desk.store) == before


def test_another_day_a_remedy_was_done(
    office: Office, seen: InspectionDraft, hand_clock: HandClock
) -> None:
    """The day alone, corrected later, is a change with its former value."""
    wanted = dataclasses.replace(seen, remedies=(Remedy("Поднять T1"),))
    hand_clock.forward(days=5)
    visit = office.inspections.plan(wanted).id
    (remedy,) = office.inspections.card(visit).draft.remedies
    assert remedy.id is not None
    first, second = dt.date(2026, 11, 25), dt.date(2026, 11, 26)
    office.inspections.set_remedy_state(remedy.id, RemedyState.FIXED, first)
    office.inspections.set_remedy_state(remedy.id, RemedyState.FIXED, second)
    (change,) = _last(office, Entity.INSPECTION, visit).changes
    assert change.field.endswith(":fixed_on")
    assert (change.before, change.after) == ("2026-11-25", "2026-11-26")


def test_a_note_to_a_missed_collection(office: Office) -> None:
    """Words added under the same cause are told with what stood there."""
    site, _, _ = _site(office)
    (missed,) = office.missed.mark(site).missed_ids
    office.missed.set_causes(site, {missed: (MissCause.SNOW, "")})
    office.missed.set_causes(site, {missed: (MissCause.SNOW, "двор не чищен")})
    told = _last(office, Entity.SITE, site).changes
    assert [(change.before, change.after) for change in told[1:]] == [("", "двор не чищен")]


def test_why_a_day_is_a_holiday_and_where_a_term_is_written(office: Office) -> None:
    """The name of a day and the basis of a term come back with «вернуть»."""
    book, day = office.reference_lists.books["calendar"], dt.date(2026, 12, 30).toordinal()
    book.save(None, {"day": "2026-12-30", "kind": "day_off", "name": "указ № 1"})
    book.save(day, {"day": "2026-12-30", "kind": "day_off", "name": "указ № 2"})
    change = book.history(day)[0]
    assert change.words.endswith("Почему: указ № 1 → указ № 2")
    office.reference_lists.put_back("calendar", day, change.id)
    (line,) = [line for line in book.lines() if line.id == day]
    assert line.values["name"] == "указ № 1"
    rule = rules_of(office, "HEAT.NO")[0]
    office.reference_edit.set_rule(rule.id, rule.amount, rule.unit, "решение штаба № 3")
    told = {change.field: change for change in _last(office, Entity.REFERENCE, rule.id).changes}
    basis = told["deadline_rule:basis"]
    assert (basis.before, basis.after) == (rule.basis, "решение штаба № 3")


@pytest.mark.parametrize("average", [-5.0, None])
def test_where_a_temperature_was_taken_from(office: Office, average: float | None) -> None:
    """The source of a day's temperature stands in its entry; a forgotten day has none."""
    day = dt.date(2026, 11, 23)
    office.weather.set_temperature(day, -4.0, "метеостанция")
    office.weather.set_temperature(day, average, "термометр у штаба")
    assert _last(office, Entity.SETTING, 0).note == ("" if average is None else "термометр у штаба")

"""The list of visits: order, search, tabs and what a page of it says."""

import dataclasses
import datetime as dt

import pytest

from desktop_app.core.enums import InspectionStatus, MemberRole, SignatureState
from desktop_app.core.records.inspections import (
    InspectionDraft,
    InspectionQuery,
    InspectionSort,
    Member,
)
from desktop_app.services.office import Office
from tests import visit_samples
from tests.factories import new_house


@pytest.fixture
def visits(office: Office) -> list[int]:
    """Plans three visits: one measured, one for tomorrow, one cancelled; returns their ids."""
    first = new_house(office.buildings, "пр-кт Ленина", "12")
    other = new_house(office.buildings, "ул. Лесная", "3")
    remedies = tuple(
        dataclasses.replace(remedy, organization_id=None)
        for remedy in visit_samples.ordinary().remedies
    )
    measured = dataclasses.replace(visit_samples.ordinary(), building_id=first, remedies=remedies)
    planned = InspectionDraft(building_id=other, planned_at=dt.datetime(2026, 11, 25, 10))
    ids = [office.inspections.plan(draft).id for draft in (measured, planned, planned)]
    office.inspections.cancel(ids[2], 1, "жильцы против")
    return ids


def test_the_list_is_sorted_as_asked(office: Office, visits: list[int]) -> None:
    """Every column gives an order; equal values stand newest first."""
    measured, planned, cancelled = visits
    ids = office.inspections.ids
    assert list(ids()) == [cancelled, planned, measured]
    by = {sort: list(ids(InspectionQuery(sort=sort, descending=False))) for sort in InspectionSort}
    assert by[InspectionSort.NUMBER] == visits
    assert by[InspectionSort.ADDRESS] == [measured, cancelled, planned]
    assert by[InspectionSort.VIOLATIONS][-1] == measured
    assert by[InspectionSort.OPEN_REMEDIES][-1] == measured
    assert by[InspectionSort.VISITED][0] == measured
    down = InspectionQuery(sort=InspectionSort.VIOLATIONS, descending=True)
    assert list(ids(down)) == [measured, cancelled, planned]


def test_search_and_tabs_agree(office: Office, visits: list[int]) -> None:
    """Every typed word is part of the number or the address; counts are of what is found."""
    measured, planned, cancelled = visits
    found = office.inspections.ids(InspectionQuery(text="ЛЕН 12"))
    assert list(found) == [measured]
    assert list(office.inspections.ids(InspectionQuery(text="№ 2026-002"))) == [planned]
    assert office.inspections.counts() == {
        InspectionStatus.DRAFT: 1,
        InspectionStatus.PLANNED: 1,
        InspectionStatus.CANCELLED: 1,
    }
    assert office.inspections.counts("лесная") == {
        InspectionStatus.PLANNED: 1,
        InspectionStatus.CANCELLED: 1,
    }
    only = InspectionQuery(status=InspectionStatus.CANCELLED)
    assert list(office.inspections.ids(only)) == [cancelled]


def test_a_page_keeps_the_order_asked_for(office: Office, visits: list[int]) -> None:
    """Rows come in the order of their ids; unknown ids are left out."""
    measured, planned, _ = visits
    rows = office.inspections.page([planned, 404, measured])
    assert [row.id for row in rows] == [planned, measured]
    assert (rows[1].violations, rows[1].open_remedies) == (4, 3)
    assert office.inspections.page([]) == []


def test_an_act_without_marks_of_signature_is_warned_of(office: Office, visits: list[int]) -> None:
    """Those who neither signed nor refused are named; witnesses are not asked."""
    card = office.inspections.card(visits[0])
    assert not any("не отмечены подписи" in line for line in office.acts.warnings(visits[0]))
    people = (
        *card.draft.members,
        Member("Орлов П. И.", role=MemberRole.COUNCIL),
        Member("Зуев А. А.", role=MemberRole.WITNESS),
        Member("Белов Б. Б.", signature=SignatureState.REFUSED),
    )
    draft = dataclasses.replace(card.draft, members=people)
    office.inspections.save(visits[0], 1, draft)
    assert "не отмечены подписи: Орлов П. И." in office.acts.warnings(visits[0])

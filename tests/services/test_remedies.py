"""Remedies of a visit: kept through saves, followed to «устранено», listed while they wait."""

import dataclasses
import datetime as dt

import pytest

from desktop_app.core.enums import RemedyState
from desktop_app.core.errors import Conflict, InvalidDraft, NotFound
from desktop_app.core.records.inspections import InspectionDraft, Remedy
from desktop_app.services.office import Office
from tests.factories import new_company


def test_remedies_keep_their_ids_through_saves(office: Office, seen: InspectionDraft) -> None:
    """Order and text of remedies may change; those that stay are the same rows."""
    saved = office.inspections.plan(seen)
    old = office.inspections.card(saved.id).draft.remedies
    new = (Remedy("Промыть стояк"), old[2], dataclasses.replace(old[0], what="Поднять T1 до 84"))
    changed = dataclasses.replace(office.inspections.card(saved.id).draft, remedies=new)
    office.inspections.save(saved.id, 1, changed)
    kept = office.inspections.card(saved.id).draft.remedies
    assert [remedy.what for remedy in kept] == [
        "Промыть стояк",
        "Повторный замер в кв. 52",
        "Поднять T1 до 84",
    ]
    assert [remedy.id for remedy in kept[1:]] == [old[2].id, old[0].id]


def test_remedies_are_added_removed_and_followed(office: Office, seen: InspectionDraft) -> None:
    """A remedy is added with an organisation, followed to «устранено», and listed while open."""
    company = new_company(office.organizations, "ООО «Теплосеть»")
    saved = office.inspections.plan(dataclasses.replace(seen, remedies=()))
    remedy = Remedy("Поднять T1", company, due_on=dt.date(2026, 11, 25))
    planned = office.inspections.card(saved.id).draft
    added = office.inspections.save(saved.id, 1, dataclasses.replace(planned, remedies=(remedy,)))
    (row,) = office.inspections.remedies(office.inspections.remedy_ids())
    assert (row.what, row.responsible, row.due_on) == (
        "Поднять T1",
        "ООО «Теплосеть»",
        dt.date(2026, 11, 25),
    )
    assert office.inspections.card(saved.id).draft.remedies[0].responsible == "ООО «Теплосеть»"
    office.inspections.set_remedy_state(row.id, RemedyState.IN_PROGRESS)
    office.inspections.set_remedy_state(row.id, RemedyState.FIXED)
    (fixed,) = office.inspections.card(saved.id).draft.remedies
    assert (fixed.state, fixed.fixed_on) == (RemedyState.FIXED, dt.date(2026, 11, 24))
    assert not office.inspections.remedy_ids()
    card = office.inspections.card(saved.id)
    without = dataclasses.replace(card.draft, remedies=())
    with pytest.raises(Conflict):
        office.inspections.save(saved.id, added.version, without)
    office.inspections.save(saved.id, card.version, without)
    assert office.inspections.card(saved.id).draft.remedies == ()


def test_a_remedy_is_not_fixed_in_the_future_nor_is_an_unknown_one(
    office: Office, seen: InspectionDraft
) -> None:
    """A day to come and a remedy that is not there are refused."""
    saved = office.inspections.plan(seen)
    known = office.inspections.card(saved.id).draft.remedies[0].id or 0
    with pytest.raises(InvalidDraft):
        office.inspections.set_remedy_state(known, RemedyState.FIXED, dt.date(2026, 11, 25))
    with pytest.raises(NotFound):
        office.inspections.set_remedy_state(404, RemedyState.SENT)

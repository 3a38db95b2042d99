"""Visits are planned, filled in, guarded, followed and cancelled, and nothing of it is lost."""

import dataclasses
import datetime as dt
import math
from typing import Any

import pytest

from db import history
from desktop_app.core.changes import Kind
from desktop_app.core.enums import (
    Entity,
    InspectionStatus,
    MemberRole,
    Operation,
    RemedyState,
    Verdict,
)
from desktop_app.core.errors import Conflict, InvalidDraft, NotAllowed, NotFound
from desktop_app.core.records.inspections import InspectionDraft, Measurement, Member, Remedy
from desktop_app.core.records.reference import Instrument
from desktop_app.core.settings import COLD_DISTRICT
from desktop_app.services.inspection_checks import warnings
from desktop_app.services.office import Office
from tests import visit_samples
from tests.factories import new_house
from tests.services.fixtures import HandClock, new_ticket


@pytest.fixture
def house(office: Office) -> int:
    """Return a house of the book."""
    return new_house(
        office.buildings, "пр-кт Ленина", "12", year=1978, floors=5, entrances=4,
        heating_unit="ИТП-14", heating_scheme="независимая", temperature_chart="95/70",
    )  # fmt: skip


@pytest.fixture
def visit(house: int) -> InspectionDraft:
    """Return an ordinary filled visit to the house."""
    return _plain(visit_samples.ordinary(), building_id=house)


def _plain(draft: InspectionDraft, **fields: Any) -> InspectionDraft:
    """Return a draft that names no organisations of a book we do not have."""
    remedies = tuple(dataclasses.replace(r, organization_id=None) for r in draft.remedies)
    return dataclasses.replace(draft, **{"remedies": remedies, **fields})


def _changed(office: Office, inspection_id: int, **fields: Any) -> InspectionDraft:
    return dataclasses.replace(office.inspections.card(inspection_id).draft, **fields)


def test_a_visit_comes_back_as_it_was_saved(office: Office, visit: InspectionDraft) -> None:
    """Every field and every part of a saved visit is read back unchanged."""
    saved = office.inspections.plan(visit)
    card = office.inspections.card(saved.id)
    kept = tuple(dataclasses.replace(remedy, id=None) for remedy in card.draft.remedies)
    assert dataclasses.replace(card.draft, remedies=kept) == visit
    assert all(remedy.id for remedy in card.draft.remedies)
    assert card.status is InspectionStatus.DRAFT
    assert card.full_address == "г. Радужный, пр-кт Ленина, д. 12"
    assert "1978" in card.house_words


def test_numbers_go_on_within_a_year_and_start_anew_with_the_next(
    office: Office, visit: InspectionDraft, hand_clock: HandClock
) -> None:
    """Numbers are 2026-001, 2026-002 and, after New Year, 2027-001."""
    numbers = [office.inspections.plan(visit).number for _ in range(2)]
    hand_clock.moment = dt.datetime(2027, 1, 11, 9, 0)
    numbers.append(office.inspections.plan(visit).number)
    assert numbers == ["2026-001", "2026-002", "2027-001"]


def test_a_visit_is_found_by_its_number_as_people_write_it(
    office: Office, visit: InspectionDraft
) -> None:
    """«2026-001», «№ 2026-001» and «1» are the same visit; an unknown number is told."""
    saved = office.inspections.plan(visit)
    for typed in ("2026-001", "№ 2026-001", " 1 "):
        assert office.inspections.by_number(typed).id == saved.id
    with pytest.raises(NotFound, match="2026-777"):
        office.inspections.find("2026-777")
    with pytest.raises(NotFound):
        office.inspections.card(404)


def test_a_visit_without_results_is_planned(office: Office, house: int) -> None:
    """A draft for a house has its rows, its method and what the book knows of its heating."""
    draft = office.inspections.draft_for(house, "52")
    saved = office.inspections.plan(draft)
    card = office.inspections.card(saved.id)
    assert card.status is InspectionStatus.PLANNED
    assert (card.draft.system_text, card.draft.chart_text) == ("независимая, ИТП-14", "95/70")
    assert {row.norm_min for row in draft.measurements if row.quantity == "Воздух"} == {18}


def test_a_cold_district_gets_its_norms(office: Office, house: int) -> None:
    """The office's rule «−31 °C и ниже» raises the norms of the rows to 20 and 22 °C."""
    office.settings.set(COLD_DISTRICT, True)
    rows = office.inspections.draft_for(house).measurements
    assert {row.norm_min for row in rows if row.quantity.startswith("Воздух")} == {20, 22}


def test_a_visit_is_proposed_from_tickets(
    office: Office, house: int, hand_clock: HandClock
) -> None:
    """Tickets of one flat give house, flat and a basis that names them with their dates."""
    first = new_ticket(office, building_id=house, premise="52")
    hand_clock.forward(days=1)
    second = new_ticket(office, building_id=house, premise="52")
    draft = office.inspections.from_tickets([second, first])
    assert draft.building_id == house
    assert draft.premise == "52"
    assert draft.ticket_ids == (first, second)
    assert draft.basis.replace("\N{NO-BREAK SPACE}", " ") == (
        "повторные обращения № 2026-00001 от 24.11.2026, № 2026-00002 от 25.11.2026"
    )
    saved = office.inspections.plan(draft)
    assert saved.changes.ids[Kind.TICKET] == {first, second}
    card = office.inspections.card(saved.id)
    assert card.ticket_numbers == ("2026-00001", "2026-00002")
    assert office.tickets.card(first).inspections == (saved.number,)


def test_tickets_of_several_flats_leave_the_flat_open(office: Office, house: int) -> None:
    """Tickets of different flats of one house make a visit to the house."""
    tickets = [new_ticket(office, building_id=house, premise=flat) for flat in ("52", "49")]
    assert office.inspections.from_tickets(tickets).premise == ""


def test_tickets_that_cannot_make_a_visit_are_refused(office: Office, house: int) -> None:
    """No tickets, tickets of two houses and tickets without a house are refused in words."""
    other = new_house(office.buildings, "ул. Лесная", "3")
    one, two = (new_ticket(office, building_id=number) for number in (house, other))
    nowhere = new_ticket(office)
    for chosen in ([], [one, two], [nowhere], [404]):
        with pytest.raises(InvalidDraft) as caught:
            office.inspections.from_tickets(chosen)
        assert "tickets" in caught.value.fields


@pytest.mark.parametrize(
    ("fields", "problem"),
    [
        ({"building_id": 404}, "building"),
        ({"started_at": dt.datetime(2026, 11, 24, 9, 42)}, "started_at"),
        ({"finished_at": dt.datetime(2026, 11, 23, 10, 29)}, "finished_at"),
        ({"started_at": None}, "started_at"),
        ({"next_visit_on": dt.date(2026, 11, 22)}, "next_visit_on"),
        ({"outdoor_temperature": 99.0}, "outdoor_temperature"),
        ({"outdoor_daily": math.nan}, "outdoor_daily"),
        ({"members": (Member("  "),)}, "members"),
        ({"instruments": (Instrument(""),)}, "instruments"),
        ({"remedies": (Remedy(" "),)}, "remedies"),
        ({"remedies": (Remedy("Починить", state=RemedyState.FIXED),)}, "remedies"),
        (
            {"measurements": (Measurement("room", "кв. 1", "Воздух", value=math.inf),)},
            "measurements",
        ),
        ({"measurements": (Measurement("room", "кв. 1", "Воздух", value=1e6),)}, "measurements"),
        ({"measurements": (Measurement("room", "кв. 1", ""),)}, "measurements"),
        ({"measurements": (Measurement("room", "", "В", norm_min=2, norm_max=1),)}, "measurements"),
        ({"measurements": (Measurement("input", "", "T1", tolerance="около"),)}, "measurements"),
        (
            {"measurements": (Measurement("input", "", "T1", chart_value=84, tolerance="±3 %"),)},
            "measurements",
        ),
        ({"remedies": (Remedy("Починить", 404),)}, "remedies"),
        ({"ticket_ids": (404,)}, "tickets"),
        ({"conclusions": "я" * 20_001}, "conclusions"),
        ({"members": (Member("Лапина"),) * 301}, "members"),
    ],
)
def test_what_cannot_be_saved_is_named(
    office: Office, visit: InspectionDraft, fields: dict[str, Any], problem: str
) -> None:
    """Each mistake names its field and leaves nothing behind, not even a number."""
    with pytest.raises(InvalidDraft) as caught:
        office.inspections.plan(dataclasses.replace(visit, **fields))
    assert problem in caught.value.fields
    assert office.inspections.rows() == []
    assert office.inspections.plan(visit).number == "2026-001"


def test_a_tolerance_of_the_chart_needs_its_source(office: Office, visit: InspectionDraft) -> None:
    """A tolerance with a source gives a verdict; without one it is not taken (VERIFIED.md §4)."""
    row = Measurement("input", "Узел", "Подача, T1", "°C", 71.0, 84, tolerance="± 3 %")
    with pytest.raises(InvalidDraft, match="откуда допуск"):
        office.inspections.plan(dataclasses.replace(visit, measurements=(row,)))
    sourced = dataclasses.replace(row, basis="договор № 5, прил. 3")
    bare = dataclasses.replace(row, tolerance="")
    saved = office.inspections.plan(dataclasses.replace(visit, measurements=(sourced, bare)))
    said = office.inspections.card(saved.id).judgements
    assert [item.verdict for item in said] == [Verdict.BELOW, Verdict.NO_NORM]


def test_saving_changes_what_was_changed_and_tells_history(
    office: Office, visit: InspectionDraft
) -> None:
    """A save raises the version and history holds before and after of that field alone."""
    saved = office.inspections.plan(visit)
    again = office.inspections.save(saved.id, 1, _changed(office, saved.id, premise="53"))
    assert again.version == 2
    entries = history.of_entity(office.desk.store, Entity.INSPECTION, saved.id)
    assert [entry.operation for entry in entries] == [
        Operation.INSPECTION_PLANNED,
        Operation.INSPECTION_SAVED,
    ]
    assert [(c.field, c.before, c.after) for c in entries[1].changes] == [("premise", "52", "53")]


def test_history_tells_rows_that_changed_and_rows_that_went(
    office: Office, visit: InspectionDraft
) -> None:
    """A changed measurement and a removed member are both told, each with what it was."""
    saved = office.inspections.plan(visit)
    draft = office.inspections.card(saved.id).draft
    first = dataclasses.replace(draft.measurements[0], value=72.5)
    office.inspections.save(
        saved.id,
        1,
        dataclasses.replace(
            draft, measurements=(first, *draft.measurements[1:]), members=draft.members[:3]
        ),
    )
    entry = office.inspections.card(saved.id).history[-1]
    told = {change.field: change for change in entry.changes}
    assert set(told) == {"measurement:1", "member:4"}
    assert '"value":71.0' in str(told["measurement:1"].before)
    assert '"value":72.5' in str(told["measurement:1"].after)
    assert "Гордеева" in str(told["member:4"].before)
    assert told["member:4"].after is None


def test_saving_the_same_again_leaves_no_trace(office: Office, visit: InspectionDraft) -> None:
    """A save that changes nothing moves neither the version nor the history."""
    saved = office.inspections.plan(visit)
    same = office.inspections.save(saved.id, 1, office.inspections.card(saved.id).draft)
    assert same.version == 1
    assert same.changes.ids == {}
    assert len(office.inspections.card(saved.id).history) == 1


def test_a_visit_changed_by_somebody_else_is_not_overwritten(
    office: Office, visit: InspectionDraft
) -> None:
    """The second save of one version is a conflict and changes nothing."""
    saved = office.inspections.plan(visit)
    office.inspections.save(saved.id, 1, _changed(office, saved.id, premise="53"))
    with pytest.raises(Conflict, match="изменил другой сотрудник"):
        office.inspections.save(saved.id, 1, _changed(office, saved.id, premise="54"))
    assert office.inspections.card(saved.id).draft.premise == "53"


def test_a_cancelled_visit_stays_and_is_not_changed(office: Office, visit: InspectionDraft) -> None:
    """Cancelling asks for a reason, keeps the card and forbids every further change."""
    saved = office.inspections.plan(visit)
    with pytest.raises(InvalidDraft):
        office.inspections.cancel(saved.id, 1, "  ")
    office.inspections.cancel(saved.id, 1, "жильцы отказались")
    card = office.inspections.card(saved.id)
    assert card.status is InspectionStatus.CANCELLED
    assert card.history[-1].note == "жильцы отказались"
    with pytest.raises(NotAllowed, match="отменён"):
        office.inspections.save(saved.id, 2, visit)
    with pytest.raises(NotAllowed):
        office.inspections.cancel(saved.id, 2, "ещё раз")
    with pytest.raises(NotAllowed):
        office.inspections.set_remedy_state(card.draft.remedies[0].id or 0, RemedyState.SENT)
    assert not office.inspections.remedy_ids()


def test_the_list_counts_and_filters(office: Office, visit: InspectionDraft) -> None:
    """Rows come newest first with tickets, violations, open remedies and the next term."""
    first = office.inspections.plan(visit)
    other = new_house(office.buildings, "ул. Лесная", "3")
    second = office.inspections.plan(
        InspectionDraft(building_id=other, planned_at=dt.datetime(2026, 11, 25, 10))
    )
    rows = office.inspections.rows()
    assert [row.id for row in rows] == [second.id, first.id]
    assert (rows[1].violations, rows[1].open_remedies, rows[1].tickets) == (4, 3, 0)
    assert rows[1].next_due == dt.date(2026, 11, 24)
    assert rows[0].visited_at == dt.datetime(2026, 11, 25, 10)
    assert [r.id for r in office.inspections.rows(InspectionStatus.PLANNED)] == [second.id]
    assert [r.id for r in office.inspections.rows(text="ЛЕСН")] == [second.id]
    assert [r.id for r in office.inspections.rows(text="2026-001")] == [first.id]
    assert [r.id for r in office.inspections.rows(building_id=other)] == [second.id]
    assert len(office.inspections.rows(limit=1)) == 1


def test_oddities_are_told_but_do_not_stop_the_work(office: Office, visit: InspectionDraft) -> None:
    """An expired instrument, no term of verification, a wrong drop and no time are warnings."""
    rows = (
        Measurement("input", "Узел", "Давление, P1", "бар", 5.8),
        Measurement("input", "Узел", "Давление, P2", "бар", 5.4),
        Measurement("input", "Узел", "Перепад, P1 − P2", "бар", 0.9),
    )
    odd = dataclasses.replace(
        visit,
        measurements=rows,
        instruments=(
            Instrument("Манометр", "1", dt.date(2026, 11, 22)),
            Instrument("Термометр", "2"),
            Instrument("Рулетка", "3", dt.date(2026, 11, 23)),
        ),
    )
    told = warnings(office.inspections.card(office.inspections.plan(odd).id).draft)
    assert len(told) == 3
    assert "Манометр № 1: поверка закончилась 22.11.2026" in told[0]
    assert "Термометр № 2: не указан срок поверки" in told[1]
    assert "перепад записан 0,9" in told[2]
    bare = dataclasses.replace(visit, instruments=())
    assert "не указаны приборы" in warnings(bare)[0]


def test_people_and_instruments_of_past_visits_are_offered(
    office: Office, visit: InspectionDraft
) -> None:
    """The commission and the instruments of earlier visits are offered; residents are not."""
    office.inspections.plan(visit)
    office.inspections.plan(visit)
    people = office.inspections.known_people()
    assert sorted(person.name for person in people) == [
        "Дёмин О. В.",
        "Лапина Ирина Сергеевна",
        "Рябов П. К.",
    ]
    assert MemberRole.CONSUMER not in {person.role for person in people}
    assert {tool.serial for tool in office.inspections.known_instruments()} == {"20817", "1162"}


def test_broken_letters_are_kept_as_a_visible_sign(office: Office, visit: InspectionDraft) -> None:
    """Halves of letters and NUL become «�», everything else comes back as it was typed."""
    odd = "  Ёлка 😀 \u202e <b> '; DROP -- \ud83d \x00 \ufffe  "
    draft = dataclasses.replace(visit, condition_text=odd, members=(Member(odd, odd, odd),))
    card = office.inspections.card(office.inspections.plan(draft).id)
    kept = "Ёлка 😀 \u202e <b> '; DROP -- � � \ufffe"
    assert card.draft.condition_text == kept
    assert card.draft.members[0].name == kept

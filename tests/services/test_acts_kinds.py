"""Kinds of acts, blanks and packs, second visits: each through the office over a real file."""

import dataclasses
import datetime as dt
import hashlib
from pathlib import Path

import pytest

from desktop_app.core import errors
from desktop_app.core.conclusions import propose_conclusions
from desktop_app.core.enums import Access, ActKind, SignatureState
from desktop_app.core.records.inspections import InspectionDraft
from desktop_app.core.settings import EXPIRED_BLOCKS
from desktop_app.services.office import Office
from tests.reports import act_samples
from tests.reports.printed import pages
from tests.services.fixtures import HandClock, planned_visit

NBSP = "\N{NO-BREAK SPACE}"


@pytest.mark.parametrize("kind", list(ActKind))
def test_every_kind_is_issued_and_given_out_again(
    office: Office, seen: InspectionDraft, kind: ActKind
) -> None:
    """Each kind of act is issued with its fingerprint, kept and reissued byte for byte."""
    sample = act_samples.ordinary(kind)
    own = {name: getattr(sample, name) for name in ("measurements", "answers", "conclusions")}
    visit = planned_visit(office, seen, kind=kind, members=sample.members, **own)
    act = office.acts.issue(visit)
    pdf = office.acts.reissue(visit)
    assert hashlib.sha256(pdf).hexdigest() == act.sha256
    assert kind.title_ru.split()[-1] in pages(pdf)[0]
    card = office.inspections.card(visit)
    assert card.draft.answers == sample.answers
    assert card.draft.measurements == sample.measurements


def test_consumers_need_two_signatures_and_the_council(
    office: Office, seen: InspectionDraft
) -> None:
    """An act without the provider is not issued without two consumers and the council's chair."""
    people = act_samples.ordinary(ActKind.CONSUMER).members
    for lacking, words in ((people[1:], "двух потребителей"), (people[:2], "совета дома")):
        visit = planned_visit(office, seen, kind=ActKind.CONSUMER, members=lacking)
        with pytest.raises(errors.InvalidDraft) as caught:
            office.acts.issue(visit)
        assert words in caught.value.fields["members"]


def test_an_expired_instrument_stops_the_act_where_the_office_says_so(
    office: Office, seen: InspectionDraft
) -> None:
    """With the setting on, the act is not issued; with it off there is the reservation."""
    visit = planned_visit(office, seen)
    office.settings.set(EXPIRED_BLOCKS, True)
    with pytest.raises(errors.InvalidDraft) as caught:
        office.acts.issue(visit)
    assert "поверка закончилась 01.11.2026" in caught.value.fields["instruments"]
    office.settings.set(EXPIRED_BLOCKS, False)
    assert office.acts.issue(visit).issue == 1


def test_a_refused_access_is_an_act_with_witnesses(office: Office, seen: InspectionDraft) -> None:
    """Nobody let the commission in: the act says so and leaves lines for two witnesses."""
    visit = planned_visit(
        office, seen, access=Access.REFUSED, measurements=(), conclusions="", condition_text=""
    )
    assert any("незаинтересованных лиц" in line for line in office.acts.warnings(visit))
    document = office.acts.document(visit)
    said = [field.text for field in document.conclusions]
    assert said == ["Проверка не проведена: комиссии отказано в доступе."]
    assert len(document.witnesses) == 2
    assert office.acts.issue(visit).issue == 1


def test_a_blank_of_no_visit_and_a_pack_of_a_day(
    office: Office, seen: InspectionDraft, tmp_path: Path, hand_clock: HandClock
) -> None:
    """An empty blank needs no visit; the blanks of a day and its sheet are one file each."""
    empty = office.acts.write_empty(ActKind.AIR_TEMPERATURE, tmp_path / "пустой.pdf")
    assert "замера температуры воздуха" in pages(empty.read_bytes())[0]
    day = hand_clock.moment.date()
    for hour in (11, 9):
        at = dt.datetime.combine(day, dt.time(hour, 0))
        planned_visit(office, seen, started_at=None, finished_at=None, planned_at=at)
    visits = office.inspections.of_day(day)
    assert [visit.planned_at.hour for visit in visits if visit.planned_at] == [9, 11]
    pack = office.acts.write_pack([visit.id for visit in visits], tmp_path / "пачка.pdf")
    whole = " ".join(pages(pack.read_bytes()))
    assert "Бланк к акту № 2026-001" in whole
    assert "Бланк к акту № 2026-002" in whole
    sheet = pages(office.acts.write_day(day, tmp_path / "день.pdf").read_bytes())[0]
    assert "Дневной лист выездов" in sheet
    assert "пр-кт Ленина" in sheet
    assert sheet.index("09:00") < sheet.index("11:00")
    assert "Едут: Лапина И. С., Дёмин О. В." in sheet
    assert "Ирина" not in sheet
    with pytest.raises(errors.NotFound):
        office.acts.write_day(day + dt.timedelta(days=3), tmp_path / "нет.pdf")


def test_a_second_visit_rests_on_the_first(office: Office, seen: InspectionDraft) -> None:
    """A check after the act carries house, people and open remedies, linked both ways."""
    visit = planned_visit(office, seen)
    office.acts.issue(visit)
    again = office.inspections.again(visit)
    assert again.previous_id == visit
    assert again.members[0].signature is SignatureState.PENDING
    assert all(row.value is None for row in again.measurements)
    assert len(again.remedies) == 3
    assert again.basis.startswith(f"акт №{NBSP}2026-001 от{NBSP}23.11.2026")
    second = office.inspections.plan(again).id
    card = office.inspections.card(second)
    assert card.previous is not None
    assert card.previous.number == "2026-001"
    assert [later.id for later in office.inspections.card(visit).later] == [second]
    facts = {field.label: field.text for field in office.acts.document(second).facts}
    assert facts["Повторная проверка"] == "к акту № 2026-001 от 23.11.2026"


def test_another_kind_brings_its_rows_and_keeps_measured_ones(
    office: Office, seen: InspectionDraft
) -> None:
    """Choosing another kind of act changes what is asked; nothing measured is lost."""
    house = seen.building_id
    empty = office.inspections.draft_for(house)
    air = office.inspections.with_kind(empty, ActKind.AIR_TEMPERATURE)
    assert {row.block for row in air.measurements} == {"air"}
    assert air.method_text != empty.method_text
    kept = office.inspections.with_kind(seen, ActKind.AIR_TEMPERATURE)
    assert kept.measurements[: len(seen.measurements)] == seen.measurements


def test_conclusions_of_the_clerks_own_are_marked_in_history(
    office: Office, seen: InspectionDraft
) -> None:
    """The seen as proposed is no mark; a word of the clerk's own is one."""
    proposed = propose_conclusions(seen.measurements, seen.started_at)
    visit = planned_visit(office, seen, conclusions=proposed)
    first = office.inspections.card(visit)
    assert not any(c.field == "conclusions_edited" for c in first.history[0].changes)
    changed = dataclasses.replace(first.draft, conclusions=f"{proposed} Дом не промыт.")
    office.inspections.save(visit, first.version, changed)
    marks = office.inspections.card(visit).history[-1].changes
    assert ("conclusions_edited", "", "да") in [(c.field, c.before, c.after) for c in marks]


def test_the_term_of_collection_follows_the_days_average(
    office: Office, seen: InspectionDraft
) -> None:
    """Up to +5 °C 48 hours are allowed, above it 24; a term written by hand is left alone."""
    waste = office.inspections.with_kind(
        dataclasses.replace(seen, measurements=(), outdoor_daily=None), ActKind.WASTE_OPERATOR
    )
    late = tuple(dataclasses.replace(row, value=30.0) for row in waste.measurements)
    found = []
    for outdoor in (5.0, 5.1):
        visit = planned_visit(office, waste, measurements=late, outdoor_daily=outdoor, answers=())
        found.append(office.inspections.card(visit).judgements[0].words)
    assert found == ["в норме", "выше на 6,0"]
    own = tuple(dataclasses.replace(row, norm_max=12.0, basis="договор") for row in late)
    visit = planned_visit(office, waste, measurements=own, outdoor_daily=5.1)
    assert office.inspections.card(visit).draft.measurements[0].norm_max == 12.0

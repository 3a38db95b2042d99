"""What a house says about its heating comes into its acts and is remembered."""

import dataclasses

from desktop_app.core.enums import ActKind
from desktop_app.core.records.inspections import Answer, InspectionDraft
from desktop_app.services.office import Office
from tests.factories import new_house


def _limits(draft: InspectionDraft) -> list[float | None]:
    return [row.norm_max for row in draft.measurements if row.quantity == "Давление, P3"]


def test_the_radiators_of_the_house_limit_the_pressure_of_its_acts(
    office: Office,
) -> None:
    """Unknown radiators give no limit; an answer gives it, the next visit remembers the answer."""
    house = new_house(office.buildings, "пр-кт Ленина", "12", heating_scheme="независимая")
    draft = office.inspections.draft_for(house)
    assert (draft.answers, _limits(draft)) == ((), [None])
    saved = office.inspections.plan(draft)
    iron = (Answer("hot_water", "нет"), Answer("radiators", "чугунные радиаторы"))
    stored = office.inspections.card(saved.id).draft
    office.inspections.save(saved.id, 1, dataclasses.replace(stored, answers=iron))
    kept = office.inspections.card(saved.id).draft
    assert _limits(kept) == [6.0]
    assert "hot_water" not in {row.block for row in kept.measurements}
    again = office.inspections.draft_for(house)
    assert (again.answers, _limits(again)) == (iron, [6.0])
    office.inspections.save(saved.id, 2, dataclasses.replace(kept, answers=()))
    back = office.inspections.card(saved.id).draft
    assert _limits(back) == [None]
    assert "hot_water" in {row.block for row in back.measurements}
    office.inspections.cancel(saved.id, 3, "ошибка")
    assert office.inspections.draft_for(house).answers == ()


def test_a_house_whose_words_name_its_radiators_answers_by_itself(office: Office) -> None:
    """«Чугунные радиаторы» of the address book come into the act, also by a change of kind."""
    house = new_house(
        office.buildings, "пр-кт Ленина", "14", heating_scheme="зависимая, чугунные радиаторы"
    )
    assert _limits(office.inspections.draft_for(house)) == [6.0]
    other = office.inspections.draft_for(house, kind=ActKind.AIR_TEMPERATURE)
    assert other.answers == ()
    assert _limits(office.inspections.with_kind(other, ActKind.COOLANT)) == [6.0]

"""Words of a draft that no form takes back: every one a person typed, nothing of the machine's."""

import dataclasses
import datetime as dt

from desktop_app.core import plain_json
from desktop_app.core.enums import Access
from desktop_app.core.records.inspections import InspectionDraft, Measurement, Remedy
from desktop_app.core.typed_words import TITLES, typed_words

_STORED = InspectionDraft(7, measurements=(Measurement("room", "кв. 5", "воздух", value=17.5),))


def _said(**fields: object) -> list[str]:
    typed = dataclasses.replace(_STORED, **fields)  # type: ignore[arg-type]  # fields of a draft
    return typed_words(plain_json.dump(_STORED), plain_json.dump(typed)).splitlines()


def test_only_what_was_typed_is_said() -> None:
    """Changed texts, moments, codes and rows come with their titles, the untouched stays out."""
    rows = (*_STORED.measurements, Measurement("room", "кв. 9", "воздух", value=16.0))
    said = _said(
        conclusions="Холодно во всех комнатах.",
        started_at=dt.datetime(2026, 11, 21, 10, 30),
        access=Access.PARTIAL,
        measurements=rows,
        remedies=(Remedy("Промыть стояк", responsible="УК", due_on=dt.date(2026, 12, 1)),),
        ticket_ids=(3, 4),
    )
    assert said == [
        f"Доступ: {Access.PARTIAL.title_ru}",
        "Начало проверки: 21.11.2026 10:30",
        "Выводы: Холодно во всех комнатах.",
        "Замеры:",
        "\xa0\xa0\xa0\xa0кв. 9, воздух, 16, °C",
        "Меры:",
        "\xa0\xa0\xa0\xa0Промыть стояк, УК, 01.12.2026",
    ]


def test_a_field_of_another_version_is_said_without_a_title() -> None:
    """What this program has no name for is shown all the same; broken JSON comes as it is."""
    assert typed_words("{}", '{"future": "важное", "access": "teleport"}') == (
        "Доступ: teleport\nважное"
    )
    assert typed_words(None, '{"conclusions": "обор') == '{"conclusions": "обор'
    assert typed_words(None, None) == ""


def test_every_field_of_a_visit_has_a_title() -> None:
    """A new field of the draft must be named here, or be one nobody types."""
    untyped = {"building_id", "ticket_ids", "previous_id"}
    assert {field.name for field in dataclasses.fields(InspectionDraft)} - untyped == set(TITLES)

"""Words of outages: titles, texts for callers, houses by street, the planned end, who is told."""

import datetime as dt

import pytest

from desktop_app.core import outage_words
from desktop_app.core.deadline_words import DeadlineLevel
from desktop_app.core.enums import IncidentKind, IncidentState, Service
from desktop_app.core.records.incidents import IncidentHouse, IncidentRow, Told
from desktop_app.core.text import NBSP

NOW = dt.datetime(2026, 11, 24, 9, 41)


def row(**more: object) -> IncidentRow:
    """Return an outage that goes on since eight."""
    values: dict[str, object] = {
        "id": 1,
        "kind": IncidentKind.EMERGENCY,
        "service": Service.HEATING,
        "title": "Порыв",
        "state": IncidentState.ON,
        "started_at": NOW.replace(hour=8, minute=0),
        "planned_end": None,
        "ended_at": None,
        "organization": "",
        "first_house": "ул. Мира, д. 1",
        "houses": 1,
        "tickets": 0,
        "open_tickets": 0,
        **more,
    }
    return IncidentRow(**values)  # type: ignore[arg-type]  # by name


def house(street: str, number: str, settlement: str = "г. Радужный") -> IncidentHouse:
    """Return a house of a street."""
    return IncidentHouse(1, f"{street}, д. {number}", settlement, street, number)


@pytest.mark.parametrize("kind", list(IncidentKind))
@pytest.mark.parametrize("service", list(Service))
@pytest.mark.parametrize("end", [None, NOW + dt.timedelta(hours=5)])
def test_every_outage_has_words_to_read(
    kind: IncidentKind, service: Service, end: dt.datetime | None
) -> None:
    """Whole sentences without gaps: what is lacking, why, until when, and that calling is over."""
    text = outage_words.proposed_text(kind, service, "Порыв.", NOW, end, NOW)
    assert text.endswith(outage_words.NO_NEED_TO_CALL)
    assert text[0].isupper()
    assert ".." not in text
    assert "  " not in text
    assert ("14:41" in text) == (end is not None)
    assert "порыв" in text


def test_planned_work_ahead_is_told_with_its_beginning() -> None:
    """What has not begun is told from when; what goes on is not."""
    ahead = NOW + dt.timedelta(days=1)
    text = outage_words.proposed_text(
        IncidentKind.PLANNED, Service.COLD_WATER, "", ahead, None, NOW
    )
    assert text.startswith(f"С 09:41{NBSP}25.11.2026 нет холодной воды: плановое отключение.")


@pytest.mark.parametrize(
    ("streets", "shown"),
    [
        ([], "Авария: отопление"),
        (["ул. Мира"], "Авария: отопление, ул. Мира"),
        (["ул. Мира", "ул. Мира", "ул. Новая"], "Авария: отопление, ул. Мира и ул. Новая"),
        (["ул. А", "ул. Б", "ул. В"], "Авария: отопление, ул. А и ещё улиц: 2"),
    ],
)
def test_titles_name_two_streets_and_count_more(streets: list[str], shown: str) -> None:
    """A street is named once."""
    houses = [house(street, "1") for street in streets]
    kind, service = IncidentKind.EMERGENCY, Service.HEATING
    assert outage_words.proposed_title(kind, service, houses) == shown


def test_houses_stand_by_street_in_natural_order() -> None:
    """2 before 10, parts of a house stay with it, another settlement is named."""
    houses = [
        house("ул. Мира", "10"),
        house("ул. Мира", "2"),
        house("ул. Мира", "4, стр. 1"),
        house("ул. Ленина", "1", "д. Малая"),
        IncidentHouse(5, "п. Дальний, д. 7", "г. Радужный", "", "7"),
    ]
    assert outage_words.by_street(houses) == (
        ("д. Малая, ул. Ленина", "1"),
        ("п. Дальний, д. 7", ""),
        ("ул. Мира", f"2, 4{NBSP}стр. 1, 10"),
    )


@pytest.mark.parametrize(
    ("end", "level", "words"),
    [
        (None, DeadlineLevel.PLAIN, "—"),
        (NOW + dt.timedelta(hours=3), DeadlineLevel.PLAIN, f"осталось 3{NBSP}ч"),
        (NOW + dt.timedelta(hours=2), DeadlineLevel.NEAR, f"осталось 2{NBSP}ч"),
        (NOW - dt.timedelta(minutes=5), DeadlineLevel.OVERDUE, f"срок прошёл 5{NBSP}мин назад"),
    ],
)
def test_the_planned_end_is_near_two_hours_before(
    end: dt.datetime | None, level: DeadlineLevel, words: str
) -> None:
    """Colour begins where there is still time to ask and to move it."""
    mark = outage_words.end_mark(row(planned_end=end), NOW)
    assert (mark.level, mark.text) == (level, words)


def test_what_has_ended_is_a_fact() -> None:
    """An ended outage says when, a mistaken one that it was a mistake; neither is late."""
    late = NOW - dt.timedelta(days=1)
    ended = outage_words.end_mark(row(planned_end=late, ended_at=NOW), NOW)
    assert (ended.level, ended.text) == (DeadlineLevel.FINISHED, "закончено 24.11 09:41")
    gone = outage_words.end_mark(row(planned_end=late, state=IncidentState.CANCELLED), NOW)
    assert (gone.level, gone.text) == (DeadlineLevel.FINISHED, "записано ошибочно")


def test_who_must_be_told_until_when() -> None:
    """The authority at once, consumers within a day, of planned work before it begins."""
    assert outage_words.tell_until(row(), Told.AUTHORITY) == row().started_at
    assert outage_words.tell_until(row(), Told.CONSUMERS) == NOW.replace(day=25, hour=8, minute=0)
    planned = row(kind=IncidentKind.PLANNED)
    assert outage_words.tell_until(planned, Told.CONSUMERS) == planned.started_at
    words = outage_words.untold_words(row(), Told.CONSUMERS)
    assert words == "не отмечено, сообщают до 25.11 08:00"

"""Words of outages: proposed titles and texts for callers, houses by street, the planned end."""

import datetime as dt
from collections.abc import Iterable, Sequence

from desktop_app.core import clock
from desktop_app.core.deadline_words import DeadlineLevel, DeadlineMark, left_words, span
from desktop_app.core.enums import IncidentKind, IncidentState, Service
from desktop_app.core.records.incidents import IncidentHouse, IncidentRow, Told
from desktop_app.core.text import DASH, NBSP, sort_key

SOON = dt.timedelta(hours=2)
"""A planned end this near is told of: time enough to ask the organisation and to move it."""

TELL_WITHIN = dt.timedelta(hours=24)
"""Consumers are told the cause and how long it will last (ПП 354, п. 104)."""

NO_NEED_TO_CALL = "Ваш звонок записан, перезванивать не нужно."
"""What ends the text for callers and is not for paper."""

_MOST_STREETS = 2
_LACKS = {
    Service.HEATING: "нет отопления",
    Service.HOT_WATER: "нет горячей воды",
    Service.COLD_WATER: "нет холодной воды",
    Service.SEWERAGE: "не работает канализация",
    Service.WASTE: "отходы не вывезены",
}
_LIMITS = {
    Service.HEATING: "отопление подаётся с ограничением",
    Service.HOT_WATER: "горячая вода подаётся с ограничением",
    Service.COLD_WATER: "холодная вода подаётся с ограничением",
    Service.SEWERAGE: "водоотведение ограничено",
    Service.WASTE: "вывоз отходов ограничен",
}
_NONE_AT_ALL = "услуга временно не предоставляется"


def what_lacks(kind: IncidentKind, service: Service) -> str:
    """Return what people have to do without: «нет горячей воды»."""
    if kind is IncidentKind.LIMIT:
        return _LIMITS.get(service, "услуга предоставляется с ограничением")
    return _LACKS.get(service, _NONE_AT_ALL)


def proposed_title(kind: IncidentKind, service: Service, houses: Sequence[IncidentHouse]) -> str:
    """Return «Авария: отопление, ул. Садовая и ул. Мира»; more than two streets are counted."""
    streets = list(dict.fromkeys(house.street or house.address for house in houses))
    shown = " и ".join(streets[:_MOST_STREETS])
    if len(streets) > _MOST_STREETS:
        shown = f"{streets[0]} и ещё улиц: {len(streets) - 1}"
    return ", ".join(part for part in (f"{kind.title_ru}: {service.title_ru}", shown) if part)


def proposed_text(
    kind: IncidentKind,
    service: Service,
    cause: str,
    started_at: dt.datetime,
    planned_end: dt.datetime | None,
    now: dt.datetime,
) -> str:
    """Return the text to read to callers, made of what is known."""
    lack = what_lacks(kind, service)
    first = f"{lack[:1].upper()}{lack[1:]}"
    if started_at > now:
        first = f"С {moment_words(started_at)} {lack}"
    reason = cause.strip().rstrip(".")
    told = f"{first}: {kind.title_ru.lower()}" if kind is not IncidentKind.LIMIT else first
    if kind is IncidentKind.OTHER:
        told = first
    if reason:
        told = f"{told}, {reason[:1].lower()}{reason[1:]}"
    if planned_end is None:
        end = "Время окончания уточняется, его сообщат дополнительно"
    else:
        verb = "Вывезти" if kind is IncidentKind.WASTE else "Закончить"
        end = f"{verb} обещают до {moment_words(planned_end)}"
    return f"{told}. {end}. {NO_NEED_TO_CALL}"


def moment_words(moment: dt.datetime) -> str:
    """Return «18:00 24.11.2026» with no-break spaces."""
    return f"{moment:%H:%M}{NBSP}{clock.show_date(moment)}"


def end_mark(row: IncidentRow, now: dt.datetime) -> DeadlineMark:
    """Return the cell of the planned end: passed, near, plain, or a fact of what has ended."""
    if row.state is IncidentState.CANCELLED:
        return DeadlineMark(DeadlineLevel.FINISHED, "записано ошибочно")
    if row.ended_at is not None:
        return DeadlineMark(DeadlineLevel.FINISHED, f"закончено {clock.show_short(row.ended_at)}")
    if row.planned_end is None:
        return DeadlineMark(DeadlineLevel.PLAIN, DASH)
    left = row.planned_end - now
    minutes = int(abs(left).total_seconds() // 60)
    if left < dt.timedelta():
        return DeadlineMark(DeadlineLevel.OVERDUE, f"срок прошёл {span(minutes)} назад")
    level = DeadlineLevel.NEAR if left <= SOON else DeadlineLevel.PLAIN
    return DeadlineMark(level, left_words(minutes))


def tell_until(row: IncidentRow, told: Told) -> dt.datetime:
    """Return until when somebody must be told: consumers within a day, before planned work.

    The authority is told at once (ПП 416, section IV), which is the beginning itself.
    """
    if told is Told.AUTHORITY or row.kind is IncidentKind.PLANNED:
        return row.started_at
    return row.started_at + TELL_WITHIN


def untold_words(row: IncidentRow, told: Told) -> str:
    """Return what stands in place of a mark not made yet."""
    if not row.state.is_open:
        return "не отмечено"
    if told is Told.AUTHORITY:
        return "не отмечено, сообщают сразу"
    return f"не отмечено, сообщают до {clock.show_short(tell_until(row, told))}"


def by_street(houses: Iterable[IncidentHouse]) -> tuple[tuple[str, str], ...]:
    """Return streets with their numbers in natural order: («ул. Садовая», «1, 3, 12а»).

    A street of another settlement than the first house's is named with it.
    """
    found: dict[str, list[str]] = {}
    listed = list(houses)
    home = listed[0].settlement if listed else ""
    for house in listed:
        street = house.street or house.address
        number = house.house.replace(", ", NBSP)  # «4 стр. 1» is one house
        if house.settlement != home:
            street = f"{house.settlement}, {street}"
        found.setdefault(street, []).append(number if house.street else "")
    return tuple(
        (street, ", ".join(sorted(filter(None, numbers), key=sort_key)))
        for street, numbers in sorted(found.items(), key=lambda item: sort_key(item[0]))
    )

"""Containers and schedules as one text each, as history keeps them, and back without loss."""

import datetime as dt
import json
from collections.abc import Iterable
from typing import Any

from desktop_app.core.collection_schedule import MonthDay, Repeat, Schedule, WasteKind, Weeks
from desktop_app.core.records.waste import Container


def pack_containers(containers: Iterable[Container]) -> str:
    """Return containers as compact JSON, "" for none."""
    rows = [[item.kind.value, item.volume, item.amount] for item in containers]
    return _text(rows)


def unpack_containers(text: str) -> tuple[Container, ...]:
    """Return the containers of a packed text."""
    return tuple(
        Container(WasteKind(kind), float(volume), int(amount))
        for kind, volume, amount in _rows(text)
    )


def pack_schedules(schedules: Iterable[Schedule]) -> str:
    """Return schedules as compact JSON, "" for none."""
    return _text([_row(item) for item in schedules])


def unpack_schedules(text: str) -> tuple[Schedule, ...]:
    """Return the schedules of a packed text."""
    return tuple(_schedule(row) for row in _rows(text))


def pack_ids(ids: Iterable[int]) -> str:
    """Return ids in order, with commas between."""
    return ",".join(str(number) for number in sorted(set(ids)))


def unpack_ids(text: str) -> tuple[int, ...]:
    """Return the ids of a packed text."""
    return tuple(int(part) for part in text.split(",") if part)


def weekday_mask(weekdays: Iterable[int]) -> int:
    """Return weekdays as bits, Monday the lowest."""
    return sum(1 << day for day in set(weekdays))


def mask_weekdays(mask: int) -> frozenset[int]:
    """Return the weekdays of a mask."""
    return frozenset(day for day in range(7) if mask >> day & 1)


def show_time(time: dt.time | None) -> str:
    """Return «07:00», "" for none."""
    return f"{time:%H:%M}" if time else ""


def read_time(text: str) -> dt.time | None:
    """Return the time of a stored text."""
    return dt.time.fromisoformat(text) if text else None


def show_month_day(value: MonthDay | None) -> str:
    """Return «04-15», "" for none."""
    return f"{value[0]:02d}-{value[1]:02d}" if value else ""


def read_month_day(text: str) -> MonthDay | None:
    """Return the month and day of a stored text."""
    if not text:
        return None
    month, _, day = text.partition("-")
    return int(month), int(day)


def show_days(schedule: Schedule) -> str:
    """Return the days of the month or the dates of a schedule, with commas between."""
    if schedule.repeat is Repeat.DATES:
        return ",".join(day.isoformat() for day in sorted(schedule.dates))
    return pack_ids(schedule.month_days)


def read_days(repeat: Repeat, text: str) -> tuple[tuple[int, ...], tuple[dt.date, ...]]:
    """Return days of the month and dates of a stored text; one of the two is empty."""
    if repeat is Repeat.DATES:
        return (), tuple(dt.date.fromisoformat(part) for part in text.split(",") if part)
    return unpack_ids(text), ()


def _row(item: Schedule) -> list[Any]:
    return [
        item.kind.value,
        item.repeat.value,
        weekday_mask(item.weekdays),
        item.weeks.value,
        show_days(item),
        show_time(item.opens),
        show_time(item.closes),
        show_month_day(item.season_from),
        show_month_day(item.season_to),
        item.carrier_id,
    ]


def _schedule(row: list[Any]) -> Schedule:
    return stored_schedule(*row)


def stored_schedule(*row: Any) -> Schedule:
    """Return the schedule of ten stored values, in the order of the table's columns."""
    kind, repeat, mask, weeks, days, opens, closes, first, last, carrier = row
    month_days, dates = read_days(Repeat(repeat), days)
    return Schedule(
        kind=WasteKind(kind),
        repeat=Repeat(repeat),
        weekdays=mask_weekdays(mask),
        weeks=Weeks(weeks),
        month_days=month_days,
        dates=dates,
        opens=read_time(opens),
        closes=read_time(closes),
        season_from=read_month_day(first),
        season_to=read_month_day(last),
        carrier_id=carrier,
    )


def _text(rows: list[list[Any]]) -> str:
    return json.dumps(rows, ensure_ascii=False, separators=(",", ":")) if rows else ""


def _rows(text: str) -> list[list[Any]]:
    return list(json.loads(text)) if text else []

"""Facts of a house as its card and the comparison of doubles show them."""

import datetime as dt
from collections.abc import Sequence

from desktop_app.core import clock
from desktop_app.core.charts import Chart, ChartKind, Series
from desktop_app.core.records.buildings import Entrance, Passport, ServedBy
from desktop_app.core.records.house_life import HouseLife
from desktop_app.core.text import NBSP, decimal, spaced
from desktop_app.ui.widgets.facts import Fact

_MONTHS = ("янв", "фев", "мар", "апр", "май", "июн", "июл", "авг", "сен", "окт", "ноя", "дек")


def entrance_facts(entrances: Sequence[Entrance]) -> list[Fact]:
    """Return each entrance with its flats, floors and door code."""
    return [Fact(f"Подъезд {entrance.number}", _entrance(entrance)) for entrance in entrances]


def served_facts(served: Sequence[ServedBy]) -> list[Fact]:
    """Return who serves the house now, since when, with the phones read to a caller."""
    return [
        Fact(
            item.service.label_ru,
            " · ".join(
                part
                for part in (
                    item.organization,
                    item.dispatcher_phone.replace(" ", NBSP),
                    item.dispatcher_hours,
                    f"с {_day(item.since)}" if item.since else "",
                )
                if part
            ),
        )
        for item in served
    ]


def past_facts(life: HouseLife, today: dt.date) -> list[Fact]:
    """Return who served the house before, with the days."""
    gone = [item for item in life.served if item.until and item.until < today.isoformat()]
    return [Fact(item.service.label_ru, f"{item.organization}, {_days(item)}") for item in gone]


def months_chart(life: HouseLife) -> Chart:
    """Return tickets by months of a year, this month in the accent colour."""
    labels = tuple(_MONTHS[month.month.month - 1] for month in life.months)
    values = tuple(month.tickets for month in life.months)
    title = "Обращения по месяцам"
    series = (Series("Обращения", values),)
    return Chart(ChartKind.COLUMNS, title, labels, series, accent=len(labels) - 1)


def passport_facts(passport: Passport) -> list[Fact]:
    """Return what is known of a house, unknown facts as «—»."""

    def shown(value: float | None, unit: str = "") -> str:
        return f"{spaced(value)}{NBSP}{unit}".strip() if value is not None else ""

    dangerous = {True: "да", False: "нет", None: ""}[passport.is_dangerous]
    place = ""
    if passport.latitude is not None and passport.longitude is not None:
        place = f"{decimal(passport.latitude, 6)}; {decimal(passport.longitude, 6)}"
    return [
        Fact("Год постройки", str(passport.year or "")),
        Fact("Этажей", shown(passport.floors)),
        Fact("Подъездов", shown(passport.entrances)),
        Fact("Квартир", shown(passport.flats)),
        Fact("Площадь", shown(passport.area_total, "м²")),
        Fact("Узел", passport.heating_unit),
        Fact("Схема", passport.heating_scheme),
        Fact("График", passport.temperature_chart),
        Fact("Аварийный", dangerous),
        Fact("Серия", passport.series),
        Fact("Управление", passport.management_method),
        Fact("ФИАС", passport.fias_guid),
        Fact("Кадастровый №", passport.cadastral),
        Fact("Координаты", place),
    ]


def _entrance(entrance: Entrance) -> str:
    parts = [f"кв. {entrance.flat_from}–{entrance.flat_to}"]
    if entrance.floors:
        parts.append(f"этажей {entrance.floors}")
    if entrance.door_code:
        parts.append(f"код {entrance.door_code}")
    return " · ".join(parts)


def _day(stored: str) -> str:
    return clock.show_date(dt.date.fromisoformat(stored))


def _days(item: ServedBy) -> str:
    since = f"с {_day(item.since)} " if item.since else ""
    return f"{since}по {_day(item.until)}"

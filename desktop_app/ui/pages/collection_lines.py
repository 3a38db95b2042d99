"""«Когда вывоз?»: the next collections of a house, as the clerk reads them to the caller."""

import datetime as dt
from collections.abc import Sequence

from PySide6.QtWidgets import QLayout

from desktop_app.core import clock
from desktop_app.core.collection_schedule import WasteKind
from desktop_app.core.collection_words import schedule_words, when_words
from desktop_app.core.records.waste import HouseCollection
from desktop_app.core.text import NBSP, number
from desktop_app.ui.models.columns import Mark
from desktop_app.ui.theme import Tone, Type
from desktop_app.ui.widgets.mark_label import MarkLabel
from desktop_app.ui.widgets.panes import column, row
from desktop_app.ui.widgets.text import Line
from desktop_app.ui.widgets.wrap_row import WrapRow

_TITLES = {
    WasteKind.MIXED: "Ближайший вывоз",
    WasteKind.SEPARATE: "Раздельный сбор",
    WasteKind.BULKY: "Крупный мусор",
}


def collection_lines(collections: Sequence[HouseCollection], now: dt.datetime) -> list[QLayout]:
    """Return two lines for every kind of waste: when and by what timetable, where and who."""
    return [_lines(item, now) for item in collections]


def when_of(item: HouseCollection, now: dt.datetime) -> str:
    """Return «завтра, 25.11, 7:00–10:00»; the words of a timetable that ran out."""
    if item.upcoming is None:
        return "график закончился"
    return when_words(item.upcoming, now, has_window=item.schedule.has_window)


def delay_words(item: HouseCollection) -> str:
    """Return «не вывезли 23.11 к 10:00, прошло 31 ч», empty when everything is collected."""
    if item.delay is None:
        return ""
    since = item.delay.since
    hours = f"{number(item.delay.hours)}{NBSP}ч"
    return f"не вывезли {since:%d.%m} к{NBSP}{since:%H:%M}, прошло {hours}"


def _lines(item: HouseCollection, now: dt.datetime) -> QLayout:
    late = delay_words(item)
    ahead = item.upcoming is not None
    title = MarkLabel(Mark(f"{_TITLES[item.kind]} —", "truck", Tone.MUTED), body=True, ink=True)
    when = Line(
        when_of(item, now),
        Type.BODY_BOLD if ahead else Type.BODY,
        Tone.PLAIN if ahead else Tone.MUTED,
    )
    carrier = " ".join(part for part in (item.carrier, item.carrier_phone) if part)
    where = (f"площадка {item.site}", schedule_words(item.schedule), carrier)
    words = " · ".join(part for part in where if part)
    lines: list[QLayout] = [
        WrapRow(title, when, space=2, line_gap=2),
        row(Line(words, Type.CAPTION, Tone.MUTED)),
    ]
    if late:
        lines.append(row(MarkLabel(Mark(late, "alert", Tone.DANGER, bold=True)), None))
    return column(*lines, space=2)


def fact_words(item: HouseCollection, now: dt.datetime | None = None) -> str:
    """Return everything on one line, for a card of facts."""
    parts = (
        when_of(item, now or clock.now()),
        schedule_words(item.schedule),
        item.site,
        item.carrier,
        delay_words(item),
    )
    return " · ".join(part for part in parts if part)

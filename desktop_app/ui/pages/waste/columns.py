"""Columns of collection sites, and the words of their state."""

from dataclasses import dataclass

from desktop_app.core import clock
from desktop_app.core.clock import Clock
from desktop_app.core.collection_words import titled_words, when_words
from desktop_app.core.container_words import containers_words
from desktop_app.core.records.waste import MissedRow, SiteRow
from desktop_app.core.text import NBSP, number
from desktop_app.core.waste_lateness import Delay
from desktop_app.ui.models.columns import Column, Elide, Kind, Mark
from desktop_app.ui.theme import Tone

_HOUR = 60


def site_columns(now: Clock) -> tuple[Column, ...]:
    """Return the columns of the list; `now` tells what «завтра» is."""
    return (
        Column("address", "Площадка", 240, lambda site: site.address, elide=Elide.MIDDLE),
        Column(
            "register_number", "№ в реестре", 100, lambda s: s.register_number or None, leaves=3
        ),
        Column(
            "schedule", "График", 250, lambda site: schedules_words(site) or None, sortable=False
        ),
        Column(
            "next",
            "Ближайший вывоз",
            180,
            lambda site: _next(site, now),
            sortable=False,
            least=174,
        ),
        Column("state", "Состояние", 170, state_mark, Kind.MARK, sortable=False),
        Column("carrier", "Перевозчик", 170, lambda s: s.carrier or None, sortable=False, leaves=1),
        Column("houses", "Домов", 70, lambda site: site.houses or None, Kind.NUMBER, leaves=2),
        Column(
            "containers",
            "Контейнеры",
            150,
            lambda site: containers_words(site.containers) or None,
            sortable=False,
            muted=True,
            hidden=True,
        ),
        Column(
            "settlement",
            "Населённый пункт",
            150,
            lambda site: site.settlement or None,
            muted=True,
            hidden=True,
        ),
    )


def schedules_words(site: SiteRow) -> str:
    """Return all timetables of a site in one line."""
    return "; ".join(titled_words(schedule) for schedule in site.schedules)


def state_mark(site: SiteRow) -> Mark | None:
    """Return «не вывезли, 31 ч», danger beyond the norm; what is missing; None when all is well."""
    if site.delay is not None:
        tone = Tone.DANGER if site.delay.is_violation else Tone.WARNING
        return Mark(f"не вывезли, {hours_words(site.delay)}", "alert", tone, bold=True)
    if site.calls:
        return Mark(f"звонят: {number(site.calls)}", "phone", Tone.WARNING)
    if not site.schedules:
        return Mark("нет графика", "warning", Tone.WARNING)
    if site.upcoming is None:
        return Mark("график закончился", "warning", Tone.WARNING)
    return None


def hours_words(delay: Delay) -> str:
    """Return «31 ч», minutes while the first hour runs."""
    if delay.minutes < _HOUR:
        return f"{delay.minutes}{NBSP}мин"
    return f"{number(delay.hours)}{NBSP}ч"


def _next(site: SiteRow, now: Clock) -> str | None:
    if site.upcoming is None:
        return None
    return when_words(site.upcoming, now(), has_window=site.has_window)


@dataclass(frozen=True, slots=True)
class Placed:
    """A row of a table whose rows are all here: its place, and its words."""

    id: int
    first: str
    second: str = ""
    third: str = ""
    fourth: str = ""


SCHEDULE_COLUMNS = (
    Column("when", "Когда", 250, lambda row: row.first, sortable=False),
    Column("who", "Перевозчик", 150, lambda row: row.second or None, sortable=False),
)

HOUSE_COLUMNS = (
    Column("house", "Дом", 320, lambda row: row.first, elide=Elide.MIDDLE, sortable=False),
)

MISSED_COLUMNS = (
    Column("due", "Не вывезли к", 100, lambda row: row.first, elide=Elide.NONE, sortable=False),
    Column("done", "Вывезли", 96, lambda row: row.second or None, sortable=False),
    Column("ticket", "Обращение", 100, lambda row: row.third or None, sortable=False, leaves=1),
    Column("cause", "Причина", 108, lambda row: row.fourth or None, sortable=False),
)


def missed_row(place: int, row: MissedRow) -> Placed:
    """Return a missed collection as its table shows it."""
    done = clock.show_short(row.collected_at) if row.collected_at else "ещё нет"
    cause = row.cause.title_ru if row.cause else ""
    return Placed(place, clock.show_short(row.due_at), done, row.ticket, cause)

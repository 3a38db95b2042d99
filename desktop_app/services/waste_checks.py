"""What must be there before a collection site is saved, worded field by field."""

from collections.abc import Iterable
from dataclasses import replace

from desktop_app.core.collection_reader import is_month_day
from desktop_app.core.collection_schedule import Repeat, Schedule, Weeks
from desktop_app.core.errors import InvalidDraft
from desktop_app.core.records.waste import Container, SiteDraft
from desktop_app.core.text import one_line

_LONGEST = {
    "address": 500, "settlement": 200, "register_number": 100, "owner_text": 500,
    "surface": 200, "fence": 200,
}  # fmt: skip
_LONGEST_NOTE = 10_000
_MOST_SCHEDULES = 20
_LARGEST_AREA = 100_000


def check(draft: SiteDraft) -> SiteDraft:
    """Return the draft tidied; InvalidDraft names every field that needs a remedy."""
    tidied = _tidied(draft)
    problems = {**_texts(tidied), **_place(tidied)}
    for item in tidied.schedules:
        problems.update(schedule_problems(item))
    if len(tidied.schedules) > _MOST_SCHEDULES:
        problems["schedules"] = f"не больше {_MOST_SCHEDULES} графиков"
    if problems:
        raise InvalidDraft(problems)
    return tidied


def check_schedule(schedule: Schedule) -> Schedule:
    """Return one timetable with only what its way of repeating needs; InvalidDraft otherwise."""
    problems = schedule_problems(schedule)
    if problems:
        raise InvalidDraft(problems)
    return _plain(schedule)


def schedule_problems(item: Schedule) -> dict[str, str]:
    """Return what is missing from a timetable, by the name of the field."""
    problems = _day_problems(item)
    if (item.opens is None) != (item.closes is None):
        problems["closes" if item.closes is None else "opens"] = "впишите и начало, и конец"
    elif item.opens is not None and item.opens == item.closes:
        problems["closes"] = "конец совпадает с началом"
    if (item.season_from is None) != (item.season_to is None):
        missing = "season_to" if item.season_to is None else "season_from"
        problems[missing] = "впишите и начало, и конец сезона"
    for name in ("season_from", "season_to"):
        value = getattr(item, name)
        if value is not None and not is_month_day(value):
            problems[name] = "такого дня нет"
    return problems


def merged(containers: Iterable[Container]) -> tuple[Container, ...]:
    """Return containers with equal ones added up."""
    amounts: dict[tuple[str, float], Container] = {}
    for item in containers:
        key = (item.kind.value, item.volume)
        known = amounts.get(key)
        amounts[key] = replace(item, amount=item.amount + known.amount) if known else item
    return tuple(amounts.values())


def _day_problems(item: Schedule) -> dict[str, str]:
    if item.repeat is Repeat.WEEKDAYS:
        return {} if item.weekdays else {"weekdays": "отметьте хотя бы один день"}
    if item.repeat is Repeat.MONTH_DAYS:
        fits = item.month_days and all(1 <= day <= 31 for day in item.month_days)
        return {} if fits else {"days": "числа месяца через запятую: 1, 15"}
    return {} if item.dates else {"days": "даты через запятую: 24.11.2026, 01.12.2026"}


def _tidied(draft: SiteDraft) -> SiteDraft:
    texts = {name: one_line(getattr(draft, name)) for name in _LONGEST}
    if draft.owner_id is not None:
        texts["owner_text"] = ""
    return replace(
        draft,
        **texts,  # type: ignore[arg-type]  # the texts under their own names
        note=draft.note.strip(),
        containers=merged(draft.containers),
        schedules=tuple(_plain(item) for item in draft.schedules),
        building_ids=tuple(sorted(set(draft.building_ids))),
    )


def _plain(item: Schedule) -> Schedule:
    """Return a timetable without what its way of repeating does not use."""
    weekly = item.repeat is Repeat.WEEKDAYS
    return replace(
        item,
        weekdays=item.weekdays if weekly else frozenset(),
        weeks=item.weeks if weekly else Weeks.EVERY,
        month_days=tuple(sorted(set(item.month_days))) if item.repeat is Repeat.MONTH_DAYS else (),
        dates=tuple(sorted(set(item.dates))) if item.repeat is Repeat.DATES else (),
    )


def _texts(draft: SiteDraft) -> dict[str, str]:
    problems = {
        name: f"не длиннее {limit} знаков"
        for name, limit in _LONGEST.items()
        if len(getattr(draft, name)) > limit
    }
    if not draft.address:
        problems["address"] = "впишите, где стоит площадка"
    if len(draft.note) > _LONGEST_NOTE:
        problems["note"] = f"не длиннее {_LONGEST_NOTE} знаков"
    return problems


def _place(draft: SiteDraft) -> dict[str, str]:
    problems: dict[str, str] = {}
    if (draft.latitude is None) != (draft.longitude is None):
        problems["longitude" if draft.longitude is None else "latitude"] = "впишите обе координаты"
    if draft.latitude is not None and not -90 <= draft.latitude <= 90:
        problems["latitude"] = "от −90 до 90"
    if draft.longitude is not None and not -180 <= draft.longitude <= 180:
        problems["longitude"] = "от −180 до 180"
    if draft.area is not None and not 0 < draft.area <= _LARGEST_AREA:
        problems["area"] = "проверьте площадь"
    return problems

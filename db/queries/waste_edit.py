"""Writing collection sites, what was missed and temperatures; inside a transaction."""

import datetime as dt
from collections.abc import Iterable, Mapping

from db.connection import Store, Value
from db.queries.waste import FIELDS
from db.tables import (
    collection_container,
    collection_missed,
    collection_schedule,
    collection_site,
)
from desktop_app.core.collection_schedule import Schedule
from desktop_app.core.records.waste import Container, DayTemperature, SiteDraft
from desktop_app.core.text import fold, plain_words, sort_key
from desktop_app.core.waste_codec import show_days, show_month_day, show_time, weekday_mask

_SET_TEMPERATURE = """
INSERT INTO daily_temperature (day, average, source) VALUES (?, ?, ?)
ON CONFLICT (day) DO UPDATE SET average = excluded.average, source = excluded.source
"""


def site_key(settlement: str, address: str) -> str:
    """Return the form under which sites of one address meet: «г Радужный ул Лесная 3»."""
    return plain_words(f"{settlement} {address}")


def insert(
    store: Store, draft: SiteDraft, owner: str, *, edited: str, batch_id: int | None = None
) -> int:
    """Add a site with everything on it; return its id."""
    values = _columns(draft, owner) | {"edited_fields": edited, "batch_id": batch_id}
    added = store.insert(collection_site, values)
    _set_parts(store, added, draft)
    return added


def update(
    store: Store, site_id: int, version: int, draft: SiteDraft, owner: str, *, edited: str
) -> bool:
    """Change a site that still has this version; tell whether it did."""
    values = _columns(draft, owner) | {"edited_fields": edited, "removed_at": None}
    if not store.update_version(collection_site, site_id, version, values):
        return False
    for table in (
        "collection_container",
        "collection_schedule",
        "collection_site_building",
    ):
        store.execute(f"DELETE FROM {table} WHERE site_id = ?", (site_id,))  # noqa: S608  our own names
    _set_parts(store, site_id, draft)
    return True


def set_removed(store: Store, site_id: int, version: int, at: str | None) -> bool:
    """Take a site out of the lists, or bring it back; tell whether it still had this version."""
    return store.update_version(collection_site, site_id, version, {"removed_at": at})


def add_missed(store: Store, values: Mapping[str, Value]) -> int:
    """Write down a collection that did not happen; return its id."""
    return store.insert(collection_missed, values)


def drop_missed(store: Store, missed_id: int) -> bool:
    """Take back what was written down; tell whether it was there."""
    return store.execute("DELETE FROM collection_missed WHERE id = ?", (missed_id,)) == 1


def set_collected(store: Store, missed_ids: Iterable[int], at: str | None) -> None:
    """Write when these were collected after all, or that they still wait."""
    for missed_id in missed_ids:
        store.update(collection_missed, missed_id, {"collected_at": at})


def set_cause(store: Store, missed_id: int, cause: str, note: str) -> None:
    """Write why a collection did not happen."""
    store.update(collection_missed, missed_id, {"cause": cause, "note": note})


def set_temperature(store: Store, value: DayTemperature) -> None:
    """Write the mean temperature of a day."""
    row = (value.day.isoformat(), value.average, value.source)
    store.execute(_SET_TEMPERATURE, row)


def drop_temperature(store: Store, day: dt.date) -> None:
    """Forget the mean temperature of a day."""
    store.execute("DELETE FROM daily_temperature WHERE day = ?", (day.isoformat(),))


def _columns(draft: SiteDraft, owner: str) -> dict[str, Value]:
    values: dict[str, Value] = {field: getattr(draft, field) for field in FIELDS}
    roof = draft.has_roof
    words = f"{draft.address} {draft.settlement} {draft.register_number} {owner}"
    return values | {
        "has_roof": None if roof is None else int(roof),
        "address_key": site_key(draft.settlement, draft.address),
        "folded": fold(words),
        "sort_key": sort_key(f"{draft.settlement} {draft.address}"),
    }


def _set_parts(store: Store, site_id: int, draft: SiteDraft) -> None:
    for item in draft.containers:
        store.insert(collection_container, _container(site_id, item))
    for schedule in draft.schedules:
        store.insert(collection_schedule, _schedule(site_id, schedule))
    store.insert_many(
        "INSERT INTO collection_site_building (site_id, building_id) VALUES (?, ?)",
        [(site_id, building_id) for building_id in sorted(set(draft.building_ids))],
    )


def _container(site_id: int, item: Container) -> dict[str, Value]:
    return {
        "site_id": site_id,
        "kind": item.kind.value,
        "volume": item.volume,
        "amount": item.amount,
    }


def _schedule(site_id: int, item: Schedule) -> dict[str, Value]:
    return {
        "site_id": site_id,
        "kind": item.kind.value,
        "repeat": item.repeat.value,
        "weekdays": weekday_mask(item.weekdays),
        "weeks": item.weeks.value,
        "days": show_days(item),
        "opens": show_time(item.opens),
        "closes": show_time(item.closes),
        "season_from": show_month_day(item.season_from),
        "season_to": show_month_day(item.season_to),
        "carrier_id": item.carrier_id,
    }

"""Rows and the card of collection sites: what is stored, with the next collections and lateness."""

import datetime as dt
from collections.abc import Iterable, Sequence

from db.connection import Store
from db.queries import organizations, waste_parts
from db.queries import waste as queries
from db.queries.waste import StoredSite
from desktop_app.core.collection_schedule import Schedule, WasteKind, next_of
from desktop_app.core.records.waste import (
    Carrier,
    KindLateness,
    MissedRow,
    SiteCard,
    SiteRow,
)
from desktop_app.core.waste_lateness import (
    Delay,
    Lateness,
    Missed,
    Norm,
    TemperatureOf,
    lateness,
)

TOPIC = "MSW.MISS"
"""The topic of tickets about a collection that did not happen."""

_UPCOMING = 3


def rows(store: Store, site_ids: Sequence[int], now: dt.datetime, norm: Norm) -> list[SiteRow]:
    """Return the rows of these ids in the order asked for; missing ids are left out."""
    containers = waste_parts.containers(store, site_ids)
    schedules = waste_parts.schedules(store, site_ids)
    houses = waste_parts.houses(store, site_ids)
    missed = waste_parts.missed(store, site_ids)
    carriers = _carriers(store, [item for own in schedules.values() for item in own])
    temperature_of = temperatures(store, [item for own in missed.values() for item in own])
    calls = waste_parts.calls(store, site_ids, TOPIC)
    found = []
    for head in queries.heads(store, site_ids):
        own = schedules.get(head.id, ())
        late = late_by_kind(missed.get(head.id, ()), now, temperature_of, norm)
        found.append(
            SiteRow(
                id=head.id,
                address=head.address,
                settlement=head.settlement,
                register_number=head.register_number,
                containers=containers.get(head.id, ()),
                schedules=own,
                houses=len(houses.get(head.id, ())),
                carrier=", ".join(_names(own, carriers)),
                upcoming=next(iter(next_of(own, now)), None),
                delay=_worst(item.lateness for item in late),
                calls=len(calls.get(head.id, ())),
            )
        )
    return found


def card(store: Store, stored: StoredSite, now: dt.datetime, norm: Norm) -> SiteCard:
    """Return everything about a stored site."""
    wanted = (stored.id,)
    draft = stored.draft
    missed = waste_parts.missed(store, wanted).get(stored.id, ())
    owner = draft.owner_text
    if draft.owner_id is not None:
        owner = organizations.name(store, draft.owner_id) or ""
    return SiteCard(
        id=stored.id,
        version=stored.version,
        draft=draft,
        owner=owner,
        carriers=_carriers(store, draft.schedules),
        houses=waste_parts.houses(store, wanted).get(stored.id, ()),
        upcoming=tuple(next_of(draft.schedules, now, _UPCOMING)),
        missed=missed,
        lateness=late_by_kind(missed, now, temperatures(store, missed), norm),
        calls=tuple(waste_parts.calls(store, wanted, TOPIC).get(stored.id, ())),
    )


def late_by_kind(
    missed: Sequence[MissedRow], now: dt.datetime, temperature_of: TemperatureOf, norm: Norm
) -> tuple[KindLateness, ...]:
    """Return the lateness of every kind of waste that was missed at a site."""
    found = []
    for kind in WasteKind:
        own = [Missed(item.due_at, item.collected_at) for item in missed if item.kind is kind]
        if own:
            found.append(KindLateness(kind, lateness(own, now, temperature_of, norm)))
    return tuple(found)


def temperatures(store: Store, missed: Sequence[MissedRow]) -> TemperatureOf:
    """Return what tells the mean temperature of the days on which these were due."""
    days = [item.due_at.date() for item in missed]
    if not days:
        return lambda _day: None
    known = waste_parts.temperatures(store, min(days), max(days))
    return lambda day: known[day].average if day in known else None


def _carriers(store: Store, schedules: Sequence[Schedule]) -> dict[int, Carrier]:
    return waste_parts.carriers(store, {s.carrier_id for s in schedules if s.carrier_id})


def _names(schedules: Sequence[Schedule], carriers: dict[int, Carrier]) -> list[str]:
    known = (carriers.get(schedule.carrier_id or 0) for schedule in schedules)
    return list(dict.fromkeys(carrier.name for carrier in known if carrier))


def _worst(found: Iterable[Lateness]) -> Delay | None:
    running = [item.current for item in found if item.current]
    return max(running, key=lambda delay: delay.minutes, default=None)

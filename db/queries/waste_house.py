"""What a caller from a house is told of waste: the next collection, who comes, where to."""

import datetime as dt

from db.connection import Store
from db.queries import waste, waste_parts
from desktop_app.core.collection_schedule import Schedule, WasteKind, next_of
from desktop_app.core.records.waste import Carrier, HouseCollection, MissedRow
from desktop_app.core.waste_lateness import Delay, Missed, Norm, lateness


def house_collections(
    store: Store, building_id: int, at: dt.datetime
) -> tuple[HouseCollection, ...]:
    """Return the nearest collection of every kind at every site of a house, soonest first.

    Who collects is named by the timetable, else by the house's contract for waste.
    """
    site_ids = waste.sites_of_house(store, building_id)
    if not site_ids:
        return ()
    schedules = waste_parts.schedules(store, site_ids)
    missed = waste_parts.missed(store, site_ids)
    named = {s.carrier_id for items in schedules.values() for s in items if s.carrier_id}
    carriers = waste_parts.carriers(store, named)
    usual = waste.house_carrier(store, building_id, at.date().isoformat())
    found = []
    for head in waste.heads(store, site_ids):
        own = schedules.get(head.id, ())
        for kind in waste.kinds_of(own):
            delay = running_delay(missed.get(head.id, ()), kind, at)
            found.append(_told(head, _of_kind(own, kind), carriers, usual, at, delay))
    return tuple(sorted(found, key=lambda item: _soonest(item, at)))


def running_delay(missed: tuple[MissedRow, ...], kind: WasteKind, at: dt.datetime) -> Delay | None:
    """Return the delay of a kind that runs at a moment; only its hours are to be trusted here."""
    own = [Missed(item.due_at, item.collected_at) for item in missed if item.kind is kind]
    return lateness(own, at, lambda _day: None, Norm()).current


def _of_kind(schedules: tuple[Schedule, ...], kind: WasteKind) -> list[Schedule]:
    return [schedule for schedule in schedules if schedule.kind is kind]


def _told(
    head: waste.SiteHead,
    own: list[Schedule],
    carriers: dict[int, Carrier],
    usual: Carrier | None,
    at: dt.datetime,
    delay: Delay | None,
) -> HouseCollection:
    soonest = next(iter(next_of(own, at)), None)
    schedule = own[soonest.place] if soonest is not None else own[0]
    carrier = carriers.get(schedule.carrier_id or 0, usual)
    return HouseCollection(
        site_id=head.id,
        site=head.address,
        kind=schedule.kind,
        schedule=schedule,
        upcoming=soonest,
        carrier=carrier.name if carrier else "",
        carrier_phone=carrier.phone if carrier else "",
        delay=delay,
    )


def _soonest(item: HouseCollection, at: dt.datetime) -> tuple[bool, dt.datetime]:
    """A timetable that ran out stands last."""
    return item.upcoming is None, item.upcoming.opens if item.upcoming else at

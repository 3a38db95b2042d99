"""Outages of the demo: some houses of a street without heat, hot water or waste collection."""

from dataclasses import dataclass
from random import Random

from desktop_app.core.enums import IncidentKind, Service
from desktop_app.core.outage_words import NO_NEED_TO_CALL
from desktop_app.services.demo.moments import DAY, HOUR, Moments
from desktop_app.services.demo.town import House
from desktop_app.services.demo.waves import part_of_year

_PER_TICKETS = 2_500
_FEWEST, _MOST = 3, 160
_NOTICE = f"До {{time}} отключено: {{what}}. Бригада на месте. {NO_NEED_TO_CALL}"


@dataclass(frozen=True, slots=True)
class Outage:
    """An outage over some houses; `ends` is None while it lasts."""

    id: int
    kind: IncidentKind
    service: Service
    topic: str
    title: str
    public_text: str
    cause: str
    organization_id: int | None
    starts: int
    planned: int
    ends: int | None
    houses: tuple[int, ...]


def plan_outages(houses: list[House], tickets: int, moments: Moments, rng: Random) -> list[Outage]:
    """Return outages in the order they begin; the last one still goes on at the end."""
    blocks: dict[int, list[int]] = {}
    for place, house in enumerate(houses):
        if house.is_block:
            blocks.setdefault(house.street, []).append(place)
    if not blocks or not tickets:
        return []
    streets = sorted(blocks)
    count = min(max(tickets // _PER_TICKETS, _FEWEST), _MOST)
    days = moments.until // DAY
    starts = sorted(
        rng.randrange(max(days - 2, 1)) * DAY + rng.randrange(DAY) for _ in range(count)
    )
    starts[-1] = max(moments.until - 2 * HOUR, 0)
    found = []
    for number, start in enumerate(starts, start=1):
        chosen = tuple(blocks[rng.choice(streets)][:14])
        found.append(_outage(number, start, chosen, houses, moments, rng))
    return found


def _outage(
    number: int,
    start: int,
    chosen: tuple[int, ...],
    houses: list[House],
    moments: Moments,
    rng: Random,
) -> Outage:
    part = part_of_year(moments.date(start))
    is_cold = part in ("peak", "winter")
    service = Service.HEATING if is_cold else Service.HOT_WATER
    is_planned = not is_cold and rng.random() < 0.5
    lasts = rng.randint(3, 11) * HOUR
    planned = (start + lasts) // HOUR * HOUR
    ends = planned + rng.randint(-50, 130) * 60
    what = service.title_ru
    street = houses[chosen[0]].values.street
    return Outage(
        id=number,
        kind=IncidentKind.PLANNED if is_planned else IncidentKind.EMERGENCY,
        service=service,
        topic="HEAT.NO" if is_cold else "HW.NO",
        title=f"{street.type} {street.name}: {'ремонт' if is_planned else 'порыв'}, {what}",
        public_text=_NOTICE.format(time=_clock(planned), what=what),
        cause="Плановый ремонт сетей" if is_planned else "Порыв на вводе",
        organization_id=houses[chosen[0]].executors.get(service.value),
        starts=start,
        planned=planned,
        ends=ends if ends < moments.until else None,
        houses=chosen,
    )


def _clock(second: int) -> str:
    return f"{second % DAY // HOUR:02}:00"

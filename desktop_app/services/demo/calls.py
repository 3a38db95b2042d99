"""Who calls, from where and about what, one moment after another."""

from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random
from typing import NamedTuple

from desktop_app.services.demo.companies import MANAGEMENT
from desktop_app.services.demo.fate import Cast
from desktop_app.services.demo.moments import DAY, Moments
from desktop_app.services.demo.outages import Outage
from desktop_app.services.demo.people import Resident
from desktop_app.services.demo.registration import Call
from desktop_app.services.demo.subjects import Subject, Subjects
from desktop_app.services.demo.town import House
from desktop_app.services.demo.waves import part_of_year
from desktop_app.services.demo.words import Phrase

_SOURCES = ("phone",) * 41 + ("visit",) * 3 + ("message",) * 4 + ("letter", "higher")
_POOL = 1 << 15
_RECENT = 400
_REPEAT_DAYS = 21
_AGAIN_SHARE, _SAME_FLAT_SHARE = 0.14, 0.3
_UNTIED = (None, None)
_Ties = tuple[int | None, int | None]
_Home = tuple[int, int]  # place of the house, flat
_OUTAGE_SHARE = {True: 0.3, False: 0.5}
_BUSY_DAY = 60
_TEMPER = (0.6, 0.8, 1.0, 1.0, 1.2, 4.0)
# Multipliers that spread households over the list of residents: the same flat, the same person.
_BY_HOUSE, _BY_FLAT = 7_919, 131


class Told(NamedTuple):
    """A call and what its fate depends on."""

    call: Call
    subject: Subject
    house: House


class Remembered(NamedTuple):
    """An earlier call of the last weeks that others may repeat."""

    ticket_id: int
    second: int
    house: int
    flat: int
    subject: Subject


@dataclass(frozen=True, slots=True)
class District:
    """Everything calls are made of."""

    houses: Sequence[House]
    people: Sequence[Resident]
    subjects: Subjects
    outages: Sequence[Outage]
    cast: Cast
    moments: Moments


class Calls:
    """Draws calls; houses with more flats call more, some houses call again and again."""

    def __init__(self, district: District, rng: Random) -> None:
        """Prepare tables to draw houses from."""
        self._d, self._rng, self._random = district, rng, rng.random
        self._any = self._pool(lambda house: house.flats > 0)
        self._blocks = self._pool(lambda house: house.is_block) or self._any
        self._recent: deque[Remembered] = deque(maxlen=_RECENT)
        self._coming, self._active = deque(district.outages), list[Outage]()
        self._part, self._part_day = "", -1
        self._is_busy = False

    def draw(self, second: int, ticket_id: int, number: str) -> Told:
        """Return the call of a moment; it will get this id and number."""
        earlier, outage = self._earlier(second), self._outage(second)
        repeat_of: int | None = None
        if outage is not None:
            subject = self._d.subjects.named(outage.topic)
            place = outage.houses[int(self._random() * len(outage.houses))]
            flat = self._flat(place)
        elif earlier is not None:
            subject, place = earlier.subject, earlier.house
            is_same = self._random() < _SAME_FLAT_SHARE
            flat = earlier.flat if is_same else self._flat(place)
            repeat_of = earlier.ticket_id if is_same else None
        else:
            subject = self._d.subjects.draw(self._part_of(second))
            pool = self._blocks if subject.needs_flat else self._any
            place = pool[int(self._random() * _POOL)]
            flat = self._flat(place)
        if not subject.is_question:
            self._recent.append(Remembered(ticket_id, second, place, flat, subject))
        incident_id = None if outage is None else outage.id
        call = self._call(second, number, subject, (place, flat), (repeat_of, incident_id))
        return Told(call, subject, self._d.houses[place])

    def moments_of(self, day: int, seconds: list[int]) -> list[int]:
        """Return a day's moments; on a quiet day an outage draws some of them to itself."""
        self._is_busy = len(seconds) >= _BUSY_DAY
        today = [o for o in self._d.outages if o.starts // DAY == day]
        if self._is_busy or not today:
            return seconds
        outage, last = today[-1], self._d.moments.until - 1
        end = min(outage.ends or last, last, (day + 1) * DAY - 1)
        moved = [
            outage.starts + int(self._random() * (end - outage.starts))
            if place % 3 == 0
            else second
            for place, second in enumerate(seconds)
        ]
        return sorted(moved)

    def _call(self, second: int, number: str, subject: Subject, home: _Home, ties: _Ties) -> Call:
        """Return a call; `ties` are the ticket it repeats and the outage it is about."""
        place, flat = home
        random, house, people = self._random, self._d.houses[place], self._d.people
        premise = entrance = floor = ""
        if house.is_block:
            number_of_entrance, number_of_floor = house.place_of(flat)
            premise, entrance, floor = str(flat), str(number_of_entrance), str(number_of_floor)
        executors = house.executors
        executor = executors.get(subject.service) or executors.get(MANAGEMENT)
        explained: Phrase | None = None
        if random() < subject.explained:
            explained = subject.explanations[int(random() * len(subject.explanations))]
        return Call(
            second,
            number,
            self._d.cast.clerk(second),
            _SOURCES[int(random() * len(_SOURCES))],
            subject.kind,
            house.id,
            premise,
            entrance,
            floor,
            people[(place * _BY_HOUSE + flat * _BY_FLAT) % len(people)],
            subject.topic_id,
            subject.calls[int(random() * len(subject.calls))],
            executor,
            int(subject.is_emergency and random() < 0.6),
            int(random() < 0.015),
            int(random() < 0.05),
            self._room(subject) if subject.asks_room else None,
            ties[0],
            ties[1],
            explained if ties == _UNTIED else None,
        )

    def _earlier(self, second: int) -> Remembered | None:
        """Return a call of these weeks that somebody of the same house repeats now."""
        if self._random() >= _AGAIN_SHARE or not self._recent:
            return None
        found = self._recent[int(self._random() * len(self._recent))]
        return found if second - found.second < _REPEAT_DAYS * DAY else None

    def _outage(self, second: int) -> Outage | None:
        """Return an outage that is on and makes this call, if there is one."""
        while self._coming and self._coming[0].starts <= second:
            self._active.append(self._coming.popleft())
        if not self._active:
            return None
        self._active = [o for o in self._active if second < (o.ends or self._d.moments.until)]
        share = _OUTAGE_SHARE[self._is_busy]
        return self._active[0] if self._active and self._random() < share else None

    def _pool(self, chosen: Callable[[House], bool]) -> list[int]:
        """Return places of houses as often as they call; empty when none is chosen."""
        weights = [
            house.flats * self._rng.choice(_TEMPER) if chosen(house) else 0.0
            for house in self._d.houses
        ]
        if not any(weights):
            return []
        return self._rng.choices(range(len(weights)), weights, k=_POOL)

    def _room(self, subject: Subject) -> float | None:
        """Return what the thermometer in the room shows, where it was asked."""
        if self._random() >= 0.4:
            return None
        coldest = 13.0 if subject.code == "HEAT.UNDER" else 8.0
        return coldest + int(self._random() * 10) / 2

    def _flat(self, place: int) -> int:
        return 1 + int(self._random() * self._d.houses[place].flats)

    def _part_of(self, second: int) -> str:
        day = second // DAY
        if day != self._part_day:
            self._part, self._part_day = part_of_year(self._d.moments.date(second)), day
        return self._part

"""Writes lives down: rows in the order of tickets, history in the order things were typed."""

from collections import defaultdict
from collections.abc import Sequence

from db.bulk import NOTHING, Cells, Filling
from db.connection import Value
from db.queries import demo as queries
from desktop_app.services.demo.life import Event, Life
from desktop_app.services.demo.moments import DAY
from desktop_app.services.demo.registration import NULL
from desktop_app.services.demo.tally import Tally
from desktop_app.services.demo.town import House

# Little enough to stay in the processor's cache from being made to being written: with 4,000 the
# writer takes a quarter more, the maker a tenth.
_BLOCK_TICKETS = 300

_BASIS, _ANSWER = 4, 8  # places in `Life.now`, where they are narrow


class Scribe:
    """Gathers rows into blocks; entries wait for their day and are chained then."""

    def __init__(self, file: Filling, chain: queries.Chain, tally: Tally) -> None:
        """Start with nothing gathered."""
        self._file, self._chain, self._tally = file, chain, tally
        self._days: dict[int, list[Event]] = defaultdict(list)
        self._begin()

    def write(self, life: Life, house: House) -> None:
        """Take over a life as it stands at the end of the demo."""
        self._count += 1
        self._tally.add(life)
        self._tickets += _ticket(life)
        self._texts += (life.id, _searched(life, house))
        for row in life.cycles:
            self._cycles += row
        for row in life.handovers:
            self._handovers += row
        for row in life.callbacks:
            self._callbacks += row
        for row in life.notes:
            self._notes += row
        for row in life.links:
            self._links += row
        days = self._days
        for event in life.events:
            days[event[0] // DAY].append(event)

    def end_day(self, day: int) -> None:
        """Chain everything typed on a day; no entry of that day may come later."""
        events = sorted(self._days.pop(day, ()))
        self._history += self._chain.entries(events)
        if self._count >= _BLOCK_TICKETS:
            self.flush()

    def flush(self) -> None:
        """Hand over what was gathered."""
        self._file.put(
            [
                (queries.TICKET, self._tickets),
                (queries.SEARCH, self._texts),
                (queries.CYCLE, self._cycles),
                (queries.HANDOVER, self._handovers),
                (queries.CALLBACK, self._callbacks),
                (queries.NOTE, self._notes),
                (queries.LINK, self._links),
                (queries.HISTORY, self._history),
            ]
        )
        self._begin()

    def _begin(self) -> None:
        self._count = 0
        self._tickets: Cells = []
        self._texts: Cells = []
        self._cycles: Cells = []
        self._handovers: Cells = []
        self._callbacks: Cells = []
        self._notes: Cells = []
        self._links: Cells = []
        self._history: Cells = []


def _ticket(life: Life) -> Sequence[Value]:
    """Return a ticket's row; what changes in a life comes last, in the order of `Life.now`."""
    call, person, stamp = life.call, life.call.person, life.events[0][3]
    # A JSON literal of a plain text is the text in quotes, see words.plain.
    state = [
        NOTHING if literal == NULL else literal[1:-1] if literal[0] == '"' else int(literal)
        for literal in life.now.values()
    ]
    state[_BASIS], state[_ANSWER] = life.basis.text, life.answered.text
    return (
        life.id,
        call.number,
        stamp,
        stamp,
        call.source,
        call.kind,
        call.building_id,
        call.premise,
        call.entrance,
        call.floor,
        person.name,
        person.phone,
        person.digits,
        int(not person.phone),
        call.topic_id,
        call.details.text,
        call.clerk_id,
        call.is_emergency,
        call.is_control,
        int(call.repeat_of is not None),
        call.is_vulnerable,
        NOTHING if call.incident_id is None else call.incident_id,
        NOTHING if call.room is None else call.room,
        life.version,
        *state,
    )


def _searched(life: Life, house: House) -> bytes:
    """Return the text a ticket is found by (db.search.text_of), made of parts folded before."""
    call, person = life.call, life.call.person
    number = call.number.replace("-", " ")
    parts = (number, house.folded, call.premise, person.folded, call.details.folded, person.digits)
    return f" {' '.join(filter(None, parts))} ".encode("latin-1")

"""Writes lives down: rows in the order of tickets, history in the order things were typed."""

from collections import defaultdict

from db.bulk import BulkFile, Row, Shape
from db.connection import Value
from db.queries import demo as queries
from desktop_app.services.demo.life import Event, Life
from desktop_app.services.demo.moments import DAY
from desktop_app.services.demo.registration import NULL
from desktop_app.services.demo.town import House

_BLOCK_TICKETS = 8_000


class Scribe:
    """Gathers rows into blocks; entries wait for their day and are chained then."""

    def __init__(self, file: BulkFile, chain: queries.Chain) -> None:
        """Start with nothing gathered."""
        self._file, self._chain = file, chain
        self._days: dict[int, list[Event]] = defaultdict(list)
        self._rows: dict[Shape, list[Row]] = defaultdict(list)

    def write(self, life: Life, house: House) -> None:
        """Take over a life as it stands at the end of the demo."""
        rows = self._rows
        rows[queries.TICKET].append(_ticket(life))
        rows[queries.SEARCH].append((life.id, _searched(life, house)))
        rows[queries.CYCLE] += life.cycles
        rows[queries.HANDOVER] += life.handovers
        rows[queries.CALLBACK] += life.callbacks
        rows[queries.NOTE] += life.notes
        rows[queries.LINK] += life.links
        days = self._days
        for event in life.events:
            days[event[0] // DAY].append(event)

    def end_day(self, day: int) -> None:
        """Chain everything typed on a day; no entry of that day may come later."""
        events = sorted(self._days.pop(day, ()))
        self._rows[queries.HISTORY] += self._chain.entries(events)
        if len(self._rows[queries.TICKET]) >= _BLOCK_TICKETS:
            self.flush()

    def flush(self) -> None:
        """Hand over what was gathered."""
        self._file.put(list(self._rows.items()))
        self._rows = defaultdict(list)


def _ticket(life: Life) -> Row:
    """Return a ticket's row; what changes in a life comes last, in the order of `Life.now`."""
    call, person, stamp = life.call, life.call.person, life.events[0][3]
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
        call.incident_id,
        call.room,
        life.version,
        *map(_cell, life.now.values()),
    )


def _cell(literal: str) -> Value:
    """Return what a JSON literal of a plain text, a whole number or null stands for."""
    if literal[0] == '"':
        return literal[1:-1]
    return None if literal == NULL else int(literal)


def _searched(life: Life, house: House) -> str:
    """Return the text a ticket is found by (db.search.text_of), made of parts folded before."""
    call, person = life.call, life.call.person
    number = call.number.replace("-", " ")
    parts = (number, house.folded, call.premise, person.folded, call.details.folded, person.digits)
    return f" {' '.join(part for part in parts if part)} "

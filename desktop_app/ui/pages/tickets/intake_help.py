"""What the form asks the office while a call is typed: house, repeats, term, executor."""

import dataclasses
import datetime as dt
from dataclasses import dataclass

from desktop_app.core import deadlines, phones
from desktop_app.core.errors import NotFound
from desktop_app.core.records.buildings import BuildingCard, FlatPlace
from desktop_app.core.records.reference import Deadline
from desktop_app.core.records.repeats import SimilarTicket
from desktop_app.core.records.tickets import TicketDraft, TicketRow
from desktop_app.services.office import Office

_CALLS, _SOUGHT = 8, 20


@dataclass(frozen=True, slots=True)
class IntakeHelp:
    """Everything the form shows of its own accord."""

    card: BuildingCard | None
    flat: FlatPlace | None
    similar: tuple[SimilarTicket, ...]
    calls: tuple[TicketRow, ...]
    term: Deadline | None
    executor: int | None
    asks_room: bool
    topic_group: str

    @property
    def term_hint(self) -> str:
        """Why the term is such, in one line."""
        return deadlines.short_hint(self.term) if self.term else "по теме"


def _nearest_outage_first(
    office: Office, card: BuildingCard | None, topic: int | None
) -> BuildingCard | None:
    """Put the outage of the service asked about on top: one key attaches the call to it."""
    known = office.reference.topics_by_id.get(topic or 0)
    if card is None or known is None:
        return card
    ordered = sorted(card.incidents, key=lambda one: one.service is not known.service)
    return dataclasses.replace(card, incidents=tuple(ordered))


def _calls(office: Office, draft: TicketDraft) -> tuple[TicketRow, ...]:
    """Return the newest tickets of the draft's first phone; none once the house is known."""
    stored = phones.search_digits(draft.phone, office.settings.area_code()).split()
    if draft.building_id is not None or not stored or phones.alone(stored[0]) is None:
        return ()
    found = office.search.tickets(stored[0], _SOUGHT)
    return tuple(row for row in found if stored[0] in row.phone_digits.split())[:_CALLS]


def ask(office: Office, draft: TicketDraft, now: dt.datetime) -> IntakeHelp:
    """Answer all questions of a draft in one read."""
    house, topic = draft.building_id, draft.topic_id
    similar: list[SimilarTicket] = []
    card, flat = None, None
    if house is not None:
        try:
            card = office.buildings.card(house)
        except NotFound:
            house = None
    if house is not None:
        flat = office.buildings.locate_flat(house, draft.premise) if draft.premise else None
        if topic is not None or draft.premise:
            entrance = draft.entrance or (str(flat.entrance) if flat else "")
            similar = office.repeats.similar(house, topic, draft.premise, entrance)
    return IntakeHelp(
        card=_nearest_outage_first(office, card, topic),
        flat=flat,
        similar=tuple(similar),
        calls=_calls(office, draft),
        term=office.tickets.term(draft, now),
        executor=office.tickets.executor(house, topic, now.date()) if topic else None,
        asks_room=topic is not None and office.reference.depends_on_room(topic),
        topic_group=office.reference.topic_path(topic).split(" › ")[0] if topic else "",
    )

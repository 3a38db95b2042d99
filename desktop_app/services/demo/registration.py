"""A call as typed, and what history says of the ticket it became."""

from typing import NamedTuple

from desktop_app.services.demo.people import Resident
from desktop_app.services.demo.words import Phrase

NULL = "null"


class Call(NamedTuple):
    """What a clerk typed when the phone rang; the house and the person are already looked up."""

    second: int
    number: str
    clerk_id: int
    source: str
    kind: str
    building_id: int
    premise: str
    entrance: str
    floor: str
    person: Resident
    topic_id: int
    details: Phrase
    organization_id: int | None
    is_emergency: int
    is_control: int
    is_vulnerable: int
    room: float | None
    repeat_of: int | None
    incident_id: int | None
    explained: Phrase | None


def created(call: Call, now: dict[str, str]) -> str:
    """Return the changes of a registration as JSON, empty columns left out, as the service does.

    `now` holds JSON literals of the columns a life changes.
    """
    moment = now["status_at"]
    home = due = ended = ""
    if call.premise:
        home = (
            f'["premise",null,"{call.premise}"],["entrance",null,"{call.entrance}"],'
            f'["floor",null,"{call.floor}"],'
        )
    if now["deadline_at"] != NULL:
        due = (
            f',["deadline_at",null,{now["deadline_at"]}],'
            f'["deadline_basis",null,{now["deadline_basis"]}]'
        )
    if call.explained is not None:
        ended = (
            f',["done_at",null,{moment}],["closed_at",null,{moment}],'
            f'["close_result",null,"explained"],["answer",null,{now["answer"]}]'
        )
    return (
        f'[["source",null,"{call.source}"],["kind",null,"{call.kind}"],'
        f'["building_id",null,{call.building_id}],{home}{call.person.created},'
        f'["topic_id",null,{call.topic_id}],["details",null,"{call.details.json}"],{_marks(call)}'
        f'["number",null,"{call.number}"],["registered_at",null,{moment}],'
        f'["received_at",null,{moment}],["status",null,{now["status"]}],'
        f'["status_at",null,{moment}],["clerk_id",null,{call.clerk_id}]{_ties(call)}{due}{ended}]'
    )


def _marks(call: Call) -> str:
    """Return what a clerk ticks on a call, each followed by a comma."""
    marks = ""
    if call.organization_id is not None:
        marks = f'["organization_id",null,{call.organization_id}],'
    if call.is_emergency:
        marks += '["is_emergency",null,1],'
    if call.is_control:
        marks += '["is_control",null,1],'
    if call.is_vulnerable:
        marks += '["is_vulnerable",null,1],'
    if call.room:
        marks += f'["room_temperature",null,{call.room}],'
    return marks


def _ties(call: Call) -> str:
    """Return what ties a call to another one and to an outage, each after a comma."""
    ties = "" if call.repeat_of is None else ',["is_repeat",null,1]'
    return ties if call.incident_id is None else f'{ties},["incident_id",null,{call.incident_id}]'

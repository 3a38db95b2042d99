"""What must be there before a call becomes a ticket, worded field by field."""

import datetime as dt

from desktop_app.core.errors import InvalidDraft
from desktop_app.core.phones import search_digits
from desktop_app.core.records.tickets import TicketDraft
from desktop_app.core.years import WRONG_YEAR, is_far_ahead, is_far_back
from desktop_app.services.reference import Reference

_LONGEST = {"premise": 50, "entrance": 20, "floor": 20, "applicant_name": 300, "phone": 100}
_LONGEST_DETAILS, _LONGEST_ADDRESS = 100_000, 500
_ROOM = (-40.0, 60.0)


def check_draft(draft: TicketDraft, reference: Reference, now: dt.datetime) -> None:
    """Raise InvalidDraft naming every field that needs a remedy (ПП 354, п. 106: name, address)."""
    problems = {**_place_and_topic(draft, reference), **_caller(draft), **_times(draft, now)}
    for name, limit in _LONGEST.items():
        if len(getattr(draft, name)) > limit:
            problems[name] = f"не длиннее {limit} знаков"
    if len(draft.details) > _LONGEST_DETAILS:
        problems["details"] = f"не длиннее {_LONGEST_DETAILS} знаков"
    if problems:
        raise InvalidDraft(problems)


def _place_and_topic(draft: TicketDraft, reference: Reference) -> dict[str, str]:
    problems: dict[str, str] = {}
    if draft.building_id is None and not draft.address_text.strip():
        problems["building"] = "выберите дом"
    elif len(draft.address_text) > _LONGEST_ADDRESS:
        problems["building"] = f"не длиннее {_LONGEST_ADDRESS} знаков"
    topic = reference.topics_by_id.get(draft.topic_id or 0)
    if topic is None or topic.is_group:
        problems["topic"] = "выберите тему"
    if not draft.details.strip() and not draft.explained.strip():
        problems["details"] = "напишите, что случилось"
    if draft.room_temperature is not None:
        low, high = _ROOM
        if not low <= draft.room_temperature <= high:
            problems["room_temperature"] = "проверьте температуру"
    return problems


def _caller(draft: TicketDraft) -> dict[str, str]:
    if draft.phone.strip() and not search_digits(draft.phone):
        return {"phone": "проверьте номер"}
    if not draft.phone.strip() and not draft.no_phone:
        return {"phone": "укажите или «без телефона»"}
    return {}


def _times(draft: TicketDraft, now: dt.datetime) -> dict[str, str]:
    problems: dict[str, str] = {}
    if draft.received_at is not None and draft.received_at > now:
        problems["received_at"] = "время ещё не наступило"
    if draft.deadline_at is not None and draft.deadline_at <= (draft.received_at or now):
        problems["deadline"] = "срок раньше приёма"
    if is_far_back(draft.received_at, now):
        problems["received_at"] = WRONG_YEAR
    if is_far_ahead(draft.deadline_at, now):
        problems["deadline"] = WRONG_YEAR
    return problems

"""What must be there before an outage is saved, worded field by field."""

import dataclasses
import datetime as dt

from desktop_app.core import clock
from desktop_app.core.errors import InvalidDraft
from desktop_app.core.records.incidents import IncidentDraft
from desktop_app.core.text import one_line
from desktop_app.core.years import WRONG_YEAR, is_far_back

_LONGEST = {"title": 300, "public_text": 2_000, "cause": 500}
_AHEAD = dt.timedelta(days=366)
_WAY = 300


def check(draft: IncidentDraft, now: dt.datetime) -> IncidentDraft:
    """Return the draft with spaces tidied; InvalidDraft names every field that needs a remedy."""
    tidied = dataclasses.replace(
        draft,
        title=one_line(draft.title),
        public_text=draft.public_text.strip(),
        cause=one_line(draft.cause),
        building_ids=tuple(dict.fromkeys(draft.building_ids)),
    )
    problems: dict[str, str] = {}
    if not tidied.building_ids:
        problems["houses"] = "добавьте хотя бы один дом"
    if tidied.started_at > now + _AHEAD or is_far_back(tidied.started_at, now):
        problems["started_at"] = WRONG_YEAR
    end = tidied.planned_end
    if end is not None and end <= tidied.started_at:
        problems["planned_end"] = "окончание раньше начала"
    elif end is not None and end > tidied.started_at + _AHEAD:
        problems["planned_end"] = WRONG_YEAR
    for name, most in _LONGEST.items():
        if len(getattr(tidied, name)) > most:
            problems[name] = f"короче {most} знаков"
    if problems:
        raise InvalidDraft(problems)
    return tidied


def check_end(started_at: dt.datetime, ended_at: dt.datetime, now: dt.datetime) -> None:
    """Refuse an end before the beginning or in the future."""
    if ended_at > now:
        raise InvalidDraft({"ended_at": "это время ещё не наступило"})
    if ended_at < started_at:
        raise InvalidDraft({"ended_at": f"не раньше начала, {clock.show_moment(started_at)}"})


def check_told(at: dt.datetime, who: str, way: str, now: dt.datetime) -> tuple[str, str]:
    """Return who and way tidied; refuse a moment to come and a mark without a way."""
    problems: dict[str, str] = {}
    who, way = one_line(who), one_line(way)
    if at > now:
        problems["at"] = "это время ещё не наступило"
    if not way:
        problems["way"] = "напишите, как оповестили"
    for name, value in (("who", who), ("way", way)):
        if len(value) > _WAY:
            problems[name] = f"короче {_WAY} знаков"
    if problems:
        raise InvalidDraft(problems)
    return who, way


def check_moved(started_at: dt.datetime, planned_end: dt.datetime, now: dt.datetime) -> None:
    """Refuse a planned end that has passed already or is a year away."""
    if planned_end <= now:
        raise InvalidDraft({"planned_end": "это время уже прошло"})
    if planned_end <= started_at:
        raise InvalidDraft({"planned_end": "окончание раньше начала"})
    if planned_end > now + _AHEAD:
        raise InvalidDraft({"planned_end": WRONG_YEAR})

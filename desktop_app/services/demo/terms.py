"""Terms of topics by the office's own rules, computed once a rule and a day."""

from dataclasses import dataclass

from desktop_app.core import deadlines
from desktop_app.core.enums import DeadlineUnit
from desktop_app.services.demo.moments import DAY, Moments
from desktop_app.services.demo.words import SILENCE, Phrase, phrase
from desktop_app.services.reference import Reference


@dataclass(slots=True)
class _Rule:
    """A rule as the demo uses it: seconds to add, or the end of some later day."""

    basis: Phrase
    offset: int | None
    by_day: dict[int, int]


class Terms:
    """Says until when a ticket must be done and why."""

    def __init__(self, reference: Reference, moments: Moments) -> None:
        """Take the rules and the calendar of the office, which is asked here for the last time."""
        self._reference, self._moments = reference, moments
        _read = reference.rules, reference.calendar  # kept there: the file is another's from now on
        self._known: dict[tuple[int, float | None], _Rule | None] = {}

    def due(self, topic_id: int, room: float | None, second: int) -> tuple[int | None, Phrase]:
        """Return the moment in seconds and the reason; None where the topic has no rule."""
        key = (topic_id, room)
        try:
            rule = self._known[key]
        except KeyError:
            rule = self._known[key] = self._read(topic_id, room)
        if rule is None:
            return None, SILENCE
        if rule.offset is not None:
            return second + rule.offset, rule.basis
        day = second // DAY
        if day not in rule.by_day:
            rule.by_day[day] = self._compute(topic_id, room, second)
        return rule.by_day[day], rule.basis

    def _read(self, topic_id: int, room: float | None) -> _Rule | None:
        rule = self._reference.rule(topic_id, room)
        if rule is None:
            return None
        start = self._moments.moment(0)
        term = deadlines.compute(rule, start, self._reference.calendar)
        counts_hours = rule.unit is DeadlineUnit.HOURS
        offset = int((term.due - start).total_seconds()) if counts_hours else None
        return _Rule(phrase(deadlines.hint(term)), offset, {})

    def _compute(self, topic_id: int, room: float | None, second: int) -> int:
        rule = self._reference.rule(topic_id, room)
        if rule is None:
            raise LookupError(topic_id)
        start = self._moments.moment(second)
        term = deadlines.compute(rule, start, self._reference.calendar)
        return Moments.seconds(term.due, self._moments.first)

"""Repeats: found while the clerk types, and turned into proposals of visits.

No norm sets the thresholds (domain/RULES.md §11): the office changes them in settings, and a topic
may have its own.
"""

import bisect
import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from db.queries import repeat_rules
from db.queries import repeats as queries
from db.queries.repeats import AT, FLAT, HOUSE, TICKET, TOPIC, RepeatCall
from desktop_app.core import clock, flats
from desktop_app.core.changes import Changes, Kind
from desktop_app.core.enums import Entity, Operation, Service
from desktop_app.core.errors import InvalidDraft
from desktop_app.core.records.history import FieldChange, HistoryDraft
from desktop_app.core.records.reference import Topic
from desktop_app.core.records.repeats import (
    Nearness,
    NoOwnRule,
    RepeatDraft,
    RepeatRule,
    SimilarTicket,
    VisitProposal,
)
from desktop_app.core.settings import (
    REPEAT_CLOSED_DAYS,
    REPEAT_FLAT_COUNT,
    REPEAT_FLAT_DAYS,
    REPEAT_HOUSE_COUNT,
    REPEAT_HOUSE_DAYS,
)
from desktop_app.services.desk import Desk
from desktop_app.services.merging_save import MergingSave, Opened, Traces
from desktop_app.services.reference import Reference
from desktop_app.services.repeat_watch import RepeatWatch
from desktop_app.services.settings import Settings

_SERVICES = {service.value: service for service in Service}
_RULE = "repeat_rule"
_LEAST_CALLS, _MOST_CALLS, _MOST_DAYS = 2, 100, 365
_OPEN_LOOK_BACK = dt.timedelta(days=365)


class Repeats:
    """Questions about repeats."""

    def __init__(self, desk: Desk, reference: Reference, settings: Settings) -> None:
        """Work at the desk; thresholds are the office's own."""
        self._desk, self._reference, self._settings = desk, reference, settings
        self._watch = RepeatWatch(desk.store)

    def similar(
        self, building_id: int, topic_id: int | None, premise: str = "", entrance: str = ""
    ) -> list[SimilarTicket]:
        """Return earlier tickets like this one, the likeliest first.

        Same flat, then entrance, then house; the same topic before the same service; open ones
        first, then those closed within the office's days. Other services are left out; a question
        about a bill repeats only such a question from the same flat.
        """
        now = self._desk.now()
        near = queries.Near(building_id, flats.plain(premise), entrance.strip())
        known = self._reference.topics_by_id.get(topic_id or 0)
        recent = now - dt.timedelta(days=self._settings.get(REPEAT_CLOSED_DAYS))
        found = queries.similar(self._desk.store, near, now - _OPEN_LOOK_BACK, recent)
        if known is not None:
            found = [ticket for ticket in found if self._alike(known, ticket)]
        return sorted(
            found,
            key=lambda t: (
                t.nearness,
                t.topic_id != topic_id,
                not t.status.is_open,
                -t.registered_at.timestamp(),
            ),
        )

    def _alike(self, topic: Topic, ticket: SimilarTicket) -> bool:
        theirs = self._reference.topics_by_id.get(ticket.topic_id)
        billing = theirs is not None and theirs.is_billing
        near = ticket.nearness is Nearness.FLAT or not topic.is_billing
        return ticket.service is topic.service and billing is topic.is_billing and near

    def proposals(self) -> list[VisitProposal]:
        """Return visits the repeats ask for, houses without a visit ahead, most tickets first."""
        now, store = self._desk.now(), self._desk.store
        usual = _Rules(self.usual_rule(), now)
        own = {topic: _Rules(rule, now) for topic, rule in repeat_rules.rules(store).items()}
        since = min(rules.since for rules in (usual, *own.values()))
        busy = queries.visited(store, usual.house.since)
        least = min(rules.least for rules in (usual, *own.values()))
        asked: list[_Asked] = []
        for calls in self._watch.groups(since, frozenset(own)):
            if len(calls) >= least:
                asked += own.get(calls[0][TOPIC], usual).asked(calls)
        asked = [item for item in asked if item.building_id not in busy]
        asked.sort(key=lambda item: (-item.amount, item.last))
        addresses = self._watch.addresses({item.building_id for item in asked})
        return [
            item.proposal(addresses, self._watch.service(item.calls[0][TOPIC])) for item in asked
        ]

    def usual_rule(self) -> RepeatRule:
        """Return the office's rule, which holds for topics without one of their own."""
        get = self._settings.get
        return RepeatRule(
            get(REPEAT_FLAT_COUNT),
            get(REPEAT_FLAT_DAYS),
            get(REPEAT_HOUSE_COUNT),
            get(REPEAT_HOUSE_DAYS),
        )

    def own_rule(self, topic_id: int) -> RepeatRule | None:
        """Return the rule a topic has of its own, or None."""
        return repeat_rules.rules(self._desk.store).get(topic_id)

    def own_card(self, topic_id: int) -> Opened[RepeatDraft]:
        """Return what a topic has of its own, as a form shows it."""
        with self._desk.store.snapshot():
            draft = RepeatDraft(self.own_rule(topic_id) or NoOwnRule.USUAL)
            return Opened(self._traces(topic_id).version, draft)

    def merging_rule(
        self, topic_id: int, opened: Opened[RepeatDraft]
    ) -> MergingSave[RepeatDraft, Changes]:
        """Return what saves a form over a topic's rule, joined with what others save meanwhile."""
        return MergingSave(
            self._desk.store,
            (Entity.REFERENCE, topic_id),
            opened,
            traces=self._traces(topic_id),
            read=self.own_card,
            save=lambda topic, version, typed: self.set_own_rule(
                topic, typed.rule, version=version
            ),
        )

    def set_own_rule(
        self, topic_id: int, rule: RepeatRule | None, *, version: int | None = None
    ) -> Changes:
        """Give a topic its own rule, None takes it away; InvalidDraft for impossible figures.

        Conflict when the topic's rule was changed since this `version` was read.
        """
        if rule is not None:
            _check(rule)
        with self._desk.action() as action:
            self._traces(topic_id).demand(version, "Правило темы")
            before = self.own_rule(topic_id)
            repeat_rules.put(self._desk.store, topic_id, rule)
            was, now = (None if known is None else str(known) for known in (before, rule))
            change = FieldChange(_RULE, was, now)
            entry = HistoryDraft(Operation.REFERENCE_SAVED, Entity.REFERENCE, topic_id, (change,))
            action.record(entry)
        return Changes.of(Kind.REFERENCE)

    def _traces(self, topic_id: int) -> Traces:
        return Traces(self._desk.store, (Entity.REFERENCE, topic_id), _RULE)


def _check(rule: RepeatRule) -> None:
    problems: dict[str, str] = {}
    for name in ("flat_count", "house_count"):
        if not _LEAST_CALLS <= getattr(rule, name) <= _MOST_CALLS:
            problems[name] = f"от {_LEAST_CALLS} до {_MOST_CALLS}"
    for name in ("flat_days", "house_days"):
        if not 1 <= getattr(rule, name) <= _MOST_DAYS:
            problems[name] = f"от 1 до {_MOST_DAYS} дней"
    if problems:
        raise InvalidDraft(problems)


class _Asked(NamedTuple):
    """Calls that ask for one visit; to a flat, or to the house when there is none."""

    building_id: int
    amount: int
    last: str
    calls: Sequence[RepeatCall]
    premise: str = ""

    def proposal(self, addresses: Mapping[int, str], service: str) -> VisitProposal:
        return VisitProposal(
            self.building_id,
            _SERVICES[service],
            self.amount,
            tuple(sorted([call[TICKET] for call in self.calls])),
            clock.unstamp(self.last),
            self.premise,
            addresses[self.building_id],
        )


class _Rules:
    """A rule at a moment: for the house, and if that does not hold, for each flat."""

    def __init__(self, rule: RepeatRule, now: dt.datetime) -> None:
        self.house = _Rule(now - dt.timedelta(days=rule.house_days), rule.house_count)
        self._flat = _Rule(now - dt.timedelta(days=rule.flat_days), rule.flat_count)
        self.since = min(self.house.since, self._flat.since)
        self.least = max(min(self.house.count, self._flat.count), 1)

    def asked(self, calls: Sequence[RepeatCall]) -> list[_Asked]:
        if self.house.holds(calls):
            return [self.house.asked(calls)]
        return self._flat.asked_by_flats(calls) if self._flat.holds(calls) else []


class _Rule:
    """So many calls since a moment ask for a visit; calls come the earliest first."""

    def __init__(self, since: dt.datetime, count: int) -> None:
        self.since, self.count = since, count
        self._first = clock.stamp(since)

    def holds(self, calls: Sequence[RepeatCall]) -> bool:
        return len(calls) >= self.count and calls[-self.count][AT] >= self._first

    def asked(self, calls: Sequence[RepeatCall], premise: str = "") -> _Asked:
        recent = calls[bisect.bisect_left(calls, (self._first,)) :]
        last = recent[-1]
        return _Asked(last[HOUSE], len(recent), last[AT], recent, premise)

    def asked_by_flats(self, calls: Sequence[RepeatCall]) -> list[_Asked]:
        flats: dict[str, list[RepeatCall]] = defaultdict(list)
        for call in calls:
            if call[FLAT]:
                flats[call[FLAT]].append(call)
        return [
            self.asked(of_flat, premise)
            for premise, of_flat in flats.items()
            if self.holds(of_flat)
        ]

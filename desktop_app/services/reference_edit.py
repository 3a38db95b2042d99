"""Editing the calendar and the terms, with history."""

import datetime as dt
from dataclasses import replace

from db.queries import reference
from db.queries import reference_edit as queries
from desktop_app.core import clock
from desktop_app.core.calendar import DayKind
from desktop_app.core.changes import Changes, Kind
from desktop_app.core.enums import DeadlineUnit, Entity, Operation
from desktop_app.core.errors import InvalidDraft, NotFound
from desktop_app.core.records.history import FieldChange, HistoryDraft
from desktop_app.core.records.reference import DayDraft, DeadlineRule, RuleCard, RuleDraft
from desktop_app.services.desk import Desk
from desktop_app.services.merging_save import MergingSave, Opened, Traces
from desktop_app.services.reference import Reference

_LONGEST_DAYS, _LONGEST_HOURS = 366, 24 * 60
_CALENDAR, _DAY = (Entity.REFERENCE, 0), "calendar:"
_RULE = "deadline_rule:"


class ReferenceEdit:
    """Changes of the office's lists; terms already given stay as they were read aloud."""

    def __init__(self, desk: Desk, reference: Reference) -> None:
        """Work at the desk; the lists are read anew after a change."""
        self._desk, self._reference = desk, reference

    def day(self, day: dt.date) -> Opened[DayDraft]:
        """Return how a day is listed, as a form shows it."""
        store = self._desk.store
        with store.snapshot():
            kind, name = queries.day(store, day) or ("", "")
            draft = DayDraft(DayKind(kind) if kind else None, name)
            return Opened(self._traces_of_day(day).version, draft)

    def merging_day(self, day: dt.date, opened: Opened[DayDraft]) -> MergingSave[DayDraft, Changes]:
        """Return what saves a form over a day, joined with what others save meanwhile."""
        return MergingSave(
            self._desk.store,
            _CALENDAR,
            opened,
            traces=self._traces_of_day(day),
            read=lambda _id: self.day(day),
            save=lambda _id, version, typed: self.set_day(
                day, typed.kind, typed.name, version=version
            ),
        )

    def set_day(
        self, day: dt.date, kind: DayKind | None, name: str = "", *, version: int | None = None
    ) -> Changes:
        """Say that people rest or work on a day; None lets it follow its weekday again.

        Conflict when the day was changed since this `version` was read.
        """
        with self._desk.action() as action:
            self._traces_of_day(day).demand(version, f"День {clock.show_date(day)}")
            before = queries.day(self._desk.store, day)
            queries.set_day(self._desk.store, day, kind, name.strip())
            was, name_was = before or (None, "")
            key, name_is = f"{_DAY}{day.isoformat()}", name.strip() if kind else ""
            kinds = FieldChange(key, was, kind.value if kind else None)
            names = FieldChange(f"{key}:name", name_was, name_is)
            action.record(_entry(0, kinds, *([names] if name_was != name_is else [])))
        self._reference.forget()
        return Changes.of(Kind.REFERENCE)

    def rules_of(self, topic_id: int) -> list[RuleCard]:
        """Return the terms of a topic as they can be edited, read from the file itself."""
        store = self._desk.store
        with store.snapshot():
            rules = [rule for rule in reference.deadline_rules(store) if rule.topic_id == topic_id]
            return [RuleCard(rule, self._traces_of_rule(rule.id).version) for rule in rules]

    def merging_rule(self, card: RuleCard) -> MergingSave[RuleDraft, Changes]:
        """Return what saves a form over a term, joined with what others save meanwhile."""
        return MergingSave(
            self._desk.store,
            (Entity.REFERENCE, card.rule.id),
            card,
            traces=self._traces_of_rule(card.rule.id),
            read=self._card,
            save=lambda rule_id, version, typed: self.set_rule(
                rule_id, typed.amount, typed.unit, typed.basis, version=version
            ),
        )

    def set_rule(
        self,
        rule_id: int,
        amount: float,
        unit: DeadlineUnit,
        basis: str,
        *,
        version: int | None = None,
    ) -> Changes:
        """Change a term of a topic; InvalidDraft for an impossible length or without a basis.

        Conflict when the term was changed since this `version` was read.
        """
        _check(amount, unit, basis)
        with self._desk.action() as action:
            rule = self._card(rule_id).rule
            self._traces_of_rule(rule_id).demand(version, "Срок темы")
            queries.set_rule(self._desk.store, rule_id, amount, unit, basis.strip())
            now = replace(rule, amount=amount, unit=unit, basis=basis.strip())
            action.record(_entry(rule_id, *_as_listed(rule, now)))
        self._reference.forget()
        return Changes.of(Kind.REFERENCE)

    def _card(self, rule_id: int) -> RuleCard:
        store = self._desk.store
        with store.snapshot():
            for rule in reference.deadline_rules(store):
                if rule.id == rule_id:
                    return RuleCard(rule, self._traces_of_rule(rule_id).version)
        raise NotFound("Такого срока в справочнике нет", "", "обновите окно")

    def _traces_of_rule(self, rule_id: int) -> Traces:
        return Traces(self._desk.store, (Entity.REFERENCE, rule_id), _RULE)

    def _traces_of_day(self, day: dt.date) -> Traces:
        return Traces(self._desk.store, _CALENDAR, f"{_DAY}{day.isoformat()}")


def _check(amount: float, unit: DeadlineUnit, basis: str) -> None:
    longest = _LONGEST_HOURS if unit is DeadlineUnit.HOURS else _LONGEST_DAYS
    problems: dict[str, str] = {}
    if not 0 < amount <= longest:
        problems["amount"] = f"больше нуля и не больше {longest}"
    if unit is not DeadlineUnit.HOURS and amount != int(amount):
        problems["amount"] = "дни — целым числом"
    if not basis.strip():
        problems["basis"] = "впишите основание: норму или решение офиса"
    if problems:
        raise InvalidDraft(problems)


def _as_listed(before: DeadlineRule, after: DeadlineRule) -> list[FieldChange]:
    """Return what changed as the list «Сроки» writes it: both tell it, both take it back."""
    told = [
        FieldChange(f"{_RULE}amount", f"{before.amount:g}", f"{after.amount:g}"),
        FieldChange(f"{_RULE}unit", before.unit.value, after.unit.value),
        FieldChange(f"{_RULE}basis", before.basis, after.basis),
    ]
    # A proposal the office took as it stood is its own from now on: that is an entry as well.
    return [one for one in told if one.before != one.after] or told[:1]


def _entry(entity_id: int, *changes: FieldChange) -> HistoryDraft:
    return HistoryDraft(Operation.REFERENCE_SAVED, Entity.REFERENCE, entity_id, changes)

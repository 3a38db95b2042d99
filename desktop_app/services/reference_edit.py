"""Editing the calendar and the terms, with history."""

import datetime as dt

from db.queries import reference_edit as queries
from desktop_app.core.calendar import DayKind
from desktop_app.core.changes import Changes, Kind
from desktop_app.core.enums import DeadlineUnit, Entity, Operation
from desktop_app.core.errors import InvalidDraft, NotFound
from desktop_app.core.records.history import FieldChange, HistoryDraft
from desktop_app.core.records.reference import DeadlineRule
from desktop_app.services.desk import Desk
from desktop_app.services.reference import Reference

_LONGEST_DAYS, _LONGEST_HOURS = 366, 24 * 60


class ReferenceEdit:
    """Changes of the office's lists; terms already given stay as they were read aloud."""

    def __init__(self, desk: Desk, reference: Reference) -> None:
        """Work at the desk; the lists are read anew after a change."""
        self._desk, self._reference = desk, reference

    def set_day(self, day: dt.date, kind: DayKind | None, name: str = "") -> Changes:
        """Say that people rest or work on a day; None lets it follow its weekday again."""
        before = queries.day(self._desk.store, day)
        with self._desk.action() as action:
            queries.set_day(self._desk.store, day, kind, name.strip())
            was, name_was = before or (None, "")
            key, name_is = f"calendar:{day.isoformat()}", name.strip() if kind else ""
            kinds = FieldChange(key, was, kind.value if kind else None)
            names = FieldChange(f"{key}:name", name_was, name_is)
            action.record(_entry(0, kinds, *([names] if name_was != name_is else [])))
        self._reference.forget()
        return Changes.of(Kind.REFERENCE)

    def rules_of(self, topic_id: int) -> list[DeadlineRule]:
        """Return the terms of a topic as they can be edited."""
        return self._reference.rules_of(topic_id)

    def set_rule(self, rule_id: int, amount: float, unit: DeadlineUnit, basis: str) -> Changes:
        """Change a term of a topic; InvalidDraft for an impossible length or without a basis."""
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
        rule = next((r for r in self._reference.rules if r.id == rule_id), None)
        if rule is None:
            raise NotFound("Такого срока в справочнике нет", "", "обновите окно")
        with self._desk.action() as action:
            queries.set_rule(self._desk.store, rule_id, amount, unit, basis.strip())
            length = FieldChange(
                "deadline", f"{rule.amount:g} {rule.unit.value}", f"{amount:g} {unit.value}"
            )
            why = FieldChange("basis", rule.basis, basis.strip())
            action.record(_entry(rule_id, length, *([why] if why.before != why.after else [])))
        self._reference.forget()
        return Changes.of(Kind.REFERENCE)


def _entry(entity_id: int, *changes: FieldChange) -> HistoryDraft:
    return HistoryDraft(Operation.REFERENCE_SAVED, Entity.REFERENCE, entity_id, changes)

"""Lists that are tables: topics, terms, the commission, instruments."""

import datetime as dt
import math
from collections.abc import Callable, Mapping
from typing import Any, Final, Protocol

from db import history
from db.connection import Value
from db.queries import reference_lists as queries
from desktop_app.core.changes import Changes, Kind
from desktop_app.core.enums import (
    DeadlineStage,
    DeadlineUnit,
    Entity,
    MemberRole,
    Operation,
    Priority,
    Service,
    Titled,
)
from desktop_app.core.errors import InvalidDraft, NotFound
from desktop_app.core.records.history import FieldChange, HistoryDraft, HistoryEntry
from desktop_app.core.records.reference_lists import RefChange, RefField, RefKind, RefLine
from desktop_app.core.text import fold
from desktop_app.services.desk import Desk
from desktop_app.services.reference import Reference

_ACTIVE: Final = "is_active"
_LONGEST: Final = 2_000


class RefBook(Protocol):
    """What the page asks of a list."""

    @property
    def title(self) -> str:
        """What the list is called."""

    @property
    def fields(self) -> tuple[RefField, ...]:
        """Its fields in reading order."""

    def lines(self) -> list[RefLine]:
        """Return the lines in the office's order."""

    def save(self, line_id: int | None, values: Mapping[str, str]) -> Changes:
        """Add a line or change one; InvalidDraft names bad fields."""

    def history(self, line_id: int) -> list[RefChange]:
        """Return what was changed in a line, newest first."""


class TableBook:
    """A list kept in a table of its own; history tells every change by field."""

    def __init__(
        self,
        desk: Desk,
        table: str,
        title: str,
        fields: tuple[RefField, ...],
        forget: Callable[[], None],
    ) -> None:
        """Keep a table; `forget` is called after each change."""
        self._desk, self._table, self._forget = desk, table, forget
        self.title, self._fields = title, fields

    @property
    def fields(self) -> tuple[RefField, ...]:
        """Its fields in reading order."""
        return self._fields

    def lines(self) -> list[RefLine]:
        """Return the lines in the office's order."""
        columns = [field.name for field in self._fields]
        found = queries.lines(self._desk.store, self._table, columns)
        return [
            RefLine(
                row["id"],
                str(row[columns[0]]),
                {name: _text(row[name]) for name in columns},
                is_active=bool(row.get(_ACTIVE, 1)),
            )
            for row in found
        ]

    def save(self, line_id: int | None, values: Mapping[str, str]) -> Changes:
        """Add a line or change one; InvalidDraft names bad fields."""
        checked = checked_values(self.fields, values)
        before = self._values(line_id)
        with self._desk.action() as action:
            if line_id is None:
                columns = {**self.new_columns(checked), **self.columns(checked)}
                line_id = queries.insert(self._desk.store, self._table, columns)
            else:
                columns = self.columns(checked)
                queries.update(self._desk.store, self._table, line_id, columns)
            changes = tuple(
                FieldChange(f"{self._table}:{name}", before.get(name), value)
                for name, value in checked.items()
                if before.get(name) != value
            )
            if changes:
                action.record(
                    HistoryDraft(
                        Operation.REFERENCE_SAVED, Entity.REFERENCE, line_id, changes, self.title
                    )
                )
        self._forget()
        return Changes.of(Kind.REFERENCE).by(action.taken)

    def history(self, line_id: int) -> list[RefChange]:
        """Return what was changed in a line, newest first."""
        prefix = f"{self._table}:"
        found = history.of_entity(self._desk.store, Entity.REFERENCE, line_id)
        return [
            change_of(entry, self.fields, prefix)
            for entry in reversed(found)
            if entry.changes and entry.changes[0].field.startswith(prefix)
        ]

    def columns(self, values: Mapping[str, str]) -> dict[str, Any]:
        """Return the stored columns of a line."""
        kinds = {field.name: field.kind for field in self.fields if not field.is_fixed}
        return {name: _stored(kinds[name], values[name]) for name in values if name in kinds}

    def new_columns(self, values: Mapping[str, str]) -> dict[str, Any]:
        """Return columns only a new line gets: those fixed from then on."""
        return {
            field.name: _stored(field.kind, values[field.name])
            for field in self.fields
            if field.is_fixed and field.name in values
        }

    def _values(self, line_id: int | None) -> Mapping[str, str]:
        if line_id is None:
            return {}
        line = next((line for line in self.lines() if line.id == line_id), None)
        if line is None:
            raise NotFound("Такой строки в справочнике нет", "", "обновите окно")
        return line.values


class TopicBook(TableBook):
    """Topics; a new one stands in a group and gets a code of its own."""

    def __init__(self, desk: Desk, reference: Reference) -> None:
        """Offer the groups there are."""
        self._reference = reference
        super().__init__(desk, "topic", "Темы", (), reference.forget)

    @property
    def fields(self) -> tuple[RefField, ...]:
        """Title and group first."""
        topics = self._reference.topics
        above = {topic.parent_code for topic in topics}
        groups = tuple((t.code, t.title) for t in topics if t.is_group or t.code in above)
        return (
            RefField("title", "Тема", is_required=True, width=260),
            RefField(
                "parent_code", "Раздел", RefKind.CHOICE, (("", "без раздела"), *groups), width=180,
                is_fixed=True,
            ),
            RefField("words", "Как говорят", width=230),
            RefField("service", "Услуга", RefKind.CHOICE, titled(Service), width=150),
            RefField("priority", "Срочность", RefKind.CHOICE, titled(Priority), width=110),
            RefField(_ACTIVE, "Предлагать", RefKind.FLAG, width=110),
        )  # fmt: skip

    def lines(self) -> list[RefLine]:
        """Return topics; groups are only headings of others."""
        groups = {topic.id for topic in self._reference.topics if topic.is_group}
        self._fields = self.fields
        return [line for line in super().lines() if line.id not in groups]

    def columns(self, values: Mapping[str, str]) -> dict[str, Any]:
        """Add the words a topic is found by."""
        return {**super().columns(values), "folded": fold(f"{values['title']} {values['words']}")}

    def new_columns(self, values: Mapping[str, str]) -> dict[str, Any]:
        """Give a new topic its code and place."""
        code, position = queries.next_topic(self._desk.store, values["parent_code"])
        fixed = super().new_columns(values)
        return {**fixed, "code": code, "position": position, "is_group": 0, "source": "офис"}


class TermBook(TableBook):
    """Terms of topics; the office's own word is no proposal any more."""

    def __init__(self, desk: Desk, reference: Reference) -> None:
        """Offer the topics there are."""
        self._reference = reference
        super().__init__(desk, "deadline_rule", "Сроки", (), reference.forget)

    @property
    def fields(self) -> tuple[RefField, ...]:
        """The topic first; it is chosen once."""
        topics = tuple((str(t.id), t.title) for t in self._reference.topics if not t.is_group)
        return (
            RefField(
                "topic_id",
                "Тема",
                RefKind.CHOICE,
                topics,
                is_required=True,
                is_fixed=True,
                width=250,
            ),
            RefField(
                "stage", "Что", RefKind.CHOICE, titled(DeadlineStage), width=110, is_fixed=True
            ),
            RefField("amount", "Сколько", RefKind.NUMBER, is_required=True, width=90),
            RefField("unit", "Чего", RefKind.CHOICE, titled(DeadlineUnit), width=140),
            RefField("room_from", "В комнате от, °C", RefKind.NUMBER, width=130),
            RefField("room_to", "до, °C", RefKind.NUMBER, width=80),
            RefField("outdoor_from", "На улице от, °C", RefKind.NUMBER, width=130),
            RefField("outdoor_to", "На улице до, °C", RefKind.NUMBER, width=130),
            RefField("basis", "Основание", is_required=True, width=260),
        )

    def lines(self) -> list[RefLine]:
        """Return terms under the titles of their topics."""
        self._fields = self.fields
        titles = dict(self.fields[0].choices)
        return [
            RefLine(line.id, titles.get(line.title, line.title), line.values)
            for line in super().lines()
            if line.title in titles
        ]

    def columns(self, values: Mapping[str, str]) -> dict[str, Any]:
        """Refuse impossible lengths."""
        amount, days = float(values["amount"]), values["unit"] != DeadlineUnit.HOURS.value
        if not 0 < amount <= (366 if days else 24 * 60):
            raise InvalidDraft({"amount": "больше нуля и не больше года"})
        if days and amount != int(amount):
            raise InvalidDraft({"amount": "дни — целым числом"})
        return {**super().columns(values), "is_proposal": 0}


def people_book(desk: Desk, forget: Callable[[], None]) -> TableBook:
    """Return the list of people usually called to visits."""
    fields = (
        RefField("name", "Фамилия и имя", is_required=True, width=240),
        RefField("post", "Должность", width=220),
        RefField("organization", "Организация", width=240),
        RefField("role", "В комиссии", RefKind.CHOICE, titled(MemberRole), width=170),
        RefField(_ACTIVE, "Предлагать", RefKind.FLAG, width=110),
    )
    return TableBook(desk, "commission_person", "Комиссия", fields, forget)


def instruments_book(desk: Desk, forget: Callable[[], None]) -> TableBook:
    """Return the list of measuring instruments."""
    fields = (
        RefField("title", "Прибор", is_required=True, width=260),
        RefField("serial", "Заводской №", is_required=True, width=140),
        RefField("verified_until", "Поверен до", RefKind.DATE, width=120),
        RefField("certificate", "Свидетельство", width=180),
        RefField("accuracy", "Погрешность", width=130),
        RefField(_ACTIVE, "Предлагать", RefKind.FLAG, width=110),
    )
    return TableBook(desk, "instrument", "Приборы", fields, forget)


def titled(kind: type[Titled]) -> tuple[tuple[str, str], ...]:
    """Return the choices of a closed list."""
    return tuple((item.value, item.title_ru) for item in kind)


def checked_values(fields: tuple[RefField, ...], values: Mapping[str, str]) -> dict[str, str]:
    """Return the values tidied; InvalidDraft names every field that cannot be so."""
    problems: dict[str, str] = {}
    found: dict[str, str] = {}
    for field in fields:
        value = values.get(field.name, "").strip()
        if field.is_required and not value:
            problems[field.name] = "заполните"
        elif len(value) > _LONGEST and field.kind is not RefKind.LONG:
            problems[field.name] = f"не длиннее {_LONGEST} знаков"
        elif field.kind is RefKind.NUMBER and value:
            value = _number(value)
            if not value:
                problems[field.name] = "впишите число"
        elif field.kind is RefKind.CHOICE and value not in dict(field.choices):
            problems[field.name] = "выберите из списка"
        found[field.name] = value
    if problems:
        raise InvalidDraft(problems)
    return found


def change_of(entry: HistoryEntry, fields: tuple[RefField, ...], prefix: str) -> RefChange:
    """Return a change of a line in words, with the values that were before it."""
    known = {field.name: field for field in fields}
    words, before = [], {}
    for change in entry.changes:
        name = change.field.removeprefix(prefix)
        if name in known:
            field = known[name]
            old, new = _text(change.before), _text(change.after)
            before[name] = old
            words.append(f"{field.title}: {field.shown(old) or '—'} → {field.shown(new) or '—'}")
    return RefChange(entry.id, entry.at, entry.clerk, "; ".join(words), before)


def _number(value: str) -> str:
    try:
        number = float(value.replace(",", ".").replace("−", "-"))
    except ValueError:
        return ""
    return f"{number:g}" if math.isfinite(number) else ""


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{value:g}"
    return str(value)


def _stored(kind: RefKind, value: str) -> Value:
    if kind is RefKind.NUMBER:
        return float(value) if value else None
    if kind is RefKind.FLAG:
        return int(value == "1")
    if kind is RefKind.DATE:
        return dt.date.fromisoformat(value).isoformat() if value else None
    return value

"""The office's small lists behind one door: shown, edited, put back as they were."""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import replace

from db import history
from db.queries import reference_lists as queries
from desktop_app.core.calendar import DayKind
from desktop_app.core.changes import Changes
from desktop_app.core.enums import Entity
from desktop_app.core.errors import Clash, InvalidDraft, NotFound
from desktop_app.core.records.reference_lists import RefChange, RefField, RefKind, RefLine
from desktop_app.core.settings import (
    AREA_CODE,
    OFFICE_DEPARTMENT,
    OFFICE_HEAD,
    OFFICE_HEAD_POST,
    OFFICE_NAME,
    OFFICE_PLACE,
)
from desktop_app.services.answer_book import AnswerBook
from desktop_app.services.desk import Desk
from desktop_app.services.knowledge import Knowledge
from desktop_app.services.norm_list import NormList
from desktop_app.services.norms import Norms
from desktop_app.services.reference import Reference
from desktop_app.services.reference_books import (
    RefBook,
    TermBook,
    TopicBook,
    change_of,
    checked_values,
    instruments_book,
    people_book,
    titled,
)
from desktop_app.services.reference_edit import ReferenceEdit
from desktop_app.services.settings import Settings

_DAY_KINDS = (*titled(DayKind), ("", "как обычно, по дню недели"))
_LETTERHEAD = (
    OFFICE_NAME,
    OFFICE_DEPARTMENT,
    OFFICE_PLACE,
    OFFICE_HEAD_POST,
    OFFICE_HEAD,
    AREA_CODE,
)


class ReferenceLists:
    """All small lists by their keys; `books` keeps the order of the page."""

    def __init__(
        self,
        desk: Desk,
        reference: Reference,
        edit: ReferenceEdit,
        knowledge: Knowledge,
        norms: Norms,
        settings: Settings,
    ) -> None:
        """Compose the lists."""
        self._desk, self._reference, self._knowledge = desk, reference, knowledge
        self.books: Mapping[str, RefBook] = {
            "topics": TopicBook(desk, reference),
            "terms": TermBook(desk, reference),
            "calendar": CalendarBook(desk, edit),
            "answers": AnswerBook(desk, knowledge, reference),
            "norms": NormList(desk, norms),
            "people": people_book(desk, reference.forget),
            "instruments": instruments_book(desk, reference.forget),
            "letterhead": LetterheadBook(desk, settings),
        }

    def saving(self, key: str, line: RefLine | None) -> "LineSave":
        """Return what saves a form over a line, joined with what others save meanwhile."""
        return LineSave(self._desk, self.books[key], line, self._forget)

    def _forget(self) -> None:
        """Drop what was read: another program may have changed it, or this one a moment ago."""
        self._reference.forget()
        self._knowledge.forget()

    def put_back(self, key: str, line_id: int, change_id: int) -> Changes:
        """Give a line the values it had before a change; NotFound without such a change."""
        book = self.books[key]
        changes = book.history(line_id)
        line = next((item for item in book.lines() if item.id == line_id), None)
        if line is None or not any(item.id == change_id for item in changes):
            raise NotFound("Такого изменения нет", "ничего не изменено", "обновите окно")
        values = dict(line.values)
        for change in changes:  # later changes are taken back too, so that the whole line stands
            values.update(change.before)
            if change.id == change_id:
                break
        return book.save(line_id, values)


class LineSave:
    """Called with what is typed over a line, it saves; nothing of two clerks' work is lost.

    A field only another clerk changed meanwhile keeps that value. Where both changed the same one
    `Clash` names it with both values; after `clash.decide(...)` the next call saves.
    """

    def __init__(
        self, desk: Desk, book: RefBook, line: RefLine | None, forget: Callable[[], None]
    ) -> None:
        """Take a list, and its line as the form shows it (None: a new one)."""
        self._desk, self._book, self._forget = desk, book, forget
        self._base: Mapping[str, str] = {} if line is None else line.values
        self._asked: dict[str, str] = {}
        self._decided: dict[str, str] = {}
        self._mine: frozenset[str] = frozenset()

    def __call__(self, line_id: int | None, values: Mapping[str, str]) -> Changes:
        """Add a line or change one; InvalidDraft names bad fields, Clash those changed by two."""
        try:
            with self._desk.store.write():  # nobody writes between the look and the writing
                self._forget()
                return self._book.save(line_id, self._joined(line_id, values))
        finally:
            self._forget()  # another lane may have read the lines before they were written

    def _joined(self, line_id: int | None, values: Mapping[str, str]) -> dict[str, str]:
        lines = () if line_id is None or not self._base else self._book.lines()
        now = next((line.values for line in lines if line.id == line_id), {})
        typed, self._asked = dict(values), {}
        fields = {field.name: field for field in self._book.fields if not field.is_fixed}
        for name in fields.keys() & self._base.keys():
            base, stored = self._base[name], now.get(name, "")
            mine = typed.get(name, base)
            if mine == base or (self._decided.get(name) == stored and name not in self._mine):
                typed[name] = stored
            elif stored not in {base, mine, self._decided.get(name)}:
                self._asked[name] = stored
        if line_id is not None and self._asked:
            shown = {
                name: (fields[name].shown(typed[name]), fields[name].shown(stored))
                for name, stored in self._asked.items()
            }
            past = self._book.history(line_id)
            raise Clash(shown, past[0].clerk if past else "", self._decide)
        return typed

    def _decide(self, asked: frozenset[str], mine: frozenset[str]) -> None:
        self._decided |= {name: self._asked[name] for name in asked}
        self._mine = (self._mine - asked) | mine


class CalendarBook:
    """Listed days of the working calendar; a day's number is its id."""

    title = "Календарь"

    def __init__(self, desk: Desk, edit: ReferenceEdit) -> None:
        """Change days by the service that counts terms."""
        self._desk, self._edit = desk, edit

    @property
    def fields(self) -> tuple[RefField, ...]:
        """The day is chosen once."""
        return (
            RefField("day", "День", RefKind.DATE, is_required=True, is_fixed=True, width=130),
            RefField("kind", "Какой он", RefKind.CHOICE, _DAY_KINDS, width=220),
            RefField("name", "Почему", width=380),
        )

    def lines(self) -> list[RefLine]:
        """Return the listed days, the latest first."""
        found = [
            RefLine(
                dt.date.fromisoformat(day).toordinal(),
                day,
                {"day": day, "kind": kind, "name": name},
            )
            for day, kind, name in queries.listed_days(self._desk.store)
        ]
        return found[::-1]

    def save(self, line_id: int | None, values: Mapping[str, str]) -> Changes:
        """List a day, or let it follow its weekday again."""
        checked = checked_values(self.fields, values)
        day = dt.date.fromordinal(line_id) if line_id else dt.date.fromisoformat(checked["day"])
        kind = DayKind(checked["kind"]) if checked["kind"] else None
        return self._edit.set_day(day, kind, checked["name"])

    def history(self, line_id: int) -> list[RefChange]:
        """Return what was said of a day, newest first."""
        field = f"calendar:{dt.date.fromordinal(line_id).isoformat()}"
        found = []
        for entry in reversed(history.of_entity(self._desk.store, Entity.REFERENCE, 0)):
            if entry.changes and entry.changes[0].field == field:
                kind = replace(entry.changes[0], field="kind")
                names = (replace(one, field="name") for one in entry.changes[1:])
                found.append(change_of(replace(entry, changes=(kind, *names)), self.fields, ""))
        return found


class LetterheadBook:
    """How papers name the office and who signs them."""

    title = "Бланк и подписи"

    def __init__(self, desk: Desk, settings: Settings) -> None:
        """Change declared settings."""
        self._desk, self._settings = desk, settings

    @property
    def fields(self) -> tuple[RefField, ...]:
        """What it is called and what stands in papers."""
        return (
            RefField("title", "Строка", is_fixed=True, width=330),
            RefField("value", "Что стоит в документах", width=520),
        )

    def lines(self) -> list[RefLine]:
        """Return the lines in the order of a letterhead."""
        return [
            RefLine(
                place,
                setting.title,
                {"title": setting.title, "value": self._settings.get(setting)},
            )
            for place, setting in enumerate(_LETTERHEAD, start=1)
        ]

    def save(self, line_id: int | None, values: Mapping[str, str]) -> Changes:
        """Change one line."""
        if line_id is None or not 1 <= line_id <= len(_LETTERHEAD):
            raise InvalidDraft({"value": "выберите строку"})
        checked = checked_values(self.fields, values)
        return self._settings.set(_LETTERHEAD[line_id - 1], checked["value"])

    def history(self, line_id: int) -> list[RefChange]:
        """Return what stood in a line before, newest first."""
        setting = _LETTERHEAD[line_id - 1]
        found = []
        for entry in reversed(history.of_entity(self._desk.store, Entity.SETTING, 0)):
            if entry.changes and entry.changes[0].field == setting.key:
                change = entry.changes[0]
                before = setting.default if change.before is None else change.before
                renamed = replace(change, field="value", before=before)
                found.append(change_of(replace(entry, changes=(renamed,)), self.fields, ""))
        return found

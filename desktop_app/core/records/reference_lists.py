"""Small lists of the office in one shape, so that one page shows and edits them all."""

import datetime as dt
import enum
from collections.abc import Mapping
from dataclasses import dataclass


class RefKind(enum.StrEnum):
    """What a field holds; every value travels as text."""

    TEXT = "text"
    LONG = "long"
    CHOICE = "choice"
    DATE = "date"
    NUMBER = "number"
    FLAG = "flag"


@dataclass(frozen=True, slots=True)
class RefField:
    """A field of a list; `choices` are (stored, shown); a fixed one is asked for once only.

    `start` is what stands in it when a line is begun.
    """

    name: str
    title: str
    kind: RefKind = RefKind.TEXT
    choices: tuple[tuple[str, str], ...] = ()
    is_required: bool = False
    is_fixed: bool = False
    width: int = 160
    is_listed: bool = True
    start: str = ""

    def shown(self, stored: str) -> str:
        """Return a value as people read it."""
        if self.kind is RefKind.CHOICE:
            return dict(self.choices).get(stored, stored)
        if self.kind is RefKind.FLAG:
            return "да" if stored == "1" else "нет"
        if self.kind is RefKind.NUMBER:
            return stored.replace(".", ",")
        if self.kind is RefKind.DATE and stored:
            return f"{dt.date.fromisoformat(stored):%d.%m.%Y}"
        return stored


@dataclass(frozen=True, slots=True)
class RefList:
    """A list as its tab names it."""

    key: str
    title: str
    can_add: bool = False


REF_LISTS = (
    RefList("topics", "Темы", can_add=True),
    RefList("terms", "Сроки", can_add=True),
    RefList("calendar", "Календарь", can_add=True),
    RefList("answers", "Ответы", can_add=True),
    RefList("norms", "Нормы"),
    RefList("people", "Комиссия", can_add=True),
    RefList("instruments", "Приборы", can_add=True),
    RefList("letterhead", "Бланк и подписи"),
)


@dataclass(frozen=True, slots=True)
class RefLine:
    """One line of a list; `is_active` is False for one no longer offered."""

    id: int
    title: str
    values: Mapping[str, str]
    is_active: bool = True


@dataclass(frozen=True, slots=True)
class RefChange:
    """What somebody changed in a line; `before` are the values that `put_back` restores."""

    id: int
    at: dt.datetime
    clerk: str
    words: str
    before: Mapping[str, str]

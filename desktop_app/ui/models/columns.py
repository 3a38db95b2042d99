"""Columns of a list: what is shown, how wide, how it is drawn."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from PySide6.QtCore import Qt

from desktop_app.core import clock, text
from desktop_app.core.deadline_words import DeadlineMark
from desktop_app.core.enums import TicketStatus
from desktop_app.ui.theme import Tone
from desktop_app.ui.theme.pills import Pill


class Kind(StrEnum):
    """How a cell is drawn.

    STATUS takes a TicketStatus, PILL a Pill, DEADLINE a DeadlineMark, MARK a Mark; the others take
    text, numbers or dates. None is drawn as «—» everywhere. BOLD_NUMBER is a key the eye looks
    for: bold where the column's `bold` says so.
    """

    TEXT = "text"
    NUMBER = "number"
    DATE = "date"
    STATUS = "status"
    PILL = "pill"
    DEADLINE = "deadline"
    MARK = "mark"
    BOLD_NUMBER = "bold-number"


class Elide(StrEnum):
    """Where text too long for its column loses letters; NONE means the column has room by law.

    MIDDLE is for addresses; WITHIN for words that begin alike: most of their end stays.
    """

    MIDDLE = "middle"
    WITHIN = "within"
    RIGHT = "right"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Mark:
    """An icon and words in the colour of a tone: «! ниже на 1,5», «✓ в норме»."""

    text: str
    icon: str = ""
    tone: Tone = Tone.PLAIN
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Column:
    """One column; `width` is in pixels at the default body size and includes 16 px of padding.

    `bold` and `tone` look at the row; without them a cell is plain ink, or muted when `muted`.
    `align` None means: numbers right, everything else left. A column with `hidden` starts unseen;
    `sample` is text that must always fit, where the usual one of the kind is too long. `leaves`
    says which columns are left out first where the room is short: the highest; 0 stays. `least` is
    what its words keep in a short room, where that is less than the usual share of `width`.
    """

    key: str
    title: str
    width: int
    value: Callable[[Any], object]
    kind: Kind = Kind.TEXT
    elide: Elide = Elide.RIGHT
    sortable: bool = True
    align: Qt.AlignmentFlag | None = None
    muted: bool = False
    bold: Callable[[Any], bool] | None = None
    tone: Callable[[Any], Tone] | None = None
    hidden: bool = False
    sample: str = ""
    leaves: int = 0
    least: int = 0

    @property
    def right(self) -> bool:
        """Tell whether the column is aligned to the right."""
        if self.align is None:
            return self.kind is Kind.NUMBER
        return bool(self.align & Qt.AlignmentFlag.AlignRight)

    @property
    def elides(self) -> bool:
        """Tell whether text may lose letters: numbers, dates, pills and deadlines never do."""
        return self.kind is Kind.TEXT and self.elide is not Elide.NONE

    def text(self, row: object) -> str:
        """Return what the cell says, for the screen, the tooltip and the clipboard."""
        return shown(self.value(row))


def shown(value: object) -> str:
    """Return a value as people read it; «—» for None and for empty text."""
    if value is None or value == "":
        return text.DASH
    if isinstance(value, str) and not isinstance(value, TicketStatus):
        return value
    return _shown_object(value)


def _shown_object(value: object) -> str:
    for kinds, words in _WORDS:
        if isinstance(value, kinds):
            return words(value)
    return str(value)


# The first class that fits wins: a bool is an int, a datetime is a date.
_WORDS: tuple[tuple[type | tuple[type, ...], Callable[[Any], str]], ...] = (
    (TicketStatus, lambda status: str(status.title_ru)),
    ((DeadlineMark, Pill, Mark), lambda mark: str(mark.text)),
    (bool, lambda value: "да" if value else "нет"),
    (int, text.number),
    (float, text.decimal),
    (dt.datetime, clock.show_short),
    (dt.date, clock.show_date),
)

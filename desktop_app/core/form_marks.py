"""Marks in a form of a higher body: `{{поле}}`, `{{#обращения}}` … `{{/обращения}}`."""

import difflib
import enum
import re
from collections.abc import Iterable
from dataclasses import dataclass

from desktop_app.core.text import fold

_MARK = re.compile(r"\{\{\s*([#/]?)\s*([^{}]*?)\s*\}\}")
_LOOKS_LIKE = 0.6  # how alike a mistyped name and a known one are, 0 to 1


class MarkKind(enum.Enum):
    """What a mark asks for."""

    FIELD = ""
    OPEN = "#"
    CLOSE = "/"


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark with its place in the text of a cell; `name` as typed."""

    kind: MarkKind
    name: str
    start: int
    end: int

    @property
    def key(self) -> str:
        """The name as it is looked up."""
        return fold(self.name)


def marks(value: str) -> list[Mark]:
    """Return the marks of a cell's text from left to right."""
    return [
        Mark(MarkKind(found[1]), found[2], found.start(), found.end())
        for found in _MARK.finditer(value)
    ]


def is_broken(value: str) -> bool:
    """Tell whether braces are left that belong to no mark: «{{адрес}», «{{»."""
    rest = _MARK.sub("", value)
    return "{{" in rest or "}}" in rest


def is_bare(value: str) -> bool:
    """Tell whether a text holds nothing but marks."""
    return not _MARK.sub("", value).strip()


def nearest(name: str, known: Iterable[str]) -> str:
    """Return the known name most like a mistyped one, "" when none is."""
    found = difflib.get_close_matches(fold(name), list(known), 1, _LOOKS_LIKE)
    return found[0] if found else ""

"""Records of a book that may be one and the same, and what came of making them one."""

import enum
from collections.abc import Mapping
from dataclasses import dataclass

from desktop_app.core.changes import Changes


class TwinReason(enum.StrEnum):
    """Why two records may be one."""

    LETTER = "буква в номере записана иначе"
    CADASTRAL = "один кадастровый номер"
    NUMBER = "номер записан иначе, квартир и год поровну"
    STREET = "улица записана без вида или с другим"
    INN = "один ИНН"
    OGRN = "один ОГРН"
    NAME = "одно название"
    FORM = "название без организационной формы"


@dataclass(frozen=True, slots=True)
class Twins:
    """Two records that may be one; `first` has more that hangs on it."""

    id: int
    first: int
    first_title: str
    second: int
    second_title: str
    reason: str
    first_uses: int
    second_uses: int


@dataclass(frozen=True, slots=True)
class Side:
    """One of two records side by side: what is known of it and how much hangs on it."""

    record_id: int
    version: int
    title: str
    facts: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Merged:
    """What came of a merge; `left_out` words what the kept record had of its own already."""

    keep: int
    gone: int
    title: str
    moved: int
    left_out: tuple[str, ...]
    changes: Changes


@dataclass(frozen=True, slots=True)
class PastMerge:
    """A merge in the list of those made."""

    id: int
    at: str
    clerk: str
    kept: str
    gone: str
    is_undone: bool

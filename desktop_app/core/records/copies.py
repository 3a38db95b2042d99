"""Kept copies of the database as people choose among them."""

import datetime as dt
from dataclasses import dataclass
from enum import Enum, StrEnum, auto
from pathlib import Path

from desktop_app.core.enums import Entity


class CopyKind(StrEnum):
    """Why a copy was made; the value is its word in the list."""

    REGULAR = "по расписанию"
    IMPORT = "перед импортом"
    UPGRADE = "перед обновлением"


@dataclass(frozen=True, slots=True)
class Copy:
    """A file in the folder of copies: when it was made, and the last history entry it holds.

    `history_head` is known from the name of regular copies, -1 for the others.
    `second_problem` tells why the second place did not get this copy, empty when it did.
    `mark` is that of the base (see `db.base_marks`) as the name tells it; "" where it does not.
    """

    path: Path
    made_at: dt.datetime
    history_head: int
    size: int
    kind: CopyKind = CopyKind.REGULAR
    second_problem: str = ""
    mark: str = ""


@dataclass(frozen=True, slots=True)
class OpenCopies:
    """Copies anybody can read: those of one base, and those that do not tell whose they are."""

    ours: tuple[Path, ...] = ()
    unknown: tuple[Path, ...] = ()


@dataclass(frozen=True, slots=True)
class BaseFacts:
    """What a database holds, read without changing a byte of it.

    `head` and `head_hash` are the end of the history chain, `last_ticket` the highest ticket id.
    """

    tickets: int
    buildings: int
    head: int
    head_hash: str
    last_ticket: int


class Kin(Enum):
    """What a copy is to the live file: an earlier state of it, something else, or not known."""

    EARLIER = auto()
    OTHER = auto()
    LIVE_UNREADABLE = auto()
    LIVE_MISSING = auto()


@dataclass(frozen=True, slots=True)
class Newer:
    """What the live file has that a copy has not: tickets taken since, older ones worked on.

    `others`: how many records of each other kind were written since, none of a kind left out.
    """

    taken: int
    changed: int
    others: tuple[tuple[Entity, int], ...] = ()


@dataclass(frozen=True, slots=True)
class KeptCopy:
    """A copy with what it holds; `facts` is None and `problem` says why when it does not open.

    `newer` is None unless the copy is an earlier state of the live file, as `kin` tells.
    `is_locked`: under a password that is not known here; `is_open`: without one, unlike the base.
    """

    id: int
    copy: Copy
    facts: BaseFacts | None
    problem: str = ""
    newer: Newer | None = None
    kin: Kin = Kin.LIVE_MISSING
    is_locked: bool = False
    is_open: bool = False


@dataclass(frozen=True, slots=True)
class Restored:
    """A copy put in the place of the live file; `kept` is the replaced one, if there was any."""

    live: Path
    kept: Path | None

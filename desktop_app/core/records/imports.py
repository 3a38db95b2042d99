"""What an import read, did and gave back."""

import datetime as dt
import enum
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from desktop_app.core.changes import Changes
from desktop_app.core.enums import Titled


class ImportKind(Titled):
    """What a file brings."""

    HOUSES = "houses", "Дома"
    ORGANIZATIONS = "organizations", "Организации"
    TICKETS = "tickets", "Журнал обращений"
    SITES = "sites", "Реестр площадок"


class MatchClass(Titled):
    """How surely a row is something of the book; only exact and sure ones are written into it."""

    EXACT = "exact", "точно"
    SURE = "sure", "наверняка"
    DOUBTFUL = "doubtful", "сомнительно"
    NONE = "none", "не найдено"


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """How a file is to be taken.

    `sheet` "" and `header_row` 0 mean «as found». `columns` maps fields to headings of the file;
    None means «as recognised». `profile` names a known shape by its code, "" lets it be recognised.
    """

    kind: ImportKind
    path: Path
    sheet: str = ""
    header_row: int = 0
    columns: Mapping[str, str] | None = None
    profile: str = ""


@dataclass(frozen=True, slots=True)
class ImportField:
    """A field a column of a file may hold."""

    name: str
    title: str
    is_required: bool = False


OWN = "own:"
"""Begins the code of a shape the office matched by hand."""


def is_own(profile: str) -> bool:
    """Tell whether a shape was matched by hand: such a one may be forgotten."""
    return profile.startswith(OWN)


@dataclass(frozen=True, slots=True)
class FileView:
    """What was found in a file before anything is read in earnest.

    `lines` are its first filled rows with their numbers, `samples` the first values under each
    heading, `columns` the heading of each recognised field, `profiles` all known shapes by code.
    `rows` are its rows of data, as many as an import reads.
    `missing` says in Russian what keeps the file from being taken, "" when nothing does.
    """

    plan: ImportPlan
    sheets: tuple[str, ...]
    sheet: str
    header_row: int
    lines: tuple[tuple[int, tuple[str, ...]], ...]
    headings: tuple[str, ...]
    samples: tuple[str, ...]
    fields: tuple[ImportField, ...]
    columns: Mapping[str, str]
    profile: str
    profile_title: str
    rows: int
    profiles: tuple[tuple[str, str], ...] = ()
    missing: str = ""


@dataclass(frozen=True, slots=True)
class PreviewLine:
    """A row as it stands in the file and as it will be; `fate` says what becomes of it."""

    row: int
    before: str
    after: str
    match: MatchClass
    fate: str
    reason: str = ""

    @property
    def id(self) -> int:
        """The row number, by which lists know it."""
        return self.row


class Fate(enum.StrEnum):
    """What becomes of a row of a preview."""

    NEW = "добавится"
    CHANGED = "изменится"
    SAME = "без изменений"
    REJECTED = "не берётся"


@dataclass(frozen=True, slots=True)
class Rejected:
    """A row that was not taken: its number in the file, its cells and the reason."""

    row: int
    cells: tuple[str, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class Remark:
    """A value of a row that was taken without it: what stood there and why it was left out."""

    row: int
    column: str
    value: str
    reason: str


@dataclass(frozen=True, slots=True)
class ImportResult:
    """The outcome of one batch; read = added + updated + same + rejected.

    `read` counts rows of data; rows of premises that only repeat their house are in `folded` and
    not in `read`. `reasons` counts rejected rows by the kind of reason; `notices` are Russian
    sentences about the file as a whole.
    """

    batch_id: int | None
    kind: str
    read: int
    added: int
    updated: int
    same: int
    headers: tuple[str, ...]
    rejects: tuple[Rejected, ...]
    reasons: dict[str, int] = field(default_factory=dict)
    organizations_added: int = 0
    changes: Changes = field(default_factory=Changes)
    remarks: tuple[Remark, ...] = ()
    notices: tuple[str, ...] = ()
    folded: int = 0
    profile: str = ""
    file_name: str = ""
    is_dry_run: bool = False

    @property
    def rejected(self) -> int:
        """How many rows were not taken."""
        return len(self.rejects)


@dataclass(frozen=True, slots=True)
class ImportBatch:
    """A batch in the list of imports."""

    id: int
    kind: str
    file_name: str
    started_at: dt.datetime
    clerk: str
    read: int
    added: int
    updated: int
    same: int
    rejected: int
    undone_at: dt.datetime | None = None


@dataclass(frozen=True, slots=True)
class BatchUndone:
    """What the undoing of a batch did: rows removed, put back, and those that stay with reasons."""

    batch_id: int
    removed: int
    restored: int
    kept: int
    reasons: Mapping[str, int]
    changes: Changes

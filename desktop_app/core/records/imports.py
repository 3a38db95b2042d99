"""What an import read, did and gave back."""

import datetime as dt
from dataclasses import dataclass, field

from desktop_app.core.changes import Changes


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

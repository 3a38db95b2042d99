"""What an import read, did and gave back."""

from dataclasses import dataclass, field

from desktop_app.core.changes import Changes


@dataclass(frozen=True, slots=True)
class Rejected:
    """A row that was not taken: its number in the file, its cells and the reason."""

    row: int
    cells: tuple[str, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class ImportResult:
    """The outcome of one batch; read = added + updated + same + rejected."""

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

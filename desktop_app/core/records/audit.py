"""The journal of what was done: changes, files taken out, looks."""

import datetime as dt
import enum
from dataclasses import dataclass

from desktop_app.core.enums import Operation


class AuditMode(enum.StrEnum):
    """What the journal shows."""

    CHANGES = "changes"
    EXPORTS = "exports"
    VIEWS = "views"


@dataclass(frozen=True, slots=True)
class AuditQuery:
    """A question to the journal; `text` is a ticket's number or words of an entry."""

    mode: AuditMode = AuditMode.CHANGES
    text: str = ""
    clerk_id: int | None = None
    operation: Operation | None = None
    since: dt.date | None = None
    until: dt.date | None = None


@dataclass(frozen=True, slots=True)
class AuditRow:
    """An entry as the journal shows it: who, what, when."""

    id: int
    at: dt.datetime
    clerk: str
    operation: str
    what: str
    details: str


@dataclass(frozen=True, slots=True)
class ChainVerdict:
    """Whether history is as it was written; `head` is the hash it ends with, in hex.

    `redacted` entries were emptied by acts of destruction: their links hold, their texts are gone.
    """

    entries: int
    broken: int | None
    head: str
    redacted: int = 0

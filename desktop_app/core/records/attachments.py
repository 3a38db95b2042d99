"""Files attached to tickets and visits."""

import datetime as dt
from dataclasses import dataclass

from desktop_app.core.enums import Entity


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file kept in the database under our number; `title` is the name it came under.

    `file_at` is when the file itself was written last, None where that is not known.
    """

    id: int
    entity: Entity
    entity_id: int
    title: str
    extension: str
    size: int
    sha256: str
    added_at: dt.datetime
    clerk: str = ""
    file_at: dt.datetime | None = None

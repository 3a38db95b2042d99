"""An open form as it was last kept."""

import datetime as dt
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class FormDraft:
    """What was typed into a form: `body` maps field names to JSON values."""

    id: int
    form: str
    started_at: dt.datetime
    saved_at: dt.datetime
    title: str
    body: dict[str, Any]

"""The card of a ticket on paper."""

import datetime as dt
from dataclasses import dataclass

from desktop_app.core.records.tickets import TicketCard


@dataclass(frozen=True, slots=True)
class TicketPaper:
    """Everything the paper says; equal papers give files of equal bytes.

    `office` are the lines of the head, `author` and `author_post` who prints it.
    """

    office: tuple[str, ...]
    card: TicketCard
    made_at: dt.datetime
    author: str = ""
    author_post: str = ""

"""The queue of calls as a list for paper: whom to ring, about what, and room for the outcome."""

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CallLine:
    """One applicant to ring; phones are as people write them, `again` is the time agreed on."""

    ticket_id: int
    number: str
    applicant: str
    phone: str
    address: str
    topic: str
    details: str
    executor: str
    answer: str
    done_at: dt.datetime | None
    calls: int
    again: dt.datetime | None


@dataclass(frozen=True, slots=True)
class CallList:
    """Everything the list says; equal lists give files of equal bytes.

    `asked` are the filters in force in words, empty for the whole queue; `author` is who printed
    it (empty: to be written by hand).
    """

    office: tuple[str, ...]
    made_at: dt.datetime
    asked: str
    rows: tuple[CallLine, ...]
    author: str = ""

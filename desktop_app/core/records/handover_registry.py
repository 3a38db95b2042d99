"""The paper under which tickets are handed to an organisation: what it lists and for whom."""

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RegistryRow:
    """A ticket as the executor is told of it: address, phone, matter, nothing else personal.

    The least that is needed to do the work (152-ФЗ ст. 5 ч. 5; domain/RULES.md §8), so no name.
    """

    ticket_id: int
    number: str
    accepted_at: dt.datetime
    address: str
    topic: str
    details: str
    phone: str
    deadline_at: dt.datetime | None


@dataclass(frozen=True, slots=True)
class Registry:
    """Everything a registry says; equal registries give files of equal bytes.

    `first` and `last` are the inclusive days of handing over, `made_at` the paper's own moment,
    `author` and `author_post` who hands over (empty: to be written by hand).
    """

    office: tuple[str, ...]
    organization_id: int
    organization: str
    first: dt.date
    last: dt.date
    made_at: dt.datetime
    rows: tuple[RegistryRow, ...]
    author: str = ""
    author_post: str = ""

"""What the one search box finds."""

import enum
from dataclasses import dataclass


class Place(enum.IntEnum):
    """Where the typed words stand, the best place first."""

    NUMBER = 0
    PHONE = 1
    NAME = 2
    ADDRESS = 3
    TEXT = 4


@dataclass(frozen=True, slots=True)
class Found:
    """A found ticket."""

    ticket_id: int
    number: str
    place: Place

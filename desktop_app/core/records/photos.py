"""Photographs of a visit: what their files tell, and what the window shows of them."""

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PhotoFacts:
    """What a picture tells without being drawn: pixels as it is looked at, when and where taken.

    `pages` counts the sheets of a scan, of which only the first is shown.
    """

    width: int
    height: int
    taken_at: dt.datetime | None = None
    latitude: float | None = None
    longitude: float | None = None
    pages: int = 1


@dataclass(frozen=True, slots=True)
class PhotoLook:
    """A picture as the window shows it: a small JPEG, words about it, or why it cannot be shown."""

    attachment_id: int
    small: bytes = b""
    about: str = ""
    problem: str = ""

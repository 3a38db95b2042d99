"""How a new organisation enters the timeline of a service: one serves at a time."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Protocol


class Stretch(Protocol):
    """A contract of one house and service; days are ISO texts, "" is open on that side."""

    @property
    def id(self) -> int:
        """Id of the contract."""

    @property
    def organization_id(self) -> int:
        """Who serves."""

    @property
    def since(self) -> str:
        """First day."""

    @property
    def until(self) -> str:
        """Last day."""


@dataclass(frozen=True, slots=True)
class Step:
    """What to do: end or rename the contract `changed`, begin a new one up to `new_until`.

    `changed` is the contract that was in force on the first day, `replaces` tells that it began
    on that very day and only its organisation changes.
    """

    changed: int | None
    changed_until: str
    replaces: bool
    new_until: str


def plan(timeline: Sequence[Stretch], organization_id: int, since: str) -> Step | None:
    """Return how an organisation begins to serve on a day, or None when it already does.

    `timeline` is in order of first days without overlaps. A contract that begins later stays: the
    new one then ends the day before it.
    """
    current = serving(timeline, since)
    if current is not None and current.organization_id == organization_id:
        return None
    if current is not None and current.since == since:
        return Step(current.id, current.until, replaces=True, new_until=current.until)
    later = [item.since for item in timeline if item.since > since]
    new_until = day_before(min(later)) if later else ""
    if current is None:
        return Step(None, "", replaces=False, new_until=new_until)
    return Step(current.id, day_before(since), replaces=False, new_until=new_until)


def serving(timeline: Sequence[Stretch], day: str) -> Stretch | None:
    """Return the contract in force on a day; "" asks for the one without a known beginning."""
    for item in timeline:
        if item.since <= day and (not item.until or item.until >= day):
            return item
    return None


def overlaps(timeline: Sequence[Stretch]) -> bool:
    """Tell whether two contracts of a timeline are in force on one day."""
    ordered = sorted(timeline, key=lambda item: item.since)
    return any(
        not former.until or former.until >= later.since for former, later in pairwise(ordered)
    )


def day_before(day: str) -> str:
    """Return the ISO day before an ISO day."""
    return (dt.date.fromisoformat(day) - dt.timedelta(days=1)).isoformat()

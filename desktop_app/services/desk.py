"""The desk every service works at: the file, the clock and who is sitting there."""

import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from db import history
from db.connection import Store
from desktop_app.core import clock
from desktop_app.core.errors import Conflict
from desktop_app.core.records.history import FieldChange, Scalar

_NEWEST = 500


class Desk:
    """What all services share; the clerk changes when another person sits down."""

    def __init__(
        self, store: Store, now: clock.Clock = clock.now, clerk_id: int | None = None
    ) -> None:
        """Take the open database and a clock that tests can set."""
        self.store = store
        self.clerk_id = clerk_id
        self._now = now
        self._latest: dt.datetime | None = None
        self._listeners: list[Callable[[int], object]] = []

    def now(self) -> dt.datetime:
        """Return the office's wall time."""
        return self._now()

    @contextmanager
    def action(self) -> Iterator[history.Action]:
        """Open one action of a person: one transaction whose history entries belong together."""
        with history.action(self.store, self.now(), self.clerk_id) as opened:
            yield opened
        if opened.is_empty:
            return  # its number was not taken: the next action, here or elsewhere, has it
        for listener in self._listeners:
            listener(opened.number)

    def on_action(self, listener: Callable[[int], object]) -> None:
        """Tell a listener the number of every action written here."""
        self._listeners.append(listener)

    def clock_behind(self) -> tuple[dt.datetime, dt.datetime] | None:
        """Return the latest moment known and the present one when the computer's clock is behind.

        Known are the newest entries and the moments this was asked at: a clock may be set back, or
        the zone changed, while nothing is written. Terms are counted by that clock; a few minutes
        between two computers are no fault.
        """
        stored, now = history.newest(self.store, _NEWEST), self.now()
        written = now if stored is None else clock.unstamp(stored)
        self._latest = latest = max(self._latest or now, now)
        known = max(written, latest)
        return None if known <= now + clock.APART else (known, now)


def differences(before: dict[str, Scalar], after: dict[str, Scalar]) -> tuple[FieldChange, ...]:
    """Return what changed between two sets of field values, in the order of `after`."""
    return tuple(
        FieldChange(field, before.get(field), value)
        for field, value in after.items()
        if before.get(field) != value
    )


def moved_on(record: str) -> Conflict:
    """Return «somebody changed this record while its card was open»; «Дом «ул. Мира, д. 3»»."""
    return Conflict(
        f"{record} изменили, пока карточка была открыта",
        "ваши правки остались на экране",
        "откройте карточку заново и внесите их ещё раз",
    )

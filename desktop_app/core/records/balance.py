"""The balance of a period."""

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Balance:
    """opening + received + returned − closed = closing; days are inclusive, tickets are counted.

    `returned` were closed before these days and brought back to work in them; a ticket sent back by
    a callback was never closed and moves nothing. `closed` were in work in these days and are not
    open after them: closed and brought back between is neither. `done` counts cycles the executors
    reported done in the period, `late` those of them past their term.
    """

    first: dt.date
    last: dt.date
    opening: int
    received: int
    returned: int
    closed: int
    closing: int
    done: int
    late: int

    @property
    def holds(self) -> bool:
        """Tell whether the equation holds."""
        return self.opening + self.received + self.returned - self.closed == self.closing

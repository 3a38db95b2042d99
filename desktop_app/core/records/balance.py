"""The balance of a period."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Balance:
    """opening + received + returned − closed = closing; tickets are counted.

    `returned` were closed before these days and brought back to work in them; a ticket sent back by
    a callback was never closed and moves nothing. `closed` were in work in these days and are not
    open after them: closed and brought back between is neither.
    """

    opening: int
    received: int
    returned: int
    closed: int
    closing: int

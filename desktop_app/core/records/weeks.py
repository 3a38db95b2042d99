"""Weeks of the office by topic."""

import datetime as dt
from typing import NamedTuple


class WeekTopic(NamedTuple):
    """What one week, named by its Monday, brought on one topic.

    `received` and `repeated` go by the day of registration, `closed` and `cancelled` by the day of
    the end; a ticket brought back to work is no longer among the closed.
    """

    week: dt.date
    topic_id: int
    received: int
    repeated: int
    closed: int
    cancelled: int

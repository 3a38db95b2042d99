"""How a deadline reads in a list: a level for colour and icon, and Russian words."""

import datetime as dt
import re
from dataclasses import dataclass
from enum import StrEnum

from desktop_app.core.enums import TicketStatus
from desktop_app.core.text import DASH, NBSP, counted, plural

_NEAR = dt.timedelta(hours=4)
_NEAR_SHARE = 0.2
_HOUR, _DAY = 60, 24 * 60
_DAYS = re.compile(r"\b(?:день|дня|дней)$")


class DeadlineLevel(StrEnum):
    """What the colour and the icon of a deadline say."""

    OVERDUE = "overdue"
    NEAR = "near"
    PLAIN = "plain"
    FINISHED = "finished"


@dataclass(frozen=True, slots=True)
class DeadlineMark:
    """One deadline cell: its level and its words."""

    level: DeadlineLevel
    text: str


@dataclass(frozen=True, slots=True)
class DeadlineFacts:
    """What is known of a ticket's current cycle; moments are local, None where there is none.

    `late_minutes` is the worst lateness of all cycles, this one included; `note` replaces the
    words of a finished ticket («разъяснено сразу», «дубль № 2026-03460»).
    """

    status: TicketStatus
    deadline: dt.datetime | None = None
    opened: dt.datetime | None = None
    done_at: dt.datetime | None = None
    hold_until: dt.date | None = None
    late_minutes: int | None = None
    note: str = ""


def span(minutes: int, *, exact: bool = False) -> str:
    """Return a length of time in words: «35 мин», «5 ч», «1 день».

    `exact` keeps the minutes of hours («2 ч 10 мин»); whole days never carry hours. Less than a
    minute reads as one.
    """
    if minutes >= _DAY:
        return counted(minutes // _DAY, "день", "дня", "дней")
    hours, rest = divmod(max(minutes, 1), _HOUR)
    if not hours:
        return f"{rest}{NBSP}мин"
    if exact and rest:
        return f"{hours}{NBSP}ч{NBSP}{rest}{NBSP}мин"
    return f"{hours}{NBSP}ч"


def left_words(minutes: int) -> str:
    """Return «осталось 2 ч 10 мин», «остался 1 день»; the verb agrees with whole days."""
    verb = "осталось"
    if minutes >= _DAY:
        verb = plural(minutes // _DAY, "остался", "осталось", "осталось")
    return f"{verb} {span(minutes, exact=True)}"


def late_words(minutes: int) -> str:
    """Return «с опозданием на 2 ч»."""
    return f"с опозданием на {span(minutes)}"


def shorter(words: str) -> tuple[str, ...]:
    """Return the same lateness said in less room, the longest first; whole words, never cut ones.

    «просрочено на 365 дней» → «просрочено на 365 дн.», «с опозданием на 11 дней» → «… 11 дн.» →
    «опоздание 11 дн.».
    """
    days = _DAYS.sub("дн.", words)
    return days, days.replace("с опозданием на ", "опоздание ")


def deadline_mark(facts: DeadlineFacts, now: dt.datetime) -> DeadlineMark:
    """Return the mark of a ticket at a moment.

    Late but closed stays finished: it is a fact, no longer a task. A deadline is near under four
    hours or when less than a fifth of the term is left.
    """
    if not facts.status.runs_clock:
        return DeadlineMark(DeadlineLevel.FINISHED, _finished_words(facts))
    if facts.deadline is None:
        return DeadlineMark(DeadlineLevel.PLAIN, DASH)
    left = facts.deadline - now
    if left < dt.timedelta():
        return DeadlineMark(DeadlineLevel.OVERDUE, f"просрочено на {span(_minutes(-left))}")
    near = left < _NEAR
    if facts.opened is not None and facts.deadline > facts.opened:
        near = near or left < (facts.deadline - facts.opened) * _NEAR_SHARE
    return DeadlineMark(
        DeadlineLevel.NEAR if near else DeadlineLevel.PLAIN, left_words(_minutes(left))
    )


def _minutes(length: dt.timedelta) -> int:
    return int(length.total_seconds() // 60)


def _finished_words(facts: DeadlineFacts) -> str:
    if facts.note:
        return facts.note
    if facts.status is TicketStatus.ON_HOLD:
        return f"отложено до {facts.hold_until:%d.%m}" if facts.hold_until else "отложено"
    if facts.status is TicketStatus.DONE:
        return f"исполнено {facts.done_at:%d.%m %H:%M}" if facts.done_at else "исполнено"
    if facts.status is TicketStatus.CANCELLED:
        return "отменено"
    if facts.late_minutes:
        return late_words(facts.late_minutes)
    return "закрыто в срок" if facts.deadline else "закрыто"

"""Which status may follow which: the one table of a ticket's life."""

from collections.abc import Mapping

from desktop_app.core.enums import CloseResult, TicketStatus
from desktop_app.core.errors import NotAllowed

_S = TicketStatus

TRANSITIONS: Mapping[TicketStatus, frozenset[TicketStatus]] = {
    _S.NEW: frozenset({_S.SENT, _S.IN_PROGRESS, _S.DONE, _S.CLOSED, _S.ON_HOLD, _S.CANCELLED}),
    _S.SENT: frozenset({_S.IN_PROGRESS, _S.DONE, _S.ON_HOLD, _S.SENT, _S.NEW, _S.CANCELLED}),
    _S.IN_PROGRESS: frozenset({_S.SENT, _S.DONE, _S.ON_HOLD, _S.CANCELLED}),
    _S.ON_HOLD: frozenset({_S.NEW, _S.SENT, _S.IN_PROGRESS, _S.REWORK, _S.DONE, _S.CANCELLED}),
    _S.DONE: frozenset({_S.CLOSED, _S.REWORK, _S.IN_PROGRESS}),
    _S.REWORK: frozenset({_S.SENT, _S.IN_PROGRESS, _S.DONE, _S.ON_HOLD}),
    _S.CLOSED: frozenset({_S.REWORK}),
    _S.CANCELLED: frozenset({_S.NEW}),
}

# Steps that need words: why it was reopened, why a wish was withdrawn.
NEEDS_REASON = frozenset(
    {(_S.CLOSED, _S.REWORK), (_S.DONE, _S.REWORK), (_S.CANCELLED, _S.NEW), (_S.SENT, _S.NEW)}
)
# Steps after which time is counted anew, in a new cycle.
OPENS_CYCLE = frozenset({(_S.CLOSED, _S.REWORK), (_S.DONE, _S.REWORK)})


def allowed(status: TicketStatus, held_from: TicketStatus | None = None) -> frozenset[TicketStatus]:
    """Return the statuses a ticket may go to; from «Отложено» it goes back where it came from."""
    following = TRANSITIONS[status]
    if status is not TicketStatus.ON_HOLD:
        return following
    returning = {_S.NEW, _S.SENT, _S.IN_PROGRESS, _S.REWORK}
    return frozenset(s for s in following if s not in returning or s is held_from)


def check(
    status: TicketStatus,
    to: TicketStatus,
    *,
    held_from: TicketStatus | None = None,
    result: CloseResult | None = None,
    reason: str = "",
) -> None:
    """Raise NotAllowed with the ways that are open, unless the step may be made."""
    following = allowed(status, held_from)
    if to not in following:
        ways = ", ".join(f"«{s.title_ru}»" for s in TicketStatus if s in following)
        raise NotAllowed(
            f"Из статуса «{status.title_ru}» нельзя перейти в «{to.title_ru}»",
            "обращение не изменено",
            f"можно: {ways}",
        )
    if (status, to) in NEEDS_REASON and not reason.strip():
        raise NotAllowed(
            f"Для перехода в «{to.title_ru}» нужна причина", "обращение не изменено", "напишите её"
        )
    if status is _S.NEW and to is _S.CLOSED and result is not CloseResult.EXPLAINED:
        raise NotAllowed(
            "Новое обращение закрывается сразу только как «Разъяснено»",
            "обращение не изменено",
            "передайте его или отметьте исполнение",
        )

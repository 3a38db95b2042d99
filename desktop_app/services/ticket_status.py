"""The one function that changes a status, with everything that follows from it."""

import datetime as dt

from db.queries.ticket_edit import TicketEdit
from desktop_app.core import clock, deadlines, transitions
from desktop_app.core.enums import CloseResult, TicketStatus
from desktop_app.core.errors import InvalidDraft, NotAllowed
from desktop_app.core.records.reference import Deadline
from desktop_app.core.records.tickets import StatusChange
from desktop_app.core.years import WRONG_YEAR, is_far_ahead
from desktop_app.services.reference import Reference

_MINUTES = 60
_S = TicketStatus


def apply(edit: TicketEdit, change: StatusChange, now: dt.datetime, reference: Reference) -> None:
    """Check the step against the table and gather it into the edit.

    `change.at` may lie in the past (answers come a day later), never before the previous event and
    never in the future; InvalidDraft names the field, NotAllowed the ways that are open. Without
    it the step is made now, or at the previous event where another computer's clock is ahead.
    """
    status = _S(edit["status"])
    held_from = _S(edit["hold_from"]) if edit["hold_from"] else None
    transitions.check(
        status, change.to, held_from=held_from, result=change.result, reason=change.note
    )
    previous = clock.unstamp(edit["status_at"])
    at = change.at or moment_after(previous, now)
    if change.at is None and at < previous:
        raise _clock_behind(previous, now)
    _check_moment(at, previous, now)
    if status is _S.ON_HOLD:
        _end_pause(edit, at)
    if (status, change.to) in transitions.OPENS_CYCLE:
        _open_cycle(edit, at, change.note, reference)
    elif change.to is _S.DONE:
        _mark_done(edit, at)
    elif change.to in (_S.CLOSED, _S.CANCELLED):
        _close(edit, change, at)
    elif change.to is _S.ON_HOLD:
        _hold(edit, change, at, status)
    elif status is _S.CANCELLED or status is _S.DONE:
        _take_back(edit)
    edit.set(status=change.to.value, status_at=clock.stamp(at))


def count_by_topic(edit: TicketEdit, former: int, reference: Reference) -> None:
    """Count the term of the present cycle anew by a topic that was corrected.

    Only one that was counted by the section, or by the `former` topic and not measured by yet: what
    was set by hand or told by another journal stays.
    """
    of_section = is_of_section(edit)
    if not (of_section or _is_counted_by(edit, former, reference)):
        return
    cycle = edit.cycle()
    term = _counted(edit, edit["topic_id"], reference)
    if term is None and of_section:
        return
    due = term.due + dt.timedelta(minutes=cycle["paused_minutes"]) if term else None
    basis = deadlines.hint(term) if term else ""
    facts = {"deadline_at": clock.stamp(due) if due else None, "deadline_basis": basis}
    done = cycle["done_at"]
    late = {"late_minutes": deadlines.late_minutes(due, clock.unstamp(done))} if done else {}
    edit.change("cycle", cycle["id"], **facts, **late)
    edit.set(**facts)


def _is_counted_by(edit: TicketEdit, former: int, reference: Reference) -> bool:
    """Tell whether the term of a cycle that goes on is what the rule of a former topic gives."""
    cycle = edit.cycle()
    if edit["topic_id"] == former or cycle["done_at"] or edit["closed_at"]:
        return False
    term = _counted(edit, former, reference)
    if term is None:
        return not edit["deadline_at"]
    due = clock.stamp(term.due + dt.timedelta(minutes=cycle["paused_minutes"]))
    return (edit["deadline_at"], edit["deadline_basis"]) == (due, deadlines.hint(term))


def _counted(edit: TicketEdit, topic_id: int, reference: Reference) -> Deadline | None:
    began = clock.unstamp(edit.cycle()["opened_at"])
    return reference.deadline(topic_id, began, edit["room_temperature"])


def is_of_section(edit: TicketEdit) -> bool:
    """Tell whether the term was counted while only the section was known: it is no measure."""
    return str(edit["deadline_basis"]).startswith(deadlines.OF_SECTION)


def drop_section_term(edit: TicketEdit) -> None:
    """Leave a ticket that ends under its section without a term: in time or late is a guess.

    Its basis goes on asking for the topic; a topic named later counts the term and the lateness.
    """
    edit.change("cycle", edit.cycle()["id"], deadline_at=None)
    edit.set(deadline_at=None)


def moment_after(previous: dt.datetime, now: dt.datetime) -> dt.datetime:
    """Return the moment of what is done now after an event of another computer's clock."""
    return previous if now < previous <= now + clock.APART else now


def _clock_behind(previous: dt.datetime, now: dt.datetime) -> NotAllowed:
    """Return the refusal of a step that no field of a form can mend: the clock is wrong."""
    was, is_now = clock.show_moment(previous), clock.show_moment(now)
    return NotAllowed(
        f"Часы компьютера отстают: прошлое событие обращения было {was}, а на часах {is_now}",
        "обращение не изменено",
        "поправьте дату, время и часовой пояс",
    )


def _check_moment(at: dt.datetime, previous: dt.datetime, now: dt.datetime) -> None:
    if at > max(now, previous):
        raise InvalidDraft({"at": "время события ещё не наступило"})
    if at < previous:
        raise InvalidDraft({"at": f"не раньше прошлого события, {clock.show_moment(previous)}"})


def _mark_done(edit: TicketEdit, at: dt.datetime) -> None:
    cycle = edit.cycle()
    due, before = cycle["deadline_at"], cycle["late_minutes"]
    late = deadlines.late_minutes(clock.unstamp(due) if due else None, at)
    # Lateness is a fact: a second «исполнено» may add to it, never take away.
    counted = before if is_of_section(edit) else max(late, before or 0)
    edit.change("cycle", cycle["id"], done_at=clock.stamp(at), late_minutes=counted)
    edit.set(done_at=clock.stamp(at), next_call_at=None)


def _close(edit: TicketEdit, change: StatusChange, at: dt.datetime) -> None:
    if change.to is _S.CANCELLED and change.cancel_reason is None:
        raise InvalidDraft({"cancel_reason": "выберите причину отмены"})
    if change.to is _S.CLOSED and change.result is None:
        raise InvalidDraft({"result": "выберите, чем закрыто"})
    if change.to is _S.CLOSED and edit["done_at"] is None:
        _mark_done(edit, at)
    if change.to is _S.CLOSED and is_of_section(edit):
        drop_section_term(edit)
    result = change.result if change.to is _S.CLOSED else None
    stamp = clock.stamp(at)
    edit.change(
        "cycle",
        edit.cycle()["id"],
        closed_at=stamp,
        result=result.value if result else change.to.value,
    )
    edit.set(
        closed_at=stamp,
        close_result=result.value if result else None,
        cancel_reason=change.cancel_reason.value if change.cancel_reason else None,
        next_call_at=None,
    )
    if change.note and result in (CloseResult.EXPLAINED, CloseResult.BY_ACT):
        edit.set(answer=change.note)


def _hold(edit: TicketEdit, change: StatusChange, at: dt.datetime, status: TicketStatus) -> None:
    problems: dict[str, str] = {}
    if change.hold_until is None or change.hold_until <= at:
        problems["hold_until"] = "укажите день, до которого отложено"
    elif is_far_ahead(change.hold_until, at):
        problems["hold_until"] = WRONG_YEAR
    if change.hold_reason is None:
        problems["hold_reason"] = "выберите причину"
    if problems or change.hold_until is None or change.hold_reason is None:
        raise InvalidDraft(problems)
    edit.set(
        hold_until=clock.stamp(change.hold_until),
        hold_reason=change.hold_reason.value,
        hold_from=status.value,
    )


def _end_pause(edit: TicketEdit, at: dt.datetime) -> None:
    """Move the term by the time the ticket waited."""
    cycle = edit.cycle()
    paused = max(int((at - clock.unstamp(edit["status_at"])).total_seconds() // _MINUTES), 0)
    moved = cycle["deadline_at"]
    if moved:
        moved = clock.stamp(clock.unstamp(moved) + dt.timedelta(minutes=paused))
        edit.set(deadline_at=moved)
    edit.change(
        "cycle",
        cycle["id"],
        paused_minutes=cycle["paused_minutes"] + paused,
        deadline_at=moved,
    )
    edit.set(hold_until=None, hold_reason=None, hold_from=None)


def _open_cycle(edit: TicketEdit, at: dt.datetime, reason: str, reference: Reference) -> None:
    if edit["closed_at"] is None:
        edit.change("cycle", edit.cycle()["id"], closed_at=clock.stamp(at), result=_S.REWORK.value)
    term = reference.deadline(edit["topic_id"], at, edit["room_temperature"])
    due = clock.stamp(term.due) if term else None
    basis = deadlines.hint(term) if term else ""
    number = int(edit["cycle_number"]) + 1
    edit.add(
        "cycle",
        number=number,
        reason=reason,
        opened_at=clock.stamp(at),
        deadline_at=due,
        deadline_basis=basis,
    )
    edit.set(
        cycle_number=number,
        deadline_at=due,
        deadline_basis=basis,
        done_at=None,
        closed_at=None,
        close_result=None,
        next_call_at=None,
        call_attempts=0,
    )


def _take_back(edit: TicketEdit) -> None:
    """Return a ticket marked done or cancelled by mistake to the same cycle."""
    edit.change("cycle", edit.cycle()["id"], done_at=None, closed_at=None, result=None)
    edit.set(done_at=None, closed_at=None, cancel_reason=None, next_call_at=None)

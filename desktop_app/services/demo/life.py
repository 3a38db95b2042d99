"""One ticket on its way: every step leaves the rows and the history the services would leave.

Written for speed: a million tickets make some four million entries. So the state is kept as JSON
literals, which history holds, and every text of the demo is «plain» (see words.plain): in JSON as
`Phrase.json`, in rows as `Phrase.text`. That both ways agree to the letter is proven by
tests/services/test_demo.py, which replays a demo through the services.
"""

from dataclasses import dataclass

from db.bulk import NOTHING
from desktop_app.core.enums import Operation
from desktop_app.services.demo.moments import MINUTE, Moments
from desktop_app.services.demo.registration import NULL, Call, created
from desktop_app.services.demo.terms import Terms
from desktop_app.services.demo.words import SILENCE, Phrase, narrow

Cell = str | int | float
Row = list[Cell]
# second typed, ticket, step; then what the entry says: typed at, occurred at, clerk, operation,
# changes, note, whether it belongs to the action of the entry before it
Event = tuple[int, int, int, str, str, int, str, str, str, bool]

_CYCLE_DEADLINE, _CYCLE_DONE, _CYCLE_CLOSED, _CYCLE_RESULT, _CYCLE_PAUSED, _CYCLE_LATE = (
    5, 7, 8, 9, 10, 11,
)  # fmt: skip
_ANSWERED, _OUTCOME = 10, 12
# An enum asked for its value five times a ticket shows in the profile of a demo.
_REGISTERED = Operation.TICKET_REGISTERED.value
_LINKED = Operation.TICKET_LINKED.value
_STATUS = Operation.TICKET_STATUS.value
_HANDED_OVER = Operation.TICKET_HANDED_OVER.value
_ANSWERED_BY = Operation.HANDOVER_ANSWERED.value
_CALLED_BACK = Operation.CALLBACK_MADE.value
_REOPENED = Operation.TICKET_REOPENED.value
_NOTED = Operation.TICKET_NOTE.value


@dataclass(slots=True)
class Ids:
    """The last ids given out."""

    ticket: int = 0
    cycle: int = 0
    handover: int = 0
    callback: int = 0
    note: int = 0
    link: int = 0


class Life:
    """A ticket with its cycles, handovers and callbacks; moments are seconds of the demo."""

    __slots__ = (
        "_moments", "_terms", "answered", "basis", "call", "callbacks", "cycles", "deadline",
        "events", "handovers", "id", "ids", "links", "notes", "now", "version",
    )  # fmt: skip

    def __init__(self, call: Call, ids: Ids, moments: Moments, terms: Terms) -> None:
        """Register the call."""
        ids.ticket += 1
        self.call, self.ids, self.id, self.version = call, ids, ids.ticket, 1
        self._moments, self._terms = moments, terms
        self.events: list[Event] = []
        self.cycles: list[Row] = []
        self.handovers: list[Row] = []
        self.callbacks: list[Row] = []
        self.notes: list[Row] = []
        self.links: list[Row] = []
        self._register()

    # Steps, each named and ordered as the service that would make it

    def hand_over(
        self,
        at: int,
        clerk_id: int,
        organization_id: int,
        told: tuple[str, Phrase, str, int | None],
    ) -> None:
        """Hand over to an organisation."""
        stamp = self._moments.stamp(at)
        children = ""
        if self.handovers and self.handovers[-1][_OUTCOME] == "waiting":
            self.handovers[-1][_OUTCOME] = "replaced"
            children = f',["handover:{self.ids.handover}:outcome","waiting","replaced"]'
        channel, accepted_by, their_number, promised = told
        until = None if promised is None else self._moments.stamp(promised)
        self.ids.handover += 1
        cycle = len(self.cycles)
        children += (
            f',["handover:{self.ids.handover}",null,"{{\\"cycle_number\\":{cycle},'
            f'\\"organization_id\\":{organization_id},\\"channel\\":\\"{channel}\\",'
            f'\\"sent_at\\":\\"{stamp}\\",\\"accepted_by\\":\\"{accepted_by.json}\\",'
            f'\\"their_number\\":\\"{their_number}\\",\\"promised_at\\":{_inner(until)},'
            f'\\"clerk_id\\":{clerk_id}}}"]'
        )
        promise = NOTHING if until is None else until
        written: Row = [channel, stamp, accepted_by.text, their_number, promise, clerk_id]
        head: Row = [self.ids.handover, self.id, cycle, organization_id]
        self.handovers.append([*head, *written, NOTHING, "", "waiting"])
        new = {
            "status": '"sent"',
            "status_at": f'"{stamp}"',
            "organization_id": str(organization_id),
        }
        self._save(at, stamp, clerk_id, _HANDED_OVER, new, children)

    def answer(self, at: int, clerk_id: int, text: Phrase, typed: int, *, done: bool) -> None:
        """Keep what the organisation answered at a moment; the clerk typed it at `typed`."""
        stamp, key = self._moments.stamp(at), f"handover:{self.handovers[-1][0]}"
        outcome = "done" if done else "returned"
        self.handovers[-1][_ANSWERED:] = stamp, text.text, outcome
        children = (
            f',["{key}:answered_at",null,"{stamp}"],["{key}:answer","","{text.json}"],'
            f'["{key}:outcome","waiting","{outcome}"]'
        )
        new, self.answered = {"answer": f'"{text.json}"'}, text
        if done:
            children += self._mark_done(at, stamp)
            new["done_at"] = f'"{stamp}"'
        new["status"] = '"done"' if done else '"new"'
        new["status_at"] = f'"{stamp}"'
        told = stamp if typed == at else self._moments.stamp(typed)
        self._save(typed, told, clerk_id, _ANSWERED_BY, new, children, text.text, at)

    def begin(self, at: int, clerk_id: int) -> None:
        """Take into own work."""
        stamp = self._moments.stamp(at)
        new = {"status": '"in_progress"', "status_at": f'"{stamp}"'}
        self._save(at, stamp, clerk_id, _STATUS, new)

    def finish(self, at: int, clerk_id: int, note: Phrase) -> None:
        """Mark own work done."""
        stamp = self._moments.stamp(at)
        children = self._mark_done(at, stamp)
        new = {"done_at": f'"{stamp}"', "status": '"done"', "status_at": f'"{stamp}"'}
        self._save(at, stamp, clerk_id, _STATUS, new, children, note.text)

    def put_off(self, at: int, clerk_id: int, until: int, reason: str) -> None:
        """Put on hold until a moment."""
        stamp = self._moments.stamp(at)
        new = {
            "hold_until": f'"{self._moments.stamp(until)}"',
            "hold_reason": f'"{reason}"',
            "hold_from": self.now["status"],
            "status": '"on_hold"',
            "status_at": f'"{stamp}"',
        }
        self._save(at, stamp, clerk_id, _STATUS, new)

    def release(self, at: int, clerk_id: int, since: int, note: Phrase, typed: int) -> None:
        """Return from hold, begun at `since`; the term moves by the time held.

        The program does so at the moment agreed, when somebody next has it open, at `typed`.
        """
        stamp, paused = self._moments.stamp(at), (at - since) // MINUTE
        cycle, key, new = self.cycles[-1], f"cycle:{self.cycles[-1][0]}", {}
        total = int(cycle[_CYCLE_PAUSED] or 0) + paused
        children = f',["{key}:paused_minutes",{cycle[_CYCLE_PAUSED]},{total}]' if paused else ""
        cycle[_CYCLE_PAUSED] = total
        if self.deadline is not None and paused:
            self.deadline += paused * MINUTE
            moved = self._moments.stamp(self.deadline)
            new["deadline_at"] = f'"{moved}"'
            children += f',["{key}:deadline_at",{self.now["deadline_at"]},"{moved}"]'
            cycle[_CYCLE_DEADLINE] = moved
        new |= {"hold_until": NULL, "hold_reason": NULL, "hold_from": NULL}
        new |= {"status": self.now["hold_from"], "status_at": f'"{stamp}"'}
        told = self._moments.stamp(typed)
        self._save(typed, told, clerk_id, _STATUS, new, children, note.text, at)

    def cancel(self, at: int, clerk_id: int, reason: str) -> None:
        """Cancel with a reason."""
        stamp = self._moments.stamp(at)
        new = {
            "closed_at": f'"{stamp}"',
            "cancel_reason": f'"{reason}"',
            "status": '"cancelled"',
            "status_at": f'"{stamp}"',
        }
        self._save(at, stamp, clerk_id, _STATUS, new, self._end_cycle(stamp, "cancelled"))

    def call_back(
        self,
        at: int,
        clerk_id: int,
        outcome: str,
        remark: Phrase = SILENCE,
        *,
        again: int | None = None,
        result: str = "",
    ) -> None:
        """Keep an attempt to call; `result` closes the ticket, outcome «rework» reopens it."""
        stamp, attempt = self._moments.stamp(at), int(self.now["call_attempts"]) + 1
        again_at = None if again is None else self._moments.stamp(again)
        self.ids.callback += 1
        number, cycle = self.ids.callback, len(self.cycles)
        children = (
            f',["callback:{number}",null,"{{\\"cycle_number\\":{cycle},\\"attempt\\":{attempt},'
            f'\\"made_at\\":\\"{stamp}\\",\\"outcome\\":\\"{outcome}\\",'
            f'\\"remark\\":\\"{remark.json}\\",\\"next_call_at\\":{_inner(again_at)},'
            f'\\"clerk_id\\":{clerk_id}}}"]'
        )
        then = NOTHING if again_at is None else again_at
        self.callbacks.append(
            [number, self.id, cycle, attempt, stamp, outcome, remark.text, then, clerk_id]
        )
        new = {
            "call_attempts": str(attempt),
            "next_call_at": NULL if again_at is None else f'"{again_at}"',
        }
        if outcome == "rework":
            children += self._end_cycle(stamp, "rework")
            children += self._open_cycle(at, stamp, remark, new)
            new |= {"status": '"rework"', "status_at": f'"{stamp}"'}
        elif result:
            children += self._end_cycle(stamp, result)
            new |= {"closed_at": f'"{stamp}"', "close_result": f'"{result}"'}
            new |= {"status": '"closed"', "status_at": f'"{stamp}"'}
        self._save(at, stamp, clerk_id, _CALLED_BACK, new, children, remark.text)

    def reopen(self, at: int, clerk_id: int, reason: Phrase) -> None:
        """Return a closed ticket to work in a new cycle."""
        stamp, new = self._moments.stamp(at), dict[str, str]()
        children = self._open_cycle(at, stamp, reason, new)
        new |= {"status": '"rework"', "status_at": f'"{stamp}"'}
        self._save(at, stamp, clerk_id, _REOPENED, new, children, reason.text)

    def add_call(self, at: int, clerk_id: int, text: Phrase) -> None:
        """Write down a repeat call on the open ticket."""
        stamp, person = self._moments.stamp(at), self.call.person
        self.ids.note += 1
        self.notes.append(
            [self.ids.note, self.id, stamp, person.name, person.phone, text.text, clerk_id]
        )
        child = (
            f',["note:{self.ids.note}",null,"{{\\"made_at\\":\\"{stamp}\\",'
            f'\\"caller_name\\":\\"{narrow(person.name)}\\",\\"phone\\":\\"{person.phone}\\",'
            f'\\"details\\":\\"{text.json}\\",\\"clerk_id\\":{clerk_id}}}"]'
        )
        self._save(at, stamp, clerk_id, _NOTED, {}, child, text.text)

    # Inside

    def _register(self) -> None:
        call, stamp = self.call, self._moments.stamp(self.call.second)
        self.deadline, self.basis = self._terms.due(call.topic_id, call.room, call.second)
        due = None if self.deadline is None else self._moments.stamp(self.deadline)
        moment, ended = f'"{stamp}"', NULL
        self._add_cycle(stamp, SILENCE, due)
        self.answered = SILENCE if call.explained is None else call.explained
        if call.explained is not None:
            ended = moment
            self.cycles[-1][_CYCLE_DONE:] = stamp, stamp, "explained", 0, 0
        self.now = {
            "status": '"new"' if call.explained is None else '"closed"',
            "status_at": moment,
            "organization_id": NULL if call.organization_id is None else str(call.organization_id),
            "deadline_at": NULL if due is None else f'"{due}"',
            "deadline_basis": f'"{self.basis.json}"',
            "done_at": ended,
            "closed_at": ended,
            "close_result": NULL if call.explained is None else '"explained"',
            "answer": f'"{self.answered.json}"',
            "cancel_reason": NULL,
            "hold_until": NULL,
            "hold_reason": NULL,
            "hold_from": NULL,
            "next_call_at": NULL,
            "call_attempts": "0",
            "cycle_number": "1",
        }
        if call.repeat_of is not None:
            self._link(stamp, call.repeat_of)
        changes = created(call, self.now)
        # A registration that links is told second: both entries are one action of the clerk.
        joins, second = bool(self.events), call.second
        self.events.append(
            (second, self.id, 2, stamp, stamp, call.clerk_id, _REGISTERED, changes, "", joins)
        )

    def _link(self, stamp: str, other: int) -> None:
        self.ids.link += 1
        self.links.append([self.ids.link, self.id, other, "repeat", stamp])
        child = (
            f',["link:{self.ids.link}",null,"{{\\"other_id\\":{other},\\"kind\\":\\"repeat\\",'
            f'\\"made_at\\":\\"{stamp}\\"}}"]'
        )
        call = self.call
        self._save(call.second, stamp, call.clerk_id, _LINKED, {}, child, "повтор")

    def _mark_done(self, at: int, stamp: str) -> str:
        cycle = self.cycles[-1]
        late = 0 if self.deadline is None else max((at - self.deadline) // MINUTE, 0)
        cycle[_CYCLE_DONE], cycle[_CYCLE_LATE] = stamp, late
        key = f"cycle:{cycle[0]}"
        return f',["{key}:done_at",null,"{stamp}"],["{key}:late_minutes",null,{late}]'

    def _end_cycle(self, stamp: str, result: str) -> str:
        cycle = self.cycles[-1]
        cycle[_CYCLE_CLOSED], cycle[_CYCLE_RESULT] = stamp, result
        key = f"cycle:{cycle[0]}"
        return f',["{key}:closed_at",null,"{stamp}"],["{key}:result",null,"{result}"]'

    def _open_cycle(self, at: int, stamp: str, reason: Phrase, new: dict[str, str]) -> str:
        self.deadline, self.basis = self._terms.due(self.call.topic_id, self.call.room, at)
        due = None if self.deadline is None else self._moments.stamp(self.deadline)
        self._add_cycle(stamp, reason, due)
        # A name that is there already keeps its place, as in TicketEdit.
        new |= {
            "cycle_number": str(len(self.cycles)),
            "deadline_at": NULL if due is None else f'"{due}"',
            "deadline_basis": f'"{self.basis.json}"',
            "done_at": NULL,
            "closed_at": NULL,
            "close_result": NULL,
            "next_call_at": NULL,
            "call_attempts": "0",
        }
        return (
            f',["cycle:{self.ids.cycle}",null,"{{\\"number\\":{len(self.cycles)},'
            f'\\"reason\\":\\"{reason.json}\\",\\"opened_at\\":\\"{stamp}\\",'
            f'\\"deadline_at\\":{_inner(due)},\\"deadline_basis\\":\\"{self.basis.json}\\"}}"]'
        )

    def _add_cycle(self, stamp: str, reason: Phrase, due: str | None) -> None:
        self.ids.cycle += 1
        head: Row = [self.ids.cycle, self.id, len(self.cycles) + 1, reason.text, stamp]
        term: Row = [NOTHING if due is None else due, self.basis.text]
        self.cycles.append([*head, *term, NOTHING, NOTHING, NOTHING, 0, NOTHING])

    def _save(
        self,
        second: int,
        stamp: str,
        clerk_id: int,
        operation: str,
        new: dict[str, str],
        children: str = "",
        note: str = "",
        occurred: int | None = None,
    ) -> None:
        """Take over the new values and write down what they change, rows of children after."""
        now, changed = self.now, ""
        for name, value in new.items():
            before = now[name]
            if before != value:
                changed += f',["{name}",{before},{value}]'
                now[name] = value
        self.version += 1
        happened = stamp if occurred is None else self._moments.stamp(occurred)
        changes, step = f"[{(changed + children)[1:]}]", len(self.events)
        self.events.append(
            (second, self.id, step, stamp, happened, clerk_id, operation, changes, note, False)
        )


def _inner(stamp: str | None) -> str:
    """Return a moment as JSON inside a JSON text."""
    return NULL if stamp is None else f'\\"{stamp}\\"'

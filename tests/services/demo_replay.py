"""Plays a demo's history again through the services, to compare what both leave behind."""

import json
import re
from collections import defaultdict
from typing import Any

from db.connection import Store
from desktop_app.core import clock
from desktop_app.core.enums import (
    CallbackOutcome,
    CancelReason,
    HandoverChannel,
    HandoverOutcome,
    HoldReason,
    Operation,
    TicketKind,
    TicketSource,
    TicketStatus,
)
from desktop_app.core.records.tickets import HandoverDraft, StatusChange, TicketDraft
from desktop_app.services.office import Office
from tests.services.fixtures import HandClock

Entry = dict[str, Any]

_CHILD = re.compile(r"(cycle|handover|callback|note|link):(\d+)")
_TABLES = ("ticket", "ticket_cycle", "handover", "callback", "call_note", "ticket_link")


def entries(store: Store) -> list[Entry]:
    """Return all entries about tickets, oldest first, with their changes unpacked.

    Files are left out: the demo attaches them through the very service.
    """
    rows = store.rows(
        "SELECT id, at, occurred_at, clerk_id, operation, action, entity_id, changes, note"
        " FROM history WHERE entity = 'ticket' AND operation <> 'file_attached' ORDER BY id"
    )
    names = ("id", "at", "occurred", "clerk", "operation", "action", "ticket", "changes", "note")
    found = [dict(zip(names, row, strict=True)) for row in rows]
    for entry in found:
        entry["changes"] = json.loads(entry["changes"])
    return found


def told(store: Store) -> list[Entry]:
    """Return the entries without their own ids, children numbered in the order they appear.

    The demo gives ids to children ticket by ticket, an office in the order of the day.
    """
    known: dict[str, str] = {}
    counts: dict[str, int] = defaultdict(int)

    def renamed(match: re.Match[str]) -> str:
        if match[0] not in known:
            counts[match[1]] += 1
            known[match[0]] = f"{match[1]}:{counts[match[1]]}"
        return known[match[0]]

    found = entries(store)
    first = {entry["action"]: place for place, entry in reversed(list(enumerate(found)))}
    for entry in found:
        entry["changes"] = [[_CHILD.sub(renamed, c[0]), *c[1:]] for c in entry["changes"]]
        entry["action"] = first[entry["action"]]
        del entry["id"]
    return found


def rows(store: Store) -> dict[str, list[tuple[Any, ...]]]:
    """Return the rows of all tables of tickets, children without their own ids, in order."""
    found: dict[str, list[tuple[Any, ...]]] = {}
    for table in _TABLES:
        columns = [row[1] for row in store.rows(f"PRAGMA table_info({table})")]
        if table != "ticket":
            columns.remove("id")
        sql = f"SELECT {', '.join(columns)} FROM {table}"  # noqa: S608  our own words
        found[table] = sorted(store.rows(sql), key=repr)
    return found


class Replay:
    """Does with an office what the entries say was done."""

    def __init__(self, office: Office, hands: HandClock) -> None:
        """Take an office with the demo's book and no tickets."""
        self._office, self._hands = office, hands

    def play(self, told_entries: list[Entry]) -> None:
        """Play the entries in order; a registration that links is one act of the clerk."""
        linked: dict[int, int] = {}
        for entry in told_entries:
            self._hands.moment = clock.unstamp(entry["at"])
            self._office.clerks.sit(entry["clerk"])
            if entry["operation"] == Operation.TICKET_LINKED.value:
                linked[entry["ticket"]] = json.loads(entry["changes"][-1][2])["other_id"]
            elif entry["operation"] == Operation.TICKET_REGISTERED.value:
                self._register(entry, linked.get(entry["ticket"]))
            else:
                getattr(self, f"_{entry['operation']}")(entry, _after(entry))

    def _register(self, entry: Entry, repeat_of: int | None) -> None:
        after = _after(entry)
        saved = self._office.tickets.register(
            TicketDraft(
                topic_id=after["topic_id"],
                details=after["details"],
                building_id=after["building_id"],
                premise=after.get("premise", ""),
                entrance=after.get("entrance", ""),
                floor=after.get("floor", ""),
                applicant_name=after.get("applicant_name", ""),
                phone=after.get("phone", ""),
                no_phone=bool(after.get("no_phone")),
                source=TicketSource(after["source"]),
                kind=TicketKind(after["kind"]),
                is_emergency=bool(after.get("is_emergency")),
                is_control=bool(after.get("is_control")),
                is_vulnerable=bool(after.get("is_vulnerable")),
                room_temperature=after.get("room_temperature"),
                incident_id=after.get("incident_id"),
                repeat_of=repeat_of,
                explained=after.get("answer", ""),
            ),
            to_ended=True,  # its outages stand there whole, with their ends
        )
        assert (saved.id, saved.number) == (entry["ticket"], after["number"])

    def _ticket_handed_over(self, entry: Entry, after: dict[str, Any]) -> None:
        del after
        child = _child(entry, "handover")
        promised = child["promised_at"]
        self._office.handovers.hand_over(
            [entry["ticket"]],
            HandoverDraft(
                child["organization_id"],
                HandoverChannel(child["channel"]),
                child["accepted_by"],
                child["their_number"],
                clock.unstamp(promised) if promised else None,
            ),
        )

    def _handover_answered(self, entry: Entry, after: dict[str, Any]) -> None:
        outcome = next(value for name, value in after.items() if name.endswith(":outcome"))
        waiting = self._office.tickets.card(entry["ticket"]).handovers[0]
        late = entry["occurred"] != entry["at"]
        at = clock.unstamp(entry["occurred"]) if late else None
        self._office.handovers.answer(
            entry["ticket"], waiting.id, HandoverOutcome(outcome), entry["note"], at
        )

    def _ticket_status(self, entry: Entry, after: dict[str, Any]) -> None:
        reason, hold = after.get("cancel_reason"), after.get("hold_reason")
        change = StatusChange(
            TicketStatus(after["status"]),
            note=entry["note"],
            cancel_reason=CancelReason(reason) if reason else None,
            hold_until=clock.unstamp(after["hold_until"]) if hold else None,
            hold_reason=HoldReason(hold) if hold else None,
        )
        if "hold_from" in after and not hold:
            self._office.today.release_held()
        else:
            self._office.tickets.set_status(entry["ticket"], change)

    def _ticket_reopened(self, entry: Entry, after: dict[str, Any]) -> None:
        change = StatusChange(TicketStatus(after["status"]), note=entry["note"])
        self._office.tickets.set_status(entry["ticket"], change)

    def _callback_made(self, entry: Entry, after: dict[str, Any]) -> None:
        del after
        child = _child(entry, "callback")
        self._office.callbacks.record(
            entry["ticket"], CallbackOutcome(child["outcome"]), child["remark"]
        )

    def _ticket_note(self, entry: Entry, after: dict[str, Any]) -> None:
        del after
        child = _child(entry, "note")
        self._office.tickets.add_call(
            entry["ticket"], child["details"], child["caller_name"], child["phone"]
        )


def _after(entry: Entry) -> dict[str, Any]:
    return {name: after for name, _, after in entry["changes"]}


def _child(entry: Entry, kind: str) -> dict[str, Any]:
    found = [after for name, _, after in entry["changes"] if re.fullmatch(rf"{kind}:\d+", name)]
    child: dict[str, Any] = json.loads(found[-1])
    return child

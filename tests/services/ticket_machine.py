"""A clerk who does anything at any time: the state machine over the services."""

import datetime as dt
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from db import history
from db.queries import rollups
from desktop_app.core import transitions
from desktop_app.core.changes import Changes
from desktop_app.core.enums import (
    CallbackOutcome,
    CancelReason,
    CloseResult,
    HandoverOutcome,
    HoldReason,
    TicketStatus,
)
from desktop_app.core.errors import InvalidDraft, NotAllowed
from desktop_app.core.records.register import RegisterQuery, RegisterView
from desktop_app.core.records.tickets import HandoverDraft, StatusChange, TicketCard
from desktop_app.services.office import Office
from tests.services.fixtures import HandClock, draft

TOPICS = ("HEAT.NO", "HEAT.LEAK", "HEAT.CHARGE", "MSW.SCHED")
MOST_TICKETS = 3
_picks = st.integers(0, 1_000)


def make_template(path: Path) -> None:
    """Make an office with one organisation, copied for every example."""
    office = Office.open(path)
    with office.desk.store.write():
        office.desk.store.execute(
            "INSERT INTO organization (kind, name, folded, name_key, sort_key)"
            " VALUES ('utility', 'Теплосеть', 'теплосеть', 'теплосеть', 'теплосеть')"
        )
    office.close()


class TicketMachine(RuleBasedStateMachine):
    """Tickets pass through every rule in any order, allowed or refused; the promises must hold."""

    template: Path

    @initialize()
    def open(self) -> None:
        """Open a fresh copy of the template."""
        self.folder = Path(tempfile.mkdtemp(prefix="rayshtab-machine-"))
        path = self.folder / "office.sqlite"
        shutil.copy(self.template, path)
        self.clock = HandClock(dt.datetime(2026, 11, 24, 9, 0))
        self.office = Office.open(path, now=self.clock)
        self.tickets: list[int] = []
        self.numbers: list[str] = []
        self.late: dict[tuple[int, int], int] = {}
        self.last: tuple[Changes, int, TicketCard] | None = None

    def teardown(self) -> None:
        """Check the chain and throw the copy away."""
        if hasattr(self, "office"):
            self.counts_agree()
            assert history.broken_link(self.office.desk.store) is None
            assert rollups.wrong(self.office.desk.store) == 0
            self.office.close()
            shutil.rmtree(self.folder, ignore_errors=True)

    @rule(hours=st.sampled_from([0.1, 1, 5, 30, 200]))
    def time_passes(self, hours: float) -> None:
        """Let the clock run."""
        self.clock.forward(hours=hours)

    @precondition(lambda self: len(self.tickets) < MOST_TICKETS)
    @rule(topic=st.sampled_from(TOPICS), explained=st.sampled_from(["", "", "Разъяснено"]))
    def call(self, topic: str, explained: str) -> None:
        """Take a call."""
        saved = self.office.tickets.register(draft(self.office, topic, explained=explained))
        self.tickets.append(saved.id)
        self.numbers.append(saved.number)
        self.last = None

    @precondition(lambda self: self.tickets)
    @rule(pick=_picks, way=_picks, back=st.sampled_from([0, 0, 0, 7]))
    def allowed_status(self, pick: int, way: int, back: int) -> None:
        """Take one of the ways the table leaves open, now or dated back."""
        row = self.office.tickets.card(self.tickets[pick % len(self.tickets)]).row
        ways = sorted(transitions.TRANSITIONS[row.status])
        self._try(pick, self._to(ways[way % len(ways)], back))

    @precondition(lambda self: self.tickets)
    @rule(pick=_picks, to=st.sampled_from(list(TicketStatus)))
    def any_status(self, pick: int, to: TicketStatus) -> None:
        """Try any step at all."""
        self._try(pick, self._to(to))

    @precondition(lambda self: self.tickets)
    @rule(pick=_picks, hours=st.sampled_from([None, 2, 48]))
    def hand_over(self, pick: int, hours: float | None) -> None:
        """Hand a ticket over."""
        promised = self.clock.moment + dt.timedelta(hours=hours) if hours else None
        wish = HandoverDraft(1, accepted_by="Котова", promised_at=promised)
        self._try(pick, lambda ticket: self.office.handovers.hand_over([ticket], wish))

    @precondition(lambda self: self.tickets)
    @rule(pick=_picks, outcome=st.sampled_from([HandoverOutcome.DONE, HandoverOutcome.RETURNED]))
    def answered(self, pick: int, outcome: HandoverOutcome) -> None:
        """Take the organisation's answer, where one is waited for."""
        ticket = self.tickets[pick % len(self.tickets)]
        card = self.office.tickets.card(ticket)
        waiting = [h for h in card.handovers if h.outcome is HandoverOutcome.WAITING]
        if waiting:
            answer = self.office.handovers.answer
            self._try(pick, lambda ticket: answer(ticket, waiting[0].id, outcome, "ответ"))

    @precondition(lambda self: self.tickets)
    @rule(pick=_picks, outcome=st.sampled_from(list(CallbackOutcome)))
    def call_back(self, pick: int, outcome: CallbackOutcome) -> None:
        """Call an applicant back."""
        self._try(pick, lambda ticket: self.office.callbacks.record(ticket, outcome, "слова"))

    @precondition(lambda self: self.last is not None)
    @rule()
    def undo(self) -> None:
        """Undo restores the card as it was before the last operation."""
        assert self.last is not None
        changes, ticket, before = self.last
        assert changes.action is not None
        self.office.undo.undo(changes.action)
        after = self.office.tickets.card(ticket)
        assert after.row == before.row
        assert after.cycles == before.cycles
        assert after.callbacks == before.callbacks
        assert after.handovers == before.handovers
        self.late = {key: value for key, value in self.late.items() if key[0] != ticket}
        self.last = None

    @invariant()
    def numbers_are_unique(self) -> None:
        """No number is given twice."""
        assert len(set(getattr(self, "numbers", []))) == len(getattr(self, "numbers", []))

    @rule()
    def counts_agree(self) -> None:
        """Every view's count is the length of its list, and statuses add up to the whole."""
        counts = self.office.register.counts()
        for view in RegisterView:
            assert counts.by_view[view] == len(self.office.register.ids(RegisterQuery(view=view)))
        by_status = [
            len(self.office.register.ids(RegisterQuery(statuses=(status,))))
            for status in TicketStatus
        ]
        assert sum(by_status) == counts.total == len(self.tickets)

    @invariant()
    def cards_are_sound(self) -> None:
        """Every change is in history, lateness never shrinks, one cycle is open at most."""
        for ticket in getattr(self, "tickets", []):
            card = self.office.tickets.card(ticket)
            assert len(card.history) == card.version
            assert [cycle.number for cycle in card.cycles] == list(range(card.cycle_number, 0, -1))
            assert all(cycle.closed_at is not None for cycle in card.cycles[1:])
            finished = not card.row.status.is_open
            assert (card.row.closed_at is not None) == finished
            assert (card.cycles[0].closed_at is not None) == finished
            for cycle in card.cycles:
                known = self.late.get((ticket, cycle.number), 0)
                assert (cycle.late_minutes or 0) >= known
                self.late[ticket, cycle.number] = cycle.late_minutes or 0

    def _to(self, to: TicketStatus, back: int = 0) -> Callable[[int], Changes]:
        change = StatusChange(
            to,
            at=self.clock.moment - dt.timedelta(hours=back) if back else None,
            note="причина",
            result=CloseResult.EXPLAINED if to is TicketStatus.CLOSED else None,
            cancel_reason=CancelReason.WITHDRAWN,
            hold_until=self.clock.moment + dt.timedelta(days=2),
            hold_reason=HoldReason.PARTS,
        )
        return lambda ticket: self.office.tickets.set_status(ticket, change)

    def _try(self, pick: int, step: Callable[[int], Changes]) -> None:
        """Make a step on some ticket; a refusal must leave the card untouched."""
        ticket = self.tickets[pick % len(self.tickets)]
        before = self.office.tickets.card(ticket)
        try:
            changes = step(ticket)
        except (NotAllowed, InvalidDraft):
            assert self.office.tickets.card(ticket) == before
        else:
            self.last = (changes, ticket, before)

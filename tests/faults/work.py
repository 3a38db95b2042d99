"""A clerk who works at random through the services and tells what was acknowledged."""

import datetime as dt
import random
from collections.abc import Callable
from dataclasses import dataclass

from db import history
from db.queries import rollups
from desktop_app.core.enums import (
    CallbackOutcome,
    CancelReason,
    CloseResult,
    HandoverOutcome,
    OrganizationKind,
    TicketStatus,
)
from desktop_app.core.errors import Conflict, InvalidDraft, NotAllowed
from desktop_app.core.records.organizations import OrganizationDraft
from desktop_app.core.records.tickets import HandoverDraft, StatusChange, TicketDraft
from desktop_app.core.settings import CALL_PAUSE_HOURS
from desktop_app.services.office import Office
from tests.services.fixtures import HandClock

START = dt.datetime(2026, 11, 24, 9, 0)
_BATCH = "пачка "
_TOPICS = ("HEAT.NO", "HEAT.LEAK", "MSW.SCHED")
_STEPS = tuple(s for s in TicketStatus if s not in (TicketStatus.NEW, TicketStatus.SENT))


@dataclass(frozen=True, slots=True)
class Ack:
    """The end of the history chain when a change was acknowledged: number and hash in hex."""

    entry: int
    hash: str


class Worker:
    """Makes one random change after another; refusals by rules are part of the work."""

    def __init__(self, office: Office, seed: object) -> None:
        """Sit down at an office; the same seed over the same file does the same."""
        self.office = office
        self.dice = random.Random(str(seed))
        self._deeds: tuple[Callable[[], object], ...] = (
            self.call, self.call, self._status, self._batch, self._hand_over, self._answer,
            self._call_back, self._repeat_call, self._rule, self._organization, self._correct,
        )  # fmt: skip

    def step(self) -> bool:
        """Make one change; False when a rule or another clerk refused it."""
        try:
            self.dice.choice(self._deeds)()
        except (NotAllowed, InvalidDraft, Conflict):
            return False
        return True

    def ack(self) -> Ack:
        """Return the end of the chain, which stands for everything acknowledged so far."""
        return head(self.office)

    def call(self) -> None:
        """Take a call."""
        topic = self.office.reference.topic(self.dice.choice(_TOPICS)).id
        words = " ".join(self.dice.choices(("холодно", "течёт", "не вывозят", "авария"), k=30))
        draft = TicketDraft(
            topic, words, address_text="ул. Лесная, д. 3", applicant_name="Соколова", no_phone=True
        )
        self.office.tickets.register(draft)

    def _status(self) -> None:
        change = StatusChange(
            self.dice.choice(_STEPS),
            note="причина",
            result=CloseResult.CONFIRMED,
            cancel_reason=CancelReason.WITHDRAWN,
        )
        self.office.tickets.set_status(self._ticket(), change)

    def _batch(self) -> None:
        chosen = sorted({self._ticket() for _ in range(5)})
        change = StatusChange(TicketStatus.IN_PROGRESS, note=f"{_BATCH}{len(chosen)}")
        self.office.tickets.set_statuses(chosen, change)

    def _hand_over(self) -> None:
        chosen = sorted({self._ticket() for _ in range(3)})
        self.office.handovers.hand_over(chosen, HandoverDraft(1, accepted_by="Котова"))

    def _answer(self) -> None:
        card = self.office.tickets.card(self._ticket())
        waiting = [h for h in card.handovers if h.outcome is HandoverOutcome.WAITING]
        if waiting:
            done = HandoverOutcome.DONE
            self.office.handovers.answer(card.row.id, waiting[0].id, done, "исполнено")

    def _call_back(self) -> None:
        outcome = self.dice.choice(list(CallbackOutcome))
        self.office.callbacks.record(self._ticket(), outcome, "слова заявителя")

    def _repeat_call(self) -> None:
        self.office.tickets.add_call(self._ticket(), "звонят снова " * 10)

    def _rule(self) -> None:
        self.office.settings.set(CALL_PAUSE_HOURS, self.dice.randint(1, 9))

    def _organization(self) -> None:
        name = f"Участок {self.dice.randrange(10**9)}"
        self.office.organizations.add(OrganizationDraft(OrganizationKind.OTHER, name))

    def _correct(self) -> None:
        card = self.office.tickets.card(self._ticket())
        draft = TicketDraft(
            card.topic_id,
            f"исправлено {self.dice.randrange(10**9)}",
            address_text="ул. Лесная, д. 3",
            entrance=card.entrance,
            applicant_name="Соколова",
            no_phone=True,
        )
        self.office.tickets.edit(card.row.id, card.version, draft)

    def _ticket(self) -> int:
        top = self.office.desk.store.scalar("SELECT max(id) FROM ticket")
        return self.dice.randint(max(1, top - 40), top)


def new_office(office: Office) -> None:
    """Give a new office what the work needs: an organisation and a few tickets."""
    office.organizations.add(OrganizationDraft(OrganizationKind.UTILITY, "Теплосеть"))
    worker = Worker(office, "first")
    for _ in range(4):
        worker.call()


def clock() -> HandClock:
    """Return a clock standing at the start of the work."""
    return HandClock(START)


def head(office: Office) -> Ack:
    """Return the end of the history chain."""
    row = office.desk.store.row("SELECT id, hash FROM history ORDER BY id DESC LIMIT 1")
    return Ack(row[0], row[1].hex()) if row else Ack(0, "")


def lost(office: Office, acked: Ack) -> bool:
    """Tell whether anything acknowledged is missing: the chain must still hold its end."""
    if not acked.entry:
        return False
    sql = "SELECT hash FROM history WHERE id = ?"
    found = office.desk.store.scalar(sql, (acked.entry,))
    return found is None or found.hex() != acked.hash


_WHOLE = {
    "обращение не по истории": "SELECT count(*) FROM ticket WHERE version <> (SELECT count(*)"
    " FROM history WHERE entity = 'ticket' AND entity_id = ticket.id)",
    "обращение без цикла": "SELECT count(*) FROM ticket WHERE NOT EXISTS (SELECT 1 FROM"
    " ticket_cycle AS c WHERE c.ticket_id = ticket.id AND c.number = ticket.cycle_number)",
    "номер без обращения": "SELECT coalesce(sum(value), 0) - (SELECT count(*) FROM ticket)"
    " FROM counter WHERE name LIKE 'ticket:%'",
    "обзвон не по счёту": "SELECT count(*) FROM ticket WHERE call_attempts > (SELECT count(*)"
    " FROM callback WHERE ticket_id = ticket.id)",
    "часть пачки": f"SELECT count(*) FROM (SELECT 1 FROM history WHERE note LIKE '{_BATCH}%'"  # noqa: S608  our own words
    f" GROUP BY action HAVING count(*) <> CAST(substr(note, {len(_BATCH) + 1}) AS INTEGER))",
    "передача без статуса": "SELECT count(*) FROM handover WHERE NOT EXISTS (SELECT 1 FROM history"
    " WHERE entity = 'ticket' AND entity_id = handover.ticket_id"
    " AND operation = 'ticket_handed_over')",
}


def halves(office: Office) -> list[str]:
    """Return in words every trace of a half-made transaction; an empty list is a whole file."""
    store = office.desk.store
    found = [f"{words}: {count}" for words, sql in _WHOLE.items() if (count := store.scalar(sql))]
    if store.rows("PRAGMA quick_check") != [("ok",)]:
        found.append("структура файла")
    if store.rows("PRAGMA foreign_key_check"):
        found.append("повисшие строки")
    if rollups.wrong(store):
        found.append("счётчики")
    broken = history.broken_link(store)
    if broken is not None:
        found.append(f"цепочка с записи {broken}")
    return found

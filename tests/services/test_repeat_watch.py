"""The kept calls stay those of the base, whoever changes it."""

import dataclasses
import random
from collections import Counter
from pathlib import Path

import pytest

from db.connection import Store
from db.queries import repeats as queries
from db.queries.repeats import RepeatCall
from desktop_app.core.enums import CancelReason, Entity, Operation, TicketStatus
from desktop_app.core.records.history import HistoryDraft
from desktop_app.core.records.tickets import StatusChange
from desktop_app.core.settings import REPEAT_HOUSE_DAYS
from desktop_app.services.office import Office
from desktop_app.services.repeat_watch import RepeatWatch
from tests.factories import new_district
from tests.services.fixtures import HandClock, draft, new_ticket
from tests.services.import_files import tickets_in, write_csv

TOPICS = ("HEAT.NO", "HEAT.UNDER", "HEAT.CHARGE", "MSW.MISS")


@pytest.fixture
def second(office: Office, hand_clock: HandClock) -> Office:
    """Return another workplace over the same file."""
    new_district(office.desk.store, houses=4, companies=2)
    return Office.open(office.path, now=hand_clock)


def _asked(office: Office) -> Counter[tuple[int, str, str, int, tuple[int, ...]]]:
    return Counter(
        (one.building_id, one.service.value, one.premise, one.count, one.ticket_ids)
        for one in office.repeats.proposals()
    )


def _plainly(office: Office) -> Counter[tuple[int, str, str, int, tuple[int, ...]]]:
    """Ask an office that has just been opened: it has nothing kept."""
    fresh = Office.open(office.path, now=office.desk.now)
    try:
        return _asked(fresh)
    finally:
        fresh.close()


@pytest.mark.parametrize("seed", range(4))
def test_any_change_from_anywhere(
    office: Office, second: Office, hand_clock: HandClock, seed: int
) -> None:
    """Tickets taken, moved, cancelled, undone at two workplaces: both tell what a new one would."""
    chance = random.Random(seed)
    actions: list[int] = []
    tickets: list[int] = []
    for _ in range(60):
        here = chance.choice((office, second))
        step = chance.randrange(5) if tickets else 0
        where = {"building_id": chance.randint(1, 4), "premise": str(chance.randint(1, 2))}
        if step <= 1:
            saved = here.tickets.register(draft(here, chance.choice(TOPICS), **where))
            tickets.append(saved.id)
            actions.append(saved.changes.action or 0)
        elif step == 2:
            ticket = chance.choice(tickets)
            version = here.tickets.card(ticket).version
            here.tickets.edit(ticket, version, draft(here, chance.choice(TOPICS), **where))
        elif step == 3:
            _cancel(here, chance.choice(tickets))
        else:
            hand_clock.forward(hours=chance.choice((1, 20, 90)))
        assert _asked(here) == _plainly(office)
    assert _asked(office) == _asked(second)
    second.close()


def _cancel(office: Office, ticket: int) -> None:
    if office.tickets.card(ticket).row.status is TicketStatus.NEW:
        change = StatusChange(TicketStatus.CANCELLED, cancel_reason=CancelReason.MISTAKE)
        office.tickets.set_status(ticket, change)


def test_only_changed_tickets_are_read_again(
    office: Office, second: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A quiet base costs one look at history; a new call costs one ticket."""
    for _ in range(3):
        new_ticket(office, building_id=1, premise="1")
    watch = RepeatWatch(office.desk.store)
    since = office.desk.now().replace(day=1)
    assert len(watch.groups(since)) == 1
    monkeypatch.setattr(queries, "calls", None)
    asked: list[list[int]] = []
    among = queries.calls_among

    def listening(store: Store, ids: list[int]) -> list[RepeatCall]:
        asked.append(ids)
        return among(store, ids)

    monkeypatch.setattr(queries, "calls_among", listening)
    watch.groups(since)
    added = new_ticket(second, building_id=2)
    assert len(watch.groups(since)) == 2
    assert asked == [[], [added]]
    second.close()


def test_longer_days_are_read_anew(office: Office, second: Office, hand_clock: HandClock) -> None:
    """When the office looks further back, older calls count; other topics make all be read."""
    for flat in ("1", "2", "3"):
        new_ticket(office, building_id=1, premise=flat)
    hand_clock.forward(days=20)
    assert not _asked(office)
    office.settings.set(REPEAT_HOUSE_DAYS, 30)
    assert len(_asked(office)) == 1
    with office.desk.action() as action:
        office.desk.store.execute("UPDATE topic SET is_billing = 1 WHERE code = 'HEAT.NO'")
        topic = office.reference.topic("HEAT.NO")
        action.record(HistoryDraft(Operation.REFERENCE_SAVED, Entity.REFERENCE, topic.id, ()))
    assert not _asked(office)
    second.close()


def test_a_renamed_house_and_an_imported_journal_are_seen(
    office: Office, second: Office, tmp_path: Path
) -> None:
    """The proposal has the address of now, and counts what another program's import brought."""
    for flat in ("1", "2", "3"):
        new_ticket(office, building_id=1, premise=flat)
    (before,) = office.repeats.proposals()
    card = second.buildings.card(1)
    typed = dataclasses.replace(card.draft, house="д. 77")
    second.buildings.save(1, card.version, typed)
    (now,) = office.repeats.proposals()
    assert (now.address, before.count) == (second.buildings.card(1).address, 3)
    assert "77" in now.address
    titles = ("№ заявки", "Дата регистрации", "Адрес", "Тема", "Содержание")
    address = second.buildings.card(2).full_address
    rows = [
        dict(zip(titles, (f"{n}", "24.11.2026 08:00", address, "Перетоп", "Жарко"), strict=True))
        for n in range(3)
    ]
    second.imports.run(tickets_in(write_csv(tmp_path / "журнал.csv", titles, rows, mark=";")))
    assert {found.building_id for found in office.repeats.proposals()} == {1, 2}
    second.close()

"""Two desks write about the same collection: one of them is told, nothing is written twice."""

import datetime as dt
import subprocess
import sys
from contextlib import AbstractContextManager
from dataclasses import replace
from pathlib import Path

import pytest

from desktop_app.core.collection_schedule import Schedule
from desktop_app.core.enums import OrganizationKind, TicketStatus
from desktop_app.core.errors import Conflict, NotAllowed
from desktop_app.core.records.waste import MissCause, SiteDraft
from desktop_app.services.office import Office
from tests.conftest import ROOT
from tests.factories import new_company, new_house
from tests.services.fixtures import HandClock

_DESK = """
import sys, datetime as dt
from pathlib import Path
from desktop_app.core.errors import Conflict, NotAllowed
from desktop_app.services.office import Office
moment = dt.datetime(2026, 11, 24, 9, 41, int(sys.argv[3]))
office = Office.open(Path(sys.argv[1]), now=lambda: moment)
office.waste.card(1), office.missed.due(1), office.reference.topics
print("ready", flush=True)
sys.stdin.readline()
try:
    getattr(office.missed, sys.argv[2])(1)
    print("written")
except NotAllowed:
    print("refused")
office.close()
"""


@pytest.fixture
def site(office: Office) -> int:
    """Return a site whose morning collection is due."""
    house = new_house(office.buildings)
    carrier = new_company(office.organizations, "ООО «Чистый двор»", OrganizationKind.CARRIER)
    morning = Schedule(opens=dt.time(7), closes=dt.time(9), carrier_id=carrier)
    draft = SiteDraft("ул. Садовая, у дома 3", schedules=(morning,), building_ids=(house,))
    return office.waste.add(draft).id


def _at_once(path: Path, what: str) -> list[str]:
    """Let two programs do the same at one moment; return what each says, sorted."""
    desks = [
        subprocess.Popen(
            [sys.executable, "-X", "utf8", "-c", _DESK, str(path), what, str(second)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            encoding="utf-8",
            cwd=ROOT,
        )
        for second in (1, 2)
    ]
    for desk in desks:
        assert desk.stdout is not None
        assert desk.stdout.readline().strip() == "ready"
    for desk in desks:
        assert desk.stdin is not None
        desk.stdin.write("\n")
        desk.stdin.flush()
    return sorted(desk.communicate(timeout=60)[0].strip() for desk in desks)


def test_two_programs_write_one_report(office: Office, site: int) -> None:
    """One miss, one ticket, one «вывезли»: the late program is refused in words each time."""
    assert site == 1
    store = office.desk.store
    assert _at_once(store.path, "mark") == ["refused", "written"]
    assert len(store.rows("SELECT id FROM collection_missed")) == 1
    assert len(store.rows("SELECT id FROM ticket")) == 1
    assert _at_once(store.path, "collected") == ["refused", "written"]
    told = "SELECT count(*) FROM history WHERE operation = ?"
    assert store.scalar(told, ("collection_missed",)) == 1
    assert store.scalar(told, ("collection_done",)) == 1


def test_collected_meanwhile_is_not_written_again(
    office: Office, site: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another desk writes between this one's look and its lock: its moment stays."""
    office.missed.mark(site)
    other = Office.open(office.desk.store.path, now=office.desk.now)
    store = office.desk.store

    def late() -> AbstractContextManager[None]:
        monkeypatch.undo()
        other.missed.collected(site, dt.datetime(2026, 11, 24, 9, 30))
        return store.write()

    monkeypatch.setattr(store, "write", late)
    with pytest.raises(NotAllowed, match="нет отмеченных срывов"):
        office.missed.collected(site)
    (row,) = office.waste.card(site).missed
    assert row.collected_at == dt.datetime(2026, 11, 24, 9, 30)
    other.close()


def test_what_was_written_anew_is_not_taken_back(
    office: Office, site: int, hand_clock: HandClock
) -> None:
    """An old offer to take back «вывезли» or «не вывезли» is refused after another's step."""
    marked = office.missed.mark(site)
    first = office.missed.collected(site)
    with pytest.raises(NotAllowed, match="уже отмечено вывезенным"):
        office.missed.unmark(marked)
    office.missed.not_collected(first)
    hand_clock.forward(minutes=5)
    second = office.missed.collected(site)
    with pytest.raises(NotAllowed, match="сняли или изменили"):
        office.missed.not_collected(replace(first, ticket_actions=()))
    (row,) = office.waste.card(site).missed
    assert row.collected_at == second.due
    assert office.tickets.card(marked.ticket_id or 0).row.status is TicketStatus.DONE


def test_a_cause_written_meanwhile_is_not_written_over(office: Office, site: int) -> None:
    """The late desk is told; the same words of both are no clash."""
    (missed,) = office.missed.mark(site).missed_ids
    seen: dict[int, tuple[MissCause | None, str]] = {missed: (None, "")}
    office.missed.set_causes(site, {missed: (MissCause.SNOW, "двор не чищен")}, seen)
    with pytest.raises(Conflict, match="Причину срыва изменили"):
        office.missed.set_causes(site, {missed: (None, "сломалась машина")}, seen)
    office.missed.set_causes(site, {missed: (MissCause.SNOW, "двор не чищен")}, seen)
    (row,) = office.waste.card(site).missed
    assert (row.cause, row.note) == (MissCause.SNOW, "двор не чищен")

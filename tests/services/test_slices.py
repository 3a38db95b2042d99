"""A summary read by short reads while others save is the summary of one moment."""

import datetime as dt
import random
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from db.connection import Row, Store, Value
from db.queries import slices
from desktop_app.core.enums import CallbackOutcome, CancelReason, OrganizationKind, TicketStatus
from desktop_app.core.records.organizations import OrganizationDraft
from desktop_app.core.records.tickets import HandoverDraft, StatusChange
from desktop_app.core.summary_periods import Span, SummaryForm
from desktop_app.services.demo.build import DemoOrder, make_demo
from desktop_app.services.office import Office
from tests.services.fixtures import HandClock, is_balanced, new_ticket

NOW = dt.datetime(2026, 11, 24, 9, 41)
SEASON = Span(dt.date(2026, 10, 1), dt.date(2026, 11, 24))
CHANGES = 12


@pytest.fixture(scope="module")
def district(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the file of a small district."""
    path = tmp_path_factory.mktemp("slices") / "district.sqlite"
    make_demo(path, DemoOrder(houses=60, tickets=900, seed=5, until=NOW))
    return path


@pytest.fixture
def offices(district: Path, tmp_path: Path) -> Iterator[tuple[Office, Office]]:
    """Give two workplaces over a copy of it."""
    path = tmp_path / "copy.sqlite"
    shutil.copyfile(district, path)
    clock = HandClock(NOW)
    both = Office.open(path, now=clock), Office.open(path, now=clock)
    yield both
    for office in both:
        office.close()


class _Meddler:
    """Changes the register between the reads of another workplace, a set number of times."""

    def __init__(self, store: Store, other: Office, seed: int) -> None:
        self.left = CHANGES
        self._store, self._other, self._dice = store, other, random.Random(seed)
        self._rows = store.rows

    def rows(self, query: str, parameters: Sequence[Value] = ()) -> list[Row]:
        """Read what is asked; sometimes something has changed just before."""
        if self.left and not self._store.raw.in_transaction and self._dice.random() < 0.1:
            self.left -= 1
            self._change()
        return self._rows(query, parameters)

    def _change(self) -> None:
        ways = (self._take, self._cancel, self._decide, self._hand_over, self._undo, self._newcomer)
        try:
            self._dice.choice(ways)()
        except IndexError:  # no ticket stands so any more
            self._take()

    def _take(self) -> None:
        new_ticket(self._other, self._dice.choice(("HEAT.NO", "HEAT.CHARGE", "MSW.MISS")))

    def _cancel(self) -> None:
        change = StatusChange(TicketStatus.CANCELLED, cancel_reason=CancelReason.MISTAKE)
        self._other.tickets.set_status(self._any("status = 'new'"), change)

    def _decide(self) -> None:
        outcome = self._dice.choice((CallbackOutcome.SOLVED, CallbackOutcome.REWORK))
        self._other.callbacks.record(self._any("status = 'done'"), outcome, "снова холодно")

    def _hand_over(self, organization_id: int | None = None) -> None:
        key = organization_id or self._dice.choice(self._other.organizations.refs()).id
        ticket = self._any("status IN ('new', 'sent')")
        self._other.handovers.hand_over([ticket], HandoverDraft(key))

    def _undo(self) -> None:
        change = StatusChange(TicketStatus.IN_PROGRESS)
        saved = self._other.tickets.set_status(self._any("status = 'sent'"), change)
        self._take()
        self._other.undo.undo(saved.action or 0)

    def _newcomer(self) -> None:
        """Add an organisation that nobody knew when the reading began, and give it work."""
        name = f"АО «Новая {self.left}»"
        self._hand_over(
            self._other.organizations.add(OrganizationDraft(OrganizationKind.UTILITY, name)).id
        )

    def _any(self, condition: str) -> int:
        sql = f"SELECT id FROM ticket WHERE {condition}"  # noqa: S608  our own words only
        rows = self._other.desk.store.rows(sql)
        return int(self._dice.choice(rows)[0])


@pytest.mark.parametrize("seed", range(5))
def test_a_summary_is_of_one_moment(
    offices: tuple[Office, Office], monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    """Whatever is saved between its reads, the figures are those of a look when all is quiet."""
    ours, other = offices
    monkeypatch.setattr(slices, "_MOST_STEP", dt.timedelta(hours=12))
    meddler = _Meddler(ours.desk.store, other, seed)
    with monkeypatch.context() as patch:
        patch.setattr(ours.desk.store, "rows", meddler.rows)
        found = ours.summaries.read(SEASON, SummaryForm.RECEPTION)
    assert meddler.left == 0
    assert is_balanced(found.balance)
    assert found == other.summaries.read(SEASON, SummaryForm.RECEPTION)


def test_a_scorecard_is_of_one_moment(
    offices: tuple[Office, Office], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Handovers answered and called about meanwhile are counted as they stand in the end."""
    ours, other = offices
    monkeypatch.setattr(slices, "_MOST_STEP", dt.timedelta(hours=6))
    busiest = ours.desk.store.scalar(
        "SELECT organization_id FROM handover GROUP BY 1 ORDER BY count(*) DESC LIMIT 1"
    )
    meddler = _Meddler(ours.desk.store, other, 1)
    with monkeypatch.context() as patch:
        patch.setattr(ours.desk.store, "rows", meddler.rows)
        found = ours.handovers.scorecard(busiest, SEASON.first, SEASON.last)
    assert meddler.left == 0
    assert found == other.handovers.scorecard(busiest, SEASON.first, SEASON.last)

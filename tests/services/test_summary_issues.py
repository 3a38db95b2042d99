"""Issued summaries: frozen to the figure, numbered, called back, written as they were issued."""

import datetime as dt
import hashlib
import sqlite3
from pathlib import Path

import pytest

from db import history
from db.connection import Store
from desktop_app.core import plain_json
from desktop_app.core.changes import Kind
from desktop_app.core.enums import TicketStatus
from desktop_app.core.errors import (
    DatabaseDamaged,
    InvalidDraft,
    NotAllowed,
    NotFound,
    TargetError,
)
from desktop_app.core.records.register import RegisterQuery
from desktop_app.core.records.summary import Summary
from desktop_app.core.records.tickets import StatusChange
from desktop_app.core.summary_periods import Span, SummaryForm
from desktop_app.services import summary_issues
from desktop_app.services.office import Office
from tests.services.fixtures import OPEN_JOURNAL, HandClock, new_ticket

NOW = dt.datetime(2026, 11, 24, 9, 41)
WEEK = Span(dt.date(2026, 11, 16), dt.date(2026, 11, 22))


@pytest.fixture
def desk(office: Office, hand_clock: HandClock) -> Office:
    """Give an office with a small week behind it and a clerk at the desk."""
    office.clerks.sit(office.clerks.add("Лапина Ирина Олеговна").id)
    hand_clock.moment = dt.datetime(2026, 11, 17, 9)
    for _ in range(5):
        new_ticket(office)
    new_ticket(office, "HEAT.CHARGE", explained="Разъяснено")
    hand_clock.moment = NOW
    return office


def test_an_issue_reproduces_to_the_figure(desk: Office, hand_clock: HandClock) -> None:
    """After the register has changed the issue says what it said, and its papers are the same."""
    summary = desk.summaries.read(WEEK)
    issued = desk.summary_issues.issue(summary)
    assert issued.changes.touches(Kind.SUMMARY)
    papers = {
        suffix: desk.summary_issues.paper(issued.row.id, suffix) for suffix in (".pdf", ".xlsx")
    }
    for ticket in desk.register.ids(RegisterQuery()):
        card = desk.tickets.card(ticket)
        if card.row.status is TicketStatus.NEW:
            desk.tickets.set_status(ticket, StatusChange(TicketStatus.DONE))
    hand_clock.forward(days=30)
    new_ticket(desk)
    assert desk.summaries.read(WEEK).balance != summary.balance or (
        desk.summaries.read(WEEK).in_term != summary.in_term
        or desk.summaries.read(WEEK).topics != summary.topics
    )
    assert desk.summary_issues.summary(issued.row.id) == summary
    for suffix, paper in papers.items():
        assert desk.summary_issues.paper(issued.row.id, suffix) == paper
    row = desk.summary_issues.row(issued.row.id)
    assert (row.number, row.received, row.clerk) == ("1/2026", 6, "Лапина Ирина Олеговна")
    figures = plain_json.dump(summary).encode()
    assert row.sha256 == hashlib.sha256(figures).hexdigest()
    assert history.broken_link(desk.desk.store) is None


def test_issues_are_numbered_and_listed(desk: Office) -> None:
    """Numbers go on within the year; the newest comes first; called back stays in the list."""
    rows = [
        desk.summary_issues.issue(desk.summaries.read(WEEK, form)).row
        for form in (SummaryForm.DISTRICT, SummaryForm.CITY)
    ]
    assert [row.number for row in rows] == ["1/2026", "2/2026"]
    assert desk.summary_issues.ids() == [rows[1].id, rows[0].id]
    desk.summary_issues.cancel(rows[1].id, "ошибка в периоде")
    assert desk.summary_issues.last() == desk.summary_issues.row(rows[0].id)
    again = desk.summary_issues.row(rows[1].id)
    assert again.cancel_reason == "ошибка в периоде"
    with pytest.raises(NotAllowed, match="уже отозвана"):
        desk.summary_issues.cancel(rows[1].id, "ещё раз")
    with pytest.raises(InvalidDraft):
        desk.summary_issues.cancel(rows[0].id, "  ")
    with pytest.raises(NotFound):
        desk.summary_issues.summary(99)


def test_a_touched_issue_is_refused(desk: Office) -> None:
    """The database forbids to rewrite an issue; a damaged one is told, never shown."""
    issued = desk.summary_issues.issue(desk.summaries.read(WEEK)).row
    store: Store = desk.desk.store
    with pytest.raises(Exception, match="frozen"), store.write():
        store.execute("UPDATE report_issue SET received = 1")
    with sqlite3.connect(desk.path) as raw:
        raw.execute(OPEN_JOURNAL)
        raw.execute("DROP TRIGGER report_issue_is_frozen")
        raw.execute("UPDATE report_issue SET figures = replace(figures, '6', '7'), pdf = x'00'")
    raw.close()
    with pytest.raises(DatabaseDamaged):
        desk.summary_issues.summary(issued.id)
    with pytest.raises(DatabaseDamaged):
        desk.summary_issues.paper(issued.id, ".pdf")
    assert desk.summary_issues.paper(issued.id, ".xlsx")
    told = " ".join(finding.words for finding in desk.health.check() if not finding.is_sound)
    assert "сводка № 1/2026" in told


def test_what_is_written_is_what_was_issued(desk: Office, tmp_path: Path) -> None:
    """The file of an issue is the kept one, a draft is as it stands; both are remembered."""
    summary = desk.summaries.read(WEEK)
    issued = desk.summary_issues.issue(summary).row
    for suffix in (".pdf", ".xlsx"):
        target = tmp_path / f"сводка{suffix}"
        written = desk.summary_issues.write(summary, target, issued.id)
        assert target.read_bytes() == desk.summary_issues.paper(issued.id, suffix)
        assert written.sha256 == hashlib.sha256(target.read_bytes()).hexdigest()
    draft = tmp_path / "черновик.pdf"
    desk.summary_issues.write(summary, draft)
    assert draft.read_bytes() != desk.summary_issues.paper(issued.id, ".pdf")
    with pytest.raises(TargetError, match=r"\.txt"):
        desk.summary_issues.write(summary, tmp_path / "сводка.txt")
    entries = desk.desk.store.rows("SELECT operation, entity FROM history ORDER BY id DESC LIMIT 4")
    assert entries == [("exported", "export")] * 3 + [("summary_issued", "summary")]


def test_papers_are_made_while_others_may_save(
    desk: Office, hand_clock: HandClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No lock is held meanwhile; a number another program took makes the papers anew."""
    summary = desk.summaries.read(WEEK)
    second = Office.open(desk.path, now=hand_clock)
    made: list[str] = []
    real = summary_issues._pdf

    def slow(told: Summary, number: str = "") -> tuple[bytes, tuple[str, ...]]:
        assert not desk.desk.store.in_write
        made.append(number)
        if number == "1/2026" and made.count(number) == 1:
            second.summary_issues.issue(summary)
        return real(told, number)

    monkeypatch.setattr(summary_issues, "_pdf", slow)
    issued = desk.summary_issues.issue(summary)
    assert made == ["1/2026", "1/2026", "2/2026"]
    assert issued.row.number == "2/2026"
    assert {desk.summary_issues.row(one).number for one in desk.summary_issues.ids()} == {
        "1/2026",
        "2/2026",
    }
    second.close()

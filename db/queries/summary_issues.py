"""Issued summaries: figures as they were said, with their papers."""

import datetime as dt
from dataclasses import dataclass

from db.connection import Store
from db.tables import report_issue
from desktop_app.core import clock
from desktop_app.core.records.summary import IssueRow
from desktop_app.core.summary_periods import Span, SummaryForm

_ROWS = """
SELECT i.id, i.number, i.form, i.first_day, i.last_day, i.issued_at, coalesce(c.name, ''),
    i.received, i.closing, i.sha256, i.cancelled_at, i.cancel_reason
FROM report_issue AS i LEFT JOIN clerk AS c ON c.id = i.clerk_id
"""


@dataclass(frozen=True, slots=True)
class NewIssue:
    """An issue about to be kept: figures as JSON, both papers, fingerprints of each."""

    number: str
    form: SummaryForm
    span: Span
    issued_at: dt.datetime
    received: int
    closing: int
    figures: str
    sha256: str
    pdf: bytes
    pdf_sha256: str
    xlsx: bytes
    xlsx_sha256: str


def insert(store: Store, issue: NewIssue, clerk_id: int | None) -> int:
    """Keep an issue and return its id; inside a transaction."""
    return store.insert(
        report_issue,
        {
            "number": issue.number,
            "form": issue.form.value,
            "first_day": issue.span.first.isoformat(),
            "last_day": issue.span.last.isoformat(),
            "issued_at": clock.stamp(issue.issued_at),
            "clerk_id": clerk_id,
            "received": issue.received,
            "closing": issue.closing,
            "figures": issue.figures,
            "sha256": issue.sha256,
            "pdf": issue.pdf,
            "pdf_sha256": issue.pdf_sha256,
            "xlsx": issue.xlsx,
            "xlsx_sha256": issue.xlsx_sha256,
        },
    )


def ids(store: Store) -> list[int]:
    """Return ids of all issues, the newest first."""
    rows = store.rows("SELECT id FROM report_issue ORDER BY issued_at DESC, id DESC")
    return [row[0] for row in rows]


def rows(store: Store, wanted: list[int]) -> list[IssueRow]:
    """Return issues by id; missing ids are left out."""
    marks = ",".join("?" * len(wanted))
    return [_row(row) for row in store.rows(f"{_ROWS} WHERE i.id IN ({marks})", wanted)]


def last(store: Store) -> IssueRow | None:
    """Return the newest issue that was not called back."""
    found = store.row(
        f"{_ROWS} WHERE i.cancelled_at IS NULL ORDER BY i.issued_at DESC, i.id DESC LIMIT 1"
    )
    return _row(found) if found else None


def figures(store: Store, issue_id: int) -> tuple[str, str] | None:
    """Return the kept figures and their fingerprint, or None."""
    return store.row("SELECT figures, sha256 FROM report_issue WHERE id = ?", (issue_id,))


def paper(store: Store, issue_id: int, kind: str) -> tuple[bytes, str] | None:
    """Return a kept paper («pdf» or «xlsx») and its fingerprint, or None."""
    table = report_issue
    query = table.select(table.c[kind], table.c[f"{kind}_sha256"]).where(table.c.id == issue_id)
    found = store.row(query)
    return (bytes(found[0]), found[1]) if found else None


def cancel(store: Store, issue_id: int, at: dt.datetime, reason: str) -> None:
    """Mark an issue as called back; its figures and papers stay."""
    values = {"cancelled_at": clock.stamp(at), "cancel_reason": reason}
    store.update(report_issue, issue_id, values)


def _row(row: tuple[object, ...]) -> IssueRow:
    (key, number, form, first, until, at, clerk, received, closing, sha, cancelled, reason) = row
    return IssueRow(
        id=int(str(key)),
        number=str(number),
        form=SummaryForm(str(form)),
        span=Span(dt.date.fromisoformat(str(first)), dt.date.fromisoformat(str(until))),
        issued_at=clock.unstamp(str(at)),
        clerk=str(clerk),
        received=int(str(received)),
        closing=int(str(closing)),
        sha256=str(sha),
        cancelled_at=clock.unstamp(str(cancelled)) if cancelled else None,
        cancel_reason=str(reason),
    )

"""Issued summaries, and indexes by which a summary finds the cycles of its days."""

from collections.abc import Callable

NUMBER = 5
TITLE = "Сводки: выпуски и указатели по циклам"

_STATEMENTS = (
    """
CREATE TABLE report_issue (
    id INTEGER PRIMARY KEY,
    number TEXT NOT NULL UNIQUE,
    form TEXT NOT NULL CHECK (form IN ('district', 'city', 'extended', 'reception')),
    first_day TEXT NOT NULL,
    last_day TEXT NOT NULL CHECK (last_day >= first_day),
    issued_at TEXT NOT NULL,
    clerk_id INTEGER REFERENCES clerk (id),
    received INTEGER NOT NULL CHECK (received >= 0),
    closing INTEGER NOT NULL CHECK (closing >= 0),
    figures TEXT NOT NULL CHECK (length(figures) > 1),
    sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
    pdf BLOB NOT NULL,
    pdf_sha256 TEXT NOT NULL CHECK (length(pdf_sha256) = 64),
    xlsx BLOB NOT NULL,
    xlsx_sha256 TEXT NOT NULL CHECK (length(xlsx_sha256) = 64),
    cancelled_at TEXT,
    cancel_reason TEXT NOT NULL DEFAULT '',
    CHECK ((cancelled_at IS NULL) = (cancel_reason = ''))
) STRICT
""",
    "CREATE INDEX report_issue_time ON report_issue (issued_at, id)",
    # What was issued is never rewritten: only calling it back may touch the row.
    """
CREATE TRIGGER report_issue_is_frozen
BEFORE UPDATE OF number, form, first_day, last_day, issued_at, received, closing, figures, sha256,
    pdf, pdf_sha256, xlsx, xlsx_sha256 ON report_issue
BEGIN
    SELECT RAISE(ABORT, 'an issued summary is frozen');
END
""",
    "CREATE INDEX ticket_cycle_closed ON ticket_cycle (closed_at, opened_at, ticket_id, id)",
    "CREATE INDEX ticket_cycle_again ON ticket_cycle (opened_at, ticket_id, id) WHERE number > 1",
)


def up(execute: Callable[[str], object]) -> None:
    """Make the table of issues and the indexes; `execute` runs one statement."""
    for statement in _STATEMENTS:
        execute(statement)

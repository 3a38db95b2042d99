"""Outages: more kinds, who was told and how, mistaken ones, when written down and by whom."""

from collections.abc import Callable

NUMBER = 2
TITLE = "Отключения: виды, оповещение, ошибочные записи"

_KINDS = "('emergency', 'planned', 'waste', 'limit', 'other')"
# A check cannot be changed in place; a table with rows that point at it cannot be made anew.
_STATEMENTS = (
    "ALTER TABLE incident RENAME COLUMN kind TO first_kind",
    "ALTER TABLE incident ADD COLUMN kind TEXT NOT NULL DEFAULT 'emergency'"
    f" CHECK (kind IN {_KINDS})",
    "UPDATE incident SET kind = first_kind",
    "ALTER TABLE incident DROP COLUMN first_kind",
    "ALTER TABLE incident ADD COLUMN authority_told_who TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE incident ADD COLUMN authority_told_way TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE incident ADD COLUMN consumers_told_who TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE incident ADD COLUMN consumers_told_way TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE incident ADD COLUMN cancelled_at TEXT",
    "ALTER TABLE incident ADD COLUMN cancel_reason TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE incident ADD COLUMN created_at TEXT",
    "ALTER TABLE incident ADD COLUMN clerk_id INTEGER REFERENCES clerk (id)",
    "UPDATE incident SET created_at = started_at",
    "CREATE INDEX incident_started ON incident (started_at, id)",
    "CREATE INDEX incident_open ON incident (planned_end, id)"
    " WHERE ended_at IS NULL AND cancelled_at IS NULL",
)


def up(execute: Callable[[str], object]) -> None:
    """Widen the table of outages; `execute` runs one statement."""
    for statement in _STATEMENTS:
        execute(statement)

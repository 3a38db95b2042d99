"""Weeks by topic, kept by triggers over the weeks by topic and organisation."""

from collections.abc import Callable

NUMBER = 12
TITLE = "Недели по темам"

_SUMS = ("received", "repeated", "closed", "cancelled")


def _add(steps: tuple[str, ...]) -> str:
    # The names of the row being added to are the bare ones, those of the step are `excluded`.
    added = ", ".join(f"{name} = {name} + excluded.{name}" for name in _SUMS)
    return f"""
    INSERT INTO ticket_week_topic (week, topic_id, {", ".join(_SUMS)})
    VALUES ({", ".join(steps)})
    ON CONFLICT DO UPDATE SET {added};
"""  # noqa: S608  our own words only


def _step(row: str, sign: str) -> tuple[str, ...]:
    return (f"{row}.week", f"{row}.topic_id", *(f"{sign}{row}.{name}" for name in _SUMS))


_MOVED = ("NEW.week", "NEW.topic_id", *(f"NEW.{name} - OLD.{name}" for name in _SUMS))
_STATEMENTS = (
    """
CREATE TABLE ticket_week_topic (
    week TEXT NOT NULL,
    topic_id INTEGER NOT NULL,
    received INTEGER NOT NULL,
    repeated INTEGER NOT NULL,
    closed INTEGER NOT NULL,
    cancelled INTEGER NOT NULL,
    PRIMARY KEY (week, topic_id)
) STRICT, WITHOUT ROWID
""",
    f"""
INSERT INTO ticket_week_topic SELECT week, topic_id, {", ".join(f"sum({name})" for name in _SUMS)}
FROM ticket_week GROUP BY week, topic_id
""",  # noqa: S608  our own words only
    f"""
CREATE TRIGGER ticket_week_is_added AFTER INSERT ON ticket_week
BEGIN{_add(_step("NEW", ""))}END
""",
    # The key of a week never changes: its rows are only added to.
    f"""
CREATE TRIGGER ticket_week_is_moved AFTER UPDATE ON ticket_week
BEGIN{_add(_MOVED)}END
""",
    f"""
CREATE TRIGGER ticket_week_is_taken AFTER DELETE ON ticket_week
BEGIN{_add(_step("OLD", "-"))}END
""",
)


def up(execute: Callable[[str], object]) -> None:
    """Make the table and its triggers; what is counted already is summed."""
    for statement in _STATEMENTS:
        execute(statement)

"""Small lists of the office: whole lines read and written by their columns."""

from collections.abc import Mapping, Sequence
from typing import Any

from peewee import Table

from db.connection import Store, Value
from db.tables import commission_person, deadline_rule, instrument, topic

_TABLES: Mapping[str, Table] = {
    "topic": topic,
    "deadline_rule": deadline_rule,
    "commission_person": commission_person,
    "instrument": instrument,
}
_ORDER = {
    "topic": "position, id",
    "deadline_rule": "topic_id, stage, id",
    "commission_person": "is_active DESC, name, id",
    "instrument": "is_active DESC, title, id",
}


def lines(store: Store, table: str, columns: Sequence[str]) -> list[dict[str, Any]]:
    """Return all lines of a list in the office's order."""
    names = ", ".join(("id", *columns))
    sql = f"SELECT {names} FROM {table} ORDER BY {_ORDER[table]}"  # noqa: S608  our own words only
    return [dict(zip(("id", *columns), row, strict=True)) for row in store.rows(sql)]


def insert(store: Store, table: str, values: Mapping[str, Value]) -> int:
    """Add a line; return its id."""
    return store.insert(_TABLES[table], values)


def update(store: Store, table: str, line_id: int, values: Mapping[str, Value]) -> None:
    """Change columns of a line."""
    store.update(_TABLES[table], line_id, values)


def listed_days(store: Store) -> list[tuple[str, str, str]]:
    """Return day, kind and name of every listed day of the calendar."""
    return store.rows("SELECT day, kind, name FROM calendar_day ORDER BY day")


def next_topic(store: Store, parent_code: str) -> tuple[str, int]:
    """Return the code and the position of a new topic of the office in a group."""
    position: int = store.scalar("SELECT coalesce(max(position), 0) + 1 FROM topic")
    prefix = f"{parent_code}.OWN" if parent_code else "OWN"
    taken: int = store.scalar(
        "SELECT count(*) FROM topic WHERE substr(code, 1, ?) = ?", (len(prefix), prefix)
    )
    return f"{prefix}{taken + 1}", position

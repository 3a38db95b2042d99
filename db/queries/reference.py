"""Topics, deadline rules, calendar, settings, clerks."""

import datetime as dt
from collections.abc import Iterable, Sequence

from db.connection import Row, Store, Value
from db.tables import clerk, topic
from desktop_app.core.calendar import DayKind
from desktop_app.core.enums import DeadlineUnit, Priority, Service
from desktop_app.core.records.reference import Clerk, DeadlineRule, Topic
from desktop_app.core.text import fold


def topics(store: Store) -> list[Topic]:
    """Return all topics in the office's order."""
    rows = store.rows(
        "SELECT id, code, parent_code, title, service, priority, is_group, is_billing, source,"
        " is_active, words FROM topic ORDER BY position, id"
    )
    return [_topic(row) for row in rows]


def deadline_rules(store: Store) -> list[DeadlineRule]:
    """Return all deadline rules."""
    rows = store.rows(
        "SELECT id, topic_id, stage, amount, unit, room_from, room_to, basis, is_proposal,"
        " outdoor_from, outdoor_to FROM deadline_rule ORDER BY id"
    )
    return [
        DeadlineRule(
            id=row[0],
            topic_id=row[1],
            stage=row[2],
            amount=row[3],
            unit=DeadlineUnit(row[4]),
            room_from=row[5],
            room_to=row[6],
            basis=row[7],
            is_proposal=bool(row[8]),
            outdoor_from=row[9],
            outdoor_to=row[10],
        )
        for row in rows
    ]


def calendar_days(store: Store) -> dict[dt.date, DayKind]:
    """Return the listed days of the working calendar."""
    rows = store.rows("SELECT day, kind FROM calendar_day")
    return {dt.date.fromisoformat(day): DayKind(kind) for day, kind in rows}


def clerks(store: Store, *, only_active: bool = True) -> list[Clerk]:
    """Return clerks by name."""
    rows = store.rows(
        "SELECT id, name, post, login, is_active, password_hash <> '' FROM clerk ORDER BY name, id"
    )
    found = [Clerk(row[0], row[1], row[2], row[3], bool(row[4]), bool(row[5])) for row in rows]
    return [person for person in found if person.is_active or not only_active]


def password_hash(store: Store, clerk_id: int) -> str:
    """Return the stored hash of a clerk's password, empty when none is set."""
    return str(store.scalar("SELECT password_hash FROM clerk WHERE id = ?", (clerk_id,)) or "")


def set_password_hash(store: Store, clerk_id: int, hashed: str) -> None:
    """Keep another hash; an empty one removes the password."""
    store.update(clerk, clerk_id, {"password_hash": hashed})


def update_clerk(store: Store, clerk_id: int, name: str, post: str, *, is_active: bool) -> None:
    """Keep another name and post of a clerk, and whether the clerk still works here."""
    store.update(clerk, clerk_id, {"name": name, "post": post, "is_active": int(is_active)})


def insert_clerk(store: Store, name: str, post: str, login: str) -> int:
    """Add a clerk and return the id."""
    return store.insert(clerk, {"name": name, "post": post, "login": login})


def setting(store: Store, key: str) -> str | None:
    """Return the stored text of a setting, or None when it was never set."""
    found = store.scalar("SELECT value FROM setting WHERE key = ?", (key,))
    return None if found is None else str(found)


def set_setting(store: Store, key: str, value: str) -> None:
    """Store the text of a setting."""
    store.execute(
        "INSERT INTO setting (key, value) VALUES (?, ?)"
        " ON CONFLICT (key) DO UPDATE SET value = excluded.value",
        (key, value),
    )


def next_number(store: Store, counter: str) -> int:
    """Return the next value of a named counter; only inside a transaction, so never twice."""
    store.execute(
        "INSERT INTO counter (name, value) VALUES (?, 1)"
        " ON CONFLICT (name) DO UPDATE SET value = value + 1",
        (counter,),
    )
    return int(store.scalar("SELECT value FROM counter WHERE name = ?", (counter,)))


def coming_number(store: Store, counter: str) -> int:
    """Return what `next_number` would give now; another program may take it first."""
    return int(store.scalar("SELECT value FROM counter WHERE name = ?", (counter,)) or 0) + 1


def seed_topics(store: Store, rows: Iterable[dict[str, str]]) -> dict[str, int]:
    """Insert the shipped topics and return their ids by code."""
    ids: dict[str, int] = {}
    for position, row in enumerate(rows):
        values: dict[str, Value] = {
            "code": row["code"],
            "parent_code": row["parent"],
            "title": row["title"],
            "words": row["words"],
            "folded": fold(f"{row['title']} {row['words']}"),
            "service": row["service"],
            "priority": row["priority"],
            "is_group": int(row["is_group"]),
            "is_billing": int(row["is_billing"]),
            "position": position,
            "source": row["source"],
        }
        ids[row["code"]] = store.insert(topic, values)
    return ids


def seed_rules(store: Store, rows: Iterable[dict[str, str]], topic_ids: dict[str, int]) -> None:
    """Insert the shipped deadline rules."""
    store.insert_many(
        "INSERT INTO deadline_rule (topic_id, stage, amount, unit, room_from, room_to, basis,"
        " is_proposal, outdoor_from, outdoor_to) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [_rule_values(row, topic_ids) for row in rows],
    )


def seed_calendar(store: Store, rows: Iterable[dict[str, str]]) -> None:
    """Insert the shipped calendar."""
    store.insert_many(
        "INSERT INTO calendar_day (day, kind, name, source) VALUES (?, ?, ?, ?)",
        [(row["day"], row["kind"], row["name"], row["source"]) for row in rows],
    )


def _rule_values(row: dict[str, str], topic_ids: dict[str, int]) -> Sequence[Value]:
    return (
        topic_ids[row["topic"]],
        row["stage"],
        float(row["amount"]),
        row["unit"],
        *(_degrees(row[name]) for name in ("room_from", "room_to")),
        row["basis"],
        int(row["is_proposal"]),
        *(_degrees(row[name]) for name in ("outdoor_from", "outdoor_to")),
    )


def _degrees(cell: str) -> float | None:
    return float(cell) if cell else None


def _topic(row: Row) -> Topic:
    return Topic(
        id=row[0],
        code=row[1],
        parent_code=row[2],
        title=row[3],
        service=Service(row[4]),
        priority=Priority(row[5]),
        is_group=bool(row[6]),
        is_billing=bool(row[7]),
        source=row[8],
        is_active=bool(row[9]),
        words=row[10],
    )

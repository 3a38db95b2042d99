"""Topics and terms put into a base of an older schema, which the living program cannot seed."""

from db.connection import Store
from db.queries import reference
from desktop_app.services import shipped

_RULE = (
    "INSERT INTO deadline_rule (topic_id, stage, amount, unit, room_from, room_to, basis,"
    " is_proposal) VALUES (?, ?, ?, ?, nullif(?, ''), nullif(?, ''), ?, ?)"
)


def seed_before_weather(store: Store) -> None:
    """Fill the lists as they were before terms looked at the weather (schema 17)."""
    ids = reference.seed_topics(store, shipped.rows("topics.csv"))
    for row in shipped.rows("deadline_rules.csv"):
        if not row["outdoor_to"]:  # the rules of the cold came with that schema
            values = [row[name] for name in ("stage", "amount", "unit", "room_from", "room_to")]
            store.execute(
                _RULE, (ids[row["topic"]], *values, row["basis"], int(row["is_proposal"]))
            )

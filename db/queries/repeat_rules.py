"""Rules of repeats that topics have of their own."""

from db.connection import Store
from db.tables import repeat_rule
from desktop_app.core.records.repeats import RepeatRule

_FIELDS = ("topic_id", "flat_count", "flat_days", "house_count", "house_days")
_RULES = f"SELECT {', '.join(_FIELDS)} FROM repeat_rule"  # noqa: S608  our own words only


def rules(store: Store) -> dict[int, RepeatRule]:
    """Return the rules by topic; topics without one follow the office's."""
    return {row[0]: RepeatRule(*row[1:]) for row in store.rows(_RULES)}


def put(store: Store, topic_id: int, rule: RepeatRule | None) -> None:
    """Give a topic a rule of its own, or take it away; inside a transaction."""
    store.execute(repeat_rule.delete().where(repeat_rule.c.topic_id == topic_id))
    if rule is not None:
        values = (topic_id, rule.flat_count, rule.flat_days, rule.house_count, rule.house_days)
        store.insert(repeat_rule, dict(zip(_FIELDS, values, strict=True)))

"""What counts as a call about an outage, in the words of SQL."""

NOT_CANCELLED = "t.status <> 'cancelled'"
"""Condition «ticket `t` is a call»: one withdrawn or written down by mistake is none."""

CALLS = f"(SELECT count(*) FROM ticket AS t WHERE t.incident_id = i.id AND {NOT_CANCELLED})"  # noqa: S608  our own words
"""How many calls the outage `i` has."""

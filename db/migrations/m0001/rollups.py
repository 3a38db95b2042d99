"""Figures kept beside the tickets by triggers, so that no writer can forget them.

`ticket_cube` counts tickets by status, topic and organisation (0 = none); `ticket_week` counts by
the Monday of the week what was received (by the day of registration) and what ended (by the day of
the end). Both are recounted and compared by «Проверка базы».
"""

_MONDAY = "date({moment}, 'weekday 0', '-6 days')"


def _cube(row: str, step: int) -> str:
    return f"""
    INSERT INTO ticket_cube (status, topic_id, organization_id, tickets)
    VALUES ({row}.status, {row}.topic_id, coalesce({row}.organization_id, 0), {step})
    ON CONFLICT DO UPDATE SET tickets = tickets + {step};"""  # noqa: S608  our own words only


def _week(row: str, step: int) -> str:
    received = _MONDAY.format(moment=f"{row}.registered_at")
    ended = _MONDAY.format(moment=f"{row}.closed_at")
    place = f"{row}.topic_id, coalesce({row}.organization_id, 0)"
    return f"""
    INSERT INTO ticket_week (week, topic_id, organization_id, received, repeated)
    VALUES ({received}, {place}, {step}, {step} * {row}.is_repeat)
    ON CONFLICT DO UPDATE SET received = received + {step},
        repeated = repeated + {step} * {row}.is_repeat;
    INSERT INTO ticket_week (week, topic_id, organization_id, closed, cancelled)
    SELECT {ended}, {place}, {step} * ({row}.status = 'closed'), {step} * ({row}.status <> 'closed')
    WHERE {row}.closed_at IS NOT NULL
    ON CONFLICT DO UPDATE SET closed = closed + excluded.closed,
        cancelled = cancelled + excluded.cancelled;"""  # noqa: S608  our own words only


SQL = f"""
CREATE TABLE ticket_cube (
    status TEXT NOT NULL,
    topic_id INTEGER NOT NULL,
    organization_id INTEGER NOT NULL,
    tickets INTEGER NOT NULL,
    PRIMARY KEY (status, topic_id, organization_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE ticket_week (
    week TEXT NOT NULL,
    topic_id INTEGER NOT NULL,
    organization_id INTEGER NOT NULL,
    received INTEGER NOT NULL DEFAULT 0,
    repeated INTEGER NOT NULL DEFAULT 0,
    closed INTEGER NOT NULL DEFAULT 0,
    cancelled INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (week, topic_id, organization_id)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER ticket_is_counted AFTER INSERT ON ticket
BEGIN{_cube("NEW", 1)}{_week("NEW", 1)}
END;
CREATE TRIGGER ticket_is_uncounted AFTER DELETE ON ticket
BEGIN{_cube("OLD", -1)}{_week("OLD", -1)}
END;
CREATE TRIGGER ticket_is_recounted
AFTER UPDATE OF status, topic_id, organization_id, registered_at, closed_at, is_repeat ON ticket
BEGIN{_cube("OLD", -1)}{_cube("NEW", 1)}{_week("OLD", -1)}{_week("NEW", 1)}
END;
"""

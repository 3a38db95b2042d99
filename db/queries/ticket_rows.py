"""Rows of the register by ids, worded with small tables kept in memory."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from db.connection import Row, Store
from desktop_app.core import clock
from desktop_app.core.enums import (
    CancelReason,
    CloseResult,
    TicketSource,
    TicketStatus,
)
from desktop_app.core.records.tickets import TicketRow

_ROWS = """
SELECT t.id, t.number, t.registered_at, coalesce(b.address, t.address_text), b.settlement_id,
    t.premise, t.topic_id, t.organization_id, t.status, t.deadline_at, t.done_at, t.closed_at,
    t.hold_until, t.close_result, t.cancel_reason,
    CASE t.cycle_number WHEN 1 THEN c.late_minutes
        ELSE (SELECT max(m.late_minutes) FROM ticket_cycle AS m WHERE m.ticket_id = t.id) END,
    t.applicant_name, t.phone,
    t.is_emergency, t.is_control, t.is_repeat, t.clerk_id, t.source, t.phone_digits
FROM ticket AS t
LEFT JOIN building AS b ON b.id = t.building_id
LEFT JOIN ticket_cycle AS c ON c.ticket_id = t.id AND c.number = t.cycle_number
WHERE t.id IN ({marks})
"""


_STATUSES = {status.value: status for status in TicketStatus}
_SOURCES = {source.value: source for source in TicketSource}
_RESULTS: dict[str | None, CloseResult | None] = {
    None: None,
    **{result.value: result for result in CloseResult},
}
_REASONS: dict[str | None, CancelReason | None] = {
    None: None,
    **{reason.value: reason for reason in CancelReason},
}
_new = tuple.__new__
_unstamp = clock.unstamp


@dataclass(frozen=True, slots=True)
class Names:
    """Small tables by id, so that rows need no join for them."""

    topics: Mapping[int, str]
    organizations: Mapping[int, str]
    clerks: Mapping[int, str]
    settlements: Mapping[int, str]
    home_settlement: int | None


def names(store: Store) -> Names:
    """Read the small tables rows are worded with."""
    organizations = store.rows(
        "SELECT id, coalesce(nullif(short_name, ''), name) FROM organization"
    )
    home = store.scalar(
        "SELECT settlement_id FROM building GROUP BY settlement_id ORDER BY count(*) DESC LIMIT 1"
    )
    return Names(
        dict(store.rows("SELECT id, title FROM topic")),
        dict(organizations),
        dict(store.rows("SELECT id, name FROM clerk")),
        dict(store.rows("SELECT id, trim(type || ' ' || name) FROM settlement")),
        home,
    )


def rows(store: Store, wanted: Sequence[int], known: Names) -> list[TicketRow]:
    """Return the rows of these ids in the order asked for; missing ids are left out."""
    if not wanted:
        return []
    found = {row[0]: row for row in store.rows(_of_so_many(len(wanted)), wanted)}
    return _made([found[i] for i in wanted if i in found], known)


@lru_cache(maxsize=100)
def _of_so_many(count: int) -> str:
    return _ROWS.format(marks=",".join("?" * count))


def _made(found: Sequence[Row], known: Names) -> list[TicketRow]:
    # A page of 200 rows is on the way of every scroll: without a call and a star for each of them,
    # with tables of enums, records take a sixth of what the SQL does.
    near, settlement = (None, known.home_settlement), known.settlements.get
    topic, organization, clerk = known.topics.get, known.organizations.get, known.clerks.get
    return [
        _new(
            TicketRow,
            (
                row_id, number, _unstamp(registered),
                address if place in near else f"{settlement(place, '')}, {address}",
                premise, topic(about, ""), organization(executor, ""), _STATUSES[status],
                _unstamp(deadline) if deadline else None, _unstamp(done) if done else None,
                _unstamp(closed) if closed else None, _unstamp(held) if held else None,
                _RESULTS[result], _REASONS[reason], late, applicant, phone,
                emergency == 1, control == 1, again == 1, clerk(by, ""), _SOURCES[source], digits,
            ),
        )
        for (
            row_id, number, registered, address, place, premise, about, executor, status, deadline,
            done, closed, held, result, reason, late, applicant, phone, emergency, control, again,
            by, source, digits,
        ) in found
    ]  # fmt: skip


def moment(value: str | None) -> dt.datetime | None:
    """Return a stored moment, or None."""
    return None if value is None else clock.unstamp(value)

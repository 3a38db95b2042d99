"""Rows of the register by ids, worded with small tables kept in memory."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

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
    t.hold_until, t.close_result, t.cancel_reason, c.late_minutes, t.applicant_name, t.phone,
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
_make = TicketRow._make
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
    marks = ",".join("?" * len(wanted))
    found = {row[0]: row for row in store.rows(_ROWS.format(marks=marks), tuple(wanted))}
    return [_row(found[i], known) for i in wanted if i in found]


def _row(row: Row, known: Names) -> TicketRow:
    # A page of 200 rows is on the way of every scroll: tables of enums and a plain tuple keep the
    # making of records at half the price of the SQL.
    address = row[3]
    if row[4] != known.home_settlement and row[4] is not None:
        address = f"{known.settlements.get(row[4], '')}, {address}"
    return _make(
        (
            row[0],
            row[1],
            _unstamp(row[2]),
            address,
            row[5],
            known.topics.get(row[6], ""),
            known.organizations.get(row[7], ""),
            _STATUSES[row[8]],
            _unstamp(row[9]) if row[9] else None,
            _unstamp(row[10]) if row[10] else None,
            _unstamp(row[11]) if row[11] else None,
            _unstamp(row[12]) if row[12] else None,
            _RESULTS[row[13]],
            _REASONS[row[14]],
            row[15],
            row[16],
            row[17],
            row[18] == 1,
            row[19] == 1,
            row[20] == 1,
            known.clerks.get(row[21], ""),
            _SOURCES[row[22]],
            row[23],
        )
    )


def moment(value: str | None) -> dt.datetime | None:
    """Return a stored moment, or None."""
    return None if value is None else clock.unstamp(value)

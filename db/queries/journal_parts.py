"""What the readers of journals share: words of SQL, blocks by ids, what is told of a ticket."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from db.connection import Row, Store
from desktop_app.core.enums import Service

T = TypeVar("T")

HOUSE = "coalesce(coalesce(nullif(trim(s.type || ' ' || s.name), '') || ', ', '') || b.address, '')"
COMPANY = "coalesce(nullif(o.short_name, ''), o.name, '')"
ABOUT = 10  # cells `of_ticket` selects before the columns of its table


def of(store: Store, sql: str, ids: Sequence[int]) -> list[Row]:
    """Return the rows of a query whose `{marks}` stand for these ids."""
    return store.rows(sql.format(marks=",".join("?" * len(ids))), tuple(ids))


def ordered(store: Store, sql: str, ids: Sequence[int], make: Callable[[Row], T]) -> list[T]:
    """Return records of these ids (first cell) in the order asked for; missing are left out."""
    found = {row[0]: row for row in of(store, sql, ids)}
    return [make(found[i]) for i in ids if i in found]


def of_ticket(table: str, columns: str, organization: str, joins: str = "") -> str:
    """Return SQL over what was done to tickets: `about` reads its first cells, then `columns`.

    `x` is the table, `t` the ticket; `organization` is where the organisation's id stands.
    """
    return f"""
SELECT x.id, t.number, {HOUSE}, t.address_text, t.premise, p.service, p.title, {COMPANY},
    x.cycle_number, coalesce(c.name, ''), {columns}
FROM {table} AS x JOIN ticket AS t ON t.id = x.ticket_id JOIN topic AS p ON p.id = t.topic_id
LEFT JOIN building AS b ON b.id = t.building_id
LEFT JOIN settlement AS s ON s.id = b.settlement_id
LEFT JOIN organization AS o ON o.id = {organization}
LEFT JOIN clerk AS c ON c.id = x.clerk_id {joins}
WHERE x.id IN ({{marks}})
"""  # noqa: S608  our own words only


def about(row: Row) -> tuple[int, str, str, str, str, Service, str, str, int, str]:
    """Return the fields of a TicketLine out of a row of `of_ticket`."""
    return (*row[:5], Service(row[5]), *row[6:ABOUT])

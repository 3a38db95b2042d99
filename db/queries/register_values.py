"""Values of a register column with their counts, under the question in force."""

import dataclasses
import datetime as dt

from db.connection import Store
from db.queries.register_where import conditions
from desktop_app.core.records.register import ColumnFilter, RegisterQuery, ValueCount

_COLUMNS = {
    ColumnFilter.STATUS: "t.status",
    ColumnFilter.TOPIC: "t.topic_id",
    ColumnFilter.ORGANIZATION: "t.organization_id",
}


def counts(
    store: Store, query: RegisterQuery, column: ColumnFilter, now: dt.datetime
) -> list[ValueCount]:
    """Return the column's values, the commonest first; its own filter is left out."""
    asked = dataclasses.replace(query, text="")
    if column is ColumnFilter.STATUS:
        asked = dataclasses.replace(asked, statuses=())
    elif column is ColumnFilter.TOPIC:
        asked = dataclasses.replace(asked, topic_ids=())
    else:
        asked = dataclasses.replace(asked, organization_ids=())
    where = conditions(asked, now)
    name = _COLUMNS[column]
    sql = (
        f"SELECT {name}, count(*) FROM ticket AS t {where.sql}"  # noqa: S608  our own words only
        f" GROUP BY {name} ORDER BY count(*) DESC, {name}"
    )
    rows = store.rows(sql, where.parameters)
    return [ValueCount(row[0], row[1]) for row in rows if row[0] is not None]

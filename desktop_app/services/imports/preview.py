"""The first rows of a file as they are and as they will be, before anything is written."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from typing import Protocol

from db.address_index import Match
from desktop_app.core.addresses import ParsedAddress
from desktop_app.core.records.imports import Fate, MatchClass, PreviewLine
from desktop_app.importers.table import SourceRow, Table
from desktop_app.services.imports import addresses
from desktop_app.services.imports.ledger import Ledger
from desktop_app.services.imports.profiles import Columns

AsWillBe = dict[int, tuple[str, MatchClass, Fate]]
"""By row number: what the row becomes, how surely it is known, and its fate."""

_BEFORE = ("register_number", "name", "number", "registered", "inn", "applicant", "company")
_MOST = 160


class HouseMatcher(Protocol):
    """Says which house of the book a written address is."""

    def match(self, parsed: ParsedAddress) -> Match:
        """Return the house, or why none may be taken for sure."""


def lines(
    table: Table,
    columns: Columns,
    foretell: Callable[[Table, Columns, Ledger], AsWillBe],
    houses: HouseMatcher | None,
    ledger: Ledger,
) -> tuple[PreviewLine, ...]:
    """Return the rows of a (limited) table in their order, rejected ones with their reasons.

    `foretell` runs the very preparation of the import and tells what each taken row becomes;
    `houses`, where given, tells how surely the address of a rejected row is known.
    """
    taken = foretell(table, columns, ledger)
    ledger.settle(table)
    reasons = {item.row: item.reason for item in ledger.rejects}
    left_out: dict[int, str] = defaultdict(str)
    for item in ledger.remarks:
        left_out[item.row] += f" · {item.column}: «{item.value}» {item.reason}"
    return tuple(_lines(table.rows(), columns, taken, reasons, left_out, houses))


def _lines(
    rows: Iterator[SourceRow],
    columns: Columns,
    taken: AsWillBe,
    reasons: dict[int, str],
    left_out: dict[int, str],
    houses: HouseMatcher | None,
) -> Iterator[PreviewLine]:
    for row in rows:
        before = _before(row, columns)
        if row.number in taken:
            after, match, fate = taken[row.number]
            after += left_out[row.number]
            yield PreviewLine(row.number, before, after, match, fate.value)
        elif row.number in reasons:
            match = _class(row, columns, houses)
            reason = reasons[row.number]
            yield PreviewLine(row.number, before, "", match, Fate.REJECTED.value, reason)


def _class(row: SourceRow, columns: Columns, houses: HouseMatcher | None) -> MatchClass:
    if houses is None or not addresses.written(row, columns):
        return MatchClass.NONE
    return MatchClass(houses.match(addresses.read(row, columns)).verdict.value)


def _before(row: SourceRow, columns: Columns) -> str:
    parts = [columns.cell(row, name).strip() for name in _BEFORE if columns.has(name)]
    parts.append(addresses.written(row, columns))
    return " · ".join(part for part in parts if part)[:_MOST]

"""The first rows of a file as they are and as they will be, before anything is written."""

import re
from collections import defaultdict
from collections.abc import Iterable
from typing import Protocol

from db.address_index import Match
from desktop_app.core.addresses import ParsedAddress
from desktop_app.core.field_titles import change_words
from desktop_app.core.records.history import HistoryEntry
from desktop_app.core.records.imports import Fate, MatchClass, PreviewLine
from desktop_app.importers.table import SourceRow, Table
from desktop_app.services.imports import addresses
from desktop_app.services.imports.ledger import Ledger
from desktop_app.services.imports.profiles import Columns

AsWillBe = dict[int, tuple[str, MatchClass]]
"""By row number: what the row becomes, how surely it is known."""

_BEFORE = ("register_number", "name", "number", "registered", "inn", "applicant", "company")
_MOST = 160
_ROW = re.compile(r"строка (\d+)")


class HouseMatcher(Protocol):
    """Says which house of the book a written address is."""

    def match(self, parsed: ParsedAddress) -> Match:
        """Return the house, or why none may be taken for sure."""


def lines(
    table: Table,
    columns: Columns,
    as_will_be: AsWillBe,
    houses: HouseMatcher | None,
    ledger: Ledger,
) -> tuple[PreviewLine, ...]:
    """Return the rows of a (limited) table in their order, rejected ones with their reasons.

    `ledger` is the account of a trial of these rows; `houses`, where given, tells how surely the
    address of a rejected row is known.
    """
    reasons = {item.row: item.reason for item in ledger.rejects}
    left_out: dict[int, str] = defaultdict(str)
    for item in ledger.remarks:
        left_out[item.row] += f" · {item.column}: «{item.value}» {item.reason}"
    changed = _changed(ledger.entries)
    found = []
    for row in table.rows():
        number, before = row.number, _before(row, columns)
        if number in reasons:
            match, words = _class(row, columns, houses), ""
            if number in as_will_be:
                match = as_will_be[number][1]
            fate = Fate.REJECTED
        elif number in ledger.fates:
            (fate, more), (words, match) = ledger.fates[number], as_will_be[number]
            if fate is Fate.CHANGED:
                words = "; ".join(filter(None, (changed[number], more)))
            words += left_out[number]
        else:
            continue
        found.append(PreviewLine(number, before, words, match, fate.value, reasons.get(number, "")))
    return tuple(found)


def _changed(entries: Iterable[HistoryEntry]) -> dict[int, str]:
    """Return by row what history says of it: «этажей: 5 → 9; квартир: 80 → 100»."""
    found: dict[int, str] = defaultdict(str)
    for entry in entries:
        told = _ROW.fullmatch(entry.note)
        if told is None:
            continue
        words = (
            change_words(change.field, change.before, change.after) for change in entry.changes
        )
        found[int(told[1])] = "; ".join(dict.fromkeys(filter(None, words)))
    return found


def _class(row: SourceRow, columns: Columns, houses: HouseMatcher | None) -> MatchClass:
    if houses is None or not addresses.written(row, columns):
        return MatchClass.NONE
    return MatchClass(houses.match(addresses.read(row, columns)).verdict.value)


def _before(row: SourceRow, columns: Columns) -> str:
    parts = [columns.cell(row, name).strip() for name in _BEFORE if columns.has(name)]
    parts.append(addresses.written(row, columns))
    return " · ".join(part for part in parts if part)[:_MOST]

"""Addresses of other people's lists held against the book: one answer for every line."""

import csv
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from db.address_index import Match
from db.queries import import_tickets
from desktop_app.core.addresses import ParsedAddress, from_parts, parse_address
from desktop_app.importers import faults
from desktop_app.importers.reader import open_table
from desktop_app.importers.table import Table
from desktop_app.services.desk import Desk
from desktop_app.services.house_search import HouseSearch
from desktop_app.services.imports import values
from desktop_app.services.imports.pace import Pace, Progress

_HEADINGS = ("id", "class", "score", "address", "reason", "row")
_MOST_COLUMNS = 3


@dataclass(frozen=True, slots=True)
class MatchedList:
    """How many lines of a list were answered in each way, by the code of the verdict."""

    path: Path
    lines: int
    classes: dict[str, int]
    reasons: dict[str, int]


class AddressLists:
    """Reads written addresses and finds their houses; nothing of the book is changed."""

    def __init__(self, desk: Desk, search: HouseSearch) -> None:
        """Work at the desk with its index of houses."""
        self._desk, self._search = desk, search

    def match(self, text: str) -> tuple[Match, dict[int, str]]:
        """Return what a written address means, and addresses of the houses it names."""
        found = self._search.match(parse_address(text))
        return found, self._addresses([found])

    def match_file(
        self,
        path: Path,
        columns: Sequence[str],
        out: Path,
        *,
        progress: Progress | None = None,
    ) -> MatchedList:
        """Write for every line of a list its house, class and score as csv (UTF-8).

        One column holds the whole address; two or three hold street, house and corpus. The house
        is named only where it is exact or sure. Raises BadFile without such a column,
        TargetError; `out` appears whole or not at all.
        """
        pace = Pace(progress, None)
        with _opened(path, columns, pace) as (table, places):
            matches = self._matched(table, places, pace)
            self._write(out, matches)
        return MatchedList(
            out,
            len(matches),
            dict(Counter(match.verdict.value for _, match in matches)),
            dict(Counter(m.reason for _, m in matches if not m.verdict.trusted).most_common()),
        )

    def _matched(self, table: Table, places: Sequence[int], pace: Pace) -> list[tuple[int, Match]]:
        known: dict[tuple[str, ...], Match] = {}
        found = []
        pace.expect(table.size)
        for row in table.rows():
            cells = tuple(values.text(row.cells[place]) for place in places)
            if cells not in known:
                known[cells] = self._search.match(_read(cells))
            found.append((row.number, known[cells]))
            pace.tick()
        return found

    def _write(self, out: Path, matches: Sequence[tuple[int, Match]]) -> None:
        # Imported here: reports are not needed to read one address.
        from desktop_app.reports.atomic_file import write_whole

        addresses = self._addresses([match for _, match in matches])

        def fill(temporary: Path) -> None:
            with temporary.open("w", encoding="utf-8", newline="") as stream:
                writer = csv.writer(stream)
                writer.writerow(_HEADINGS)
                writer.writerows(_line(number, match, addresses) for number, match in matches)

        write_whole(out, fill)

    def _addresses(self, matches: Sequence[Match]) -> dict[int, str]:
        ids = sorted(
            {match.building_id for match in matches if match.building_id is not None}
            | {house for match in matches for house in match.suggestions[:3]}
        )
        return import_tickets.addresses(self._desk.store, ids)


def _line(number: int, match: Match, addresses: dict[int, str]) -> tuple[object, ...]:
    house = match.building_id
    return (
        "" if house is None else house,
        match.verdict.value,
        round(match.score, 1),
        addresses.get(house, "") if house is not None else "",
        match.reason,
        number,
    )


def _read(cells: Sequence[str]) -> ParsedAddress:
    if len(cells) == 1:
        return parse_address(cells[0])
    street, house, *corpus = cells
    return from_parts(street, house, corpus[0] if corpus else "")


@contextmanager
def _opened(path: Path, columns: Sequence[str], pace: Pace) -> Iterator[tuple[Table, list[int]]]:
    with open_table(path, columns, is_cancelled=pace.is_cancelled) as table:
        places = []
        for name in columns[:_MOST_COLUMNS]:
            place = table.header.column([name])
            if place is None:
                raise faults.no_column(path, name, [name], table.header.names)
            places.append(place)
        yield table, places

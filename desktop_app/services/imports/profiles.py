"""Known shapes of files: which heading holds which field, recognised by the headings themselves.

The list is data: resources/reference/import_profiles.csv, one line per field, headings in order of
preference. Formats: domain/building_import_formats.csv, domain/RULES.md section 9.
"""

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from desktop_app.core.assets import resource
from desktop_app.core.records.imports import ImportKind
from desktop_app.importers import faults
from desktop_app.importers.headers import Header
from desktop_app.importers.table import SourceRow, Table
from desktop_app.services.imports.values import is_unknown

HOUSES: Final = ImportKind.HOUSES.value
TICKETS: Final = ImportKind.TICKETS.value
SITES: Final = ImportKind.SITES.value

_SPLIT: Final = " | "
_ADDRESS, _PARTS = "address", ("street", "house")
_ADDRESS_TITLE: Final = "Адрес"


@dataclass(frozen=True, slots=True)
class Profile:
    """One shape of file; `fields` maps a field to the headings it may stand under.

    A profile the office remembered (`is_own`) fits only a file that has all its headings.
    """

    code: str
    title: str
    kind: str
    fields: Mapping[str, tuple[str, ...]]
    required: frozenset[str]
    is_own: bool = False


@dataclass(frozen=True, slots=True)
class Columns:
    """Where the fields of a profile stand in one file; a field may have several columns."""

    profile: Profile
    titles: tuple[str, ...]
    places: Mapping[str, tuple[int, ...]] = field(default_factory=dict)

    def has(self, name: str) -> bool:
        """Tell whether the file has a column of this field."""
        return name in self.places

    def cell(self, row: SourceRow, name: str) -> str:
        """Return the first cell of a field that says anything, else its first cell, else ""."""
        places = self.places.get(name, ())
        cells = row.cells
        if len(places) == 1:
            return cells[places[0]]
        for place in places:
            if not is_unknown(cells[place]):
                return cells[place]
        return cells[places[0]] if places else ""

    def title(self, name: str) -> str:
        """Return the heading of a field as the file has it."""
        places = self.places.get(name, ())
        return self.titles[places[0]] if places else name


def load() -> tuple[Profile, ...]:
    """Return all profiles in their order; a general one stands last of its kind."""
    found: dict[str, tuple[str, str, dict[str, tuple[str, ...]], set[str]]] = {}
    with resource("reference", "import_profiles.csv").open(encoding="utf-8", newline="") as stream:
        for line in csv.DictReader(stream):
            entry = found.setdefault(line["profile"], (line["title"], line["kind"], {}, set()))
            entry[2][line["field"]] = tuple(line["headers"].split(_SPLIT))
            if line["required"]:
                entry[3].add(line["field"])
    return tuple(
        Profile(code, title, kind, fields, frozenset(required))
        for code, (title, kind, fields, required) in found.items()
    )


def titles_of(profiles: Sequence[Profile]) -> list[str]:
    """Return all headings of these profiles, those of the general one first: people read them."""
    ordered = [heads for profile in reversed(profiles) for heads in profile.fields.values()]
    first = [heads[0] for heads in ordered]
    return list(dict.fromkeys([*first, *(title for heads in ordered for title in heads)]))


def guess(table: Table, profiles: Sequence[Profile], code: str = "") -> Columns:
    """Return the columns of the fitting profile, or of the one of this code, complete or not."""
    placed = [(profile, _places(profile, table.header)) for profile in profiles]
    named = [item for item in placed if code and item[0].code == code]
    own = [item for item in placed if item[0].is_own and len(item[1]) == len(item[0].fields)]
    shipped = [item for item in placed if not item[0].is_own]
    best = max(named or own or shipped, key=lambda item: len(item[1]))
    profile, places = best if best[1] else placed[-1]  # the general one stands last
    return Columns(profile, table.header.names, places)


def by_hand(columns: Columns, general: Profile, chosen: Mapping[str, str]) -> Columns:
    """Return columns as a person matched them: field → heading of the file."""
    titles = columns.titles
    places = {name: (titles.index(title),) for name, title in chosen.items() if title in titles}
    fields = {**columns.profile.fields, **general.fields}
    profile = Profile(general.code, general.title, general.kind, fields, general.required)
    return Columns(profile, titles, places)


def _places(profile: Profile, header: Header) -> dict[str, tuple[int, ...]]:
    found = {}
    for name, titles in profile.fields.items():
        places = [place for title in titles if (place := header.column([title])) is not None]
        if places:
            found[name] = tuple(dict.fromkeys(places))
    return found


def demand(path: Path, columns: Columns) -> None:
    """Raise BadFile naming the first column without which the file cannot be taken."""
    profile, places = columns.profile, columns.places
    for name in sorted(profile.required - set(places)):
        heads = profile.fields[name]
        raise faults.no_column(path, heads[0], heads, columns.titles)
    if _ADDRESS in places or all(part in places for part in _PARTS):
        return
    if profile.kind in (HOUSES, TICKETS, SITES) and _ADDRESS in profile.fields:
        heads = profile.fields[_ADDRESS]
        raise faults.no_column(path, _ADDRESS_TITLE, heads, columns.titles)

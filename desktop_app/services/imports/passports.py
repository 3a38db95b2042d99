"""The passport of a house from a row; values that cannot be so are left out and written down."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any, Final

from desktop_app.core.records.buildings import Passport
from desktop_app.core.requisites import tidy
from desktop_app.core.text import one_line
from desktop_app.importers.table import SourceRow
from desktop_app.services import building_checks
from desktop_app.services.imports import values
from desktop_app.services.imports.profiles import Columns
from desktop_app.services.imports.values import Reading

_NOT_READ: Final = "не понято, оставлено пустым"
_IMPOSSIBLE: Final = "не может быть верным, оставлено пустым"
# Zero floors, flats or metres only fill a field of the form; a true zero is not told apart.
_COUNTS: Final = ("floors", "floors_min", "entrances", "flats")
_AREAS: Final = ("area_total", "area_living")
_TEXTS: Final = ("house_type", "series", "energy_class", "management_method", "heating_scheme")
_CODES: Final = ("fias_guid", "cadastral", "oktmo")
_FLAGS: Final = frozenset({"0", "1"})  # dom.mingkh.ru puts «is there a code» into FIAS

# (55.76, 37.64) and the like are where a geocoder puts a house it did not find.
_DEFAULT_POINTS: Final = frozenset({(55.76, 37.64), (55.755814, 37.617635), (55.7558, 37.6173)})
_RUSSIA: Final = (41.0, 82.0, 19.0, 180.0)


@dataclass(frozen=True, slots=True)
class Problem:
    """A field whose cell was left out: its heading, the cell and why."""

    column: str
    value: str
    reason: str


class PassportReader:
    """Reads passports from the rows of one file."""

    def __init__(self, columns: Columns) -> None:
        """Remember which columns hold fields of a passport."""
        self._columns = columns
        self._fields = [(name, _READERS[name]) for name in columns.places if name in _READERS]

    def read(self, row: SourceRow) -> tuple[Passport, list[Problem]]:
        """Return what a row says of a house and the cells that were left out of it."""
        problems: list[Problem] = []
        known: dict[str, Any] = {}
        for name, reader in self._fields:
            cell = self._columns.cell(row, name)
            found = reader(cell)
            if not found.is_clear:
                problems.append(Problem(self._columns.title(name), one_line(cell), _NOT_READ))
            elif found.value is not None:
                known[name] = found.value
        passport = _with_point(Passport(**known))
        faults = building_checks.passport_faults(passport)
        if not faults:
            return passport, problems
        for name, remedy in faults.items():
            cell = one_line(self._columns.cell(row, name))
            words = f"{_IMPOSSIBLE}: {remedy}"
            problems.append(Problem(self._columns.title(name), cell, words))
        return replace(passport, **{name: getattr(_EMPTY, name) for name in faults}), problems


def fullness(passport: Passport) -> int:
    """Return how many fields are known; of two rows about one house the fuller is taken."""
    return sum(1 for name in _FIELDS if getattr(passport, name) not in (None, ""))


def _with_point(passport: Passport) -> Passport:
    """Return the passport without a point that is certainly not the house's."""
    lat, lon = passport.latitude, passport.longitude
    if lat is None or lon is None:
        return replace(passport, latitude=None, longitude=None) if lat or lon else passport
    south, north, west, east = _RUSSIA
    inside = south <= lat <= north and (west <= lon <= east or lon <= -168)
    if inside and (round(lat, 6), round(lon, 6)) not in _DEFAULT_POINTS:
        return passport
    return replace(passport, latitude=None, longitude=None)


@lru_cache(maxsize=16384)
def _text(cell: str) -> Reading[str]:
    return Reading(values.text(cell))


def _note(cell: str) -> Reading[str]:
    return Reading("" if values.is_unknown(cell) else cell.strip())


def _code(cell: str) -> Reading[str]:
    code = tidy(values.text(cell))
    return Reading("" if code in _FLAGS else code.lower())


def _readers() -> Iterator[tuple[str, Callable[[str], Reading[Any]]]]:
    yield from ((name, values.positive_count) for name in _COUNTS)
    yield from ((name, values.positive) for name in _AREAS)
    yield from ((name, _text) for name in _TEXTS)
    yield from ((name, _code) for name in _CODES)
    yield from ((name, values.number) for name in ("latitude", "longitude"))
    yield from (("year", values.positive_count), ("is_dangerous", values.yes_no), ("note", _note))


_READERS: Final[Mapping[str, Callable[[str], Reading[Any]]]] = dict(_readers())
_EMPTY: Final = Passport()
_FIELDS: Final = tuple(Passport.__dataclass_fields__)

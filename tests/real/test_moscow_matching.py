"""A city's year-old journal against its list of houses: how many match, and none wrongly.

Nothing of the data is kept here; without it the tests skip. «None wrongly» is shown in four ways
that do not share a thought with the matcher: plain comparison of strings, taking the matched house
out of the book, the company named in the journal, and where the houses of one district lie.
"""

import csv
import gzip
import math
import re
import statistics
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from db.address_index import AddressIndex, AddressRecord, Match, Verdict, record_of
from desktop_app.core.addresses import from_parts, parse_address

pytestmark = pytest.mark.real_data

_LEAST_MATCHED = 9_450
_TYPES = {
    "улица": "ул.", "проезд": "проезд.", "переулок": "пер.", "проспект": "пр-кт.", "шоссе": "ш.",
    "бульвар": "б-р.", "набережная": "наб.", "площадь": "пл.", "тупик": "туп.", "аллея": "аллея.",
}  # fmt: skip
_COMMON_WORDS = re.compile(
    "гбу|ооо|оао|зао|ао|гуп|г|города?|городу|москвы|район[ае]?|жилищник|ук|тсж|жск|жк|уж|дез"
    "|управляющая|компания"
)
_CROWD = 15  # so many houses on one point: a geocoder that did not know
_KM_NORTH, _KM_EAST = 111.0, 62.6

Row = dict[str, str]


@dataclass(frozen=True, slots=True)
class City:
    """The journal with the answers, and the book they were found in."""

    tickets: list[Row]
    matches: list[Match]
    houses: dict[int, Row]
    records: dict[int, AddressRecord]
    index: AddressIndex

    def trusted(self) -> Iterator[tuple[Row, int]]:
        """Yield tickets with the house they were given."""
        for ticket, match in zip(self.tickets, self.matches, strict=True):
            if match.building_id is not None:
                yield ticket, match.building_id


def _rows(path: Path) -> list[Row]:
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def city(real_data: Path) -> City:
    """Return all tickets matched against all houses that have a number."""
    houses = dict(enumerate(_rows(real_data / "buildings" / "moscow_33707.csv.gz")))
    tickets = _rows(real_data / "tickets" / "moscow_dispatch_10000.csv.gz")
    parsed = {number: parse_address(row["ADDRESS"]) for number, row in houses.items()}
    records = {n: record_of(n, address) for n, address in parsed.items() if address.house}
    index = AddressIndex(records.values())
    matches = [index.match(from_parts(t["street"], t["building"], t["blok"])) for t in tickets]
    return City(tickets, matches, houses, records, index)


def test_tickets_find_their_house(city: City, figure: Callable[[str, object], None]) -> None:
    """At least 9,450 of 10,000 are exact or sure; each of the others has its reason."""
    verdicts = Counter(match.verdict for match in city.matches)
    for verdict, count in verdicts.items():
        figure(f"заявки: {verdict.value}", count)
    why = Counter(match.reason for match in city.matches if not match.verdict.trusted)
    for reason, count in why.items():
        figure(f"не найдено: {reason}", count)
    trusted = verdicts[Verdict.EXACT] + verdicts[Verdict.SURE]
    assert trusted >= _LEAST_MATCHED
    assert trusted + why.total() == len(city.tickets)
    assert "" not in why
    assert all((m.building_id is not None) is m.verdict.trusted for m in city.matches)


def test_every_house_of_the_list_is_read(city: City) -> None:
    """All but a handful of rows with no number at all become houses of the book."""
    assert len(city.houses) - len(city.records) <= 5


def _as_written(ticket: Row) -> str:
    """Spell a ticket's address the way the list of houses does, by string operations alone."""
    words = ticket["street"].replace("ё", "е").split()
    kind = next((word for word in words if word in _TYPES), "")
    name = " ".join(word for word in words if word != kind)
    corpus = f", к. {ticket['blok']}" if ticket["blok"] else ""
    return f"г. Москва, {_TYPES.get(kind, '')} {name}, д. {ticket['building']}{corpus}".casefold()


def test_plain_comparison_of_strings_agrees(
    city: City, figure: Callable[[str, object], None]
) -> None:
    """Where the two files spell an address alike letter by letter, the house is that one."""
    spelled: dict[str, set[str]] = defaultdict(set)
    for number, row in city.houses.items():
        if number in city.records:
            spelled[row["ADDRESS"].replace("ё", "е").casefold()].add(city.records[number].address)
    compared = 0
    for ticket, match in zip(city.tickets, city.matches, strict=True):
        addresses = spelled.get(_as_written(ticket))
        if addresses is None:
            continue
        compared += 1
        assert match.building_id is not None, _as_written(ticket)
        assert city.records[match.building_id].address in addresses
    figure("написано в файлах одинаково, дом тот же", compared)
    assert compared > 6_000


def test_a_house_taken_out_of_the_book_stays_unmatched(
    city: City, figure: Callable[[str, object], None]
) -> None:
    """With its house gone, no address of the journal is trusted to any other house."""
    addresses = {(t["street"], t["building"], t["blok"]): house for t, house in city.trusted()}
    for columns, house in addresses.items():
        parsed = from_parts(*columns)
        number = city.records[house].house.key
        gone: list[int] = []
        match = city.index.match(parsed)
        # Rows of the same house are the same house: all of them go.
        while match.building_id is not None:
            same = city.records[match.building_id]
            assert same.house.key == number, (columns, same.address)
            assert same.street_name == city.records[house].street_name
            assert same.settlement == city.records[house].settlement
            city.index.remove(match.building_id)
            gone.append(match.building_id)
            match = city.index.match(parsed)
        for building_id in gone:
            city.index.add(city.records[building_id])
    figure("разных адресов проверено изъятием дома", len(addresses))
    assert len(addresses) > 5_000


def _company_words(name: str) -> frozenset[str]:
    plain = re.sub(r"[^а-яa-z0-9 ]", " ", name.casefold().replace("ё", "е"))
    return frozenset(word for word in plain.split() if not _COMMON_WORDS.fullmatch(word))


def _points(houses: dict[int, Row]) -> dict[int, tuple[float, float]]:
    """Return where houses lie, leaving out points that stand for «somewhere in the city»."""
    points = {n: (float(row["LAT"] or 0), float(row["LON"] or 0)) for n, row in houses.items()}
    crowds = Counter(points.values())
    return {n: point for n, point in points.items() if crowds[point] <= _CROWD}


def _km(one: tuple[float, float], other: tuple[float, float]) -> float:
    return math.hypot((one[0] - other[0]) * _KM_NORTH, (one[1] - other[1]) * _KM_EAST)


def test_company_and_place_bear_the_matches_out(
    city: City, figure: Callable[[str, object], None]
) -> None:
    """The company of the journal is the company of the house, or the house lies in the district.

    Managers change within years and long streets cross districts, but not both at once: a house
    with another company must lie where the other houses of its district lie.
    """
    points = _points(city.houses)
    same: dict[int, bool] = {}
    districts: dict[str, list[tuple[Row, int, tuple[float, float]]]] = defaultdict(list)
    for ticket, house in city.trusted():
        company = _company_words(city.houses[house]["MGMT_COMPANY"])
        same[id(ticket)] = bool(_company_words(ticket["company"]) & company)
        if house in points:
            districts[ticket["district"]].append((ticket, house, points[house]))
    strange = []
    for found in districts.values():
        centre = (
            statistics.median(point[0] for *_, point in found),
            statistics.median(point[1] for *_, point in found),
        )
        usual = statistics.median(_km(point, centre) for *_, point in found)
        strange += [
            (ticket["street"], ticket["building"], city.houses[house]["ADDRESS"])
            for ticket, house, point in found
            if not same[id(ticket)] and _km(point, centre) > max(6 * usual, 6.0)
        ]
    share = sum(same.values()) / len(same)
    figure("компания в журнале и в списке домов одна, %", f"{100 * share:.1f}")
    figure("другая компания и дом не в своём районе", len(strange))
    assert share > 0.92
    assert strange == []

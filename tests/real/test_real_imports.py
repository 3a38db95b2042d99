"""Real registers and a real journal: every row accounted for, twice; see ../shared/README.md."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from desktop_app.core.addresses import parse_address
from desktop_app.core.records.imports import ImportResult
from desktop_app.core.text import fold
from desktop_app.importers.reader import open_table
from desktop_app.services.imports import profiles
from desktop_app.services.imports.addresses import read_written
from desktop_app.services.office import Office
from tests.services.import_files import houses_in, tickets_in

pytestmark = pytest.mark.real_data

Figure = Callable[[str, object], None]

FURMANOV = "furmanov_town_421.xlsx"
SEGEZHA = "segezha_district_605.csv"
KARELIA = "karelia_16460.csv.gz"
MOSCOW = "moscow_33707.csv.gz"
JOURNAL = "moscow_dispatch_10000.csv.gz"


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """Return an office over a new file, by the clock of today."""
    opened = Office.open(tmp_path / "office.sqlite")
    yield opened
    opened.close()


def _settled(result: ImportResult, read: int) -> None:
    """Assert that all rows were read and each of them ended in one place."""
    assert result.read == read
    assert result.added + result.updated + result.same + result.rejected == read
    assert all(reject.reason for reject in result.rejects)
    assert len({reject.row for reject in result.rejects}) == result.rejected


def _told(figure: Figure, name: str, result: ImportResult) -> None:
    taken = result.added + result.updated + result.same
    figure(name, f"взято {taken}, не взято {result.rejected}: {result.reasons}")


@pytest.mark.parametrize(
    ("name", "rows", "least"),
    [
        (FURMANOV, 421, 421),
        (SEGEZHA, 605, 550),
        (KARELIA, 16_460, 15_700),
        (MOSCOW, 33_707, 33_000),
    ],
)
def test_houses_twice(
    office: Office, real_data: Path, figure: Figure, name: str, rows: int, least: int
) -> None:
    """Proves that all houses are in the book or told with a reason, and a second time the same."""
    path = real_data / "buildings" / name
    first = office.imports.run(houses_in(path))
    _settled(first, rows)
    assert first.added >= least
    assert office.desk.store.scalar("SELECT count(*) FROM building") == first.added
    second = office.imports.run(houses_in(path))
    _settled(second, rows)
    assert (second.added, second.updated, second.same) == (0, 0, first.added)
    assert second.rejects == first.rejects
    assert second.organizations_added == 0
    _told(figure, name, first)


def test_default_points_are_not_taken(office: Office, real_data: Path) -> None:
    """Proves that the capital's centre is nobody's place in a northern district."""
    office.imports.run(houses_in(real_data / "buildings" / SEGEZHA))
    southern = "SELECT count(*) FROM building WHERE latitude < 60"
    shared = """
        SELECT count(*) FROM building AS a JOIN building AS b ON a.latitude = b.latitude
        AND a.longitude = b.longitude AND a.id < b.id
        AND (a.street_id <> b.street_id OR a.house_number <> b.house_number)
    """
    assert office.desk.store.scalar(southern) == 0
    assert office.desk.store.scalar(shared) == 0
    assert office.desk.store.scalar("SELECT count(*) FROM building WHERE latitude > 60") > 300


def test_a_year_old_journal(office: Office, real_data: Path, figure: Figure) -> None:
    """Proves that ≥ 9,450 of 10,000 lines find their house, with true numbers and dates, twice."""
    houses = office.imports.run(houses_in(real_data / "buildings" / MOSCOW))
    _settled(houses, 33_707)
    _told(figure, MOSCOW, houses)
    path = real_data / "tickets" / JOURNAL
    first = office.imports.run(tickets_in(path))
    _settled(first, 10_000)
    _told(figure, JOURNAL, first)
    assert first.added >= 9_450
    spread = office.desk.store.row(
        "SELECT min(registered_at), max(registered_at), count(DISTINCT number), count(closed_at),"
        " count(building_id) FROM ticket"
    )
    assert spread == (
        "2021-01-01T00:01:00",
        "2021-01-02T11:01:00",
        first.added,
        first.added,
        first.added,
    )
    _agreement(office, figure)
    second = office.imports.run(tickets_in(path))
    assert (second.added, second.updated, second.same) == (0, 0, first.added)
    assert second.rejects == first.rejects
    assert all(finding.is_sound for finding in office.health.check())


def _district(company: str) -> frozenset[str]:
    """Return the beginnings of the words that name a district's «Жилищник»."""
    words = re.findall(r"[а-я]+", fold(company))
    common = {"гбу", "ао", "жилищник", "района", "район", "г", "города", "москвы", "дез"}
    return frozenset(word[:6] for word in words if word not in common and "жилищник" in words)


_MANAGERS = """
SELECT executor.name, manager.name FROM ticket AS t
JOIN organization AS executor ON executor.id = t.organization_id
JOIN service_contract AS c ON c.building_id = t.building_id AND c.service = 'management'
JOIN organization AS manager ON manager.id = c.organization_id
"""


def _agreement(office: Office, figure: Figure) -> None:
    """Check matches by what did not take part in them: who answered and who manages the house.

    Each district of the city has a «Жилищник» of its own, so a ticket put on a house of another
    district would join two of them. The houses of Зеленоград have one in the journal («ЗелАО»)
    and five in the older register.
    """
    pairs = [
        (_district(executor), _district(manager))
        for executor, manager in office.desk.store.rows(_MANAGERS)
    ]
    both = [(one, other) for one, other in pairs if one and other and "зелао" not in one]
    apart = [pair for pair in both if not pair[0] & pair[1]]
    figure("обращение и дом одного «Жилищника»", f"{len(both) - len(apart)} из {len(both)}")
    assert len(both) > 7_000
    assert len(apart) <= len(both) * 0.001


def test_the_short_way_of_reading_addresses(real_data: Path) -> None:
    """Proves on 50,000 addresses that remembering streets reads each as the parser does."""
    known = [profile for profile in profiles.load() if profile.kind == profiles.HOUSES]
    for name in (FURMANOV, KARELIA, MOSCOW):
        path = real_data / "buildings" / name
        with open_table(path, profiles.titles_of(known)) as table:
            columns = profiles.guess(table, known)
            profiles.demand(path, columns)
            written = [columns.cell(row, "address") for row in table.rows()]
        assert [text for text in written if parse_address(text) != read_written(text)] == []

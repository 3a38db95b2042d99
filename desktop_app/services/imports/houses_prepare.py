"""Rows of a list of houses, read and judged before the database is touched."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from typing import Final

from desktop_app.core.addresses import ParsedAddress
from desktop_app.core.building_fields import BuildingValues, building_values
from desktop_app.core.requisites import ogrn_fault, tidy
from desktop_app.core.text import counted
from desktop_app.importers.table import SourceRow, Table
from desktop_app.services.imports import addresses, passports, values
from desktop_app.services.imports.addresses import lettered_forms
from desktop_app.services.imports.companies import company_key
from desktop_app.services.imports.ledger import Ledger, surplus_reason
from desktop_app.services.imports.passports import PassportReader, Problem
from desktop_app.services.imports.points import SharedPoints
from desktop_app.services.imports.prepared_house import PreparedHouse
from desktop_app.services.imports.profiles import Columns
from desktop_app.services.imports.spool import Spool
from desktop_app.services.imports.twins import Twins

SHIFTED: Final = "строка не подходит к заголовкам"
SAME_GUID: Final = "тот же код ФИАС у другого дома файла"
DEMOLISHED: Final = "дом снесён"

_LONGEST_COMPANY: Final = 500
_EARLIEST: Final = dt.date(1992, 1, 1)  # housing companies appeared with the law of that year
_NOBODY: Final = frozenset(
    company_key(name)
    for name in ("непосредственное управление", "не выбран способ управления", "не выбрана")
)

Tick = Callable[[], None]


class HousePreparer:
    """Reads all rows once: rejects what is unclear, chooses between rows about one house."""

    def __init__(self, columns: Columns, ledger: Ledger, spool: Spool, today: dt.date) -> None:
        """Prepare rows of a recognised file into a spool."""
        self._columns, self._ledger, self._spool, self._today = columns, ledger, spool, today
        self._twins, self._points = Twins(), SharedPoints()
        self._passports = PassportReader(columns)
        self._guids: dict[str, tuple[int, int]] = {}
        self._folded: set[int] = set()

    def run(self, table: Table, tick: Tick) -> None:
        """Read the table; `tick` is called after each row and may stop the work."""
        for row in table.rows():
            if self._repeats_house(row):
                self._ledger.folded += 1
            else:
                self._ledger.read += 1
                self._take(row)
            tick()
        lost = self._twins.lost
        if lost:
            self._ledger.forget_remarks(lost)
            for number in lost:
                kind, reason = self._twins.reason(number)
                self._ledger.reject_later(number, reason, kind)

    def chosen(self, houses: Iterable[PreparedHouse]) -> Iterator[PreparedHouse]:
        """Yield houses that gave way to no other row, without points on which several stand."""
        pointless = 0
        for house in houses:
            if self._twins.has_lost(house.row):
                continue
            columns = house.columns
            if self._points.is_shared(columns["latitude"], columns["longitude"]):
                columns.update(latitude=None, longitude=None)
                pointless += 1
            yield house
        if pointless:
            many = counted(pointless, "дома", "домов", "домов")
            self._ledger.notices.append(
                f"Координаты {many} не взяты: в файле на одной точке стоят разные дома"
            )

    def _repeats_house(self, row: SourceRow) -> bool:
        """Tell whether a row of a premise belongs to a house already met (ГИС ЖКХ, ОЖФ)."""
        key = values.text(self._columns.cell(row, "fold_key"))
        number = hash(key)
        if not key or number not in self._folded:
            self._folded.add(number)
            return False
        return True

    def _take(self, row: SourceRow) -> None:
        kind, reason, parsed = self._judge(row)
        if reason:
            self._ledger.reject(row, reason, kind)
            return
        passport, problems = self._passports.read(row)
        found = building_values(parsed, passport)
        twin = self._guid_twin(row.number, passport.fias_guid, found)
        if twin:
            self._ledger.reject(row, f"тот же код ФИАС, что в строке {twin}", SAME_GUID)
            return
        company = self._company(row, problems)
        fullness = passports.fullness(passport) + bool(company)
        if not self._twins.offer(row.number, parsed, found, fullness):
            return
        self._points.add(found)
        house = self._prepared(row, parsed, found, company, problems)
        self._spool.put(house.packed())
        for problem in problems:
            self._ledger.remark(row.number, problem.column, problem.value, problem.reason)

    def _judge(self, row: SourceRow) -> tuple[str, str, ParsedAddress]:
        """Return the kind and words of why a row is not taken ("" when it is), and its address."""
        shifted = surplus_reason(row)
        if shifted:
            return SHIFTED, shifted, ParsedAddress()
        if not addresses.written(row, self._columns):
            return addresses.NO_ADDRESS, addresses.NO_ADDRESS, ParsedAddress()
        if values.text(self._columns.cell(row, "demolished")):
            return DEMOLISHED, DEMOLISHED, ParsedAddress()
        parsed = addresses.read(row, self._columns)
        return *addresses.fault(parsed), parsed

    def _guid_twin(self, row: int, guid: str, found: BuildingValues) -> int:
        """Return the row of a different house with the same ФИАС code, or 0."""
        if not guid:
            return 0
        place = hash((found.settlement, found.street, found.house_key))
        first, first_place = self._guids.setdefault(guid, (row, place))
        return first if first_place != place else 0

    def _company(self, row: SourceRow, problems: list[Problem]) -> str:
        name = values.text(self._columns.cell(row, "company"))
        if not name or company_key(name) in _NOBODY:
            return ""
        if len(name) > _LONGEST_COMPANY or not company_key(name):
            title = self._columns.title("company")
            problems.append(Problem(title, name[:100], "не похоже на название организации"))
            return ""
        return name

    def _since(self, row: SourceRow, problems: list[Problem]) -> str:
        cell = self._columns.cell(row, "since")
        found = values.date(cell)
        if found.value is not None and _EARLIEST <= found.value <= self._today:
            return found.value.isoformat()
        if found.value is not None or not found.is_clear:
            title = self._columns.title("since")
            problems.append(Problem(title, cell, "день начала обслуживания не может быть таким"))
        return ""

    def _prepared(
        self,
        row: SourceRow,
        parsed: ParsedAddress,
        found: BuildingValues,
        company: str,
        problems: list[Problem],
    ) -> PreparedHouse:
        forms = lettered_forms(parsed.house) if parsed.house else ()
        others = tuple(sorted({form.key for form in forms} - {found.house_key}))
        ogrn = tidy(values.text(self._columns.cell(row, "company_ogrn")))
        source = values.text(self._columns.cell(row, "source_key")).rstrip("/").rsplit("/", 1)[-1]
        return PreparedHouse(
            row=row.number,
            settlement=found.settlement,
            street=found.street,
            columns=found.columns,
            forms=others,
            source_key=f"{self._columns.profile.code}:{source[:100]}" if source else "",
            company=company,
            ogrn="" if ogrn_fault(ogrn) else ogrn,
            since=self._since(row, problems) if company else "",
        )

"""Files of other offices in the shapes they come in, with rows of our own."""

import csv
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from openpyxl import Workbook

from desktop_app.core.records.buildings import BuildingCard
from desktop_app.core.records.imports import ImportKind, ImportPlan, ImportResult
from desktop_app.services.office import Office

MINGKH = (
    "LAT", "LON", "HOUSE_ID", "ADDRESS", "YEAR", "LASTUPDATE", "SERVICEDATE_START", "SERIE",
    "HOUSE_TYPE", "CAPFOND", "MGMT_COMPANY", "MGMT_COMPANY_LINK", "AVAR", "LEVELS_MAX",
    "LEVELS_MIN", "DOORS", "ROOM_COUNT", "ROOM_COUNT_LIVE", "AREA", "AREA_LIVE", "CADNO",
    "ENERGY_CLASS", "OTHER",
)  # fmt: skip
JOURNAL = (
    "id", "system_number", "label_name", "description", "executor", "company", "criticality",
    "date_start", "date_end", "district", "street", "building", "blok", "parent",
)  # fmt: skip
_PLACE = "Респ. Озёрная, р-н. Сосновский, г. Радужный"
_HOUSE: dict[str, str] = {
    "LAT": "62.10",
    "LON": "33.20",
    "HOUSE_ID": "7000000",
    "ADDRESS": f"{_PLACE}, ул. Садовая, д. 1",
    "YEAR": "1961",
    "SERVICEDATE_START": "01.08.2010",
    "SERIE": "1-447",
    "HOUSE_TYPE": "Многоквартирный дом",
    "MGMT_COMPANY": 'ООО"УК Уют"',
    "AVAR": "Нет",
    "LEVELS_MAX": "5",
    "LEVELS_MIN": "5",
    "DOORS": "4",
    "ROOM_COUNT_LIVE": "60",
    "AREA": "2704.50",
    "AREA_LIVE": "2500.00",
    "ENERGY_CLASS": "Не присвоен",
    "OTHER": "Не заполнено",
}
_TICKET: dict[str, str] = {
    "id": "900001",
    "system_number": "00000001/21",
    "label_name": "Отопление",
    "description": "Холодные батареи во всей квартире",
    "executor": "Участок № 2",
    "company": "ООО «УК «Уют»»",
    "criticality": "Обычная",
    "date_start": "2021-01-01 00:10",
    "date_end": "2021-01-01 03:25",
    "district": "Центральный",
    "street": "Садовая улица",
    "building": "1",
    "blok": "",
    "parent": "900001",
}


def house(street: str = "ул. Садовая", number: str = "д. 1", **cells: str) -> dict[str, str]:
    """Return a row of a dom.mingkh.ru list; its point is its own unless given."""
    address = f"{_PLACE}, {street}, {number}" if street else f"{_PLACE}, {number}"
    own = sum(map(ord, address))
    point = {"LAT": f"62.{own:06d}", "LON": f"33.{own * 7 % 10**6:06d}"}
    return {**_HOUSE, "ADDRESS": address, **point, **cells}


def empty_house(street: str, number: str, **cells: str) -> dict[str, str]:
    """Return a row about which the register knows nothing but the address."""
    blank = {name: "Не заполнено" for name in _HOUSE if name not in ("HOUSE_ID", "AVAR")}
    return {**house(street, number), **blank, "ADDRESS": house(street, number)["ADDRESS"], **cells}


def ticket(number: int, **cells: str) -> dict[str, str]:
    """Return a row of a dispatcher's journal with this running number."""
    own = {"id": str(900_000 + number), "system_number": f"{number:08d}/21"}
    return {**_TICKET, **own, "parent": own["id"], **cells}


def write_csv(
    path: Path, titles: Sequence[str], rows: Iterable[Mapping[str, str]], mark: str = ","
) -> Path:
    """Write rows under titles; cells a row does not have stay empty."""
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(
            stream, titles, restval="", delimiter=mark, lineterminator="\n", extrasaction="ignore"
        )
        writer.writeheader()
        writer.writerows(rows)
    return path


def write_houses(path: Path, *rows: Mapping[str, str]) -> Path:
    """Write a dom.mingkh.ru list."""
    return write_csv(path, MINGKH, rows)


def write_journal(path: Path, *rows: Mapping[str, str]) -> Path:
    """Write a dispatcher's journal."""
    return write_csv(path, JOURNAL, rows)


def write_xlsx(path: Path, rows: Iterable[Sequence[Any]]) -> Path:
    """Write one sheet of rows."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(list(row))
    book.save(path)
    return path


def houses_in(path: Path) -> ImportPlan:
    """Return how a list of houses is read: as the program itself makes it out."""
    return ImportPlan(ImportKind.HOUSES, path)


def tickets_in(path: Path) -> ImportPlan:
    """Return how a journal of another office is read: as the program itself makes it out."""
    return ImportPlan(ImportKind.TICKETS, path)


def counts(result: ImportResult) -> tuple[int, int, int, int]:
    """Return added, updated, same, rejected, having checked that they make up what was read."""
    found = (result.added, result.updated, result.same, result.rejected)
    assert sum(found) == result.read
    return found


def contents(office: Office) -> dict[str, list[tuple[Any, ...]]]:
    """Return every row of every table an import may touch, to prove that nothing changed."""
    tables = (
        "import_batch", "settlement", "street", "organization", "building", "service_contract",
        "ticket", "ticket_cycle", "ticket_link", "history", "collection_site",
        "collection_container", "collection_schedule", "collection_site_building",
    )  # fmt: skip
    store = office.desk.store
    return {name: store.rows(f"SELECT * FROM {name} ORDER BY 1") for name in tables}  # noqa: S608  names above


def card(office: Office, address: str) -> BuildingCard:
    """Return the card of the one house with this address."""
    rows = office.desk.store.rows("SELECT id, address FROM building")
    found = [row[0] for row in rows if plain(row[1]) == address]
    assert len(found) == 1, rows
    return office.buildings.card(found[0])


def plain(text: str) -> str:
    """Return text with ordinary spaces: where they do not break is not what is proven here."""
    return text.replace("\N{NO-BREAK SPACE}", " ")

"""A ticket lived through, and its journal read back."""

import html
import zipfile
from pathlib import Path

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from db import tables
from db.connection import Store, Value
from desktop_app.core.enums import (
    CallbackOutcome,
    HandoverChannel,
    OrganizationKind,
    TicketStatus,
)
from desktop_app.core.journal_columns import JOURNAL
from desktop_app.core.records.tickets import HandoverDraft, StatusChange
from desktop_app.services.office import Office
from tests.factories import new_company, new_house
from tests.services.fixtures import HandClock, new_ticket

NAME, FLAT = "Соколова Вера Андреевна", "кв-тридцать"
Row = dict[str, object]


def sheet(path: Path) -> Worksheet:
    """Return the first sheet of a workbook."""
    found = openpyxl.load_workbook(path).worksheets[0]
    assert isinstance(found, Worksheet)
    return found


def rows(path: Path) -> list[Row]:
    """Return the rows of a journal by column titles."""
    lines = [list(line) for line in sheet(path).iter_rows(values_only=True)]
    header = next(n for n, line in enumerate(lines) if line[0] == JOURNAL[0].title)
    titles = [str(title) for title in lines[header]]
    return [dict(zip(titles, line, strict=True)) for line in lines[header + 1 :]]


def everything(path: Path) -> str:
    """Return the text of all parts of a workbook, for finding what should not be there."""
    with zipfile.ZipFile(path) as archive:
        parts = (archive.read(name).decode("utf-8") for name in archive.namelist())
        return html.unescape("".join(parts))


def eventful(office: Office, hand_clock: HandClock) -> int:
    """Live a ticket through: repeat, house, handovers, closing by a callback, an act."""
    utility = new_company(office.organizations, "ООО «Теплосеть»", OrganizationKind.UTILITY)
    manager = new_company(office.organizations, "УК «Уют»")
    house = new_house(office.buildings, "ул. Садовая", "3", settlement="г. Радужный")
    earlier = new_ticket(office)
    ticket = new_ticket(
        office,
        building_id=house,
        address_text="",
        premise=FLAT,
        entrance="2",
        floor="4",
        room_temperature=14.5,
        repeat_of=earlier,
        organization_id=utility,
    )
    _door_and_visit(office.desk.store, house, ticket)
    for company, who in ((utility, "Кузьмина"), (manager, "Орлов")):
        hand_clock.forward(hours=1)
        office.handovers.hand_over(
            [ticket], HandoverDraft(company, HandoverChannel.EMAIL, who, "Т-77")
        )
    hand_clock.forward(hours=40)
    office.tickets.set_status(ticket, StatusChange(TicketStatus.DONE))
    hand_clock.forward(hours=1)
    office.callbacks.record(ticket, CallbackOutcome.UNREACHED)
    hand_clock.forward(hours=5)
    office.callbacks.record(ticket, CallbackOutcome.SOLVED, "тепло дали")
    return ticket


def _door_and_visit(store: Store, house: int, ticket: int) -> None:
    door: dict[str, Value] = {"building_id": house, "number": 2, "door_code": "2К4590"}
    with store.write():
        store.insert(tables.entrance, door)
        for number, status in (("14", "issued"), ("15", "draft"), ("16", "cancelled")):
            visit: dict[str, Value] = {
                "number": number,
                "kind": "coolant",
                "status": status,
                "building_id": house,
                "planned_at": f"2026-11-25T1{number[1]}:00:00",
                "created_at": "2026-11-24T10:00:00",
            }
            inspection = store.insert(tables.inspection, visit)
            link: dict[str, Value] = {"inspection_id": inspection, "ticket_id": ticket}
            store.insert(tables.inspection_ticket, link)

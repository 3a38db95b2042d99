"""Promise 11: what is stored is what lists, search, files, clipboard, copies and commands show."""

import html.parser
import json
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import openpyxl
import pypdfium2
import pytest
from openpyxl.utils.escape import unescape
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from desktop_app.cli import ticket_json
from desktop_app.core.enums import OrganizationKind
from desktop_app.core.records.inspections import InspectionDraft, Measurement, Member
from desktop_app.core.records.organizations import OrganizationDraft
from desktop_app.core.records.register import RegisterQuery
from desktop_app.core.records.tickets import HandoverDraft, TicketRow
from desktop_app.core.text import one_line, storable
from desktop_app.reports.cell_text import Cleaning, as_xml, cell_text, unusual
from desktop_app.services.office import Office
from desktop_app.ui.pages.ticket_columns import ticket_columns
from desktop_app.ui.widgets.table_copy import table_mime
from tests.factories import new_house
from tests.faults import work
from tests.faults.desk_window import DeskWindow
from tests.reports.hostile import HOSTILE
from tests.services.fixtures import new_ticket

Promise = Callable[[str, object, object], None]
PICTURE = "<img src='file:///etc/hostname'><b>жирно</b>"
_NAME, _PLACE, _FLAT = 300, 300, 50


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """Return an office with a ticket for every hostile text, handed over."""
    opened = Office.open(tmp_path_factory.mktemp("hostile") / "office.sqlite", now=work.clock())
    new_house(opened.buildings, "пр-кт Ленина", "12", floors=5, flats=80, entrances=4)
    opened.organizations.add(OrganizationDraft(OrganizationKind.UTILITY, "Теплосеть <b>&"))
    opened.clerks.sit(opened.clerks.add("Лапина <i>Ирина").id)
    for text in HOSTILE:
        fields = {
            "details": text,
            "applicant_name": text.strip()[:_NAME] or "без имени",
            "address_text": text.strip()[:_PLACE] or "без адреса",
            "premise": text.strip()[:_FLAT],
        }
        ticket = new_ticket(opened, **fields)
        opened.handovers.hand_over([ticket], HandoverDraft(1, accepted_by=text[:100]))
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def rows(office: Office) -> list[TicketRow]:
    """Return the rows of the list, oldest first."""
    return office.register.page(sorted(office.register.ids(RegisterQuery())))


def test_lists_and_cards_show_what_was_typed(
    office: Office, rows: list[TicketRow], promise: Promise
) -> None:
    """Name, address, flat and the caller's words stand in the list and the card as stored."""
    wrong = 0
    for text, row in zip(HOSTILE, rows, strict=True):
        stored = storable(text)
        wrong += row.applicant_name != (stored.strip()[:_NAME].strip() or "без имени")
        wrong += row.premise != stored.strip()[:_FLAT].strip()
        wrong += office.tickets.card(row.id).details != stored
    promise("11. чужие тексты → список и карточка", f"{len(rows)} обращений", f"искажено {wrong}")
    assert wrong == 0


def test_every_text_can_be_searched_for(
    office: Office, rows: list[TicketRow], promise: Promise
) -> None:
    """No text breaks the search, and each ticket is found by its number."""
    for text in HOSTILE:
        office.search.find(text)
        office.register.ids(RegisterQuery(text=text[:500]))
        office.buildings.offers(text[:500])
    lost = [row for row in rows if row not in office.search.tickets(row.number)]
    promise("11. чужие тексты → поиск", f"{len(HOSTILE) * 3} вопросов", f"не найдено {len(lost)}")
    assert lost == []


class _Cells(html.parser.HTMLParser):
    """Reads the cells of an HTML table as a spreadsheet would."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.rows: list[list[str]] = []
        self.tags: set[str] = set()
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a row or a cell."""
        del attrs
        self.tags.add(tag)
        if tag == "tr":
            self.rows.append([])
        elif tag in ("td", "th"):
            self.rows[-1].append("")

    def handle_data(self, data: str) -> None:
        """Add to the cell."""
        self.rows[-1][-1] += data


def test_the_clipboard_holds_the_same_cells(rows: list[TicketRow], promise: Promise) -> None:
    """Tab-separated text and the HTML table both give back every cell; no tag comes from a text."""
    columns = ticket_columns(work.clock())
    mime = table_mime(columns, rows)
    wanted = [[one_line(column.text(row)) for column in columns] for row in rows]
    lines = [line.split("\t") for line in mime.text().split("\n")[1:-1]]
    read = _Cells(mime.html())
    assert lines == wanted
    assert read.rows[1:] == wanted
    assert read.tags == {"meta", "table", "tr", "td", "th"}
    cells = sum(len(line) for line in wanted)
    promise("11. чужие тексты → буфер обмена", f"{cells} ячеек дважды", "искажено 0")


def test_the_workbook_holds_the_same_cells(
    office: Office, rows: list[TicketRow], tmp_path: Path, promise: Promise
) -> None:
    """The journal opens; each name is as stored or cleaned by `cell_text`; nothing is a formula."""
    path = tmp_path / "Журнал.xlsx"
    made = office.exports.journal(RegisterQuery(), path, depersonalised=False, reason="сверка")
    sheet = openpyxl.load_workbook(path).worksheets[0]
    cells = [cell for line in sheet.iter_rows() for cell in line if cell.value is not None]
    assert [cell.coordinate for cell in cells if cell.data_type == "f"] == []
    inside = {unescape(str(cell.value)) for cell in cells}  # _x005F_ is undone, as Excel does
    lost = [row for row in rows if cell_text(row.applicant_name, Cleaning()) not in inside]
    promise("11. чужие тексты → xlsx", f"{made.rows} строк", f"искажено {len(lost)}")
    assert made.notices
    assert lost == []


def test_the_fast_way_is_for_plain_texts() -> None:
    """A column is written unlooked at only when each of its texts is stored letter for letter."""
    for text in (*HOSTILE, "а\x0bб", "а\ufffe", "_x0041_", "<", "&", "а\nб"):
        is_plain = len(text) < 1_000 and as_xml(cell_text(text, Cleaning())) == text
        assert is_plain or unusual(text) or len(text) >= 1_000, repr(text)


def test_the_registry_paper_holds_them(office: Office, tmp_path: Path, promise: Promise) -> None:
    """The registry of all of them is a PDF that opens and tells what it stood in for."""
    tickets = sorted(office.register.ids(RegisterQuery()))
    path = tmp_path / "Реестр.pdf"
    made = office.handover_registry.write(office.handover_registry.of_tickets(tickets)[0], path)
    with closing(pypdfium2.PdfDocument(path)) as paper:
        pages = len(paper)
    promise("11. чужие тексты → реестр PDF", f"{len(tickets)} строк", f"{pages} листов, цел")
    assert pages > 1
    assert made.notices


@pytest.mark.parametrize("part", range(4))
def test_acts_hold_them(office: Office, promise: Promise, part: int) -> None:
    """An act with hostile texts in its members, measurements and statements is a sound PDF."""
    texts = [text[:2_000] for text in HOSTILE[part::4] if text.strip()]
    made = 0
    for first in range(0, len(texts), 8):
        several = texts[first : first + 8]
        several += ["запас"] * (8 - len(several))
        saved = office.inspections.plan(_visit(several))
        content = office.acts.render(office.acts.document(saved.id))
        with closing(pypdfium2.PdfDocument(content)) as paper:
            made += len(paper) > 0
    told = f"{made} актов целы"
    promise(f"11. чужие тексты → акты PDF, часть {part + 1}", f"{len(texts)} текстов", told)
    assert made == -(-len(texts) // 8)


def _visit(texts: list[str]) -> InspectionDraft:
    return InspectionDraft(
        1,
        premise=texts[0][:40],
        basis=texts[1],
        members=(Member(texts[2][:200], texts[3][:200], texts[4][:200], remark=texts[5]),),
        measurements=(Measurement("room", texts[6][:200], "воздух", value=17.0),),
        conclusions=texts[7],
        system_text=texts[1],
        special_opinion=texts[2],
    )


def test_copies_and_commands_hold_them(
    office: Office, rows: list[TicketRow], tmp_path: Path, promise: Promise
) -> None:
    """A copy of the base has the same rows; the JSON of commands reads back to the same texts."""
    copy = tmp_path / "копия.sqlite"
    office.health.backup(copy)
    sql = "SELECT details, applicant_name, address_text, premise FROM ticket ORDER BY id"
    with closing(sqlite3.connect(copy)) as base:
        copied = base.execute(sql).fetchall()
    assert copied == office.desk.store.rows(sql)
    answered = json.dumps([ticket_json.row(row) for row in rows], ensure_ascii=False)
    names = [item["name"] for item in json.loads(answered.encode("utf-8"))]
    assert names == [row.applicant_name for row in rows]
    promise("11. чужие тексты → копия и JSON", f"{len(rows)} строк", "искажено 0")


@pytest.mark.gui
def test_the_window_never_takes_a_text_for_html(
    base: Path, open_desk: Callable[[Path], DeskWindow], promise: Promise
) -> None:
    """With a picture's tag in every field no label of the window would open a file."""
    desk = open_desk(base)
    fields = dict.fromkeys(("details", "applicant_name", "address_text"), PICTURE)
    ticket = new_ticket(desk.office, premise=PICTURE[:40], **fields)
    desk.office.tickets.add_call(ticket, PICTURE, PICTURE)
    desk.window.open_record("tickets", ticket)
    desk.clerk.wait()
    labels = desk.window.findChildren(QLabel)
    rich = [label.text() for label in labels if label.textFormat() is not Qt.TextFormat.PlainText]
    tips = [widget.toolTip() for widget in desk.window.findChildren(QWidget)]
    assert len(labels) > 20
    assert rich == []
    assert [tip for tip in tips if "<img" in tip] == []
    assert desk.crashes == []
    promise("11. чужие тексты → окно", f"{len(labels)} надписей", f"приняты за HTML {len(rich)}")

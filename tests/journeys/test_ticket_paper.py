"""The card of a ticket on paper: Ctrl+P shows it, Ctrl+S writes it, a printer takes it."""

from pathlib import Path

import pytest

from desktop_app.services.office import Office
from desktop_app.ui.pages.paper_out import PaperOut
from desktop_app.ui.pages.preview import PreviewSheet
from tests.journeys.clerk import CTRL, ClerkAtKeys, Key
from tests.reports.printed import pages
from tests.services.fixtures import new_ticket
from tests.ui.preview_papers import FilePrinters

pytestmark = pytest.mark.gui


def _seen(clerk: ClerkAtKeys, paper: PaperOut) -> PreviewSheet:
    """Return the preview of a paper once its pages are there."""
    clerk.until(lambda: paper.preview is not None and paper.preview.print.isEnabled())
    assert paper.preview is not None
    return paper.preview


@pytest.fixture
def ticket(office: Office) -> int:
    """Return a ticket registered before the window opens."""
    return new_ticket(office, details="Холодно третий день")


@pytest.fixture
def tickets(office: Office) -> list[int]:
    """Return three tickets registered before the window opens."""
    return [new_ticket(office, details="Холодно третий день") for _ in range(3)]


def test_a_card_is_shown_printed_and_written(
    ticket: int, clerk: ClerkAtKeys, office: Office, tmp_path: Path
) -> None:
    """From the list: Enter opens the card, Ctrl+P its paper; both ways out stay in history."""
    page = clerk.tickets
    clerk.press(Key.Key_Return)
    clerk.press(Key.Key_P, CTRL)
    paper = page.card.paper
    sheet = _seen(clerk, paper)
    assert sheet.windowTitle().startswith("Карточка обращения № 20")
    target = tmp_path / "Карточка.pdf"
    clerk.workplace.tools.dialogs.answer_next(target)
    clerk.press(Key.Key_S, CTRL)
    clerk.until(target.exists)
    clerk.wait()
    clerk.press(Key.Key_Escape)
    assert "Холодно третий день" in " ".join(pages(target.read_bytes()))
    sheet._printers = FilePrinters(tmp_path / "printed.pdf")
    sheet.printer.set_choices([("Файл", "Файл")])
    clerk.press(Key.Key_P, CTRL)
    clerk.until(lambda: (tmp_path / "printed.pdf").exists() and sheet.print.isEnabled())
    clerk.wait()
    clerk.press(Key.Key_Escape)
    told = office.desk.store.rows("SELECT changes FROM history WHERE entity = 'export'")
    assert len(told) == 2
    assert "на принтер" in told[1][0]
    assert office.tickets.card(ticket).row.id == ticket


def test_only_cards_of_printed_pages_are_kept_as_printed(
    tickets: list[int], clerk: ClerkAtKeys, office: Office, tmp_path: Path
) -> None:
    """Of a pack of three the first and the last page are printed: history names those two."""
    clerk.press(Key.Key_A, CTRL)
    clerk.press(Key.Key_P, CTRL)
    paper = clerk.tickets.ticket_actions.cards
    sheet = _seen(clerk, paper)
    sheet._printers = FilePrinters(tmp_path / "printed.pdf")
    sheet.printer.set_choices([("Файл", "Файл")])
    sheet.pages.setText("1, 3")
    clerk.press(Key.Key_P, CTRL)
    clerk.until(lambda: (tmp_path / "printed.pdf").exists() and sheet.print.isEnabled())
    clerk.wait()
    clerk.press(Key.Key_Escape)
    shown = [office.tickets.card(one).row.number for one in clerk.tickets.register.list.model.ids]
    (told,) = office.desk.store.rows("SELECT changes FROM history WHERE entity = 'export'")
    assert [number in told[0] for number in shown] == [True, False, True]
    assert len(shown) == len(tickets)


def test_selected_cards_are_one_pack(
    tickets: list[int], clerk: ClerkAtKeys, office: Office, tmp_path: Path
) -> None:
    """Ctrl+A, Ctrl+P in the list: every selected ticket on a sheet of its own."""
    clerk.press(Key.Key_A, CTRL)
    clerk.press(Key.Key_P, CTRL)
    paper = clerk.tickets.ticket_actions.cards
    _seen(clerk, paper)
    target = tmp_path / "Карточки.pdf"
    clerk.workplace.tools.dialogs.answer_next(target)
    clerk.press(Key.Key_S, CTRL)
    clerk.until(target.exists)
    clerk.wait()
    clerk.press(Key.Key_Escape)
    clerk.press(Key.Key_Escape)
    found = pages(target.read_bytes())
    assert len(found) == len(tickets) == 3
    for one in tickets:
        number = office.tickets.card(one).row.number
        assert sum(f"Карточка обращения № {number}" in page for page in found) == 1

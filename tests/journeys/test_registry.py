"""Handing over by keys with its paper, the rest of a refused batch, an organisation's figures."""

import dataclasses
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QWidget

from db import history
from desktop_app.core.enums import Operation, OrganizationKind, TicketStatus
from desktop_app.core.records.tickets import HandoverDraft, StatusChange, TicketDraft
from desktop_app.core.text import counted
from desktop_app.services.office import Office
from desktop_app.ui.pages.file_opener import FileOpener
from desktop_app.ui.pages.organizations.page import OrganizationsPage
from desktop_app.ui.pages.registry_paper import RegistryPaper
from desktop_app.ui.widgets.button import Button
from desktop_app.ui.widgets.note import Note
from desktop_app.ui.widgets.tabs import TabButton
from desktop_app.ui.widgets.text import Paragraph, Text
from tests.factories import new_company
from tests.journeys.clerk import CTRL, ClerkAtKeys, Key
from tests.reports.printed import pages
from tests.ui.preview_papers import FilePrinters

pytestmark = pytest.mark.gui
_EXPORTS = "SELECT action FROM history WHERE operation = ? ORDER BY id"


class _Opener(FileOpener):
    """Remembers what was opened."""

    def __init__(self) -> None:
        """Nothing yet."""
        self.opened: list[Path] = []
        self.shown: list[Path] = []

    def open(self, path: Path) -> bool:
        """Remember a file."""
        self.opened.append(path)
        return True

    def show(self, path: Path) -> bool:
        """Remember a file whose folder was asked for."""
        self.shown.append(path)
        return True


@pytest.fixture
def utility(office: Office) -> int:
    """Return an organisation to hand over to."""
    return new_company(office.organizations, "АО «Теплосеть»", OrganizationKind.UTILITY)


@pytest.fixture
def tickets(office: Office, utility: int) -> list[int]:
    """Return three tickets of that organisation, registered before the window opens."""
    draft = TicketDraft(
        topic_id=office.reference.topic("HEAT.NO").id,
        details="Холодно",
        address_text="ул. Лесная, д. 3",
        no_phone=True,
        organization_id=utility,
    )
    return [office.tickets.register(draft).id for _ in range(3)]


@pytest.fixture
def mixed(tickets: list[int], office: Office) -> list[int]:
    """Return the same tickets, the first of them another organisation's."""
    other = new_company(office.organizations, "ООО «Уют»")
    card = office.tickets.card(tickets[0])
    draft = dataclasses.replace(card.draft, organization_id=other)
    office.tickets.edit(tickets[0], card.version, draft)
    return tickets


@pytest.fixture
def opener() -> _Opener:
    """Return what stands for the system's programs."""
    return _Opener()


def _hand_over_all(clerk: ClerkAtKeys) -> None:
    clerk.press(Key.Key_A, CTRL)
    clerk.command("передать")
    clerk.press(Key.Key_Return, CTRL)


def _words(window: QWidget) -> list[str]:
    """Return every word a window shows."""
    lines = [text.text() for text in window.findChildren(Text)]
    return [*lines, *(text.text() for text in window.findChildren(Paragraph))]


def _button(window: QWidget, name: str) -> Button:
    """Return a button by what it is called to the blind."""
    return next(b for b in window.findChildren(Button) if b.accessibleName() == name)


def test_what_was_handed_over_gets_its_paper(
    tickets: list[int], clerk: ClerkAtKeys, office: Office, opener: _Opener, tmp_path: Path
) -> None:
    """Select all, hand over, «Реестр только что переданных»; Ctrl+S writes it, Space opens it."""
    clerk.tickets.ticket_actions.registry.opener = opener
    _hand_over_all(clerk)
    assert {office.tickets.card(one).row.status for one in tickets} == {TicketStatus.SENT}
    target = tmp_path / "Реестр.pdf"
    clerk.workplace.tools.dialogs.answer_next(target)
    clerk.command("только что")
    clerk.press(Key.Key_S, CTRL)
    clerk.until(target.exists)
    clerk.wait()
    clerk.press(Key.Key_Space)
    assert opener.opened == [target]
    clerk.press(Key.Key_Escape)
    read = " ".join(pages(target.read_bytes()))
    assert all(office.tickets.card(one).row.number in read for one in tickets)
    assert clerk.workplace.tools.dialogs.asked[-1].text.startswith("Реестр передачи ")


def test_the_bar_offers_the_registry(
    tickets: list[int], clerk: ClerkAtKeys, opener: _Opener, tmp_path: Path
) -> None:
    """Beside «Отменить» stands the next step; taking it does not take the handing over back."""
    clerk.tickets.ticket_actions.registry.opener = opener
    _hand_over_all(clerk)
    bar = clerk.window.undo_bar
    assert bar.active
    told = f"Передано: {counted(len(tickets), 'обращение', 'обращения', 'обращений')}"
    assert bar.accessibleName().startswith(told)  # how many the one Ctrl+Z would take back
    target = tmp_path / "Реестр.xlsx"
    clerk.workplace.tools.dialogs.answer_next(target)
    bar.follow()
    clerk.wait()
    clerk.press(Key.Key_S, CTRL)
    clerk.until(target.exists)
    clerk.wait()
    assert bar.isHidden()
    clerk.press(Key.Key_Escape)
    office = clerk.workplace.office
    assert all(office.tickets.card(one).handovers for one in tickets)


def test_a_mixed_morning_gets_a_registry_for_each(
    mixed: list[int], clerk: ClerkAtKeys, office: Office, opener: _Opener, tmp_path: Path
) -> None:
    """Handed each to its own, the same offer shows both papers and writes a file for each."""
    page = clerk.tickets
    page.ticket_actions.registry.opener = opener
    _hand_over_all(clerk)
    assert len({office.tickets.card(one).handovers[0].organization for one in mixed}) == 2
    clerk.workplace.tools.dialogs.answer_next(tmp_path / "Реестр.pdf")
    clerk.window.undo_bar.follow()
    clerk.wait()
    preview = page.ticket_actions.registry.preview
    assert preview is not None
    assert preview.windowTitle() == "Реестр передачи: 2\xa0организации"
    clerk.until(lambda: "Стр. 1 из 2" in _words(preview))
    clerk.press(Key.Key_S, CTRL)
    both = [tmp_path / "Реестр АО «Теплосеть».pdf", tmp_path / "Реестр ООО «Уют».pdf"]
    clerk.until(lambda: all(path.exists() for path in both))
    clerk.wait()
    sheet = QApplication.activeModalWidget()
    assert sheet is not None
    told = " ".join(_words(sheet))
    assert "Записано: 3\xa0обращения, 2\xa0организации" in told
    for path in both:
        _button(sheet, f"Открыть: {path.name}").click()
    assert opener.opened == both
    _button(sheet, "Показать в папке").click()
    assert opener.shown == [both[0]]
    clerk.press(Key.Key_Escape)
    read = " ".join(pages(both[1].read_bytes()))
    assert [office.tickets.card(one).row.number in read for one in mixed] == [True, False, False]


def test_only_the_registries_that_were_printed_are_recorded(
    mixed: list[int], clerk: ClerkAtKeys, office: Office, tmp_path: Path
) -> None:
    """Page 2 of two registries goes to the printer: history keeps the second one alone."""
    page = clerk.tickets
    _hand_over_all(clerk)
    clerk.window.undo_bar.follow()
    clerk.wait()
    preview = page.ticket_actions.registry.preview
    assert preview is not None
    preview._printers = FilePrinters(tmp_path / "printed.pdf")
    preview.printer.set_choices([("Файл", "Файл")])
    preview.printer.set_value("Файл")
    for asked, kept in (("2", ["ООО «Уют»"]), ("", ["АО «Теплосеть»", "ООО «Уют»"])):
        before = len(_printed(office))
        preview.pages.setText(asked)
        clerk.press(Key.Key_P, CTRL)
        clerk.until(preview.print.isEnabled)
        clerk.wait()
        assert _printed(office)[before:] == kept
    clerk.press(Key.Key_Escape)
    assert len(mixed) == 3


def _printed(office: Office) -> list[str]:
    """Return whose registries history says were printed, the oldest first."""
    found = []
    for (action,) in office.desk.store.rows(_EXPORTS, (Operation.EXPORTED.value,)):
        (entry,) = history.of_action(office.desk.store, action)
        found.append({change.field: change.after for change in entry.changes})
    return [str(facts["organization"]) for facts in found]


@pytest.mark.usefixtures("tickets")
def test_a_selection_not_handed_over_is_refused(clerk: ClerkAtKeys) -> None:
    """The refusal stands above the page and names the ticket; no file is asked for."""
    clerk.command("реестр передачи")
    assert clerk.window.banners.isVisible()
    assert not clerk.workplace.tools.dialogs.asked


def test_the_rest_of_a_refused_batch_goes(
    tickets: list[int], clerk: ClerkAtKeys, office: Office
) -> None:
    """One of three is done already: the sheet names it, one key hands over the other two."""
    office.tickets.set_status(tickets[1], StatusChange(TicketStatus.DONE))
    _hand_over_all(clerk)
    assert not any(office.tickets.card(one).handovers for one in tickets)
    focus = clerk.focus()
    assert isinstance(focus, Button)
    assert focus.text() == "Передать остальные: 2"
    clerk.press(Key.Key_Space)
    handed = [bool(office.tickets.card(one).handovers) for one in tickets]
    assert handed == [True, False, True]
    assert office.tickets.card(tickets[1]).row.status is TicketStatus.DONE


def test_the_card_of_an_organisation_counts_and_prints(
    tickets: list[int], utility: int, clerk: ClerkAtKeys, office: Office, tmp_path: Path
) -> None:
    """Its card shows what waits; another period by an arrow; Ctrl+P prints the last day."""
    office.handovers.hand_over(tickets, HandoverDraft(utility))
    clerk.window.open_record("organizations", utility)
    clerk.wait()
    page = clerk.window.page("organizations")
    assert isinstance(page, OrganizationsPage)
    view = page.card.scorecard
    assert view is not None
    assert view.figures["Передано"] == "3"
    assert view.figures["Ждём ответа"] == "3"
    view.periods.findChildren(TabButton)[0].setFocus()
    clerk.press(Key.Key_Right)
    assert page.card.period.value == "season"
    target = tmp_path / "Реестр.pdf"
    clerk.workplace.tools.dialogs.answer_next(target)
    clerk.press(Key.Key_P, CTRL)
    clerk.press(Key.Key_Return, CTRL)
    clerk.press(Key.Key_S, CTRL)
    clerk.until(target.exists)
    clerk.wait()
    clerk.press(Key.Key_Escape)
    assert "Всего передано: 3" in " ".join(pages(target.read_bytes()))


def test_what_is_not_handed_over_is_left_out_and_named(
    tickets: list[int], utility: int, clerk: ClerkAtKeys, office: Office
) -> None:
    """Of a mixed choice the rest is shown to be printed; the paper's window names what is not."""
    office.handovers.hand_over(tickets[:2], HandoverDraft(utility))
    registry = clerk.tickets.ticket_actions.registry
    registry.of_tickets(tickets)
    clerk.wait()
    assert registry.preview is not None
    assert any("Не переданы и в реестр не вошли: № 2026-00003" in w for w in _notes(registry))
    registry.preview.reject()


def _notes(registry: RegistryPaper) -> list[str]:
    assert registry.preview is not None
    notes = registry.preview.findChildren(Note)
    return [text.text() for note in notes for text in note.findChildren(Paragraph)]

"""The card of a ticket on paper, from any page."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from desktop_app.core.records.journal import Exported
from desktop_app.core.text import counted
from desktop_app.ui.pages.file_opener import FileOpener
from desktop_app.ui.pages.tools import Tools
from desktop_app.ui.pages.work_sheet import WorkSheet

if TYPE_CHECKING:
    from desktop_app.ui.pages.preview import PreviewSheet

TITLE = "Карточка обращения"
_FILTER = "Документ PDF (*.pdf)"


class TicketPaperPreview(QObject):
    """Shows the card, prints it, writes it to a file; `failed` carries what went wrong."""

    failed = Signal(object)

    def __init__(self, tools: Tools, page: QWidget, opener: FileOpener | None = None) -> None:
        """Show over a page."""
        super().__init__(page)
        self._tools, self._page = tools, page
        self.opener = opener or FileOpener(tools)
        self.sheet: PreviewSheet | None = None

    def show_card(self, ticket_id: int, number: str) -> None:
        """Open the preview of a card."""
        self._show([ticket_id], f"{TITLE} № {number}")

    def show_cards(self, ticket_ids: Sequence[int]) -> None:
        """Open the preview of several cards, each from a new sheet; nothing for no tickets."""
        if ticket_ids:
            count = counted(len(ticket_ids), "обращения", "обращений", "обращений")
            self._show(list(ticket_ids), f"Карточки {count}")

    def _show(self, ticket_ids: list[int], title: str) -> None:
        # Imported here: drawing and printing must not slow the start of the window.
        from desktop_app.ui.pages.preview import Preview, show_preview

        papers = self._tools.office.ticket_papers

        def printed(_sheets: int) -> None:
            self._tools.jobs.write(
                lambda: papers.printed(ticket_ids), None, self.failed.emit, owner=self
            )

        preview = Preview(
            title,
            lambda: [papers.make(ticket_ids)],
            on_file=lambda: self._ask_where(ticket_ids),
            on_printed=printed,
        )
        self.sheet = show_preview(self._tools, self._page, preview)

    def _ask_where(self, ticket_ids: list[int]) -> None:
        papers = self._tools.office.ticket_papers
        self._tools.jobs.read(
            lambda: papers.file_name(ticket_ids),
            lambda name: self._tools.dialogs.save_as(
                self._above(), TITLE, name, _FILTER, lambda path: self._write(ticket_ids, path)
            ),
            self.failed.emit,
            owner=self,
        )

    def _write(self, ticket_ids: list[int], path: Path) -> None:
        papers = self._tools.office.ticket_papers
        sheet = WorkSheet(self._above(), TITLE, self.opener)

        def done(made: Exported) -> None:
            sheet.note.done("Записано", [str(made.path)], made.path)

        job = self._tools.jobs.long(
            lambda _progress, _cancelled: papers.write(ticket_ids, path),
            done,
            sheet.note.failed,
            owner=sheet,
        )
        sheet.note.begin("Пишется карточка…", job, can_stop=False)
        sheet.open()

    def _above(self) -> QWidget:
        """Return what is on the screen: the preview while it is open, else the page."""
        if self.sheet is not None and isValid(self.sheet) and self.sheet.isVisible():
            return self.sheet
        return self._page

"""«Объявление»: one sheet for the outage or one for every house, where to, the file to open."""

from PySide6.QtWidgets import QWidget

from desktop_app.core.records.incidents import IncidentCard, Notice
from desktop_app.core.text import counted
from desktop_app.ui.pages.choice_menu import drop_menu, new_menu
from desktop_app.ui.pages.file_opener import FileOpener
from desktop_app.ui.pages.file_out import PDF, FileOut
from desktop_app.ui.pages.paper_out import Paper, PaperOut
from desktop_app.ui.pages.tools import Tools

TITLE = "Объявление"


class NoticePaper(PaperOut):
    """Gathers a notice, shows it to be printed or written."""

    def __init__(self, tools: Tools, page: QWidget, opener: FileOpener) -> None:
        """Ask over a page."""
        super().__init__(tools, page, opener)

    def ask(self, card: IncidentCard, under: QWidget) -> None:
        """Offer both kinds under a button; an outage over one house has one kind only."""
        if len(card.houses) == 1:
            self.make(card.id, each_house=True)
            return
        each = f"Каждому дому своё: {_sheets(len(card.houses))}"
        menu = new_menu(self._page)
        menu.addAction("Одно со списком домов", lambda: self.make(card.id, each_house=False))
        menu.addAction(each, lambda: self.make(card.id, each_house=True))
        menu.setActiveAction(menu.actions()[0])
        drop_menu(menu, under)

    def make(self, incident_id: int, *, each_house: bool) -> None:
        """Gather the sheets and show them."""
        notices = self._tools.office.notices
        self._tools.jobs.read(
            lambda: notices.gather(incident_id, each_house=each_house),
            self._show,
            self.failed.emit,
            owner=self,
        )

    def _show(self, sheets: tuple[Notice, ...]) -> None:
        notices = self._tools.office.notices
        file = FileOut(
            TITLE,
            notices.file_name(sheets),
            PDF,
            lambda path: notices.write(sheets, path),
            "Пишется объявление…",
            f"Записано: {_sheets(len(sheets))}",
        )
        title = f"{TITLE}: {sheets[0].title}"
        self.show_paper(Paper(title, lambda: notices.pdf(sheets), file))


def _sheets(count: int) -> str:
    return counted(count, "лист", "листа", "листов")

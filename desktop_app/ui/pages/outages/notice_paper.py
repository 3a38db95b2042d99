"""«Объявление»: one sheet for the outage or one for every house, where to, the file to open."""

from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QMenu, QWidget

from desktop_app.core.records.incidents import IncidentCard, Notice
from desktop_app.core.records.journal import Exported
from desktop_app.core.text import counted
from desktop_app.ui.pages.choice_menu import filter_menu
from desktop_app.ui.pages.file_opener import FileOpener
from desktop_app.ui.pages.tools import Tools
from desktop_app.ui.pages.work_sheet import WorkSheet

TITLE = "Объявление"
_FILTER = "Документ PDF (*.pdf)"


class NoticePaper(QObject):
    """Gathers a notice, shows it to be printed or written; `failed`: it could not be gathered."""

    failed = Signal(object)

    def __init__(self, tools: Tools, page: QWidget, opener: FileOpener) -> None:
        """Ask over a page."""
        super().__init__(page)
        self._tools, self._page, self._opener = tools, page, opener
        self.sheet: WorkSheet | None = None
        self.menu: QMenu | None = None

    def ask(self, card: IncidentCard, under: QWidget) -> None:
        """Offer both kinds under a button; an outage over one house has one kind only."""
        if len(card.houses) == 1:
            self.make(card.id, each_house=True)
            return
        sheets = counted(len(card.houses), "лист", "листа", "листов")
        menu = filter_menu(self._page)
        menu.addAction("Одно со списком домов", lambda: self.make(card.id, each_house=False))
        menu.addAction(f"Каждому дому своё: {sheets}", lambda: self.make(card.id, each_house=True))
        menu.setActiveAction(menu.actions()[0])
        self.menu = menu
        menu.popup(under.mapToGlobal(under.rect().bottomLeft()))

    def make(self, incident_id: int, *, each_house: bool) -> None:
        """Gather the sheets and show them."""
        notices = self._tools.office.notices
        self._tools.jobs.read(
            lambda: notices.gather(incident_id, each_house=each_house),
            self._preview,
            self.failed.emit,
            owner=self,
        )

    def _preview(self, sheets: tuple[Notice, ...]) -> None:
        # Imported here: drawing and printing must not slow the start of the window.
        from desktop_app.ui.pages.preview import Preview, show_preview

        notices = self._tools.office.notices
        preview = Preview(
            f"{TITLE}: {sheets[0].title}",
            lambda: [notices.pdf(sheets)],
            on_file=lambda: self._ask_where(sheets),
            leaves=True,
        )
        show_preview(self._tools, self._page, preview)

    def _ask_where(self, sheets: tuple[Notice, ...]) -> None:
        name = self._tools.office.notices.file_name(sheets)
        self._tools.dialogs.save_as(
            self._page, TITLE, name, _FILTER, lambda path: self._write(sheets, path)
        )

    def _write(self, sheets: tuple[Notice, ...], path: Path) -> None:
        notices = self._tools.office.notices
        sheet = WorkSheet(self._page, f"{TITLE}: {sheets[0].title}", self._opener)
        self.sheet = sheet

        def done(made: Exported) -> None:
            many = counted(made.rows, "лист", "листа", "листов")
            sheet.note.done(f"Записано: {many}", [str(made.path), *made.notices], made.path)

        job = self._tools.jobs.long(
            lambda _progress, _cancelled: notices.write(sheets, path),
            done,
            sheet.note.failed,
            owner=sheet,
        )
        sheet.note.begin("Пишется объявление…", job, can_stop=False)
        sheet.open()

"""«Реестр передачи…» from any page: which tickets, where to, and the file to open."""

import datetime as dt
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from desktop_app.core.records.handover_registry import Registry
from desktop_app.core.records.journal import Exported
from desktop_app.core.text import counted
from desktop_app.ui.pages.file_opener import FileOpener
from desktop_app.ui.pages.period_sheet import PeriodSheet
from desktop_app.ui.pages.tools import Tools
from desktop_app.ui.pages.work_sheet import WorkSheet

TITLE = "Реестр передачи"
_FILTER = "Документ PDF (*.pdf);;Книга Excel (*.xlsx)"


class RegistryPaper(QObject):
    """Gathers a registry, shows it to be printed; a file of it may be PDF or Excel by its suffix.

    `failed` carries the OfficeError of what could not be gathered; what could not be written is
    said in the sheet.
    """

    failed = Signal(object)

    def __init__(self, tools: Tools, page: QWidget, opener: FileOpener | None = None) -> None:
        """Ask over a page."""
        super().__init__(page)
        self._tools, self._page = tools, page
        self.opener = opener or FileOpener(tools)
        self.sheet: WorkSheet | None = None

    def of_tickets(self, ticket_ids: Sequence[int]) -> None:
        """Make the registry of tickets handed to one organisation; nothing for no tickets."""
        if ticket_ids:
            service, ids = self._tools.office.handover_registry, list(ticket_ids)
            self._gather(lambda: service.of_tickets(ids))

    def of_organization(self, organization_id: int) -> None:
        """Ask for days, the last day of handing over first, and make their registry."""
        service = self._tools.office.handover_registry

        def ask(day: dt.date | None) -> None:
            PeriodSheet(
                self._page,
                day,
                day,
                lambda first, last: self._gather(
                    lambda: service.of_days(organization_id, first, last)
                ),
                title="Реестр переданного за дни",
                verb="Составить",
            )

        self._tools.jobs.read(
            lambda: service.last_day(organization_id), ask, self.failed.emit, owner=self
        )

    def _gather(self, read: Callable[[], Registry]) -> None:
        self._tools.jobs.read(read, self._preview, self.failed.emit, owner=self)

    def _preview(self, registry: Registry) -> None:
        # Imported here: drawing and printing must not slow the start of the window.
        from desktop_app.ui.pages.preview import Preview, show_preview

        service = self._tools.office.handover_registry

        def printed(_sheets: int) -> None:
            self._tools.jobs.write(
                lambda: service.printed(registry), None, self.failed.emit, owner=self
            )

        show_preview(
            self._tools,
            self._page,
            Preview(
                f"{TITLE}: {registry.organization}",
                lambda: [service.pdf(registry)],
                on_file=lambda: self._ask_where(registry),
                on_printed=printed,
                leaves=True,
            ),
        )

    def _ask_where(self, registry: Registry) -> None:
        name = self._tools.office.handover_registry.file_name(registry)
        self._tools.dialogs.save_as(
            self._page, TITLE, name, _FILTER, lambda path: self._write(registry, path)
        )

    def _write(self, registry: Registry, path: Path) -> None:
        service = self._tools.office.handover_registry
        sheet = WorkSheet(self._page, f"{TITLE}: {registry.organization}", self.opener)
        self.sheet = sheet

        def done(made: Exported) -> None:
            rows = counted(made.rows, "обращение", "обращения", "обращений")
            sheet.note.done(f"Записано: {rows}", [str(made.path), *made.notices], made.path)

        job = self._tools.jobs.long(
            lambda _progress, _cancelled: service.write(registry, path),
            done,
            sheet.note.failed,
            owner=sheet,
        )
        sheet.note.begin("Пишется реестр…", job, can_stop=False)
        sheet.open()

"""«Реестр передачи…» from any page: which tickets, where to, and the file to open."""

import datetime as dt
from collections.abc import Callable, Sequence

from desktop_app.core.records.handover_registry import Registry
from desktop_app.core.text import counted
from desktop_app.ui.pages.file_out import PDF, WORKBOOK, FileOut
from desktop_app.ui.pages.paper_out import Paper, PaperOut
from desktop_app.ui.pages.period_sheet import PeriodSheet

TITLE = "Реестр передачи"


class RegistryPaper(PaperOut):
    """Gathers a registry, shows it to be printed; a file of it may be PDF or Excel by its suffix.

    `failed` carries the OfficeError of what could not be gathered; what could not be written is
    said in the sheet.
    """

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
        self._tools.jobs.read(read, self._show, self.failed.emit, owner=self)

    def _show(self, registry: Registry) -> None:
        service = self._tools.office.handover_registry
        rows = counted(len(registry.rows), "обращение", "обращения", "обращений")
        file = FileOut(
            TITLE,
            service.file_name(registry),
            f"{PDF};;{WORKBOOK}",
            lambda path: service.write(registry, path),
            "Пишется реестр…",
            f"Записано: {rows}",
        )
        self.show_paper(
            Paper(
                f"{TITLE}: {registry.organization}",
                lambda: service.pdf(registry),
                file,
                lambda: service.printed(registry),
            )
        )

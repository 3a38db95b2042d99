"""«Реестр передачи…» from any page: which tickets, where to, and the file to open."""

import datetime as dt
from collections.abc import Callable, Sequence

from desktop_app.core.records.handover_registry import Registry
from desktop_app.core.text import counted
from desktop_app.ui.pages.file_out import PDF, WORKBOOK, FileOut
from desktop_app.ui.pages.paper_out import Paper, PaperOut
from desktop_app.ui.pages.period_sheet import PeriodSheet

TITLE = "Реестр передачи"
_EACH = "Реестры: каждый в свой файл, к имени добавится организация"


class RegistryPaper(PaperOut):
    """Gathers registries, shows them to be printed; files of them are PDF or Excel by the suffix.

    `failed` carries the OfficeError of what could not be gathered; what could not be written is
    said in the sheet.
    """

    def of_tickets(self, ticket_ids: Sequence[int]) -> None:
        """Make registries of handed tickets, to each organisation its own; nothing for none."""
        if ticket_ids:
            service, ids = self._tools.office.handover_registry, list(ticket_ids)
            self._gather(lambda: service.of_tickets(ids), lambda: service.left_out(ids))

    def of_organization(self, organization_id: int) -> None:
        """Ask for days, the last day of handing over first, and make their registry."""
        service = self._tools.office.handover_registry

        def ask(day: dt.date | None) -> None:
            PeriodSheet(
                self._page,
                day,
                day,
                lambda first, last: self._gather(
                    lambda: [service.of_days(organization_id, first, last)]
                ),
                title="Реестр переданного за дни",
                verb="Составить",
            )

        self._tools.jobs.read(
            lambda: service.last_day(organization_id), ask, self.failed.emit, owner=self
        )

    def _gather(
        self, read: Callable[[], list[Registry]], left_out: Callable[[], str] = lambda: ""
    ) -> None:
        self._tools.jobs.read(
            lambda: (read(), left_out()),
            lambda answer: self._show(*answer),
            self.failed.emit,
            owner=self,
        )

    def _show(self, registries: list[Registry], left_out: str) -> None:
        service, several = self._tools.office.handover_registry, len(registries) > 1
        tickets = sum(len(registry.rows) for registry in registries)
        rows = counted(tickets, "обращение", "обращения", "обращений")
        to_whom = registries[0].organization
        if several:
            to_whom = counted(len(registries), "организация", "организации", "организаций")
        file = FileOut(
            _EACH if several else TITLE,
            service.file_name(registries),
            f"{PDF};;{WORKBOOK}",
            lambda path: service.write_each(registries, path),
            "Пишется реестр…",
            f"Записано: {rows}, {to_whom}" if several else f"Записано: {rows}",
        )

        def printed(papers: Sequence[int]) -> None:
            for place in papers:
                service.printed(registries[place])

        self.show_paper(
            Paper(
                f"{TITLE}: {to_whom}",
                lambda: [service.pdf(registry) for registry in registries],
                file,
                printed,
                notice=left_out,
            )
        )

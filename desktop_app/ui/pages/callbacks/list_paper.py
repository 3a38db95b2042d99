"""«Список»: the queue as it is on the screen, to be printed or written to a file."""

from collections.abc import Callable, Sequence

from desktop_app.core.call_list_columns import CALL_LIST_TITLE, amount
from desktop_app.core.records.call_list import CallList
from desktop_app.ui.pages.file_out import PDF, WORKBOOK, FileOut
from desktop_app.ui.pages.paper_out import Paper, PaperOut


class CallListPaper(PaperOut):
    """Gathers the list in the order of the screen; `failed` carries why it could not be."""

    def show_list(self, ticket_ids: Sequence[int], asked: str) -> None:
        """Show the list of these tickets, ready to be printed or kept as a file."""
        self._gather(ticket_ids, asked, self._show)

    def write_workbook(self, ticket_ids: Sequence[int], asked: str) -> None:
        """Ask where to and write the list for Excel."""
        self._gather(
            ticket_ids,
            asked,
            lambda calls: self.write_file(CALL_LIST_TITLE, self._file(calls, xlsx=True)),
        )

    def _gather(
        self, ticket_ids: Sequence[int], asked: str, then: Callable[[CallList], None]
    ) -> None:
        lists, ids = self._tools.office.call_lists, list(ticket_ids)
        self._tools.jobs.read(lambda: lists.of(ids, asked), then, self.failed.emit, owner=self)

    def _show(self, calls: CallList) -> None:
        lists = self._tools.office.call_lists
        self.show_paper(
            Paper(
                f"{CALL_LIST_TITLE}: {amount(calls)}",
                lambda: lists.pdf(calls),
                self._file(calls),
                lambda _papers: lists.printed(calls),
            )
        )

    def _file(self, calls: CallList, *, xlsx: bool = False) -> FileOut:
        lists = self._tools.office.call_lists
        return FileOut(
            CALL_LIST_TITLE,
            lists.file_name(calls, ".xlsx" if xlsx else ".pdf"),
            WORKBOOK if xlsx else f"{PDF};;{WORKBOOK}",
            lambda path: lists.write(calls, path),
            "Пишется список…",
            f"Записано: {amount(calls)}",
        )

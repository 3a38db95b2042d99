"""A summary on its way out: asked where to, written in the long lane, opened."""

from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from desktop_app.core.records.journal import Exported
from desktop_app.core.records.summary import IssueRow, Summary
from desktop_app.ui.pages.file_opener import FileOpener
from desktop_app.ui.pages.tools import Tools
from desktop_app.ui.pages.work_sheet import WorkSheet

_FILTERS = {".pdf": "Документ PDF (*.pdf)", ".xlsx": "Книга Excel (*.xlsx)"}


class SummaryPapers(QObject):
    """Writes what is on the screen; an issued summary goes out as the very file issued."""

    failed = Signal(object)

    def __init__(self, tools: Tools, page: QWidget, opener: FileOpener | None = None) -> None:
        """Ask over a page; `opener` opens what was written."""
        super().__init__(page)
        self._tools, self._page = tools, page
        self.opener = opener or FileOpener(tools)
        self.sheet: WorkSheet | None = None

    def show(self, summary: Summary, issue: IssueRow | None) -> None:
        """Show the pages of the paper, ready to be printed or written to a file."""
        # Imported here: drawing and printing must not slow the start of the window.
        from desktop_app.ui.pages.preview import Preview, show_preview

        issues, key = self._tools.office.summary_issues, issue.id if issue else None

        def printed(_sheets: int) -> None:
            self._tools.jobs.write(
                lambda: issues.printed(summary, key), None, self.failed.emit, owner=self
            )

        title = f"Сводка № {issue.number}" if issue else "Сводка"
        show_preview(
            self._tools,
            self._page,
            Preview(
                f"{title}, {summary.span.words}",
                lambda: [issues.pdf(summary, key)],
                on_file=lambda: self.write(summary, ".pdf", issue),
                on_printed=printed,
                leaves=True,
            ),
        )

    def write(self, summary: Summary, suffix: str, issue: IssueRow | None) -> None:
        """Ask where to write, .pdf or .xlsx, and write."""
        issues = self._tools.office.summary_issues
        name = issues.file_name(summary, suffix, issue.number if issue else "")
        self._tools.dialogs.save_as(
            self._page,
            "Сводка",
            name,
            _FILTERS[suffix],
            lambda path: self._write(summary, path, issue),
        )

    def _write(self, summary: Summary, path: Path, issue: IssueRow | None) -> None:
        issues, key = self._tools.office.summary_issues, issue.id if issue else None
        title = f"Сводка № {issue.number}" if issue else "Сводка"
        sheet = WorkSheet(self._page, f"{title}, {summary.span.words}", self.opener)
        self.sheet = sheet

        def done(made: Exported) -> None:
            sheet.note.done("Сводка записана", [str(made.path), *made.notices], made.path)

        job = self._tools.jobs.long(
            lambda _progress, _cancelled: issues.write(summary, path, key),
            done,
            sheet.note.failed,
            owner=sheet,
        )
        sheet.note.begin("Пишется сводка…", job, can_stop=False)
        sheet.open()

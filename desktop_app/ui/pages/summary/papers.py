"""A summary on its way out: shown and printed, or written as PDF or Excel."""

from desktop_app.core.records.summary import IssueRow, Summary
from desktop_app.ui.pages.file_out import PDF, WORKBOOK, FileOut
from desktop_app.ui.pages.paper_out import Paper, PaperOut

_FILTERS = {".pdf": PDF, ".xlsx": WORKBOOK}


class SummaryPapers(PaperOut):
    """Shows what is on the screen; an issued summary goes out as the very file issued."""

    def show(self, summary: Summary, issue: IssueRow | None) -> None:
        """Show the pages of the paper, ready to be printed or written to a file."""
        issues, key = self._tools.office.summary_issues, _key(issue)
        self.show_paper(
            Paper(
                _title(summary, issue),
                lambda: issues.pdf(summary, key),
                self._file(summary, ".pdf", issue),
                lambda _papers: issues.printed(summary, key),
            )
        )

    def write(self, summary: Summary, suffix: str, issue: IssueRow | None) -> None:
        """Ask where to write, .pdf or .xlsx, and write."""
        self.write_file(_title(summary, issue), self._file(summary, suffix, issue))

    def _file(self, summary: Summary, suffix: str, issue: IssueRow | None) -> FileOut:
        issues = self._tools.office.summary_issues
        return FileOut(
            "Сводка",
            issues.file_name(summary, suffix, issue.number if issue else ""),
            _FILTERS[suffix],
            lambda path: issues.write(summary, path, _key(issue)),
            "Пишется сводка…",
            "Сводка записана",
        )


def _key(issue: IssueRow | None) -> int | None:
    return issue.id if issue else None


def _title(summary: Summary, issue: IssueRow | None) -> str:
    title = f"Сводка № {issue.number}" if issue else "Сводка"
    return f"{title}, {summary.span.words}"

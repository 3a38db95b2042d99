"""A paper of any page on its way out: seen, printed, written to a file, opened."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from desktop_app.ui.pages.file_opener import FileOpener
from desktop_app.ui.pages.file_out import FileOut, write_to
from desktop_app.ui.pages.tools import Tools
from desktop_app.ui.pages.work_note import WorkNote
from desktop_app.ui.pages.work_sheet import WorkSheet

if TYPE_CHECKING:
    from desktop_app.ui.pages.preview import PreviewSheet


@dataclass(frozen=True, slots=True)
class Paper:
    """What is shown and what can be done with it.

    `make` returns a PDF or several, shown one after another. `printed` keeps a printing in history:
    it is told the numbers, from 0, of the papers of which a page went to the printer. With
    `leaves` the preview closes before the file is asked about, for what came of it is told on the
    page. `notice` is said over the pages from the beginning.
    """

    title: str
    make: Callable[[], bytes | Sequence[bytes]]
    file: FileOut
    printed: Callable[[Sequence[int]], object] | None = None
    leaves: bool = True
    notice: str = ""


class PaperOut(QObject):
    """Asks over a page; what came of writing is told in the page's note or in a sheet over it.

    `failed` carries the OfficeError of a paper that could not be gathered or kept in history.
    """

    failed = Signal(object)

    def __init__(
        self,
        tools: Tools,
        page: QWidget,
        opener: FileOpener | None = None,
        *,
        note: WorkNote | None = None,
    ) -> None:
        """Take the page; `opener` opens what a sheet tells of, a note has its own."""
        super().__init__(page)
        self._tools, self._page, self._note = tools, page, note
        self.opener = opener or FileOpener(tools)
        self.preview: PreviewSheet | None = None

    def show_paper(self, paper: Paper) -> None:
        """Show the pages, ready to be printed or written to a file."""
        # Imported here: drawing and printing must not slow the start of the window.
        from desktop_app.ui.pages.preview import Preview, show_preview

        kept = paper.printed

        def made() -> Sequence[bytes]:
            pdf = paper.make()
            return [pdf] if isinstance(pdf, bytes) else pdf

        def printed(papers: Sequence[int]) -> None:
            if kept is not None:
                self._tools.jobs.write(lambda: kept(papers), None, self.failed.emit, owner=self)

        preview = Preview(
            paper.title,
            made,
            on_file=lambda: self.write_file(paper.title, paper.file),
            on_printed=printed,
            leaves=paper.leaves,
            notice=paper.notice,
        )
        self.preview = show_preview(self._tools, self._page, preview)

    def write_file(self, title: str, file: FileOut) -> None:
        """Ask where to and write; `title` heads the sheet that tells of it."""
        over = self._above()
        self._tools.dialogs.save_as(
            over, file.title, file.name, file.filters, lambda path: self._write(title, file, path)
        )

    def _write(self, title: str, file: FileOut, path: Path) -> None:
        if self._note is not None:
            write_to(self._tools, path, self._note, file)
            return
        sheet = WorkSheet(self._above(), title, self.opener)
        write_to(self._tools, path, sheet.note, file)
        sheet.open()

    def _above(self) -> QWidget:
        """Return what is on the screen: the preview while it is open, else the page."""
        if self.preview is not None and isValid(self.preview) and self.preview.isVisible():
            return self.preview
        return self._page

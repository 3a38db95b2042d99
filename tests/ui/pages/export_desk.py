"""The section «Экспорт» in a real window over a real file, driven by keys."""

from collections.abc import Sequence
from pathlib import Path

from pytestqt.qtbot import QtBot

from desktop_app.ui.pages.export.page import ExportPage
from desktop_app.ui.shell.page import Page, PageFactory
from tests.ui.pages.page_desk import PageDesk


class ExportDesk(PageDesk):
    """A window with the section and an empty neighbour."""

    def __init__(self, qtbot: QtBot, folder: Path) -> None:
        """Open it."""
        super().__init__(qtbot, folder)
        self.start()

    def _pages(self) -> Sequence[PageFactory]:
        return [
            PageFactory("export", "Экспорт", "download", self._export),
            PageFactory("other", "Другое", "list", Page),
        ]

    def _export(self) -> ExportPage:
        page = ExportPage(self.tools, self.opener)
        self._watched(page)
        return page

    @property
    def exporting(self) -> ExportPage:
        """The page of the section."""
        page = self.window.page("export")
        assert isinstance(page, ExportPage)
        return page

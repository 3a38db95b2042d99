"""The section «Экспорт» in a real window over a real file, driven by keys."""

from pathlib import Path

from pytestqt.qtbot import QtBot

from desktop_app.services.office import Office
from desktop_app.ui.changes_hub import ChangesHub
from desktop_app.ui.dialogs import Dialogs
from desktop_app.ui.jobs import Jobs
from desktop_app.ui.pages.export.page import ExportPage
from desktop_app.ui.pages.tools import Tools
from desktop_app.ui.shell.main_window import MainWindow
from desktop_app.ui.shell.page import Page, PageFactory, UndoOffer
from desktop_app.ui.state import State
from tests.ui.pages.visit_desk import Opened, VisitDesk


class ExportDesk(VisitDesk):
    """A window with the section and an empty neighbour; keys go to what has the focus."""

    def __init__(self, qtbot: QtBot, folder: Path) -> None:
        """Open an office in a folder and its window at 1366×690."""
        self._qtbot = qtbot
        self.folder = folder
        self.office = Office.open(folder / "office.sqlite")
        self.office.clerks.sit(self.office.clerks.add("Лапина Ирина").id)
        self.jobs = Jobs(on_thread_end=self.office.close)
        self.state = State.at(folder / "window.ini")
        self.dialogs = Dialogs(self.state)
        self.tools = Tools(self.office, self.jobs, ChangesHub(), self.dialogs, self.state)
        self.opener = Opened()
        self.undo: list[UndoOffer] = []
        self.failures: list[object] = []
        self.window = MainWindow(
            [
                PageFactory("export", "Экспорт", "download", self._export),
                PageFactory("other", "Другое", "list", Page),
            ],
            self.jobs,
            self.tools.hub,
            self.dialogs,
            self.state,
            clerk="Лапина Ирина",
            first="export",
        )
        qtbot.addWidget(self.window)
        self.window.resize(1366, 690)
        self.window.show()
        self.window.start()
        self.settle()

    def _export(self) -> ExportPage:
        page = ExportPage(self.tools, self.opener)
        page.undo_offered.connect(self.undo.append)
        page.failed.connect(self.failures.append)
        return page

    @property
    def exporting(self) -> ExportPage:
        """The page of the section."""
        page = self.window.page("export")
        assert isinstance(page, ExportPage)
        return page

"""«Открыть пример»: an invented district is made and opened, the office's base is left alone."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout

from desktop_app.core.errors import OfficeError
from desktop_app.services.example import make_example
from desktop_app.ui.pages.file_opener import FileOpener
from desktop_app.ui.pages.tools import Tools
from desktop_app.ui.pages.work_note import WorkNote
from desktop_app.ui.theme import Tone, Type
from desktop_app.ui.theme.metrics import MARGIN
from desktop_app.ui.widgets.button import Button, Rank
from desktop_app.ui.widgets.panes import Pane, row
from desktop_app.ui.widgets.text import Text

_WORDS = "Составляется придуманный район"


class ExampleOffer(Pane):
    """`ready(path)` when the example lies there to be opened; `failed(error)`, `told(words)`."""

    ready = Signal(object)
    failed = Signal(object)
    told = Signal(str)

    def __init__(self, tools: Tools) -> None:
        """Offer it in one line; the work shows itself below."""
        super().__init__()
        self._tools = tools
        self.button = Button("Открыть пример", Rank.LINK, icon_name="external")
        self._note = WorkNote(FileOpener())
        words = "придуманный район в отдельном файле: посмотреть, как всё устроено"
        body = QVBoxLayout(self)
        body.setContentsMargins(MARGIN, 10, MARGIN, 10)
        body.addLayout(row(self.button, Text(words, Type.CELL, Tone.MUTED), None))
        body.addWidget(self._note)
        self.button.clicked.connect(self.begin)

    def begin(self) -> None:
        """Make the example beside the base in the long lane."""
        if self._note.busy:
            return
        office = self._tools.office
        folder, today = office.path.parent, office.desk.now().date()

        job = self._tools.jobs.long(
            lambda progress, stopped: make_example(folder, today, progress, stopped),
            self._made,
            self._refused,
            on_progress=self._note.progress,
            owner=self,
        )
        self._note.begin(_WORDS, job)
        self.told.emit(_WORDS)

    def _made(self, path: Path) -> None:
        self._note.rest()
        self.ready.emit(path)

    def _refused(self, error: OfficeError) -> None:
        self._note.rest()
        self.failed.emit(error)

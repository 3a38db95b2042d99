"""Long work begun from a list or a card: its progress and its result in a sheet over the page."""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.ui.pages.file_opener import FileOpener
from desktop_app.ui.pages.work_note import WorkNote
from desktop_app.ui.theme import Type, look
from desktop_app.ui.widgets.button import Button, Keycap
from desktop_app.ui.widgets.over_window import OverWindow
from desktop_app.ui.widgets.panes import row
from desktop_app.ui.widgets.text import Paragraph

_MARGIN, _GAP, _WIDTH = 20, 12, 520
_SOON_MS = 30


class WorkSheet(OverWindow):
    """Holds a WorkNote; Esc closes it, the work goes on by itself."""

    def __init__(self, parent: QWidget, title: str, opener: FileOpener) -> None:
        """Name the work; `note` shows how it goes."""
        super().__init__(parent, title)
        self.setMinimumWidth(look().metrics.px(_WIDTH))
        self.note = WorkNote(opener)
        # What came of it is longer than the progress it takes the place of.
        self._grow = QTimer(self, singleShot=True, interval=_SOON_MS)
        self._grow.timeout.connect(self.adjustSize)
        self.note.ended.connect(self._fit)
        self._close = Button("Закрыть")
        self._close.clicked.connect(self.reject)
        body = QVBoxLayout(self)
        body.setContentsMargins(_MARGIN, _MARGIN, _MARGIN, _MARGIN)
        body.setSpacing(_GAP)
        body.addWidget(Paragraph(title, Type.SUBJECT, columns=60))
        body.addWidget(self.note)
        body.addLayout(row(None, self._close, Keycap("Esc")))

    def _fit(self) -> None:
        """Take the height the words need; at the new width they break anew, so once more then."""
        self.adjustSize()
        self._grow.start()

"""Long work begun from a list or a card: its progress and its result in a sheet over the page."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.ui.pages.file_opener import FileOpener
from desktop_app.ui.pages.work_note import WorkNote
from desktop_app.ui.theme import Type, look
from desktop_app.ui.widgets.button import Button, Keycap
from desktop_app.ui.widgets.over_window import OverWindow
from desktop_app.ui.widgets.panes import row
from desktop_app.ui.widgets.text import Paragraph

_MARGIN, _GAP, _WIDTH = 20, 12, 520


class WorkSheet(OverWindow):
    """Holds a WorkNote; Esc closes it, the work goes on by itself."""

    def __init__(self, parent: QWidget, title: str, opener: FileOpener) -> None:
        """Name the work; `note` shows how it goes."""
        super().__init__(parent, title)
        self.setMinimumWidth(look().metrics.px(_WIDTH))
        self.note = WorkNote(opener)
        self._close = Button("Закрыть")
        self._close.clicked.connect(self.reject)
        body = QVBoxLayout(self)
        body.setContentsMargins(_MARGIN, _MARGIN, _MARGIN, _MARGIN)
        body.setSpacing(_GAP)
        body.addWidget(Paragraph(title, Type.SUBJECT, columns=60))
        body.addWidget(self.note)
        body.addLayout(row(None, self._close, Keycap("Esc")))

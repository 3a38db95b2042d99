"""Under the files of a visit: how many of them its act shows, and the way to choose."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop_app.core import photo_words
from desktop_app.core.file_kinds import HEIC
from desktop_app.core.records.attachments import Attachment
from desktop_app.core.records.inspections import InspectionDraft
from desktop_app.core.text import NBSP
from desktop_app.ui.theme import Tone, Type
from desktop_app.ui.theme.metrics import MARGIN
from desktop_app.ui.widgets.button import Button, Rank
from desktop_app.ui.widgets.panes import column, row
from desktop_app.ui.widgets.text import Paragraph, Text

_HEIC = f"В акт не напечатается: {photo_words.NO_HEIC}"


class PhotoFoot(QWidget):
    """`wanted`: the clerk asks for the pictures of the act. Hidden while there are none."""

    wanted = Signal()

    def __init__(self) -> None:
        """Know of no files yet."""
        super().__init__()
        self._files: Sequence[Attachment] = ()
        self._chosen, self._editable = 0, False
        self.choose = Button("Фототабли&ца", Rank.LINK, icon_name="table")
        self.words = Text("", Type.CAPTION, Tone.MUTED)
        self.heic = Paragraph(_HEIC, Type.CAPTION, Tone.WARNING)
        foot = row(self.choose, 8, self.words, None)
        whole = column(foot, 2, self.heic)
        whole.setContentsMargins(MARGIN, 0, MARGIN, 6)
        self.setLayout(whole)
        self.choose.clicked.connect(self.wanted)
        self._tell()

    def show_files(self, files: Sequence[Attachment]) -> None:
        """Know other files."""
        self._files = files
        self._tell()

    def show_draft(self, draft: InspectionDraft, *, editable: bool) -> None:
        """Know another draft."""
        self._chosen, self._editable = len(draft.photos), editable
        self._tell()

    def _tell(self) -> None:
        kinds = {file.extension for file in self._files}
        self.choose.setVisible(self._editable and bool(kinds & photo_words.SHOWN))
        words = f"в акте {self._chosen}{NBSP}фото" if self._chosen else "снимков в акте нет"
        self.words.setText(words)
        self.heic.setVisible(self._editable and HEIC.extension in kinds)
        self.setVisible(bool(kinds & photo_words.OFFERED))

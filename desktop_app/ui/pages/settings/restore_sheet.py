"""«Восстановить из копии»: choose a copy, see what would be lost, go back."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.core.records.copies import KeptCopy
from desktop_app.ui import keys
from desktop_app.ui.pages.tools import Tools
from desktop_app.ui.shell.restore_pane import RestorePane
from desktop_app.ui.theme import Tone, Type, look
from desktop_app.ui.widgets.button import Button, Keycap, Rank
from desktop_app.ui.widgets.over_window import OverWindow
from desktop_app.ui.widgets.panes import row
from desktop_app.ui.widgets.text import Paragraph

BASE_FILES = "База Райштаба (*.sqlite)"
_MARGIN, _GAP, _WIDTH = 20, 12, 800
_WORDS = (
    "Программа закроет базу, поставит на её место выбранную копию и откроется снова. "
    "Нынешний файл останется рядом под именем со словом «заменён»."
)


class RestoreSheet(OverWindow):
    """`wanted(Path)`: the copy to go back to."""

    wanted = Signal(object)

    def __init__(self, parent: QWidget, tools: Tools) -> None:
        """Read the copies of the open database."""
        super().__init__(parent, "Восстановить из копии")
        self.setMinimumWidth(look().metrics.px(_WIDTH))
        self._tools, self._chosen = tools, Path()
        self.pane = RestorePane(tools.office.restoring, tools.jobs)
        self.restore = Button("Восстановить", Rank.PRIMARY, key=keys.cap("save_close"))
        self.other = Button("Другой файл…", icon_name="folder")
        away = Button("Отмена", key="Esc")
        body = QVBoxLayout(self)
        body.setContentsMargins(_MARGIN, _MARGIN, _MARGIN, _MARGIN)
        body.setSpacing(_GAP)
        body.addWidget(Paragraph("Восстановить из копии", Type.SUBJECT, columns=60))
        body.addWidget(Paragraph(_WORDS, Type.CELL, Tone.MUTED, columns=100))
        body.addWidget(self.pane, 1)
        cap = Keycap(keys.cap("save_close"))
        body.addLayout(row(self.other, None, self.restore, cap, away))
        self.restore.setEnabled(False)
        self.pane.chosen.connect(self._choose)
        self.restore.clicked.connect(self._go)
        keys.bind("save_close", self, self._go)
        self.other.clicked.connect(self._ask_file)
        away.clicked.connect(self.reject)
        self.pane.refresh()

    def _choose(self, kept: KeptCopy | None) -> None:
        self._chosen = kept.copy.path if kept is not None else Path()
        self.restore.setEnabled(kept is not None)

    def _go(self) -> None:
        if self.restore.isEnabled():
            self.accept()
            self.wanted.emit(self._chosen)

    def _ask_file(self) -> None:
        """Ask for a file where the present one lies: what a restoring replaced stays there."""
        restoring = self._tools.office.restoring
        self._tools.dialogs.open_file(
            self,
            "Файл копии",
            BASE_FILES,
            lambda path: self._tools.jobs.read(
                lambda: restoring.at(path), self.pane.take, owner=self
            ),
            place=restoring.live.parent,
        )

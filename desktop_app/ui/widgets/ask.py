"""Sheets that ask: a question with two answers, and a reason in words."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from desktop_app.ui import keys
from desktop_app.ui.theme import Tone, Type, look
from desktop_app.ui.widgets.button import Button, Rank
from desktop_app.ui.widgets.combo import Combo
from desktop_app.ui.widgets.over_window import OverWindow
from desktop_app.ui.widgets.panes import column, row
from desktop_app.ui.widgets.text import Paragraph, Text

_MARGIN = 20
_OTHER = 2  # beside Qt's own results of a dialog: 0 refused, 1 accepted


class _Sheet(OverWindow):
    """The common frame: subject, words, what is asked, buttons at the right."""

    def __init__(self, parent: QWidget, title: str, text: str) -> None:
        super().__init__(parent, title)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(_MARGIN, _MARGIN, _MARGIN, _MARGIN)
        self._column.setSpacing(12)
        self._column.addWidget(Paragraph(title, Type.SUBJECT, columns=50))
        if text:
            self._column.addWidget(Paragraph(text, columns=64))

    def _add_buttons(self, yes: str, no: str, other: str = "") -> Button:
        accept = Button(yes, Rank.PRIMARY)
        accept.clicked.connect(self.accept)
        buttons: list[QWidget | None] = [None, accept]
        if other:
            third = Button(other)
            third.clicked.connect(lambda: self.done(_OTHER))
            buttons.append(third)
        if no:
            refuse = Button(no)
            refuse.clicked.connect(self.reject)
            buttons.append(refuse)
        accept.setDefault(True)
        self._column.addSpacing(4)
        self._column.addLayout(row(*buttons))
        return accept


class AskSheet(_Sheet):
    """A question; `decided(answer)` comes once: True, "other", or False for Esc and closing."""

    decided = Signal(object)

    def __init__(
        self, parent: QWidget, title: str, text: str, yes: str, no: str, other: str = ""
    ) -> None:
        """Ask with two verbs or three; without a `no` it is a message."""
        super().__init__(parent, title, text)
        self._add_buttons(yes, no, other).setFocus()
        self.finished.connect(self._tell)

    def _tell(self, result: int) -> None:
        third = result == _OTHER
        self.decided.emit("other" if third else result == QDialog.DialogCode.Accepted)


class AskReason(_Sheet):
    """Asks for words; `told(str)` comes when they were given."""

    told = Signal(str)

    def __init__(
        self,
        parent: QWidget,
        title: str,
        label: str,
        ready: Sequence[str],
        yes: str,
        text: str = "",
    ) -> None:
        """Offer ready phrases in an editable box that holds `text`; the button waits for words."""
        super().__init__(parent, title, "")
        self._words = Combo(label, [(words, words) for words in ready])
        self._words.setEditable(True)
        self._words.setCurrentText(text)
        caption = Text(label, Type.CELL, Tone.MUTED)
        caption.setBuddy(self._words)
        self._column.addLayout(column(caption, self._words, space=4))
        self.setMinimumWidth(look().metrics.px(420))
        accept = self._add_buttons(yes, "Отмена")
        accept.setEnabled(bool(text.strip()))
        self._words.currentTextChanged.connect(lambda text: accept.setEnabled(bool(text.strip())))
        keys.bind("save_close", self, accept.click)
        self.accepted.connect(lambda: self.told.emit(self._words.currentText()))
        self._words.setFocus()
        line = self._words.lineEdit()
        if line is not None:
            line.selectAll()

"""«Ваше или другого»: both values of every field two people changed, and the choice."""

import datetime as dt
import enum
from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QRadioButton, QVBoxLayout, QWidget

from desktop_app.core import clock
from desktop_app.core.errors import Clash
from desktop_app.core.text import DASH, counted, figure, one_line
from desktop_app.ui import keys
from desktop_app.ui.theme import Tone, Type, look
from desktop_app.ui.widgets.button import Button, Keycap, Rank
from desktop_app.ui.widgets.over_window import OverWindow
from desktop_app.ui.widgets.panes import row
from desktop_app.ui.widgets.text import Paragraph, Text

_MARGIN, _GAP, _WIDTH, _LONGEST = 20, 10, 560, 300


class ClashSheet(OverWindow):
    """`decided` once every field has its value; closing decides nothing, typing goes on."""

    decided = Signal()

    def __init__(
        self,
        parent: QWidget,
        clash: Clash,
        labels: dict[str, str],
        title_of: Callable[[str, object], str] = lambda _name, _value: "",
    ) -> None:
        """Show the fields under the labels of the form; `title_of` knows words of its choices."""
        super().__init__(parent, "Два разных изменения")
        self.setMinimumWidth(look().metrics.px(_WIDTH))
        self._clash = clash
        self.theirs: dict[str, QRadioButton] = {}
        self._body = QVBoxLayout(self)
        self._body.setContentsMargins(_MARGIN, _MARGIN, _MARGIN, _MARGIN)
        self._body.setSpacing(_GAP)
        who = f" ({clash.who})" if clash.who else ""
        self._body.addWidget(Paragraph("Два разных изменения", Type.SUBJECT, columns=60))
        words = f"Пока форма была открыта, в эти поля записали другое{who}. Остальное сведено само."
        self._body.addWidget(Paragraph(words, Type.CELL, Tone.MUTED, columns=70))
        for name, values in clash.fields.items():
            mine, theirs = (title_of(name, value) or _shown(value) for value in values)
            self._add(name, labels.get(name, name), mine, theirs)
        save, away = Button("Записать", Rank.PRIMARY), Button("Вернуться к форме")
        save.clicked.connect(self._decide)
        away.clicked.connect(self.reject)
        keys.bind("save_close", self, self._decide)
        cap = Keycap(keys.cap("save_close"))
        self._body.addSpacing(4)
        self._body.addLayout(row(None, save, cap, away))

    def _add(self, name: str, label: str, mine: str, theirs: str) -> None:
        own = QRadioButton(f"Ваше: {mine}".replace("&", "&&"))
        other = QRadioButton(f"Другого: {theirs}".replace("&", "&&"))
        own.setChecked(True)
        group = QButtonGroup(self)
        for button in (own, other):
            button.setAccessibleName(f"{label}. {button.text().replace('&&', '&')}")
            group.addButton(button)
        self.theirs[name] = other
        self._body.addWidget(Text(label, Type.CELL_BOLD))
        self._body.addWidget(own)
        self._body.addWidget(other)

    def _decide(self) -> None:
        mine = (name for name, button in self.theirs.items() if not button.isChecked())
        self._clash.decide(frozenset(self.theirs), frozenset(mine))
        self.accept()
        self.decided.emit()


def _shown(value: object) -> str:
    """Return a value in one line, as people read it."""
    if isinstance(value, bool):
        return "да" if value else "нет"
    if isinstance(value, float):
        return figure(value)
    if isinstance(value, dt.datetime):
        return clock.show_moment(value)
    if isinstance(value, tuple | list):
        return counted(len(value), "значение", "значения", "значений")
    told = getattr(value, "title_ru", value) if isinstance(value, enum.Enum) else value
    line = one_line("" if told is None else str(told))
    return (line[:_LONGEST] + "…" if len(line) > _LONGEST else line) or DASH

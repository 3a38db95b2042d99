"""Tabs with counts: saved views of a list, drafts of calls."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QWidget

from desktop_app.core.text import number
from desktop_app.ui.theme import Tone, Type, colour, look
from desktop_app.ui.theme.metrics import FIELD_RADIUS
from desktop_app.ui.widgets.painted import baseline, focus_ring, write
from desktop_app.ui.widgets.panes import drop

_COUNT_GAP, _TAB_GAP, _UNDERLINE = 7, 22, 3


@dataclass(frozen=True, slots=True)
class Tab:
    """One tab; `tone` colours its count only."""

    key: str
    title: str
    count: int | None = None
    tone: Tone = Tone.MUTED


class TabButton(QAbstractButton):
    """A word with a muted count; the current one is bold ink over a 3 px underline."""

    def __init__(self, tab: Tab) -> None:
        """Show a tab."""
        super().__init__()
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.toggled.connect(lambda _: self.updateGeometry())
        self.show_tab(tab)

    def show_tab(self, tab: Tab) -> None:
        """Show another count."""
        self._tab = tab
        self._count = "" if tab.count is None else number(tab.count)
        self.setText(tab.title)
        self.setAccessibleName(f"{tab.title} {self._count}".strip())
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return the room of word and count."""
        fonts = look().fonts
        width = fonts.width(Type.BODY_BOLD if self.isChecked() else Type.BODY, self.text())
        if self._count:
            width += _COUNT_GAP + fonts.width(Type.CELL, self._count)
        return QSize(round(width), look().metrics.field)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw word, count and underline."""
        theme, painter = look().theme, QPainter(self)
        current = self.isChecked()
        ink = theme.ink if current or self.underMouse() else theme.muted
        base = baseline(0, self.height(), Type.BODY)
        end = write(painter, 0, base, self.text(), Type.BODY_BOLD if current else Type.BODY, ink)
        if self._count:
            tone = theme.text_of(self._tab.tone)
            end = write(painter, end + _COUNT_GAP, base, self._count, Type.CELL, tone)
        if current:
            top = self.height() - _UNDERLINE
            painter.fillRect(0, top, round(end), _UNDERLINE, colour(theme.link))
        if self.hasFocus():
            focus_ring(painter, self.rect().adjusted(0, 8, 0, -8), FIELD_RADIUS)
        painter.end()


class Tabs(QWidget):
    """A row of tabs; `chosen(key)` when the clerk picks one, arrows move between them."""

    chosen = Signal(str)

    def __init__(self, name: str, tabs: Sequence[Tab] = ()) -> None:
        """Show tabs; `name` is read to the blind."""
        super().__init__()
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self._buttons: dict[str, TabButton] = {}
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(_TAB_GAP)
        self.set_tabs(tabs)

    @property
    def current(self) -> str:
        """The key of the current tab, empty when there is none."""
        return next((key for key, button in self._buttons.items() if button.isChecked()), "")

    def set_tabs(self, tabs: Sequence[Tab]) -> None:
        """Show these tabs; the current one stays current while it exists, else the first."""
        current = self.current
        wanted = {tab.key: tab for tab in tabs}
        if list(wanted) == list(self._buttons):
            for key, tab in wanted.items():
                self._buttons[key].show_tab(tab)
            return
        for button in self._buttons.values():
            drop(button, self._row)
        self._buttons = {key: self._made(tab) for key, tab in wanted.items()}
        if wanted:
            self._buttons[current if current in wanted else tabs[0].key].setChecked(True)

    def show_current(self, key: str) -> None:
        """Make a tab current without telling of it."""
        self._buttons[key].setChecked(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move between tabs with the arrows."""
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        step = steps.get(Qt.Key(event.key()))
        keys = list(self._buttons)
        if step is None or not keys:
            super().keyPressEvent(event)
            return
        place = (keys.index(self.current) + step) % len(keys)
        self._buttons[keys[place]].setFocus()
        self._buttons[keys[place]].click()

    def _made(self, tab: Tab) -> TabButton:
        button = TabButton(tab)
        button.clicked.connect(lambda: self.chosen.emit(tab.key))
        self._row.addWidget(button)
        return button

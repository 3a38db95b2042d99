"""The frame of a record's card: crumbs, a head, columns of groups that scroll."""

from collections.abc import Sequence
from typing import TypeAlias

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLayout, QVBoxLayout, QWidget

from desktop_app.ui import keys
from desktop_app.ui.theme import Type, look
from desktop_app.ui.theme.metrics import MARGIN
from desktop_app.ui.theme.pills import Pill
from desktop_app.ui.widgets.bars import Crumbs
from desktop_app.ui.widgets.button import Button
from desktop_app.ui.widgets.panes import Hairline, Pane, column, drop, row
from desktop_app.ui.widgets.pill_label import PillLabel
from desktop_app.ui.widgets.scroll_pane import ScrollPane
from desktop_app.ui.widgets.text import Line

# None is a hairline between groups.
Part: TypeAlias = QWidget | QLayout | None

_PILLS = 2
_NAME = 240  # a name shorter than this tells one record from another no more


class CardFrame(QWidget):
    """`left` back to the list; `set_head` and `set_columns` show a record."""

    left = Signal()

    def __init__(self, section: str, tools: Sequence[Button], *, is_address: bool = True) -> None:
        """Name the section and the buttons at the right of the head.

        A name that `is_address` loses its middle where it is long: a house is told by its number.
        """
        super().__init__()
        self.crumbs = Crumbs(section)
        middle, right = Qt.TextElideMode.ElideMiddle, Qt.TextElideMode.ElideRight
        self._title = Line("", Type.TITLE, elide=middle if is_address else right)
        self._subject = Line("", Type.CELL, elide=middle)
        self._pills = [PillLabel() for _ in range(_PILLS)]
        head = Pane()
        said = row(*self._pills, self._subject)
        said.setStretch(_PILLS, 1)
        self._buttons = row(None, *tools)
        self._head_line: QBoxLayout = row(column(self._title, 6, said), self._buttons)
        self._head_line.setStretch(0, 1)
        self._head_line.setContentsMargins(MARGIN, 12, MARGIN, 14)
        head.setLayout(self._head_line)
        self._body = QHBoxLayout()
        self._body.setContentsMargins(0, 0, 0, 0)
        self._body.setSpacing(0)
        self._shown: list[QWidget] = []
        self._panes: list[ScrollPane] = []
        self._record = self._shown_record = ""
        # The bars know how far they go only once what is inside has its place.
        self._kept: list[int] = []
        self._again = QTimer(self, singleShot=True, interval=0)
        self._again.timeout.connect(self._scroll_back)
        self.setLayout(column(self.crumbs, head, Hairline(), self._body))
        self.crumbs.back.connect(self.left)
        keys.bind("close", self, self.left.emit)
        keys.bind("back", self, self.left.emit)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the buttons under the name where large letters leave no room beside them."""
        super().resizeEvent(event)
        room = self.width() - 2 * MARGIN - self._buttons.sizeHint().width()
        folds, beside = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        self._head_line.setDirection(folds if room < look().metrics.px(_NAME) else beside)

    def set_head(self, crumb: str, title: str, subject: str) -> None:
        """Name the record."""
        self._record = f"{crumb}\n{title}"
        self.crumbs.set_words(crumb)
        self._title.set_text(title)
        self._subject.set_text(subject)

    def set_pills(self, pills: Sequence[Pill]) -> None:
        """Show up to two pills before the words under the name."""
        for place, label in enumerate(self._pills):
            label.set_pill(pills[place] if place < len(pills) else None)

    def set_columns(self, columns: Sequence[tuple[int, Sequence[Part]]]) -> None:
        """Show columns, each (stretch, widgets); None is a hairline between groups.

        The same record shown again, as another clerk changed something in it, stays where it was.
        """
        same, self._shown_record = self._record == self._shown_record, self._record
        if not self._again.isActive():
            self._kept = [pane.verticalScrollBar().value() for pane in self._panes]
        focus = self.window().focusWidget()
        lost = focus is not None and any(old.isAncestorOf(focus) for old in self._shown)
        for old in self._shown:
            drop(old, self._body)
        self._shown, self._panes = [], []
        for place, (stretch, widgets) in enumerate(columns):
            if place:
                self._add(Hairline(upright=True), 0)
            pane = ScrollPane(_groups(widgets))
            self._panes.append(pane)
            self._add(pane, stretch)
        if lost:
            self.setFocus()  # else it would wander to whatever Tab comes to next
        if same and any(self._kept):
            self._again.start()

    def _scroll_back(self) -> None:
        for pane, value in zip(self._panes, self._kept, strict=False):
            pane.verticalScrollBar().setValue(value)

    def _add(self, widget: QWidget, stretch: int) -> None:
        self._body.addWidget(widget, stretch)
        self._shown.append(widget)


def _groups(widgets: Sequence[Part]) -> QVBoxLayout:
    body = QVBoxLayout()
    body.setContentsMargins(MARGIN, 12, MARGIN, 12)
    body.setSpacing(9)
    for widget in widgets:
        if widget is None:
            body.addSpacing(2)
            body.addWidget(Hairline())
            body.addSpacing(2)
        elif isinstance(widget, QLayout):
            body.addLayout(widget)
        else:
            body.addWidget(widget)
    body.addStretch(1)
    return body

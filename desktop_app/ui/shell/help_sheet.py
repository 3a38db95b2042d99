"""The help of a section: what it is for, and every key that acts in it (F1)."""

from collections.abc import Collection
from types import MappingProxyType

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractSlider, QGridLayout, QVBoxLayout, QWidget

from desktop_app.core.handbook import HelpSection, HelpText
from desktop_app.ui import keys
from desktop_app.ui.theme import Type, look
from desktop_app.ui.widgets.button import Button, Keycap, Rank
from desktop_app.ui.widgets.facts import SectionHead
from desktop_app.ui.widgets.over_window import OverWindow
from desktop_app.ui.widgets.panes import column, row
from desktop_app.ui.widgets.scroll_pane import ScrollPane
from desktop_app.ui.widgets.text import Paragraph, Text

_MARGIN, _GAP, _HALF = 20, 16, 250
_SCREEN_SHARE = 0.85
_SCROLLING = MappingProxyType(
    {
        Qt.Key.Key_Down: QAbstractSlider.SliderAction.SliderSingleStepAdd,
        Qt.Key.Key_Up: QAbstractSlider.SliderAction.SliderSingleStepSub,
        Qt.Key.Key_PageDown: QAbstractSlider.SliderAction.SliderPageStepAdd,
        Qt.Key.Key_PageUp: QAbstractSlider.SliderAction.SliderPageStepSub,
    }
)


class HelpSheet(OverWindow):
    """Shows a section of the handbook and its keys in two columns; `print_wanted` for all of it.

    Esc, Enter and F1 close it, the focus goes back.
    """

    print_wanted = Signal()

    def __init__(self, parent: QWidget, section: HelpSection, acting: Collection[str]) -> None:
        """Lay out the page; what does not fit the screen scrolls."""
        super().__init__(parent, f"Справка: {section.title}")
        close = Button("Понятно", Rank.PRIMARY, key=keys.cap("close"))
        close.clicked.connect(self.accept)
        close.setDefault(True)
        keys.bind("help", self, self.accept)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(_MARGIN, _MARGIN, _MARGIN, _MARGIN)
        whole.setSpacing(_GAP)
        whole.addWidget(Paragraph(section.title, Type.SUBJECT, columns=60))
        told = [_text(text) for text in section.texts]
        body = column(*told, 4, space=8)
        body.addLayout(_two_columns(acting))
        self._body = ScrollPane(body)
        book = Button("Вся справка", Rank.LINK, icon_name="printer")
        book.clicked.connect(self.print_wanted)
        whole.addWidget(self._body, 1)
        whole.addLayout(row(book, None, close))
        close.setFocus()
        # Qt by itself opens a dialog no higher than two thirds of the screen.
        self.resize(self.sizeHint())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Scroll by the keyboard: nothing else in the sheet takes arrows and pages."""
        step = _SCROLLING.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            self._body.verticalScrollBar().triggerAction(step)

    def sizeHint(self) -> QSize:
        """Ask for all of the page, and not for more than most of the screen."""
        wanted = super().sizeHint()
        room = self.screen().availableSize() * _SCREEN_SHARE
        return QSize(
            min(wanted.width() + _MARGIN, room.width()), min(wanted.height(), room.height())
        )


def _text(text: HelpText) -> QWidget:
    if not text.is_item:
        return Paragraph(text.text, columns=90)
    line = QWidget()
    words = Paragraph(text.text, columns=86)
    dash = Text("–")
    inner = row(dash, words, space=8)
    inner.setStretch(1, 1)
    inner.setAlignment(dash, Qt.AlignmentFlag.AlignTop)
    inner.setContentsMargins(8, 0, 0, 0)
    line.setLayout(inner)
    return line


def _two_columns(acting: Collection[str]) -> QGridLayout:
    """Return the headings with their keys, shared out over two columns of like length."""
    blocks = keys.help_lines(acting)
    halves = (column(space=_GAP), column(space=_GAP))
    lengths = [0, 0]
    for heading, lines in sorted(blocks, key=lambda block: -len(block[1])):
        side = 0 if lengths[0] <= lengths[1] else 1
        halves[side].addLayout(_block(heading, lines))
        lengths[side] += len(lines) + 2
    layout = QGridLayout()
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setHorizontalSpacing(2 * _GAP)
    for place, half in enumerate(halves):
        half.addStretch(1)
        layout.addLayout(half, 0, place)
        layout.setColumnStretch(place, 1)
        layout.setColumnMinimumWidth(place, look().metrics.px(_HALF))
    return layout


def _block(heading: str, lines: list[tuple[str, str]]) -> QVBoxLayout:
    grid = QGridLayout()
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(10)
    grid.setVerticalSpacing(6)
    grid.setColumnStretch(1, 1)
    top = Qt.AlignmentFlag.AlignTop
    for place, (key, words) in enumerate(lines):
        grid.addWidget(Keycap(key), place, 0, top | Qt.AlignmentFlag.AlignLeft)
        grid.addWidget(Paragraph(words, Type.CELL, columns=44), place, 1, top)
    block = column(SectionHead(heading), space=8)
    block.addLayout(grid)
    return block

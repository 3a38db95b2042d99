"""What an empty list shows: what is, what the section gives, one action and one way out."""

from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from desktop_app.ui.theme import Tone, Type, look
from desktop_app.ui.widgets.button import Button, Keycap, Rank
from desktop_app.ui.widgets.painted import draw_icon, plate
from desktop_app.ui.widgets.panes import Pane
from desktop_app.ui.widgets.text import Paragraph
from desktop_app.ui.widgets.wrap_row import WrapRow

_DISC, _ICON = 72, 32


@dataclass(frozen=True, slots=True)
class EmptyWords:
    """Words of an empty section; `action` and `way_out` may be empty."""

    icon: str
    title: str
    text: str
    action: str = ""
    key: str = ""
    way_out: str = ""
    action_icon: str = "plus"
    way_out_key: str = ""


class _Disc(QWidget):
    """The tinted disc with the section's icon."""

    def __init__(self, icon_name: str) -> None:
        super().__init__()
        self._icon = icon_name
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return the disc's size."""
        side = look().metrics.px(_DISC)
        return QSize(side, side)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the disc, a ring in high contrast."""
        theme, painter = look().theme, QPainter(self)
        tint = theme.tint_of(Tone.INFO)
        frame = tint.text if theme.outlined else ""
        plate(painter, self.rect(), self.width() / 2, tint.ground, frame)
        side = look().metrics.px(_ICON)
        inset = (self.width() - side) / 2
        draw_icon(painter, self, self._icon, tint.text, (inset, inset, side))
        painter.end()


class EmptyState(Pane):
    """Centred slightly above the middle; signals name the button that was pressed."""

    action_pressed = Signal()
    way_out_pressed = Signal()

    def __init__(self, words: EmptyWords) -> None:
        """Show the words."""
        super().__init__()
        centre = Qt.AlignmentFlag.AlignHCenter
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(0)
        column.addStretch(375)
        column.addWidget(_Disc(words.icon), 0, centre)
        column.addSpacing(12)
        column.addWidget(Paragraph(words.title, Type.TITLE, centred=True), 0, centre)
        column.addSpacing(4)
        column.addWidget(
            Paragraph(words.text, Type.BODY, Tone.MUTED, columns=90, centred=True), 0, centre
        )
        column.addSpacing(16)
        column.addLayout(self._buttons(words))
        column.addStretch(625)

    def _buttons(self, words: EmptyWords) -> WrapRow:
        items: list[QWidget | int | None] = [None]
        self.action = Button(words.action, Rank.PRIMARY, icon_name=words.action_icon)
        self.action.clicked.connect(self.action_pressed)
        self.way_out = Button(words.way_out)
        self.way_out.clicked.connect(self.way_out_pressed)
        if words.action:
            items += [self.action]
        if words.key:
            items += [8, Keycap(words.key)]
        if words.way_out:
            items += [14, self.way_out]
        if words.way_out_key:
            items += [8, Keycap(words.way_out_key)]
        return WrapRow(*items, None, space=0)

"""Notes: a tinted block with an icon, a bold first line and what follows from it."""

from collections.abc import Sequence
from enum import Enum

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from desktop_app.ui.theme import Tone, Type, follow_look, look
from desktop_app.ui.theme.metrics import CARD_RADIUS
from desktop_app.ui.widgets.painted import draw_icon, plate
from desktop_app.ui.widgets.text import Paragraph, Text
from desktop_app.ui.widgets.wrap_row import WrapRow

_TEXT_LEFT, _ICON_LEFT, _ICON_GAP = 40, 13, 9
_BESIDE = 160
_RIGHT = 12
_ICONS = {
    Tone.DANGER: "alert",
    Tone.WARNING: "warning",
    Tone.GOOD: "check",
    Tone.INFO: "info",
    Tone.MUTED: "info",
    Tone.PLAIN: "info",
    Tone.LINK: "info",
}


class Air(Enum):
    """How much air a note has above and below its words, and between them."""

    BAR = (5, 0)
    PREVIEW = (8, 0)
    LINES = (10, 3)
    ROOMY = (10, 4)


class Note(QWidget):
    """One note; words, buttons and own widgets are added below its title.

    A note is read to the blind as its title and text; its icon and words carry what its colour
    says.
    """

    def __init__(
        self,
        tone: Tone,
        title: str = "",
        *,
        aside: str = "",
        icon_name: str = "",
        air: Air = Air.ROOMY,
    ) -> None:
        """Start with a title and words at its right end."""
        super().__init__()
        self.tone, self._icon = tone, icon_name or _ICONS[tone]
        self._pad, gap = air.value
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self._outer = QHBoxLayout(self)
        self._column = QVBoxLayout()
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(gap)
        self._outer.addLayout(self._column)
        self._title = Paragraph("", Type.BODY_BOLD, tone, columns=90)
        self._aside = Text("", Type.CELL, tone)
        self._head = WrapRow(self._title, None, self._aside, line_gap=2)
        self._column.addLayout(self._head)
        self.set_title(title, aside)
        follow_look(self._relook)

    def set_title(self, title: str, aside: str = "") -> None:
        """Say something else in the bold line."""
        self._title.set_text(title)
        self._title.setVisible(bool(title))
        self._aside.setText(aside)
        self._aside.setVisible(bool(aside))
        self.setAccessibleName(title)

    def add_beside(self, text: str, buttons: Sequence[QWidget]) -> None:
        """Go on in the title's line: words after it, buttons at the right end."""
        if text:
            words = Paragraph(text, columns=_BESIDE)
            self._head.insert(1, words)
        self._head.extend(buttons)

    def add_text(self, text: str, *, ink: bool = True, role: Type = Type.BODY) -> Paragraph:
        """Add a paragraph: in ink to be read aloud, in the note's tone as an explanation."""
        words = Paragraph(text, role, Tone.PLAIN if ink else self.tone, columns=90)
        self._column.addWidget(words)
        return words

    def add_row(self, *items: QWidget | None, gap: int = 8) -> None:
        """Add a row of buttons or words, None for a spring."""
        self._column.addSpacing(2)
        self._column.addLayout(WrapRow(*items, space=gap))

    def add_widgets(self, widgets: Sequence[QWidget]) -> None:
        """Add widgets below one another."""
        for widget in widgets:
            self._column.addWidget(widget)

    def _relook(self) -> None:
        left = max(_TEXT_LEFT, _ICON_LEFT + look().metrics.icon + _ICON_GAP)
        self._outer.setContentsMargins(left, self._pad, _RIGHT, self._pad)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the ground (a frame in high contrast) and the icon on the first line."""
        dress, painter = look(), QPainter(self)
        tint = dress.theme.tint_of(self.tone)
        plate(
            painter,
            self.rect(),
            CARD_RADIUS,
            tint.ground,
            tint.text if dress.theme.outlined else "",
        )
        side = dress.metrics.icon
        line = self._title.y() if self._title.isVisibleTo(self) else self._pad
        top = line + (dress.fonts.metrics(Type.BODY).height() - side) / 2
        draw_icon(painter, self, self._icon, tint.text, (_ICON_LEFT, top, side))
        painter.end()

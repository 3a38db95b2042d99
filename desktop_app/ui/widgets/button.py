"""Buttons in three ranks, and the keycap that stands beside them."""

from enum import StrEnum

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from desktop_app.ui.icons import icon
from desktop_app.ui.theme import Theme, Tone, Type, follow_look, look
from desktop_app.ui.theme.metrics import FIELD_RADIUS
from desktop_app.ui.widgets.painted import baseline, plate, write

_HELD = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier


class Rank(StrEnum):
    """How loud a button is; a screen has at most one PRIMARY."""

    PRIMARY = "primary"
    SECONDARY = "secondary"
    LINK = "link"


class Button(QPushButton):
    """A push button with an optional icon; its key is shown in a Keycap and in the tooltip."""

    def __init__(
        self,
        text: str,
        rank: Rank = Rank.SECONDARY,
        *,
        icon_name: str = "",
        key: str = "",
        inline: bool = False,
    ) -> None:
        """Label it with a verb; `&` before a letter gives Alt+letter, `key` goes to the tooltip.

        An `inline` link is as high as a line of facts, so that it does not push them apart.
        """
        super().__init__(text)
        self._rank, self._icon_name = rank, icon_name
        self.setProperty("kind", str(rank))
        if inline:
            self.setProperty("inline", True)
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        plain = text.replace("&", "")
        self.setAccessibleName(plain)
        if key:
            self.setToolTip(f"{plain} ({key})")
        if rank is Rank.LINK:
            self.setCursor(Qt.CursorShape.PointingHandCursor)
        follow_look(self._relook)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Press with Enter as with the space bar, whatever button is the usual one of a dialog."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers() & _HELD:
            self.click()
        else:
            super().keyPressEvent(event)

    def _relook(self) -> None:
        metrics, theme = look().metrics, look().theme
        self.setIconSize(QSize(metrics.icon_small, metrics.icon_small))
        if self._icon_name:
            ink = _ink(theme, self._rank)
            self.setIcon(icon(self._icon_name, ink, metrics.icon_small, self.devicePixelRatioF()))


def _ink(theme: Theme, rank: Rank) -> str:
    return {Rank.PRIMARY: theme.on_accent, Rank.LINK: theme.link}.get(rank, theme.muted)


class Keycap(QWidget):
    """The name of a key in a small frame; in a note it takes the note's tone and no ground."""

    def __init__(self, key: str, tone: Tone = Tone.PLAIN, parent: QWidget | None = None) -> None:
        """Show the key's name."""
        super().__init__(parent)
        self._key, self._tone = key, tone
        self.setAccessibleName(key)
        self.setProperty("sticky", True)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return the size of the cap round its words."""
        dress = look()
        width = dress.fonts.width(Type.CAPTION, self._key) + 12
        return QSize(round(width), dress.metrics.keycap)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw frame and words."""
        theme, painter = look().theme, QPainter(self)
        toned = self._tone is not Tone.PLAIN
        ink = theme.text_of(self._tone) if toned else theme.muted
        frame, ground = (ink, "") if toned else (theme.control, theme.quiet)
        plate(painter, self.rect(), FIELD_RADIUS, ground, frame)
        write(painter, 6, baseline(0, self.height(), Type.CAPTION), self._key, Type.CAPTION, ink)
        painter.end()

"""Chips: filters in force, flags that are on or off, small buttons of the filter bar."""

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy

from desktop_app.ui.theme import Type, look
from desktop_app.ui.widgets.painted import baseline, draw_icon, plate, write
from desktop_app.ui.widgets.painted_button import PaintedButton

_PAD, _BARE_PAD, _ICON_LEFT, _GAP = 13, 11, 12, 2


class Chip(PaintedButton):
    """A rounded button 26 high.

    Checked, or `in_force`, it stands on the soft selection (a thick accent frame in high
    contrast). A removable one has a cross: pressing it, Del or Backspace give `removed`.
    """

    removed = Signal()

    def __init__(
        self,
        text: str,
        *,
        icon_name: str = "",
        checkable: bool = False,
        in_force: bool = False,
        removable: bool = False,
    ) -> None:
        """Show words with an optional icon."""
        super().__init__()
        self._icon, self._in_force, self._removable = icon_name, in_force, removable
        self.setText(text)
        self.setAccessibleName(f"{text}, снять отбор: Del" if removable else text)
        self.setCheckable(checkable)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return the size round icon, words and cross."""
        dress = look()
        width = dress.fonts.width(Type.BODY, self.text()) + 2 * self._pad()
        if self._icon:
            width += self._side() + _GAP + _ICON_LEFT - _PAD
        if self._removable:
            width += self._cross() - 1
        return QSize(round(width), dress.metrics.chip)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the filter off with Del or Backspace; press with Enter as with the space bar."""
        key = event.key()
        if self._removable and key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.removed.emit()
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Take the filter off when the cross is pressed."""
        if self._removable and event.position().x() >= self.width() - _PAD - self._cross() - 4:
            self.setDown(False)
            self.removed.emit()
            return
        super().mouseReleaseEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw plate, icon, words and cross."""
        dress, painter = look(), QPainter(self)
        theme = dress.theme
        self._plate(painter)
        left: float = self._pad()
        if self._icon:
            side = self._side()
            left = float(_ICON_LEFT)
            place = (left, (self.height() - side) / 2, side)
            draw_icon(painter, self, self._icon, theme.muted, place)
            left += side + _GAP
        base = baseline(0, self.height(), Type.BODY)
        end = write(painter, left, base, self.text(), Type.BODY, self._ink())
        if self._removable:
            side = self._cross()
            place = (end + 1, (self.height() - side) / 2, side)
            draw_icon(painter, self, "close", theme.muted, place)
        painter.end()

    def _plate(self, painter: QPainter) -> None:
        theme, radius = look().theme, self.height() / 2
        if self._in_force or self.isChecked():
            ground = theme.surface if theme.outlined else theme.soft
            plate(painter, self.rect(), radius, ground, theme.link if theme.outlined else "", 2)
        else:
            hover = self.underMouse() and self.isEnabled()
            plate(
                painter, self.rect(), radius, theme.hover if hover else theme.surface, theme.control
            )
        if self.hasFocus():
            ring: QRect = self.rect()
            plate(painter, ring, radius, "", theme.link, 2)

    def _pad(self) -> int:
        """Words alone stand closer to the ends than words with an icon."""
        return _PAD if self._icon or self._in_force else _BARE_PAD

    def _ink(self) -> str:
        theme = look().theme
        return theme.ink if self.isEnabled() else theme.muted

    def _side(self) -> int:
        return look().metrics.px(15)

    def _cross(self) -> int:
        return look().metrics.px(12)

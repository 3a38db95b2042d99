"""A row of the palette: icon, words, muted hint, and the key at the right."""

from typing import Protocol

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from desktop_app.ui.icons import icon_pixmap
from desktop_app.ui.theme import Type, colour, look
from desktop_app.ui.theme.metrics import FIELD_RADIUS
from desktop_app.ui.widgets.painted import baseline, plate, write


class _Shown(Protocol):
    title: str
    key: str
    hint: str
    icon: str


class CommandRow(QStyledItemDelegate):
    """Draws a command kept under UserRole."""

    def __init__(self, view: QWidget) -> None:
        """Belong to a view."""
        super().__init__(view)
        self._view = view

    def sizeHint(
        self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Return the height of a row."""
        return QSize(100, look().metrics.nav_item)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Draw one command."""
        command: _Shown = index.data(Qt.ItemDataRole.UserRole)
        dress, rect = look(), option.rect
        theme, metrics = dress.theme, dress.metrics
        ink, muted = theme.ink, theme.muted
        if option.state & QStyle.StateFlag.State_Selected:
            plate(painter, rect, FIELD_RADIUS, theme.soft)
            ink = muted = theme.on_soft
        left: float = rect.left() + 8
        if command.icon:
            side = metrics.icon
            pixmap = icon_pixmap(command.icon, muted, side, self._view.devicePixelRatioF())
            painter.drawPixmap(round(left), rect.top() + (rect.height() - side) // 2, pixmap)
        left += metrics.px(26)
        base = baseline(rect.top(), rect.height(), Type.BODY)
        key_width = dress.fonts.width(Type.CAPTION, command.key)
        right = rect.right() - 8 - key_width
        painter.setFont(dress.fonts[Type.CAPTION])
        painter.setPen(colour(muted))
        painter.drawText(round(right), base, command.key)
        cut = dress.fonts.metrics(Type.BODY).elidedText(
            command.title, Qt.TextElideMode.ElideMiddle, right - left - 8
        )
        end = write(painter, left, base, cut, Type.BODY, ink) + 10
        if command.hint and right - end > metrics.px(30):
            hint = dress.fonts.metrics(Type.CELL).elidedText(
                command.hint, Qt.TextElideMode.ElideRight, right - end - 8
            )
            write(painter, end, base, hint, Type.CELL, muted)

"""A menu that is gone once it closes and draws its own marks: the sheet knows boxes only."""

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QAction, QActionGroup, QPainter, QPaintEvent
from PySide6.QtWidgets import QMenu, QWidget

from desktop_app.ui.theme import look
from desktop_app.ui.theme.metrics import MENU_BOX
from desktop_app.ui.widgets.painted import draw_icon, plate

_LEFT, _FRAME, _DOT = 6, 1, 4


class Menu(QMenu):
    """A tick in each box that is on; a dot where one choice of several is in force."""

    def __init__(self, parent: QWidget, title: str = "", *, one_of: bool = False) -> None:
        """Belong to a widget; `one_of` when its marks exclude one another."""
        super().__init__(title, parent)
        self._group = QActionGroup(self) if one_of else None
        if not isinstance(parent, QMenu):
            self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

    def add_choice(self, words: str, *, is_on: bool) -> QAction:
        """Add an action with a box; connect its `triggered`."""
        action = self.addAction(words)
        action.setCheckable(True)
        action.setChecked(is_on)
        if self._group is not None:
            self._group.addAction(action)
        return action

    def add_menu(self, title: str) -> "Menu":
        """Add a menu that opens beside this one."""
        inner = Menu(self, title)
        self.addMenu(inner)
        return inner

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the menu, then the marks over the boxes."""
        super().paintEvent(event)
        painter = QPainter(self)
        for action in self.actions():
            if action.isCheckable() and action.isChecked():
                self._mark(painter, action)
        painter.end()

    def _mark(self, painter: QPainter, action: QAction) -> None:
        dress, rect = look(), self.actionGeometry(action)
        theme, side = dress.theme, dress.metrics.px(MENU_BOX) + 2 * _FRAME
        ink = theme.soft if action is self.activeAction() else theme.on_accent
        box = QRect(rect.left() + _LEFT, rect.center().y() + 1 - side // 2, side, side)
        if self._group is not None:
            wide = dress.metrics.px(_DOT)
            dot = QRectF(0, 0, wide, wide)
            dot.moveCenter(QRectF(box).center())
            plate(painter, dot, wide / 2, ink)
        else:
            draw_icon(painter, self, "check", ink, (box.left() + 1, box.top() + 1, side - 2))

"""An icon with words in a tone: «! выберите тему», «✓ есть», «Записано в 09:44»."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop_app.ui.models.columns import Mark
from desktop_app.ui.theme import Type, look
from desktop_app.ui.widgets.painted import baseline, draw_icon, write
from desktop_app.ui.widgets.panes import set_shown

_GAP = 7


class MarkLabel(QWidget):
    """Shows a Mark at the size of a cell, or of the body; hidden while it has no words.

    With `ink` only the icon takes the tone, the words are ink.
    """

    def __init__(self, mark: Mark | None = None, *, body: bool = False, ink: bool = False) -> None:
        """Show a mark."""
        super().__init__()
        self._body, self._ink = body, ink
        self._mark = Mark("")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_mark(mark)

    def set_mark(self, mark: Mark | None) -> None:
        """Show another mark; None hides the label."""
        self._mark = mark or Mark("")
        self.setAccessibleName(self._mark.text)
        set_shown(self, bool(self._mark.text))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return the room of icon and words."""
        fonts = look().fonts
        width = fonts.width(self._role(), self._mark.text)
        if self._mark.icon:
            width += self._side() + _GAP
        return QSize(round(width) + 2, round(fonts.metrics(self._role()).height()))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw icon and words."""
        painter, left = QPainter(self), 0.0
        ink = look().theme.text_of(self._mark.tone)
        if self._mark.icon:
            side = self._side()
            draw_icon(painter, self, self._mark.icon, ink, (0, (self.height() - side) / 2, side))
            left = side + _GAP
        if self._ink:
            ink = look().theme.ink
        base = baseline(0, self.height(), self._role())
        write(painter, left, base, self._mark.text, self._role(), ink)
        painter.end()

    def _role(self) -> Type:
        if self._body:
            return Type.BODY_BOLD if self._mark.bold else Type.BODY
        return Type.CELL_BOLD if self._mark.bold else Type.CELL

    def _side(self) -> int:
        return look().metrics.icon if self._body else look().metrics.icon_tiny

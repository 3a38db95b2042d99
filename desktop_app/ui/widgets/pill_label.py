"""A pill that stands alone: on a card, in a preview, beside a heading."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop_app.core.enums import TicketStatus
from desktop_app.ui.theme import look
from desktop_app.ui.theme.pills import Pill, status_pill
from desktop_app.ui.widgets.panes import set_shown


class PillLabel(QWidget):
    """Shows one pill, 22 px high; hidden while it has none."""

    def __init__(
        self, pill: Pill | TicketStatus | None = None, parent: QWidget | None = None
    ) -> None:
        """Show a pill, or the pill of a status."""
        super().__init__(parent)
        self._pill: Pill | None = None
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        if pill is not None:
            self.set_pill(pill)
        else:
            self.hide()

    def set_pill(self, pill: Pill | TicketStatus | None) -> None:
        """Show another pill; None hides the label."""
        self._pill = status_pill(pill) if isinstance(pill, TicketStatus) else pill
        self.setAccessibleName(self._pill.text if self._pill else "")
        set_shown(self, self._pill is not None)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return the size of the pill."""
        if self._pill is None:
            return QSize(0, 0)
        dress = look()
        return QSize(dress.pills.width(self._pill), dress.metrics.pill_alone)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Blit the pill."""
        if self._pill is None:
            return
        dress, painter = look(), QPainter(self)
        pixmap = dress.pills.pixmap(self._pill, dress.metrics.pill_alone, self.devicePixelRatioF())
        painter.drawPixmap(0, 0, pixmap)
        painter.end()

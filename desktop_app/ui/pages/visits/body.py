"""The zones of a visit put together: measurements give way, the lower part keeps its height."""

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop_app.ui.pages.visits.commission import CommissionZone
from desktop_app.ui.pages.visits.findings import FindingsZone
from desktop_app.ui.pages.visits.measurements import MeasurementsZone
from desktop_app.ui.widgets.panes import Hairline, column

_SIDE_SHARE = 0.46


class VisitBody(QWidget):
    """Stands in a scroll pane; with large type the commission takes no more than its share."""

    def __init__(
        self,
        measurements: MeasurementsZone,
        findings: FindingsZone,
        commission: CommissionZone,
        files: QWidget,
    ) -> None:
        """Lay out the zones as the design does; files stand under the commission."""
        super().__init__()
        self._commission, self._files = commission, files
        side = column(commission, files)
        side.setStretch(0, 1)
        lower = QHBoxLayout()
        lower.setContentsMargins(0, 0, 0, 0)
        lower.setSpacing(0)
        lower.addWidget(findings, 1)
        lower.addWidget(Hairline(upright=True))
        lower.addLayout(side)
        whole = column(measurements, Hairline(), lower)
        whole.setStretch(2, 1)
        self.setLayout(whole)

    def hasHeightForWidth(self) -> bool:
        """Deny it: the pane would then ask for every row and never let the table give way."""
        return False

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the commission to its share of the width."""
        super().resizeEvent(event)
        least = self._commission.minimumSizeHint().width()
        most = max(least, round(self.width() * _SIDE_SHARE))
        self._commission.setMaximumWidth(most)
        self._files.setMaximumWidth(most)

"""The top of a visit: crumbs with the papers, the subject with its status, one line of facts."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop_app.core.enums import InspectionStatus
from desktop_app.core.records.inspections import InspectionCard, InspectionDraft
from desktop_app.ui import keys
from desktop_app.ui.pages.visits.columns import STATUS_PILLS, subject_of, summary_of
from desktop_app.ui.theme import Tone, Type
from desktop_app.ui.theme.metrics import MARGIN
from desktop_app.ui.widgets.bars import Crumbs
from desktop_app.ui.widgets.button import Button, Rank
from desktop_app.ui.widgets.panes import Hairline, Pane, column, row
from desktop_app.ui.widgets.pill_label import PillLabel
from desktop_app.ui.widgets.text import Line
from desktop_app.ui.widgets.wrap_row import WrapRow


class VisitHead(QWidget):
    """`left`: back to the list; buttons are wired by the screen."""

    left = Signal()

    def __init__(self) -> None:
        """Build crumbs and head."""
        super().__init__()
        self.blank = Button("Пустой &бланк", icon_name="printer")
        key = keys.cap("form_print")
        self.filled = Button("&Заполненный акт", icon_name="printer", key=key)
        key = keys.cap("save_close")
        name = "Подписан, выпустить PDF"
        self.issue = Button(name, Rank.PRIMARY, icon_name="check", key=key)
        self.cancel_act = Button("О&тменить акт", icon_name="struck")
        self.save_act = Button("Сохранить PDF", Rank.PRIMARY, icon_name="download", key=key)
        self.again = Button("Повтор&ный выезд", icon_name="repeat")
        papers = QWidget()
        papers.setLayout(
            WrapRow(self.blank, self.filled, self.issue, self.again, self.cancel_act, self.save_act)
        )
        self.crumbs = Crumbs("Выезды", [papers])
        self._title = Line("", Type.TITLE)  # the address comes first: it is the last to be cut
        self._pill = PillLabel()
        self._summary = Line("", Type.CELL, Tone.MUTED)
        self.kind = Button("&Вид акта", Rank.LINK, icon_name="document")
        self.details = Button("Св&едения", Rank.LINK, icon_name="pencil")
        self.cancel_visit = Button("О&тменить выезд", Rank.LINK, icon_name="struck")
        self._build()
        self.crumbs.back.connect(self.left)

    def _build(self) -> None:
        head = Pane()
        top = row(self._title, 4, self._pill, None, self.kind, 8, self.details, 8)
        top.addWidget(self.cancel_visit)
        inner = column(top, self._summary)
        inner.setContentsMargins(MARGIN, 3, MARGIN, 7)
        head.setLayout(inner)
        self.setLayout(column(self.crumbs, head, Hairline()))

    def show_card(self, card: InspectionCard, draft: InspectionDraft) -> None:
        """Name the visit and offer the papers its status allows."""
        issued = card.status is InspectionStatus.ISSUED
        open_visit = card.status in (InspectionStatus.PLANNED, InspectionStatus.DRAFT)
        self.crumbs.set_words(f"Акт № {card.number}")
        self._title.set_text(subject_of(card, draft))
        self._pill.set_pill(STATUS_PILLS[card.status])
        self._summary.set_text(summary_of(card, draft))
        for button in (self.blank, self.filled, self.issue, self.details, self.cancel_visit):
            button.setVisible(open_visit)
        self.kind.setVisible(open_visit)
        for button in (self.again, self.cancel_act, self.save_act):
            button.setVisible(issued)

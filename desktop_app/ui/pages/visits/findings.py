"""What the commission concluded and what must be done: the lower left of a visit."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from desktop_app.core.conclusions import is_edited
from desktop_app.core.enums import RemedyState
from desktop_app.core.records.inspections import InspectionDraft
from desktop_app.core.text import counted
from desktop_app.ui import keys
from desktop_app.ui.pages.rows_table import RowsTable
from desktop_app.ui.pages.visits.columns import REMEDY_COLUMNS, Following
from desktop_app.ui.theme import Tone, Type
from desktop_app.ui.theme.metrics import MARGIN
from desktop_app.ui.widgets.button import Button, Keycap, Rank
from desktop_app.ui.widgets.fields import TextArea
from desktop_app.ui.widgets.panes import column, row
from desktop_app.ui.widgets.text import Text

_ENDED = (RemedyState.FIXED, RemedyState.CANCELLED)
_MOST_ROWS = 5
_PLACEHOLDER = "По каждой стороне отдельно: ввод, дом, горячая вода"
_AREA_LEAST, _AREA_MOST = 58, 150


class _Conclusions(TextArea):
    """Shows its beginning until somebody works in it."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Go back to the first line, which a smaller height has pushed away."""
        super().resizeEvent(event)
        if not self.hasFocus():
            self.verticalScrollBar().setValue(0)


class FindingsZone(QWidget):
    """`conclusions_changed(text)` while it is typed; the other signals name what was asked for."""

    conclusions_changed = Signal(str)
    compose_wanted = Signal()
    add_wanted = Signal()
    row_wanted = Signal(int)
    removal_wanted = Signal(int)

    def __init__(self) -> None:
        """Build an empty zone."""
        super().__init__()
        self._quiet = False
        self.area = _Conclusions("Выводы", least=_AREA_LEAST, most=_AREA_MOST)
        self.compose = Button("&Составить заново", Rank.LINK)
        self._whose = Text("", Type.CAPTION, Tone.MUTED)
        self._open_words = Text("", Type.CELL, Tone.MUTED)
        self.table = RowsTable(
            "Меры", REMEDY_COLUMNS, least=_MOST_ROWS, most=_MOST_ROWS, widest=1.4
        )
        self._nothing = Text("Мер пока нет", Type.CELL, Tone.MUTED)
        self.add = Button("Добавить &меру", Rank.LINK, icon_name="plus", key=keys.cap("add_row"))
        self._cap = Keycap(keys.cap("add_row"))
        self._build()
        self._wire()

    def _build(self) -> None:
        head = row(Text("Выводы", Type.CELL_BOLD), 8, self._whose, None, self.compose)
        area = row(self.area)
        second = row(Text("Меры", Type.CELL_BOLD), None, self._open_words)
        foot = row(self.add, 8, self._cap, None)
        self._nothing.setContentsMargins(MARGIN, 6, MARGIN, 2)
        for line, above, below in (
            (head, 4, 2),
            (area, 0, 8),
            (second, 0, 0),
            (foot, 4, 6),
        ):
            line.setContentsMargins(MARGIN, above, MARGIN, below)
        whole = column(head, area, second, self._nothing, self.table, foot, None)
        whole.setStretch(1, 100)  # what is spare goes to the words first, up to their most
        self.setLayout(whole)

    def _wire(self) -> None:
        self.area.textChanged.connect(self._typed)
        self.compose.clicked.connect(self.compose_wanted)
        self.table.opened.connect(self.row_wanted)
        self.table.whole_wanted.connect(self.row_wanted)
        self.table.removed.connect(self.removal_wanted)
        self.add.clicked.connect(self.add_wanted)
        keys.bind("add_row", self, self.add_wanted.emit)

    def show_draft(self, draft: InspectionDraft, *, editable: bool) -> None:
        """Show conclusions and remedies; the text is left alone while it says the same."""
        if self.area.text().strip() != draft.conclusions.strip():
            self._quiet = True
            self.area.setPlainText(draft.conclusions)
            self._quiet = False
        by_hand = is_edited(draft.conclusions, draft.measurements, draft.started_at)
        self._whose.setText("изменены вручную" if by_hand else "")
        self.area.setReadOnly(not editable)
        self.area.setPlaceholderText(_PLACEHOLDER if editable else "")
        self.compose.setVisible(editable)
        self.table.show_rows([Following(i, remedy) for i, remedy in enumerate(draft.remedies)])
        self.table.setVisible(bool(draft.remedies))
        self._nothing.setVisible(not draft.remedies)
        waiting = sum(remedy.state not in _ENDED for remedy in draft.remedies)
        words = counted(waiting, "открыта", "открыты", "открыто") if waiting else "все закрыты"
        self._open_words.setText(words if draft.remedies else "")
        for widget in (self.add, self._cap):
            widget.setVisible(editable)

    def _typed(self) -> None:
        if not self._quiet:
            self.conclusions_changed.emit(self.area.text())

"""The commission with its signatures, and who will be answered from the act."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout

from desktop_app.core.records.inspections import InspectionCard, InspectionDraft
from desktop_app.core.text import counted
from desktop_app.ui import keys
from desktop_app.ui.pages.rows_table import RowsTable
from desktop_app.ui.pages.visits.columns import MEMBER_COLUMNS, Present
from desktop_app.ui.theme import Tone, Type
from desktop_app.ui.theme.metrics import MARGIN
from desktop_app.ui.widgets.button import Button, Keycap, Rank
from desktop_app.ui.widgets.note import Note
from desktop_app.ui.widgets.panes import row
from desktop_app.ui.widgets.scroll_pane import SidePane
from desktop_app.ui.widgets.text import Text
from desktop_app.ui.widgets.wrap_row import WrapRow

_WIDTH, _MOST_ROWS = 480, 6


class CommissionZone(SidePane):
    """`sign_wanted(place)`: the space bar; the other signals name what was asked for."""

    add_wanted = Signal()
    row_wanted = Signal(int)
    removal_wanted = Signal(int)
    sign_wanted = Signal(int)
    answer_wanted = Signal()

    def __init__(self) -> None:
        """Build an empty zone."""
        super().__init__(_WIDTH)
        self.table = RowsTable(
            "Комиссия", MEMBER_COLUMNS, least=_MOST_ROWS, most=_MOST_ROWS, widest=1.4
        )
        self._nothing = Text("Комиссия не вписана", Type.CELL, Tone.MUTED)
        name = "Добавить &участника"
        self.add = Button(name, Rank.LINK, icon_name="plus", key=keys.cap("add_row"))
        self._cap, self._space = Keycap(keys.cap("add_row")), Keycap(keys.cap("sign"))
        self._sign_words = Text("подпись", Type.CAPTION, Tone.MUTED)
        self._note: Note | None = None
        self._told: tuple[tuple[str, ...], bool] | None = None
        self._body = QVBoxLayout(self)
        self._body.setContentsMargins(0, 3, 0, 6)
        self._body.setSpacing(0)
        self._nothing.setContentsMargins(MARGIN, 6, MARGIN, 2)
        self._body.addWidget(self._nothing)
        self._body.addWidget(self.table)
        foot = WrapRow(self.add, 8, self._cap, None, self._space, 6, self._sign_words, line_gap=2)
        foot.setContentsMargins(MARGIN, 4, MARGIN, 8)
        self._body.addLayout(foot)
        self._place = row()
        self._place.setContentsMargins(MARGIN, 0, MARGIN, 6)
        self._body.addLayout(self._place)
        self._body.addStretch(1)
        self._wire()

    def _wire(self) -> None:
        self.table.opened.connect(self.row_wanted)
        self.table.whole_wanted.connect(self.row_wanted)
        self.table.removed.connect(self.removal_wanted)
        self.table.ticked.connect(self.sign_wanted)
        self.add.clicked.connect(self.add_wanted)
        keys.bind("add_row", self, self.add_wanted.emit)

    def show_draft(self, card: InspectionCard, draft: InspectionDraft, *, editable: bool) -> None:
        """Show the members, and how many tickets wait for the act."""
        self.table.show_rows([Present(i, member) for i, member in enumerate(draft.members)])
        self.table.setVisible(bool(draft.members))
        self._nothing.setVisible(not draft.members)
        self.add.setVisible(editable)
        self._cap.setVisible(editable)
        self._space.setVisible(editable and bool(draft.members))
        self._sign_words.setVisible(editable and bool(draft.members))
        issued = card.live_act is not None
        numbers = card.waiting_numbers if issued else card.ticket_numbers
        self._show_note(numbers if editable or issued else (), issued=issued)

    def _show_note(self, numbers: tuple[str, ...], *, issued: bool) -> None:
        if (numbers, issued) == self._told:
            return
        self._told = (numbers, issued)
        if self._note is not None:
            self._note.hide()
            self._note.deleteLater()
            self._note = None
        if not numbers:
            return
        many = counted(len(numbers), "обращение", "обращения", "обращений")
        words = (
            f"По этому акту можно ответить: {many}"
            if issued
            else f"После выпуска акта можно ответить: {many}"
        )
        self._note = Note(Tone.INFO)
        self._note.setAccessibleName(words)
        self._note.add_text(words)
        self._note.add_text("№ " + ", ".join(numbers), ink=False, role=Type.CELL)
        if issued:
            answer = Button("Ответить по обращениям", icon_name="check")
            answer.clicked.connect(self.answer_wanted)
            self._note.add_row(answer, None)
        self._place.addWidget(self._note)

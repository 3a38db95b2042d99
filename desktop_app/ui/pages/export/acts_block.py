"""Acts of visits as PDF files."""

from PySide6.QtWidgets import QVBoxLayout

from desktop_app.core.file_names import file_name
from desktop_app.core.records.inspections import InspectionRow
from desktop_app.ui.pages.file_opener import FileOpener
from desktop_app.ui.pages.file_out import PDF, FileOut, ask_and_write
from desktop_app.ui.pages.tools import Tools
from desktop_app.ui.pages.work_note import WorkNote
from desktop_app.ui.theme import Tone, Type
from desktop_app.ui.widgets.button import Button
from desktop_app.ui.widgets.facts import SectionHead
from desktop_app.ui.widgets.form import FormField
from desktop_app.ui.widgets.panes import Pane, row
from desktop_app.ui.widgets.suggest_edit import Choice, LookupEdit
from desktop_app.ui.widgets.text import Paragraph


class ActsBlock(Pane):
    """Chooses a visit and writes its act, filled or blank."""

    def __init__(self, tools: Tools, opener: FileOpener) -> None:
        """Start without a visit."""
        super().__init__()
        self._tools = tools
        self._rows: dict[int, InspectionRow] = {}
        self.visit = LookupEdit("Выезд")
        self._field = FormField("&Выезд", self.visit)
        self.filled = Button("Акт в PDF", icon_name="download")
        self.blank = Button("Пустой бланк", icon_name="document")
        self.note = WorkNote(opener)
        body = QVBoxLayout(self)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(10)
        body.addWidget(SectionHead("Акты комиссионных выездов"))
        words = "Выпущенный акт отдаётся тем же файлом, что был подписан; черновик — как он есть."
        body.addWidget(Paragraph(words, Type.CELL, Tone.MUTED, columns=90))
        body.addWidget(self._field)
        body.addLayout(row(self.filled, self.blank, None))
        body.addWidget(self.note)
        self.filled.clicked.connect(lambda: self.ask_where(blank=False))
        self.blank.clicked.connect(lambda: self.ask_where(blank=True))

    def refresh(self) -> None:
        """Read the list of visits."""
        self._tools.jobs.read(self._tools.office.inspections.rows, self._listed, owner=self)

    def ask_where(self, *, blank: bool) -> None:
        """Ask where to write the chosen act, then write it."""
        chosen = self._rows.get(self.visit.value() or -1)
        self._field.set_problem("" if chosen else "выберите выезд")
        if chosen is None:
            self.visit.setFocus()
            return
        acts, number = self._tools.office.acts, chosen.number
        kind = "Бланк акта" if blank else "Акт"
        file = FileOut(
            "Акт выезда",
            file_name(f"{kind} {number} {chosen.address}", ".pdf"),
            PDF,
            lambda path: acts.write(number, path, blank=blank),
            "Пишется акт…",
            f"Акт № {number} записан",
        )
        ask_and_write(self._tools, self, self.note, file)

    def _listed(self, rows: list[InspectionRow]) -> None:
        self._rows = {visit.id: visit for visit in rows}
        value = self.visit.value()
        self.visit.set_choices(
            [Choice(v.id, f"№ {v.number} · {v.address}", v.status.title_ru) for v in rows]
        )
        if value is not None:
            self.visit.set_value(value)

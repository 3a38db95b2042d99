"""The journal, personal data past their term, who works now, whether this computer is fit."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout

from desktop_app.core import clock
from desktop_app.services.retention import DestructionAct
from desktop_app.services.sessions import Colleague, editing_words
from desktop_app.ui.pages.file_opener import FileOpener
from desktop_app.ui.pages.settings.acts_sheet import ActsSheet
from desktop_app.ui.pages.settings.privacy_sheet import PrivacySheet
from desktop_app.ui.pages.tools import Tools
from desktop_app.ui.pages.work_note import WorkNote
from desktop_app.ui.theme import Tone, Type
from desktop_app.ui.widgets.button import Button
from desktop_app.ui.widgets.facts import SectionHead
from desktop_app.ui.widgets.panes import Pane
from desktop_app.ui.widgets.text import Paragraph
from desktop_app.ui.widgets.wrap_row import WrapRow

_WORDS = (
    "В журнале видно, кто, что и когда изменил, выгрузил и посмотрел; записи связаны цепочкой, и "
    "подмена любой из них обнаруживается. Персональные данные закрытых обращений и оконченных "
    "выездов уничтожаются по истечении срока с актом."
)


class CareBlock(Pane):
    """`journal_wanted` to show the journal, `changed(Changes)` after a destruction."""

    journal_wanted = Signal()
    changed = Signal(object)

    def __init__(self, tools: Tools, opener: FileOpener) -> None:
        """Build the verbs."""
        super().__init__()
        self._tools = tools
        self.journal = Button("Журнал изменений", icon_name="clock")
        self.terms = Button("Сроки хранения данных…", icon_name="trash")
        self.acts = Button("Акты об уничтожении…", icon_name="document")
        self.people = Button("Кто сейчас работает", icon_name="user")
        self.note = WorkNote(opener)
        body = QVBoxLayout(self)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(10)
        body.addWidget(SectionHead("Журнал и персональные данные"))
        body.addWidget(Paragraph(_WORDS, Type.CELL, Tone.MUTED, columns=90))
        body.addLayout(WrapRow(self.journal, self.terms, self.acts, self.people))
        body.addWidget(self.note)
        self.journal.clicked.connect(self.journal_wanted)
        self.terms.clicked.connect(self.ask_terms)
        self.acts.clicked.connect(self.ask_acts)
        self.people.clicked.connect(self.show_people)

    def ask_terms(self) -> None:
        """Show what is past its term, and destroy it on demand."""
        _bring(self.terms)
        PrivacySheet(self._tools, self, self.changed.emit, self.note)

    def ask_acts(self) -> None:
        """List the acts of destruction, to write one as PDF again."""
        _bring(self.acts)
        retention = self._tools.office.retention
        self._tools.jobs.read(retention.acts, self._show_acts, self.note.failed, owner=self)

    def _show_acts(self, acts: list[DestructionAct]) -> None:
        ActsSheet(self._tools, self, acts, self.note)

    def show_people(self) -> None:
        """Say who has this file open."""
        sessions = self._tools.office.sessions
        self._tools.jobs.read(sessions.others, self._people, self.note.failed, owner=self)

    def _people(self, others: list[Colleague]) -> None:
        lines = [_line(one) for one in others]
        title = "С этим файлом работают ещё" if lines else "С этим файлом больше никто не работает"
        self.note.done(title, lines, tone=Tone.INFO)


def _bring(button: Button) -> None:
    """Scroll to a button asked for from the palette: what comes of it is told under it."""
    button.setFocus(Qt.FocusReason.TabFocusReason)


def _line(one: Colleague) -> str:
    where = f", {one.computer}" if one.computer else ""
    doing = f", {editing_words(one)}" if one.editing else ""
    return f"{one.clerk or 'без имени'}{where}, с {clock.show_short(one.started_at)}{doing}"

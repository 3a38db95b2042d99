"""Terms and the working calendar: what is in force, and changing it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout

from desktop_app.core import clock
from desktop_app.core.calendar import WorkCalendar
from desktop_app.core.changes import Changes
from desktop_app.core.text import counted
from desktop_app.ui.pages.settings.repeat_sheet import RepeatSheet
from desktop_app.ui.pages.settings.terms_sheets import DaySheet, TermSheet
from desktop_app.ui.pages.tools import Tools
from desktop_app.ui.pages.topic_choices import topic_choices
from desktop_app.ui.theme import Tone, Type
from desktop_app.ui.widgets.button import Button
from desktop_app.ui.widgets.facts import SectionHead
from desktop_app.ui.widgets.panes import Pane
from desktop_app.ui.widgets.suggest_edit import Choice
from desktop_app.ui.widgets.text import Paragraph
from desktop_app.ui.widgets.wrap_row import WrapRow

_WORKING = ("рабочий день", "рабочих дня", "рабочих дней")


class TermsBlock(Pane):
    """Three verbs: another day, another term, another rule of repeats."""

    changed = Signal(object)

    def __init__(self, tools: Tools) -> None:
        """Build the verbs."""
        super().__init__()
        self._tools = tools
        self._words = Paragraph("", Type.CELL, Tone.MUTED, columns=90)
        self.day = Button("Изменить день календаря…", icon_name="calendar")
        self.term = Button("Изменить срок темы…", icon_name="clock")
        self.repeats = Button("Когда предлагать выезд…", icon_name="repeat")
        body = QVBoxLayout(self)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(10)
        body.addWidget(SectionHead("Сроки и календарь"))
        body.addWidget(self._words)
        body.addLayout(WrapRow(self.day, self.term, self.repeats))
        self.day.clicked.connect(lambda: DaySheet(tools, self, self._done))
        self.term.clicked.connect(lambda: self._ask_topics(TermSheet))
        self.repeats.clicked.connect(lambda: self._ask_topics(RepeatSheet))

    def refresh(self) -> None:
        """Say what calendar is in force."""
        reference = self._tools.office.reference
        self._tools.jobs.read(lambda: reference.calendar, self._show, owner=self)

    def _show(self, calendar: WorkCalendar) -> None:
        year = clock.today().year
        years = [
            f"{known}: {counted(calendar.working_days(known), *_WORKING)}"
            for known in (year, year + 1)
            if calendar.covers(known)
        ]
        warning = calendar.warning(clock.today())
        self._words.set_text(". ".join(part for part in ("; ".join(years), warning) if part))

    def _ask_topics(self, sheet: type[TermSheet | RepeatSheet]) -> None:
        reference = self._tools.office.reference

        def read() -> list[Choice]:
            return topic_choices(reference.topics, reference.everyday, with_retired=True)

        def ask(topics: list[Choice]) -> None:
            sheet(self._tools, self, topics, self._done)

        self._tools.jobs.read(read, ask, owner=self)

    def _done(self, changes: Changes) -> None:
        self.changed.emit(changes)
        self.refresh()

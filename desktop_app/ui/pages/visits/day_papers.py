"""Papers of a whole day shown and written: the sheet by streets, the blanks in one pack."""

import datetime as dt
from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from desktop_app.core import clock
from desktop_app.core.file_names import file_name
from desktop_app.core.records.acts import DayVisit
from desktop_app.core.text import counted
from desktop_app.ui.pages.file_out import PDF, FileOut
from desktop_app.ui.pages.paper_out import Paper, PaperOut
from desktop_app.ui.pages.tools import Tools
from desktop_app.ui.pages.visits.day_sheet import DayPapersSheet
from desktop_app.ui.pages.work_note import WorkNote


class DayPapers(QObject):
    """Asks over `screen`, tells in `note`."""

    def __init__(self, tools: Tools, note: WorkNote, screen: QWidget) -> None:
        """Write nothing yet."""
        super().__init__(screen)
        self._tools, self._note, self._screen = tools, note, screen
        self._out = PaperOut(tools, screen, note=note)

    def ask(self) -> None:
        """Ask which paper of which day."""
        if not self._note.busy:
            DayPapersSheet(self._screen, self._chosen)

    def _chosen(self, day: dt.date, is_blanks: bool) -> None:
        inspections = self._tools.office.inspections
        job = self._tools.jobs.long(
            lambda _progress, _cancelled: inspections.of_day(day),
            lambda visits: self._found(day, visits, is_blanks=is_blanks),
            self._note.failed,
            owner=self,
        )
        self._note.begin("Собираются выезды…", job)

    def _found(self, day: dt.date, visits: list[DayVisit], *, is_blanks: bool) -> None:
        self._note.rest()
        if not visits:
            self._note.done(f"На {clock.show_date(day)} выездов нет", ["Печатать нечего."])
            return
        ids = [visit.id for visit in visits]
        self._out.show_paper(self._paper(day, ids, is_blanks=is_blanks))

    def _paper(self, day: dt.date, ids: list[int], *, is_blanks: bool) -> Paper:
        acts, shown = self._tools.office.acts, clock.show_date(day)
        if is_blanks:
            title, done = "Бланки актов", "Бланки записаны"
            make, write = partial(acts.pack, ids), partial(acts.write_pack, ids)
        else:
            title, done = "Дневной лист выездов", "Дневной лист записан"
            make, write = partial(acts.day_sheet, day), partial(acts.write_day, day)
        done = f"{done}: {counted(len(ids), 'выезд', 'выезда', 'выездов')}"
        name = file_name(f"{title} {shown}", ".pdf")
        out = FileOut(title, name, PDF, write, "Пишется файл…", done)
        # Blanks name nobody who asked; the sheet does, with phones.
        printed = None if is_blanks else lambda _papers: acts.day_printed(day)
        return Paper(f"{title} на {shown}", make, out, printed)

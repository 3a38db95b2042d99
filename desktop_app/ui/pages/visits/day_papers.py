"""Papers of a whole day written to a file: the sheet by streets, the blanks in one pack."""

import datetime as dt
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from desktop_app.core import clock
from desktop_app.core.file_names import file_name
from desktop_app.core.records.acts import DayVisit
from desktop_app.core.text import counted
from desktop_app.ui.pages.tools import Tools
from desktop_app.ui.pages.visits.day_sheet import DayPapersSheet
from desktop_app.ui.pages.work_note import WorkNote

_FILTER = "Документ PDF (*.pdf)"


class DayPapers(QObject):
    """Asks over `screen`, tells in `note`."""

    def __init__(self, tools: Tools, note: WorkNote, screen: QWidget) -> None:
        """Write nothing yet."""
        super().__init__(screen)
        self._tools, self._note, self._screen = tools, note, screen

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
        title = "Бланки актов" if is_blanks else "Дневной лист выездов"
        name = file_name(f"{title} {clock.show_date(day)}", ".pdf")
        many = counted(len(visits), "выезд", "выезда", "выездов")
        if not visits:
            self._note.done(f"На {clock.show_date(day)} выездов нет", ["Печатать нечего."])
            return
        self._tools.dialogs.save_as(
            self._screen,
            title,
            name,
            _FILTER,
            lambda path: self._write(path, day, visits, is_blanks=is_blanks, words=many),
        )

    def _write(
        self, path: Path, day: dt.date, visits: list[DayVisit], *, is_blanks: bool, words: str
    ) -> None:
        acts, ids = self._tools.office.acts, [visit.id for visit in visits]

        def work() -> Path:
            return acts.write_pack(ids, path) if is_blanks else acts.write_day(day, path)

        title = "Бланки записаны" if is_blanks else "Дневной лист записан"
        job = self._tools.jobs.long(
            lambda _progress, _cancelled: work(),
            lambda written: self._note.done(f"{title}: {words}", [str(written)], written),
            self._note.failed,
            owner=self,
        )
        self._note.begin("Пишется файл…", job)

"""Papers of a whole day shown and written: the sheet by streets, the blanks in one pack."""

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
        # Imported here: drawing and printing must not slow the start of the window.
        from desktop_app.ui.pages.preview import Preview, show_preview

        self._note.rest()
        if not visits:
            self._note.done(f"На {clock.show_date(day)} выездов нет", ["Печатать нечего."])
            return
        acts, ids = self._tools.office.acts, [visit.id for visit in visits]
        paper = f"{_title(is_blanks=is_blanks)} на {clock.show_date(day)}"

        def make() -> list[bytes]:
            return [acts.pack(ids) if is_blanks else acts.day_sheet(day)]

        show_preview(
            self._tools,
            self._screen,
            Preview(
                paper,
                make,
                on_file=lambda: self._ask_where(day, visits, is_blanks=is_blanks),
                leaves=True,
            ),
        )

    def _ask_where(self, day: dt.date, visits: list[DayVisit], *, is_blanks: bool) -> None:
        title = _title(is_blanks=is_blanks)
        name = file_name(f"{title} {clock.show_date(day)}", ".pdf")
        many = counted(len(visits), "выезд", "выезда", "выездов")
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


def _title(*, is_blanks: bool) -> str:
    return "Бланки актов" if is_blanks else "Дневной лист выездов"

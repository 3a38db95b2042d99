"""«Фототаблица»: which photographs the act shows, in what order, under what words."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from desktop_app.core.records.attachments import Attachment
from desktop_app.core.records.inspections import InspectionCard, InspectionDraft, Photo
from desktop_app.core.records.photos import PhotoLook
from desktop_app.services.act_photos import WITH_COORDINATES
from desktop_app.ui import keys
from desktop_app.ui.pages.tools import Tools
from desktop_app.ui.pages.visits.photo_rows import PhotoRows
from desktop_app.ui.theme import Tone, Type, look
from desktop_app.ui.widgets.button import Button
from desktop_app.ui.widgets.form import FormField
from desktop_app.ui.widgets.form_sheet import FormSheet, open_sheet
from desktop_app.ui.widgets.panes import row
from desktop_app.ui.widgets.text import Paragraph

_WIDTH, _ROUND = 720, 270  # title, words, buttons and margins of the form
_PLAIN = "Данные телефона и координаты в файл не попадают."
_WASTE = "Под снимком печатаются время, координаты и имя файла."


class PhotoSheet:
    """Asks for the pictures; `on_done(photos)`. Pictures are read one after another."""

    def __init__(
        self,
        tools: Tools,
        parent: QWidget,
        card: InspectionCard,
        draft: InspectionDraft,
        files: Sequence[Attachment],
        on_done: Callable[[tuple[Photo, ...]], object],
    ) -> None:
        """Show the files of a visit, those in its act first.

        The number is in the title: by it what is typed and left is given back to its own visit.
        """
        self._tools, self._files, self._on_done = tools, list(files), on_done
        room = parent.window().height() - look().metrics.px(_ROUND)
        self.rows = PhotoRows(files, draft.photos, room)
        field = FormField("Снимки", self.rows)
        title = f"Фототаблица акта № {card.number}"
        self.sheet = FormSheet(parent, title, "Записать", {"photos": field})
        self.sheet.setMinimumWidth(look().metrics.px(_WIDTH))
        up, down = keys.cap("row_up"), keys.cap("row_down")
        where = _WASTE if draft.kind in WITH_COORDINATES else _PLAIN
        words = (
            f"Отмеченные снимки печатаются после акта, по два на листе. {where} Пробел отмечает,"
            f" {up} и {down} передвигают, Enter переходит к следующей подписи."
        )
        everything, nothing = Button("&Взять все"), Button("&Убрать все")
        everything.clicked.connect(lambda: self.rows.take_all(True))
        nothing.clicked.connect(lambda: self.rows.take_all(False))
        self.sheet.lay(
            Paragraph(words, Type.CELL, Tone.MUTED, columns=100),
            row(everything, nothing, None),
            field,
        )
        open_sheet(self.sheet, self.rows.rows[0].check, self._submit)
        self._look(0)

    def _look(self, place: int) -> None:
        """Read one file, then the next: nobody else waits for all of them."""
        if place >= len(self._files) or not self.sheet.isVisible():
            return
        photos, file = self._tools.office.photos, self._files[place]

        def show(seen: PhotoLook) -> None:
            self.rows.show_look(seen)
            self._look(place + 1)

        self._tools.jobs.read(lambda: photos.look(file), show, owner=self.sheet)

    def _submit(self) -> None:
        chosen = self.rows.chosen()
        self.sheet.close_saved()
        self._on_done(chosen)

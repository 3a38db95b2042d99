"""Preview of a paper: the pages of the very PDF, printed, written to a file or opened elsewhere."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from shiboken6 import isValid

from desktop_app.core.errors import Cancelled, OfficeError
from desktop_app.core.text import counted
from desktop_app.ui import keys
from desktop_app.ui.errors import words_of
from desktop_app.ui.pages.preview_printer import Printers, PrintOrder, pages_of, print_pack
from desktop_app.ui.pages.tools import Tools
from desktop_app.ui.state import Setting
from desktop_app.ui.theme import Tone, Type, look
from desktop_app.ui.widgets.bars import Bar, Footer
from desktop_app.ui.widgets.button import Button, Keycap, Rank
from desktop_app.ui.widgets.combo import Combo
from desktop_app.ui.widgets.note import Note
from desktop_app.ui.widgets.over_window import OverWindow
from desktop_app.ui.widgets.panes import drop
from desktop_app.ui.widgets.pdf_pack import PageSize, PdfPack
from desktop_app.ui.widgets.pdf_view import PdfView
from desktop_app.ui.widgets.text import Line, Text

LAST_PRINTER = Setting("print/printer", "")
_WIDTH, _HEIGHT, _AIR = 1000, 900, 40
_MOST_COPIES = 30
_NO_PRINTER = "Принтера на этом компьютере нет"
_NO_PRINTER_HELP = (
    "Сохраните документ кнопкой «В файл…» и напечатайте его там, где принтер есть, или подключите "
    "принтер в настройках системы и откройте просмотр снова."
)


@dataclass(frozen=True, slots=True)
class Preview:
    """What is shown: a title and the papers; what «В файл…» and «Открыть» do with them.

    `on_file` asks where and writes; without it there is no such button; with `leaves` the preview
    closes first, for what came of it is told on the page. `on_open` shows the file elsewhere.
    `on_printed(papers)` is told once something went to a printer: the numbers of the papers, from
    0, of which a page did. `notice` is said over the pages: what is not among them.
    """

    title: str
    make: Callable[[], Sequence[bytes]]
    on_file: Callable[[], object] | None = None
    on_open: Callable[[], object] | None = None
    on_printed: Callable[[Sequence[int]], object] | None = None
    leaves: bool = False
    notice: str = ""


class PreviewSheet(OverWindow):
    """A window over the page; everything is drawn and printed in the long lane."""

    printed = Signal(int)

    def __init__(
        self, tools: Tools, parent: QWidget, preview: Preview, printers: Printers | None = None
    ) -> None:
        """Make the papers and show them; `printers` are this computer's."""
        super().__init__(parent, preview.title)
        self._tools, self._preview = tools, preview
        self._printers = printers or Printers()
        self._pack: PdfPack | None = None
        self._count = 0
        self._note: Note | None = None
        self.view = PdfView(f"Просмотр: {preview.title}")
        self._place = Text("", Type.CELL, Tone.MUTED)
        self._scale = Text("", Type.CELL, Tone.MUTED)
        self.printer = Combo("Принтер")
        self.copies = Combo("Копий", [(n, f"{n} экз.") for n in range(1, _MOST_COPIES + 1)])
        self.pages = QLineEdit()
        self.print = Button("Печать", Rank.PRIMARY, icon_name="printer", key=keys.cap("print"))
        self.to_file = Button("В файл…", icon_name="save", key=keys.cap("save"))
        self.open_file = Button("Открыть", icon_name="external")
        self._build()
        self._wire()
        self._size_to(parent)

    def start(self) -> None:
        """Show the window and make the papers."""
        self.open()
        self.view.setFocus()
        self.print.setEnabled(False)
        names = self._printers.names()
        self.printer.set_choices([(name, name) for name in names] or [("", "принтера нет")])
        self.printer.set_value(self._tools.state.get(LAST_PRINTER))
        make = self._preview.make

        def begin() -> tuple[PdfPack, list[PageSize]]:
            pack = PdfPack(make())
            return pack, pack.sizes()

        self._place.setText("Документ составляется…")
        if self._preview.notice:
            # What lies on the screen is not all that was asked for: said before it is printed.
            self._column.insertWidget(1, Note(Tone.WARNING, self._preview.notice))
        self._tools.jobs.long(
            lambda _progress, _cancelled: begin(), self._made, self._failed, owner=self
        )

    def print_now(self) -> None:
        """Print the pages chosen; without a printer say what can be done."""
        if self._pack is None or not self.print.isEnabled():
            return
        name = self.printer.value()
        if not isinstance(name, str) or not name:
            self._say(Tone.WARNING, _NO_PRINTER, _NO_PRINTER_HELP)
            return
        try:
            pages = pages_of(self.pages.text(), self._count)
        except ValueError:
            words = f"Пишите номера от 1 до {self._count}: «1-3, 5»"
            self._say(Tone.DANGER, "Таких страниц нет", words)
            self.pages.setFocus()
            return
        copies = self.copies.value()
        order = PrintOrder(pages, copies if isinstance(copies, int) else 1, name)
        self._tools.state.set(LAST_PRINTER, name)
        self._print(self._pack, order)

    def write_file(self) -> None:
        """Ask where to write the paper."""
        if self._preview.on_file is None or self._pack is None:
            return
        if self._preview.leaves:
            self.accept()
        self._preview.on_file()

    def _build(self) -> None:
        smaller, bigger = Button("Мельче"), Button("Крупнее")
        width = Button("По ширине")
        smaller.clicked.connect(lambda: self.view.step_zoom(-1))
        bigger.clicked.connect(lambda: self.view.step_zoom(1))
        width.clicked.connect(self.view.fit_width)
        head = Bar(
            "crumbs_bar",
            [Line(self._preview.title, Type.SUBJECT), None, self._place, 12, self._scale, 8,
             smaller, 4, bigger, 4, width],
        )  # fmt: skip
        self.copies.setFixedWidth(look().metrics.px(92))
        self.pages.setAccessibleName("Страницы")
        self.pages.setPlaceholderText("все страницы")
        self.pages.setFixedWidth(look().metrics.px(130))
        self.printer.setMinimumWidth(look().metrics.px(200))
        close = Button("Закрыть")
        close.clicked.connect(self.reject)
        foot = Footer(
            self.print, Keycap(keys.cap("print")), self.printer, self.copies, self.pages, None,
            self.to_file, self.open_file, close, Keycap("Esc"),
        )  # fmt: skip
        self.to_file.setVisible(self._preview.on_file is not None)
        self.open_file.setVisible(self._preview.on_open is not None)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(head)
        self._column.addWidget(self.view, 1)
        self._column.addWidget(foot)

    def _wire(self) -> None:
        self.view.wanted.connect(self._draw)
        self.view.moved.connect(self._show_place)
        self.view.zoomed.connect(lambda zoom: self._scale.setText(f"{zoom * 100:.0f} %"))
        self.print.clicked.connect(self.print_now)
        self.to_file.clicked.connect(self.write_file)
        if self._preview.on_open is not None:
            self.open_file.clicked.connect(self._preview.on_open)
        keys.bind("print", self, self.print_now)
        keys.bind("save", self, self.write_file)

    def _size_to(self, parent: QWidget) -> None:
        metrics, window = look().metrics, parent.window()
        while (above := window.parentWidget()) is not None:  # a small sheet is no measure
            window = above.window()
        width = min(metrics.px(_WIDTH), window.width() - _AIR)
        self.resize(width, min(metrics.px(_HEIGHT), window.height() - _AIR))

    def _made(self, answer: tuple[PdfPack, list[PageSize]]) -> None:
        self._pack, sizes = answer
        self._count = len(sizes)
        self.print.setEnabled(bool(sizes))
        self.view.show_pages(sizes)
        self._show_place(self.view.page)

    def _draw(self, page: int, dpi: float) -> None:
        pack = self._pack
        if pack is None:
            return

        def given(picture: QImage) -> None:
            self.view.give(page, dpi, picture)

        self._tools.jobs.long(
            lambda _progress, _cancelled: pack.picture(page, dpi), given, self._failed, owner=self
        )

    def _print(self, pack: PdfPack, order: PrintOrder) -> None:
        self.print.setEnabled(False)
        printers, jobs, stop = self._printers, self._tools.jobs, Button("Остановить")
        self._say(Tone.INFO, "Печатается…", "").add_row(stop, None)

        # What goes to the printer is kept and told also when nobody looks at the preview any more.
        def done(sheets: int) -> None:
            if self._preview.on_printed is not None:
                self._preview.on_printed(pack.papers_of(order.pages))
            if isValid(self):
                self._printed(sheets)

        def failed(error: OfficeError) -> None:
            if isValid(self):
                self._failed(error)
            else:
                jobs.unheard.emit(error)

        def ended() -> None:
            if isValid(self):
                self.print.setEnabled(True)

        def told(printed: int, total: int) -> None:
            if isValid(self):
                self._place.setText(f"Напечатано {printed} из {total}")

        job = jobs.long(
            lambda progress, cancelled: print_pack(pack, order, printers, progress, cancelled),
            done,
            failed,
            on_progress=told,
            on_finally=ended,
        )
        stop.clicked.connect(job.cancel)
        stop.clicked.connect(lambda: stop.setEnabled(False))

    def _printed(self, sheets: int) -> None:
        count = counted(sheets, "страница", "страницы", "страниц")
        self._say(Tone.GOOD, f"Отправлено на принтер: {count}", "")
        self._show_place(self.view.page)
        self.printed.emit(sheets)

    def _failed(self, error: OfficeError) -> None:
        words = words_of(error)
        if self._pack is None:
            self._place.setText("")
        tone = Tone.INFO if isinstance(error, Cancelled) else Tone.DANGER
        self._say(tone, words.title, words.text)

    def _show_place(self, page: int) -> None:
        if self._count:
            self._place.setText(f"Стр. {max(page, 0) + 1} из {self._count}")

    def _say(self, tone: Tone, title: str, text: str) -> Note:
        drop(self._note, self._column)
        self._note = Note(tone, title)
        if text:
            self._note.add_text(text)
        self._column.insertWidget(1, self._note)
        return self._note


def show_preview(tools: Tools, parent: QWidget, preview: Preview) -> PreviewSheet:
    """Open the preview of a paper over a page."""
    sheet = PreviewSheet(tools, parent, preview)
    sheet.start()
    return sheet


def of_files(title: str, paths: Sequence[Path], on_open: Callable[[], object]) -> Preview:
    """Return the preview of files already written, one after another."""
    return Preview(title, lambda: [path.read_bytes() for path in paths], on_open=on_open)

"""Preview and print: the pages of the very PDF, drawn on demand, printed as they are."""

import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageStat
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.core.errors import BadFile, OfficeError
from desktop_app.core.text import NBSP
from desktop_app.ui.jobs import Lane
from desktop_app.ui.pages.file_opener import FileOpener
from desktop_app.ui.pages.preview import LAST_PRINTER, Preview, PreviewSheet
from desktop_app.ui.pages.preview_printer import Printers, PrintOrder, pages_of, print_pack
from desktop_app.ui.pages.work_note import WorkNote
from desktop_app.ui.widgets.button import Button
from desktop_app.ui.widgets.note import Note
from desktop_app.ui.widgets.pdf_pack import PdfPack
from tests.ui.keyboard import CTRL
from tests.ui.pages.export_desk import ExportDesk
from tests.ui.preview_papers import FilePrinters, paper
from tests.ui.waiting import held

pytestmark = pytest.mark.gui
Key = Qt.Key
_MEGABYTE = 2**20


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Iterator[ExportDesk]:
    """Gives a window to open the preview over."""
    opened = ExportDesk(qtbot, tmp_path)
    yield opened
    opened.close()


def _open(desk: ExportDesk, *papers: bytes, there: bool = True) -> PreviewSheet:
    printers = FilePrinters(desk.folder / "printed.pdf", there=there)
    preview = Preview("Реестр передачи", lambda: papers)
    sheet = PreviewSheet(desk.tools, desk.window, preview, printers)
    sheet.start()
    desk.settle()
    return sheet


@contextmanager
def _print_held(desk: ExportDesk, sheet: PreviewSheet) -> Iterator[None]:
    """Press «Печать» while another long work goes on; the printer waits until the block ends."""
    with held(desk.jobs, Lane.LONG):
        sheet.printer.set_value("Файл")
        sheet.print.click()
        yield
    desk.settle()


def _image(picture: QImage) -> Image.Image:
    grey = picture.convertToFormat(QImage.Format.Format_Grayscale8)
    size, line = (grey.width(), grey.height()), grey.bytesPerLine()
    return Image.frombytes("L", size, bytes(grey.constBits()), "raw", "L", line)


def _unlike(one: Image.Image, other: Image.Image) -> float:
    """Return the mean difference of two pictures, 0 for equal ones, 255 for black and white."""
    difference = ImageChops.difference(one, other.resize(one.size))
    return float(ImageStat.Stat(difference).mean[0])


def test_a_page_looks_as_poppler_draws_it(tmp_path: Path) -> None:
    """Our picture of a page and pdftoppm's of the same PDF are alike; another page is not."""
    pdftoppm = shutil.which("pdftoppm")
    if pdftoppm is None:
        pytest.skip("нет pdftoppm (poppler-utils): страницу сравнить не с чем")
    file = tmp_path / "a.pdf"
    file.write_bytes(paper(90))
    subprocess.run(
        [pdftoppm, "-r", "96", "-png", "-f", "88", "-l", "88", str(file), str(tmp_path / "page")],
        check=True,
        timeout=60,
    )
    theirs = Image.open(next(tmp_path.glob("page*.png"))).convert("L")
    pack = PdfPack([file.read_bytes()])
    assert _unlike(_image(pack.picture(87, 96)), theirs) < 1.0
    assert _unlike(_image(pack.picture(9, 96)), theirs) > 1.0


def test_what_is_no_paper_is_refused() -> None:
    """Bytes that are no PDF end in Russian words."""
    with pytest.raises(BadFile, match="не читается как PDF"):
        PdfPack([b"not a paper"]).sizes()


def test_the_first_pages_are_drawn_and_the_rest_wait(desk: ExportDesk) -> None:
    """Of 300 pages only those near sight are in memory, wherever one scrolls."""
    sheet = _open(desk, paper(300))
    view = sheet.view
    assert view.page == 0
    for page in (0, 120, 240, 299):
        view.go_to(page)
        desk.settle()
        assert view.page in (page, page - 1)
        assert view.kept_bytes < 70 * _MEGABYTE
    view.set_zoom(3.0)
    desk.settle()
    assert view.kept_bytes < 70 * _MEGABYTE
    desk.press(Key.Key_Escape)


def test_pages_are_turned_by_keys(desk: ExportDesk) -> None:
    """PgDn, End, Home; the bar says which page is in sight."""
    sheet = _open(desk, paper(5))
    assert desk.focus() is sheet.view
    desk.press(Key.Key_PageDown)
    assert sheet.view.page == 1
    desk.press(Key.Key_End)
    assert sheet.view.page == 4
    desk.press(Key.Key_Home)
    assert sheet.view.page == 0
    desk.press(Key.Key_Escape)


def test_a_pack_is_printed_as_it_is(desk: ExportDesk) -> None:
    """Two papers, one lying: as many sheets of the same sizes, and the same picture."""
    sheet = _open(desk, paper(2), paper(1, lying=True))
    sheet.printer.set_value("Файл")
    desk.press(Key.Key_P, CTRL)
    desk.until(sheet.print.isEnabled)
    printed = PdfPack([(desk.folder / "printed.pdf").read_bytes()])
    wanted = PdfPack([paper(2), paper(1, lying=True)])
    sizes = [(round(width, -1), round(height, -1)) for width, height in printed.sizes()]
    assert sizes == [(600, 840), (600, 840), (840, 600)]
    for page in range(3):
        theirs = _image(printed.picture(page, 72))
        assert _unlike(_image(wanted.picture(page, 72)), theirs) < 1.5  # 2.9 a quarter smaller
    assert desk.state.get(LAST_PRINTER) == "Файл"
    desk.press(Key.Key_Escape)
    again = _open(desk, paper(1))
    assert again.printer.value() == "Файл"
    desk.press(Key.Key_Escape)


def test_chosen_pages_and_copies_are_printed(desk: ExportDesk) -> None:
    """«2-3» in two copies are four sheets, copy after copy."""
    sheet = _open(desk, paper(4))
    sheet.pages.setFocus()
    desk.type("2-3")
    sheet.copies.set_value(2)
    desk.press(Key.Key_P, CTRL)
    desk.until(sheet.print.isEnabled)
    printed = PdfPack([(desk.folder / "printed.pdf").read_bytes()])
    wanted = PdfPack([paper(4)])
    assert len(printed.sizes()) == 4
    for sheet_number, page in enumerate((1, 2, 1, 2)):
        theirs = _image(printed.picture(sheet_number, 72))
        unlike = [_unlike(_image(wanted.picture(known, 72)), theirs) for known in range(4)]
        assert unlike.index(min(unlike)) == page
    sheet.pages.setText("7")
    desk.press(Key.Key_P, CTRL)
    assert [n.accessibleName().startswith("Таких страниц нет") for n in _notes(sheet)] == [True]
    desk.press(Key.Key_Escape)


def _notes(sheet: QWidget) -> list[Note]:
    return [note for note in sheet.findChildren(Note) if note.isVisible()]


def test_without_a_printer_the_way_out_is_told(desk: ExportDesk) -> None:
    """No printer on the machine: nothing is printed, the file is offered."""
    sheet = _open(desk, paper(1), there=False)
    desk.press(Key.Key_P, CTRL)
    (note,) = _notes(sheet)
    assert note.accessibleName().startswith("Принтера на этом компьютере нет")
    assert not (desk.folder / "printed.pdf").exists()
    desk.press(Key.Key_Escape)


def test_a_printer_that_is_gone_is_named(qapp: QApplication) -> None:
    """Taken off the computer since it was chosen: its name and the ways out, nothing printed."""
    del qapp
    with pytest.raises(OfficeError, match="Принтер «Старый» недоступен") as caught:
        Printers().device("Старый")
    assert "В файл" in caught.value.remedy


class _FailingPrinters(FilePrinters):
    """Gives a printer that takes two sheets."""

    def device(self, name: str) -> QPrinter:
        """Return it."""
        printer = super().device(name)
        taken, go_on = [1], printer.newPage

        def refuse_the_third() -> bool:
            taken[0] += 1
            return taken[0] <= 2 and go_on()

        printer.newPage = refuse_the_third  # type: ignore[method-assign]  # as a driver would
        return printer


def test_a_printer_that_goes_away_between_sheets_tells_how_many_it_took(
    qapp: QApplication, tmp_path: Path
) -> None:
    """Two of ten sheets went: it is not said that nothing is printed, nor that two are."""
    del qapp
    order = PrintOrder((0, 1, 2, 3, 4), 2, "Старый")
    printers = _FailingPrinters(tmp_path / "printed.pdf")
    with pytest.raises(OfficeError, match="перестал принимать листы") as caught:
        print_pack(PdfPack([paper(5)]), order, printers, lambda _n, _all: None, lambda: False)
    assert caught.value.safe.startswith(
        f"принтеру отдано 2 из 10{NBSP}листов, что из них на бумаге"
    )
    assert "«Страницы»" in caught.value.remedy


def test_a_paper_that_cannot_be_made_says_why(desk: ExportDesk) -> None:
    """What the maker raises stands in the window, and printing is not offered."""
    sheet = _open(desk, b"broken")
    (note,) = _notes(sheet)
    assert "не читается как PDF" in note.accessibleName()
    assert not sheet.print.isEnabled()
    desk.press(Key.Key_Escape)


def test_a_written_paper_is_previewed_from_its_note(desk: ExportDesk) -> None:
    """Where a paper was written, «Просмотр и печать» shows that very file; a workbook has none."""
    file = desk.folder / "Акт 7.pdf"
    file.write_bytes(paper(2))
    note = WorkNote(FileOpener(desk.tools))
    note.setParent(desk.window)
    note.done("Записано", [], desk.folder / "a.xlsx")
    assert [b.text() for b in note.findChildren(Button)][-1] == "Показать в папке"
    note.done("Записано", [], file)
    note.findChildren(Button)[-1].click()
    desk.settle()
    sheet = desk.sheet()
    assert isinstance(sheet, PreviewSheet)
    assert sheet.windowTitle() == "Акт 7"
    assert sheet.view.page == 0
    assert sheet.width() > 900
    desk.press(Key.Key_Escape)


@pytest.mark.parametrize(
    ("typed", "pages"),
    [("", (0, 1, 2, 3)), ("2", (1,)), ("1-2, 4", (0, 1, 3)), ("3–4;1—2", (2, 3, 0, 1))],
)
def test_pages_are_understood_as_typed(typed: str, pages: tuple[int, ...]) -> None:
    """Ranges, lists, dashes of any length."""
    assert pages_of(typed, 4) == pages


@pytest.mark.parametrize("typed", ["0", "5", "3-1", "а", "1-"])
def test_wrong_pages_are_refused(typed: str) -> None:
    """Pages that are not there are never guessed."""
    with pytest.raises(ValueError, match="no page"):
        pages_of(typed, 4)


def test_a_paper_printed_after_the_preview_was_closed_is_kept_in_history(desk: ExportDesk) -> None:
    """Esc while it is on its way to the printer: the paper comes out, and that is written down."""
    kept: list[list[int]] = []
    printers = FilePrinters(desk.folder / "printed.pdf")
    preview = Preview(
        "Реестр", lambda: [paper(2)], on_printed=lambda papers: kept.append([*papers])
    )
    sheet = PreviewSheet(desk.tools, desk.window, preview, printers)
    sheet.start()
    desk.settle()
    with _print_held(desk, sheet):
        sheet.reject()
    assert (desk.folder / "printed.pdf").exists()
    assert kept == [[0]]


def test_printing_is_stopped_by_a_button(qtbot: QtBot, desk: ExportDesk) -> None:
    """«Остановить» stands beside «Печатается…»; nothing comes out and nothing is kept."""
    sheet = _open(desk, paper(2))
    with _print_held(desk, sheet):
        stop = next(b for b in sheet.findChildren(Button) if b.text() == "Остановить")
        qtbot.waitUntil(stop.isVisible)
        stop.click()
        assert not stop.isEnabled()
    notes = [note.accessibleName() for note in sheet.findChildren(Note) if note.isVisible()]
    assert any("Остановлено" in words for words in notes)
    assert sheet.print.isEnabled()
    assert not (desk.folder / "printed.pdf").exists()
    sheet.reject()

"""What goes to the printer: the sheets, their order, size and sharpness, and what stops it."""

from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo
from PySide6.QtWidgets import QApplication

from desktop_app.core.errors import Cancelled
from desktop_app.ui.pages.preview_printer import Printers, PrintOrder, print_pack
from desktop_app.ui.widgets.pdf_pack import PdfPack
from tests.ui.preview_papers import FilePrinters, paper

pytestmark = pytest.mark.gui


class _Watched(PdfPack):
    """Remembers how sharply its pages were drawn."""

    def __init__(self, papers: list[bytes]) -> None:
        """Start with nothing drawn."""
        super().__init__(papers)
        self.drawn: list[float] = []

    def picture(self, page: int, dpi: float) -> QImage:
        """Return a page."""
        self.drawn.append(dpi)
        return super().picture(page, dpi)


class _Sharp(FilePrinters):
    """A printer of another resolution."""

    def __init__(self, target: Path, dpi: int) -> None:
        """Print into a file."""
        super().__init__(target)
        self._dpi = dpi

    def device(self, name: str) -> QPrinter:
        """Return it."""
        printer = super().device(name)
        printer.setResolution(self._dpi)
        return printer


@pytest.mark.parametrize(("own", "drawn"), [(150, 150), (300, 300), (1200, 300)])
def test_pages_are_as_sharp_as_the_printer(
    qapp: QApplication, tmp_path: Path, own: int, drawn: int
) -> None:
    """Drawn at its own resolution, up to what is seen on paper: no more memory than that."""
    del qapp
    pack = _Watched([paper(1)])
    printers = _Sharp(tmp_path / "a.pdf", own)
    print_pack(pack, PrintOrder((0,), 1, "Файл"), printers, lambda _n, _all: None, lambda: False)
    assert pack.drawn == [drawn]


def test_the_first_sheet_is_as_large_as_its_page(qapp: QApplication, tmp_path: Path) -> None:
    """A lying page chosen alone is printed lying, though the paper begins with an upright one."""
    del qapp
    pack = PdfPack([paper(1), paper(1, lying=True)])
    told: list[tuple[int, int]] = []
    order = PrintOrder((1,), 2, "Файл")
    sent = print_pack(
        pack,
        order,
        FilePrinters(tmp_path / "a.pdf"),
        lambda *seen: told.append(seen),
        lambda: False,
    )
    printed = PdfPack([(tmp_path / "a.pdf").read_bytes()]).sizes()
    assert [width > height for width, height in printed] == [True, True]
    assert (sent, told) == (2, [(1, 2), (2, 2)])


def test_what_is_stopped_between_sheets_is_taken_from_the_printer(
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The job is called back, so that the sheets sent before do not come out by themselves."""
    del qapp
    called_back: list[bool] = []
    monkeypatch.setattr(QPrinter, "abort", lambda _self: called_back.append(True))
    sent: list[int] = []
    with pytest.raises(Cancelled):
        print_pack(
            PdfPack([paper(3)]),
            PrintOrder((0, 1, 2), 1, "Файл"),
            FilePrinters(tmp_path / "a.pdf"),
            lambda number, _all: sent.append(number),
            lambda: len(sent) == 2,
        )
    assert (sent, called_back) == ([1, 2], [True])


def test_the_usual_printer_is_offered_first(monkeypatch: pytest.MonkeyPatch) -> None:
    """The one Windows prints to by itself, then the others as they come."""
    monkeypatch.setattr(QPrinterInfo, "defaultPrinterName", lambda: "HP")
    monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", lambda: ["Canon", "HP", "PDF"])
    assert Printers().names() == ["HP", "Canon", "PDF"]

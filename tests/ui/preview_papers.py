"""Papers of many pages and a printer that prints into a file."""

import io
from pathlib import Path

from PySide6.QtPrintSupport import QPrinter
from reportlab.lib.pagesizes import A4, landscape
from reportlab.pdfgen.canvas import Canvas

from desktop_app.ui.pages.preview_printer import Printers


def paper(pages: int, *, lying: bool = False) -> bytes:
    """Return a paper whose pages carry a frame, a diagonal and a bar as long as their number."""
    size = landscape(A4) if lying else A4
    target = io.BytesIO()
    canvas = Canvas(target, pagesize=size, invariant=1)
    for number in range(1, pages + 1):
        canvas.rect(40, 40, size[0] - 80, size[1] - 80)
        canvas.line(40, 40, size[0] - 40, size[1] - 40)
        canvas.rect(60, size[1] / 2, 4 * (number % 100), 20, fill=1)
        canvas.showPage()
    canvas.save()
    return target.getvalue()


class FilePrinters(Printers):
    """One printer called «Файл» that writes PDF, or none at all."""

    def __init__(self, target: Path, *, there: bool = True) -> None:
        """Print into a file."""
        self._target, self._there = target, there

    def names(self) -> list[str]:
        """Return the one name, or nothing."""
        return ["Старый", "Файл"] if self._there else []

    def device(self, name: str) -> QPrinter:
        """Return a device of a usual printer's resolution."""
        assert name in self.names()
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(self._target))
        printer.setResolution(150)
        return printer

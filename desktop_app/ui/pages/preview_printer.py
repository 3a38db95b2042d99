"""Printing of papers: the pictures of their pages at the printer's own resolution."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QMarginsF, QRectF, QSizeF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from desktop_app.core.errors import Cancelled, OfficeError
from desktop_app.core.text import counted
from desktop_app.ui.widgets.pdf_pack import POINTS_PER_INCH, PdfPack

_MOST_DPI = 300  # a page of A4 takes 35 MB then; more is not seen on paper


@dataclass(frozen=True, slots=True)
class PrintOrder:
    """What to print: pages counted from 0, how many copies, on which printer."""

    pages: tuple[int, ...]
    copies: int
    printer: str


class Printers:
    """The printers of this computer; tests put another in its place."""

    def names(self) -> list[str]:
        """Return the names of the printers, the usual one first."""
        usual = QPrinterInfo.defaultPrinterName()
        names = list(QPrinterInfo.availablePrinterNames())
        return sorted(names, key=lambda name: name != usual)

    def device(self, name: str) -> QPrinter:
        """Return a printer ready to be drawn upon; PrinterProblem when it is gone."""
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setPrinterName(name)
        if printer.printerName() != name or not printer.isValid():
            raise printer_gone(name)
        return printer


def printer_gone(name: str) -> OfficeError:
    """Return «the printer is not there any more»."""
    return OfficeError(
        f"Принтер «{name}» недоступен",
        "ничего не напечатано",
        "проверьте, включён ли он, или выберите другой; можно сохранить документ «В файл…»",
    )


def printer_went(name: str, sent: int, whole: int) -> OfficeError:
    """Return «the printer went away» after some sheets: nobody here knows which are on paper."""
    given = f"принтеру отдано {sent} из {counted(whole, 'листа', 'листов', 'листов')}"
    return OfficeError(
        f"Принтер «{name}» перестал принимать листы",
        f"{given}, что из них на бумаге, видно только в принтере; сам документ цел",
        "посмотрите, что вышло, и напечатайте недостающее: номера листов впишите в «Страницы»; "
        "можно сохранить документ «В файл…»",
    )


def print_pack(
    pack: PdfPack,
    order: PrintOrder,
    printers: Printers,
    progress: Callable[[int, int], None],
    cancelled: Callable[[], bool],
) -> int:
    """Print pages one after another, whole copies in turn; return how many sheets went.

    To be called in the long lane: one page is in memory at a time. Cancelled when `cancelled()`
    says yes between pages, OfficeError when the printer refuses, then or between pages.
    """
    sizes, printer = pack.sizes(), printers.device(order.printer)
    dpi = min(printer.resolution(), _MOST_DPI)
    sheets = order.pages * order.copies
    _set_paper(printer, sizes[sheets[0]])
    painter = QPainter()
    if not painter.begin(printer):
        raise printer_gone(order.printer)
    try:
        for number, page in enumerate(sheets):
            if cancelled():
                printer.abort()
                raise Cancelled
            if number:
                _set_paper(printer, sizes[page])
                if not printer.newPage():
                    raise printer_went(order.printer, number, len(sheets))
            painter.drawImage(_place(printer, sizes[page]), pack.picture(page, dpi))
            progress(number + 1, len(sheets))
    finally:
        painter.end()
    return len(sheets)


def pages_of(typed: str, count: int) -> tuple[int, ...]:
    """Return pages from 0 for «1-3, 5»; nothing typed means all; ValueError for anything else."""
    words = typed.replace("–", "-").replace("—", "-").replace(";", ",").split(",")
    found: list[int] = []
    for word in words:
        part = "".join(word.split())
        if not part:
            continue
        first, dash, last = part.partition("-")
        last = last if dash else first
        if not first.isdecimal() or not last.isdecimal():
            raise ValueError(f"no page «{part}»")
        start, end = int(first), int(last)
        if not 1 <= start <= end <= count:
            raise ValueError(f"no page «{part}»")
        found += range(start - 1, end)
    return tuple(found) if found else tuple(range(count))


def _set_paper(printer: QPrinter, size: tuple[float, float]) -> None:
    """Give the sheet the size of the page, A4 where it is A4, without margins of our own."""
    width, height = size
    lying = width > height
    upright = QSizeF(min(size), max(size))
    paper = QPageSize(upright, QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.FuzzyMatch)
    orientation = QPageLayout.Orientation
    turn = orientation.Landscape if lying else orientation.Portrait
    layout = QPageLayout(paper, turn, QMarginsF())
    layout.setMode(QPageLayout.Mode.FullPageMode)
    printer.setPageLayout(layout)


def _place(printer: QPrinter, size: Sequence[float]) -> QRectF:
    """Return where a page goes on the sheet, in the printer's dots."""
    scale = printer.resolution() / POINTS_PER_INCH
    return QRectF(0, 0, size[0] * scale, size[1] * scale)

"""Reading a PDF back: what a person would see, and what a careful reader would check."""

import io
import shutil
import subprocess
from pathlib import Path

import pikepdf
import pypdfium2

from desktop_app.core.text import one_line

POINTS_PER_MM = 72 / 25.4


def pages(pdf: bytes) -> list[str]:
    """Return the text of every page as one line each, spaces made ordinary."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [_text(document, number) for number in range(len(document))]
    finally:
        document.close()


def boxes(pdf: bytes) -> list[list[tuple[float, float, float, float]]]:
    """Return left, bottom, right, top of every visible character of each page, in millimetres."""
    document = pypdfium2.PdfDocument(pdf)
    found = []
    try:
        for page in document:
            text = page.get_textpage()
            count = text.count_chars()
            shown = [n for n in range(count) if text.get_text_range(n, 1).strip()]
            found.append(
                [tuple(edge / POINTS_PER_MM for edge in text.get_charbox(n)) for n in shown]
            )
            text.close()
            page.close()
    finally:
        document.close()
    return found


def loose_fonts(pdf: bytes) -> list[str]:
    """Return names of fonts that are not embedded."""
    loose = []
    with pikepdf.open(io.BytesIO(pdf)) as document:
        for page in document.pages:
            for font in page.Resources.Font.values():
                descriptor = font.get("/FontDescriptor")
                if descriptor is None or "/FontFile2" not in descriptor:
                    loose.append(str(font.get("/BaseFont")))
    return loose


def problems(pdf: bytes, folder: Path) -> list[str]:
    """Return what a strict reader finds wrong: qpdf where it is installed, its library anyway."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        found = list(document.check_pdf_syntax())
    tool = shutil.which("qpdf")
    if tool:
        file = folder / "checked.pdf"
        file.write_bytes(pdf)
        done = subprocess.run(
            [tool, "--check", str(file)], capture_output=True, encoding="utf-8", check=False
        )
        found += [done.stdout + done.stderr] if done.returncode else []
    return found


def _text(document: pypdfium2.PdfDocument, number: int) -> str:
    page = document[number]
    text = page.get_textpage()
    read = one_line(text.get_text_range())
    text.close()
    page.close()
    return read

"""What a template loses is named before it is filled; the rest comes over."""

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path

import openpyxl
import pytest
from openpyxl import Workbook
from openpyxl.drawing.image import Image
from openpyxl.worksheet.worksheet import Worksheet
from PIL import Image as Picture

from desktop_app.core.records.forms import FormData
from desktop_app.reports import xlsx_form
from desktop_app.reports.cell_text import Cleaning
from desktop_app.reports.form_losses import losses
from tests.reports.form_samples import CATALOGUE

_SPACE = "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"
_DATA = FormData({"учреждение": "Отдел"}, {})


def _template(*, is_template: bool = False) -> bytes:
    """Return a form with a logo."""
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = "Форма"
    sheet["A1"] = "{{учреждение}}"
    logo = io.BytesIO()
    Picture.new("RGB", (20, 10), (20, 80, 160)).save(logo, "PNG")
    sheet.add_image(Image(logo), "C1")
    book.template = is_template
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def _with(content: bytes, parts: Mapping[str, str], drawn: str = "") -> bytes:
    """Return a workbook with more parts, and more in its first drawing."""
    target = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            text = old.read(name)
            if drawn and name == "xl/drawings/drawing1.xml":
                place = text.rindex(b"</")
                text = text[:place] + drawn.encode() + text[place:]
            new.writestr(name, text)
        for name, more in parts.items():
            new.writestr(name, more)
    return target.getvalue()


def _shape(kind: str, name: str) -> str:
    return (
        f'<d:oneCellAnchor xmlns:d="{_SPACE}"><d:from><d:col>1</d:col><d:colOff>0</d:colOff>'
        "<d:row>1</d:row><d:rowOff>0</d:rowOff></d:from>"
        f'<d:ext cx="9" cy="9"/><d:{kind}><d:cNvPr id="9" name="{name}"/></d:{kind}>'
        "<d:clientData/></d:oneCellAnchor>"
    )


def test_pictures_and_cells_are_no_loss() -> None:
    """A form with a logo loses nothing, and its logo is in the filled file."""
    assert losses(_template()) == ()


@pytest.mark.parametrize(
    ("kind", "words"),
    [("sp", "надпись или фигура"), ("cxnSp", "линия"), ("grpSp", "группа фигур")],
)
def test_what_is_drawn_is_named_with_its_sheet(kind: str, words: str) -> None:
    """A shape is told by the sheet and by the name it has in Excel."""
    drawn = _with(_template(), {}, _shape(kind, "Утверждаю"))
    assert losses(drawn) == (f"«Форма»: {words} «Утверждаю»",)


def test_macros_controls_and_signatures_are_named() -> None:
    """Parts of the package nobody carries over are told in words of people."""
    parts = {"xl/vbaProject.bin": "x", "xl/ctrlProps/ctrlProp1.xml": "<x/>", "xl/slicers/s.xml": ""}
    assert losses(_with(_template(), parts)) == ("макросы", "кнопки и поля управления", "срезы")


def test_needs_carry_the_losses_and_a_spoilt_drawing_is_no_obstacle() -> None:
    """The check of a form tells them beside its mistakes; broken XML is passed over."""
    found = xlsx_form.needs(_with(_template(), {"xl/vbaProject.bin": "x"}), CATALOGUE)
    assert (found.problems, found.losses) == ((), ("макросы",))
    assert losses(_with(_template(), {}, "<broken")) == ()


def test_a_filled_template_of_excel_is_a_workbook(tmp_path: Path) -> None:
    """An .xltx gives an .xlsx that says so itself, with the logo in its place."""
    target = tmp_path / "готово.xlsx"
    xlsx_form.fill(_template(is_template=True), target, _DATA, CATALOGUE, Cleaning())
    with zipfile.ZipFile(target) as archive:
        types = archive.read("[Content_Types].xml").decode()
        assert "xl/media/image1.png" in archive.namelist()
    assert "spreadsheetml.template" not in types
    assert openpyxl.load_workbook(target).worksheets[0]["A1"].value == "Отдел"

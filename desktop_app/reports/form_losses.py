"""What a template holds that openpyxl does not carry over, by name: told before it is filled."""

import io
import posixpath
import re
import xml.etree.ElementTree as ET
import zipfile
from collections.abc import Iterator
from typing import Final

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing}"
_LINK = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_CHART: Final = "http://schemas.openxmlformats.org/drawingml/2006/chart"
_KINDS = {
    "sp": "надпись или фигура",
    "cxnSp": "линия",
    "grpSp": "группа фигур",
    "contentPart": "рисунок пером",
}
# Parts of the package nobody reads, wherever they hang.
_PARTS = (
    ("xl/vbaProject.bin", "макросы"),
    ("xl/ctrlProps/", "кнопки и поля управления"),
    ("xl/activeX/", "элементы ActiveX"),
    ("xl/embeddings/", "вложенные документы"),
    ("xl/slicers/", "срезы"),
    ("xl/timelines/", "временные шкалы"),
    ("xl/threadedComments/", "обсуждения (останутся примечаниями)"),
    ("xl/queryTables/", "запросы к внешним данным"),
    ("_xmlsignatures/", "электронная подпись"),
)
_EXTENSIONS = (
    (b"sparklineGroup", "спарклайны"),
    (b"x14:conditionalFormatting ", "условное оформление новых видов"),
    (b"x14:dataValidation ", "проверки ввода со списком на другом листе"),
)
_PICTURES = (".emf", ".wmf", ".svg")
_SEEN_ENTITIES = re.compile(rb"<!(?:DOCTYPE|ENTITY)")


def losses(content: bytes) -> tuple[str, ...]:
    """Return what will not be in the filled file, each as «where: what»; "" nowhere in particular.

    A part that cannot be read is passed over: the workbook itself is judged elsewhere.
    """
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = archive.namelist()
        whole = [words for part, words in _PARTS if any(name.startswith(part) for name in names)]
        found = [f"«{title}»: {words}" for title, words in _of_sheets(archive)]
    return (*dict.fromkeys(found), *whole)


def _of_sheets(archive: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    book = _tree(archive, "xl/workbook.xml")
    links = _links(archive, "xl/workbook.xml")
    for sheet in book.iter(f"{_MAIN}sheet") if book is not None else ():
        kind, path = links.get(sheet.get(_LINK, ""), ("", ""))
        if kind != "worksheet" or path not in archive.NameToInfo:
            continue
        title = sheet.get("name", "")
        text = archive.read(path)
        yield from ((title, words) for mark, words in _EXTENSIONS if mark in text)
        for kind, target in _links(archive, path).values():
            if kind == "drawing":
                yield from ((title, words) for words in _of_drawing(archive, target))
        if b"<picture " in text:
            yield title, "подложка листа"
        if b"<legacyDrawingHF" in text:
            yield title, "рисунок в колонтитуле"


def _of_drawing(archive: zipfile.ZipFile, path: str) -> Iterator[str]:
    """Yield what a drawing holds besides charts and pictures, by its own name."""
    tree = _tree(archive, path)
    links = _links(archive, path)
    for anchor in tree if tree is not None else ():
        for shape in anchor.iter():
            kind = shape.tag.removeprefix(_DRAWING)
            if kind in _KINDS:
                yield f"{_KINDS[kind]} «{_name(shape)}»"
                break
            if kind == "graphicFrame" and not _is_chart(shape):
                yield f"диаграмма нового вида «{_name(shape)}»"
                break
            if kind == "pic":
                named = (value for part in shape.iter() for value in part.attrib.values())
                if any(links.get(value, ("", ""))[1].endswith(_PICTURES) for value in named):
                    yield f"рисунок «{_name(shape)}»"
                break


def _is_chart(frame: ET.Element) -> bool:
    return any(part.get("uri") == _CHART for part in frame.iter())


def _name(shape: ET.Element) -> str:
    named = next((part for part in shape.iter(f"{_DRAWING}cNvPr")), None)
    return (named.get("name") if named is not None else "") or "без имени"


def _tree(archive: zipfile.ZipFile, path: str) -> ET.Element | None:
    try:
        text = archive.read(path)
        return None if _SEEN_ENTITIES.search(text) else ET.fromstring(text)
    except (KeyError, ET.ParseError):
        return None


def _links(archive: zipfile.ZipFile, path: str) -> dict[str, tuple[str, str]]:
    """Return what a part refers to: kind and path by id."""
    folder, name = posixpath.split(path)
    tree = _tree(archive, f"{folder}/_rels/{name}.rels")
    found = {}
    for link in tree if tree is not None else ():
        target = link.get("Target", "")
        whole = target.lstrip("/") if target.startswith("/") else posixpath.join(folder, target)
        kind = link.get("Type", "").rpartition("/")[2]
        found[link.get("Id", "")] = (kind, posixpath.normpath(whole))
    return found

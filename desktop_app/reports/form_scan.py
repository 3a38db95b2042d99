"""A template looked through: its repeated rows, the names it uses, its mistakes by cell."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.utils.cell import column_index_from_string, coordinate_from_string
from openpyxl.worksheet.worksheet import Worksheet

from desktop_app.core.form_marks import Mark, MarkKind, is_bare, is_broken, marks, nearest
from desktop_app.core.records.forms import Catalogue, FormNeeds, FormProblem
from desktop_app.core.text import fold
from desktop_app.reports.form_rows import Block


@dataclass(slots=True)
class SheetScan:
    """What one sheet asks for."""

    blocks: list[Block] = field(default_factory=list)
    fields: set[str] = field(default_factory=set)
    sections: dict[str, set[str]] = field(default_factory=dict)
    problems: list[FormProblem] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Found:
    """A mark and the cell it stands in; `bare`: the cell holds nothing but marks."""

    mark: Mark
    row: int
    cell: str
    bare: bool


class Scanner:
    """Looks through the sheets of a template."""

    def __init__(self, catalogue: Catalogue) -> None:
        """Take the names a template may use."""
        self._fields = {fold(f.name): f.name for f in catalogue.fields}
        self._sections = {
            fold(s.name): {fold(f.name): f.name for f in s.fields} for s in catalogue.sections
        }
        self._titles = {fold(s.name): s.name for s in catalogue.sections}

    def needs(self, book: Workbook) -> FormNeeds:
        """Return everything a workbook asks for, with its mistakes."""
        scans = [self.sheet(sheet, many=len(book.worksheets) > 1) for sheet in book.worksheets]
        sections: dict[str, frozenset[str]] = {}
        for scan in scans:
            for name, used in scan.sections.items():
                sections[name] = sections.get(name, frozenset()) | used
        fields = frozenset[str]().union(*(scan.fields for scan in scans))
        problems = tuple(problem for scan in scans for problem in scan.problems)
        if not problems and not fields and not sections:
            problems = (FormProblem("", "A1", "в форме нет ни одного поля вида {{поле}}"),)
        return FormNeeds(fields, sections, problems)

    def sheet(self, sheet: Worksheet, *, many: bool = False) -> SheetScan:
        """Return what one sheet asks for; `many`: mistakes name the sheet too."""
        scan = SheetScan()
        title = sheet.title if many else ""
        found = list(self._marks(sheet, scan, title))
        self._pair(found, scan, title, _filled_cells(sheet))
        for item in found:
            if item.mark.kind is MarkKind.FIELD:
                self._field(item, scan, title)
        scan.problems.sort(key=lambda problem: _order(problem.cell))
        return scan

    def _marks(self, sheet: Worksheet, scan: SheetScan, title: str) -> list[_Found]:
        found = []
        for row in sheet.iter_rows():
            for cell in row:
                value = text_of(cell)
                if "{{" not in value and "}}" not in value:
                    continue
                place = str(cell.coordinate)
                if is_formula(cell):
                    words = "поле внутри формулы не заполняется, сошлитесь на ячейку с ним"
                    scan.problems.append(FormProblem(title, place, words))
                    continue
                if is_broken(value):
                    words = "скобки {{ и }} не сходятся"
                    scan.problems.append(FormProblem(title, place, words))
                row_number, bare = int(cell.row or 0), is_bare(value)
                found += [_Found(mark, row_number, place, bare) for mark in marks(value)]
        return found

    def _pair(
        self, found: list[_Found], scan: SheetScan, title: str, filled: Mapping[int, int]
    ) -> None:
        """Make blocks of opening and closing marks; what has no pair is a mistake."""
        waiting: _Found | None = None
        only_marks = _only_marks(found, filled)
        for item in found:
            mark = item.mark
            if mark.kind is MarkKind.FIELD:
                continue
            problem = ""
            if mark.kind is MarkKind.OPEN:
                problem = self._opened(item, waiting, scan)
                waiting = waiting if problem else item
            elif waiting is None or waiting.mark.key != mark.key:
                problem = f"«{{{{/{mark.name}}}}}» закрывает то, что не открыто"
            else:
                problem = self._closed(waiting, item, scan, only_marks)
                waiting = None
            if problem:
                scan.problems.append(FormProblem(title, item.cell, problem))
        if waiting is not None:
            words = f"нет закрывающей «{{{{/{waiting.mark.name}}}}}»"
            scan.problems.append(FormProblem(title, waiting.cell, words))

    def _opened(self, item: _Found, waiting: _Found | None, scan: SheetScan) -> str:
        """Return what is wrong with an opening mark, "" when nothing."""
        if waiting is not None:
            return f"«{item.mark.name}» открыто внутри «{waiting.mark.name}», закройте прежнее"
        if any(block.last >= item.row for block in scan.blocks):
            return "два повторяемых участка в одной строке; поставьте их один под другим"
        if item.mark.key not in self._sections:
            return _unknown("повторяемого участка", item.mark.name, self._titles)
        return ""

    @staticmethod
    def _closed(opened: _Found, item: _Found, scan: SheetScan, only_marks: set[int]) -> str:
        """Add a block; return what is wrong with it, "" when nothing."""
        rows = range(opened.row, item.row + 1)
        dropped = frozenset({rows[0], rows[-1]} & only_marks)
        block = Block(opened.mark.key, rows[0], rows[-1], dropped)
        if not block.body:
            return f"между «{{{{#{item.mark.name}}}}}» и «{{{{/{item.mark.name}}}}}» нет строк"
        scan.blocks.append(block)
        scan.sections.setdefault(block.name, set())
        return ""

    def _field(self, item: _Found, scan: SheetScan, title: str) -> None:
        """Put a field down as used, or as a mistake."""
        key = item.mark.key
        block = next((b for b in scan.blocks if b.first <= item.row <= b.last), None)
        own = self._sections.get(block.name, {}) if block else {}
        if block is not None and key in own:
            scan.sections[block.name].add(key)
        elif key in self._fields:
            scan.fields.add(key)
        else:
            words = _unknown("поля", item.mark.name, {**self._fields, **own})
            if block is None and "есть" not in words:
                words = self._elsewhere(item.mark.name) or words
            scan.problems.append(FormProblem(title, item.cell, words))

    def _elsewhere(self, name: str) -> str:
        """Return what to say of a field that only repeated rows have, "" for no such field."""
        inner = {key: title for fields in self._sections.values() for key, title in fields.items()}
        like = nearest(name, inner)
        if not like:
            return ""
        return f"поле «{inner[like]}» бывает только между {{{{#…}}}} и {{{{/…}}}}"


def text_of(cell: object) -> str:
    """Return the text of a cell, "" for what is no text."""
    value = getattr(cell, "value", None)
    return str(value) if isinstance(value, str | list) else ""


def is_formula(cell: object) -> bool:
    """Tell whether a cell holds a formula."""
    return isinstance(cell, Cell) and cell.data_type == "f"


def _order(cell: str) -> tuple[int, int]:
    letters, row = coordinate_from_string(cell)
    return row, column_index_from_string(letters)


def _unknown(what: str, name: str, known: Mapping[str, str]) -> str:
    like = nearest(name, known)
    hint = f", есть «{known[like]}»" if like else ""
    return f"нет {what} «{name}»{hint}"


def _filled_cells(sheet: Worksheet) -> dict[int, int]:
    """Return how many cells of each row hold something."""
    counts: dict[int, int] = {}
    for row in sheet.iter_rows():
        for cell in row:
            if cell.value is not None and cell.value != "":
                counts[int(cell.row or 0)] = counts.get(int(cell.row or 0), 0) + 1
    return counts


def _only_marks(found: list[_Found], filled: Mapping[int, int]) -> set[int]:
    """Return the rows that hold opening or closing marks and nothing else."""
    by_row: dict[int, set[str]] = {}
    mixed: set[int] = set()
    for item in found:
        if item.mark.kind is MarkKind.FIELD or not item.bare:
            mixed.add(item.row)
        by_row.setdefault(item.row, set()).add(item.cell)
    return {row for row, cells in by_row.items() if filled.get(row) == len(cells)} - mixed

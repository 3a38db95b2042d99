"""What stands around the cells of a sheet and points at rows: moved with them, grown over them."""

import copy
from collections.abc import Iterable, Iterator
from typing import Any

from openpyxl.formatting.formatting import ConditionalFormattingList
from openpyxl.worksheet.cell_range import CellRange, MultiCellRange
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.worksheet import Worksheet

from desktop_app.reports.form_formulas import Here, Shifter
from desktop_app.reports.form_rows import Block, RowMap


def move(sheet: Worksheet, row_map: RowMap, shifter: Shifter) -> None:
    """Move merges, conditional formats, checks of input, print set-up, tables, drawings."""
    sheet.merged_cells = MultiCellRange(_merged(sheet.merged_cells.ranges, row_map))
    _move_formats(sheet, shifter)
    _move_checks(sheet, shifter)
    _move_print(sheet, row_map, shifter)
    for table in sheet.tables.values():
        table.ref = shifter.area(table.ref, sheet.title)
        if table.autoFilter is not None and table.autoFilter.ref:
            table.autoFilter.ref = shifter.area(table.autoFilter.ref, sheet.title)
    inner: Any = sheet  # openpyxl has no public door to drawings
    for drawing in [*inner._charts, *inner._images]:
        for name in ("_from", "to"):
            corner = getattr(drawing.anchor, name, None)
            if corner is not None:
                corner.row = row_map.last(corner.row + 1) - 1


def _merged(ranges: Iterable[CellRange], row_map: RowMap) -> Iterator[CellRange]:
    """Yield merged ranges: repeated inside repeated rows, stretched where they reach over them."""
    for merged in ranges:
        block = row_map.block_at(merged.min_row)
        if block is not None and block is row_map.block_at(merged.max_row):
            yield from _repeated(merged, block, row_map)
        else:
            top, bottom = row_map.first(merged.min_row), row_map.last(merged.max_row)
            yield CellRange(
                min_col=merged.min_col, max_col=merged.max_col, min_row=top, max_row=bottom
            )


def _repeated(merged: CellRange, block: Block, row_map: RowMap) -> Iterator[CellRange]:
    rows = [row for row in block.body if merged.min_row <= row <= merged.max_row]
    for instance in range(block.times if rows else 0):
        top, bottom = row_map.at(rows[0], instance), row_map.at(rows[-1], instance)
        if top < bottom or merged.min_col < merged.max_col:
            yield CellRange(
                min_col=merged.min_col, max_col=merged.max_col, min_row=top, max_row=bottom
            )


def _areas(reference: object, sheet: Worksheet, shifter: Shifter) -> str:
    return " ".join(shifter.area(part, sheet.title) for part in str(reference).split())


def _move_formats(sheet: Worksheet, shifter: Shifter) -> None:
    moved = ConditionalFormattingList()
    for formatting in sheet.conditional_formatting:
        where = _areas(formatting.sqref, sheet, shifter)
        for rule in formatting.rules:
            fresh = copy.copy(rule)
            fresh.formula = [_bare(text, sheet, shifter) for text in rule.formula]
            moved.add(where, fresh)
    sheet.conditional_formatting = moved


def _move_checks(sheet: Worksheet, shifter: Shifter) -> None:
    for check in sheet.data_validations.dataValidation:
        check.sqref = MultiCellRange(_areas(check.sqref, sheet, shifter))
        for name in ("formula1", "formula2"):
            text = getattr(check, name)
            if text:
                setattr(check, name, _bare(text, sheet, shifter))


def _bare(text: str, sheet: Worksheet, shifter: Shifter) -> str:
    """Return a formula that is kept without its «=»."""
    return shifter.formula(f"={text}", Here(sheet.title))[1:]


def _move_print(sheet: Worksheet, row_map: RowMap, shifter: Shifter) -> None:
    if sheet.print_area:
        areas = sheet.print_area.split(",")
        own = [part.rsplit("!", 1)[-1] for part in areas]
        sheet.print_area = ",".join(shifter.area(part, sheet.title) for part in own)
    if sheet.print_title_rows:
        sheet.print_title_rows = shifter.area(sheet.print_title_rows, sheet.title)
    if sheet.auto_filter.ref:
        sheet.auto_filter.ref = shifter.area(sheet.auto_filter.ref, sheet.title)
    if sheet.freeze_panes:
        sheet.freeze_panes = shifter.reference(sheet.freeze_panes, Here(sheet.title))
    breaks = [row_map.last(known.id) for known in sheet.row_breaks.brk]
    sheet.row_breaks.brk = [Break(id=row) for row in breaks]

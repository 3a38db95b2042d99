"""Rows that were not taken, as a file a person corrects and loads again."""

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, Final

from desktop_app.core.records.imports import ImportResult
from desktop_app.core.records.sheets import Cell, CellKind, SheetColumn, SheetSpec
from desktop_app.core.text import counted

REASON, ROW = "Причина", "Строка"

_REASON_WIDTH: Final = 48
_REMARKS: Final = " (не понято)"


def write(result: ImportResult, target: Path, office: str) -> tuple[Path, ...]:
    """Write the rejected rows to `target` in the columns of their file; return what was written.

    Values left out of rows that were taken go to a second file beside it. Each file appears whole
    or not at all; raises FileBusy, TargetError, DiskFull.
    """
    # Imported here: a workbook library must not slow the start of the program.
    from desktop_app.reports import xlsx_journal
    from desktop_app.reports.atomic_file import check_target, write_whole
    from desktop_app.reports.cell_text import Cleaning

    def save(path: Path, spec: SheetSpec, records: Iterable[object]) -> Path:
        write_whole(
            path, lambda temporary: xlsx_journal.write(temporary, spec, records, Cleaning())
        )
        return path

    check_target(target)
    written = [save(target, _rejects_spec(result, office), result.rejects)]
    if result.remarks:
        beside = target.with_name(f"{target.stem}{_REMARKS}{target.suffix}")
        written.append(save(beside, _remarks_spec(result, office), result.remarks))
    return tuple(written)


def _rejects_spec(result: ImportResult, office: str) -> SheetSpec:
    reason = _free(REASON, result.headers)
    row = _free(ROW, result.headers)
    columns = [
        SheetColumn("row", row, CellKind.INTEGER, 9),
        SheetColumn("reason", reason, CellKind.TEXT, _REASON_WIDTH),
    ]
    columns += [
        SheetColumn(f"cell{index}", title, CellKind.TEXT, _width(title), value=_cell(index))
        for index, title in enumerate(result.headers)
    ]
    rows = counted(result.rejected, "строка", "строки", "строк")
    return SheetSpec("Не загружено", _heading(result, office, rows), tuple(columns))


def _remarks_spec(result: ImportResult, office: str) -> SheetSpec:
    values = counted(len(result.remarks), "значение", "значения", "значений")
    columns = (
        SheetColumn("row", ROW, CellKind.INTEGER, 9),
        SheetColumn("column", "Столбец", CellKind.TEXT, 30),
        SheetColumn("value", "Значение", CellKind.TEXT, 40),
        SheetColumn("reason", REASON, CellKind.TEXT, _REASON_WIDTH),
    )
    return SheetSpec("Не понято", _heading(result, office, values), columns)


def _heading(result: ImportResult, office: str, amount: str) -> tuple[str, ...]:
    return (office, f"Не загружено из файла «{result.file_name}»: {amount}")


def _free(title: str, taken: Sequence[str]) -> str:
    """Return a heading the file does not have: a rejects file may be loaded again."""
    name, count = title, 1
    while name in taken:
        count += 1
        name = f"{title} ({count})"
    return name


def _width(title: str) -> float:
    return min(max(len(title) * 0.8, 9), 40)


def _cell(index: int) -> Callable[[Any], Cell]:
    return lambda record: record.cells[index] if index < len(record.cells) else ""

"""The process that opens a stranger's workbook: with limits, apart from the window and the data.

Run as `python -m desktop_app.importers.child PATH OUT ENGINE ROWS COLUMNS MEMORY`, in a frozen
build as `rayshtab --read-table …`. It writes lines of JSON into OUT: an object opens a sheet, a
list `[row number, [cells]]` is a row, the last object tells how it ended.
"""

import contextlib
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final, TextIO

from desktop_app.importers import engines
from desktop_app.importers.confine import confine_memory

FLAG: Final = "--read-table"
"""First argument that turns the frozen program into this process."""

QUICK, CAREFUL = "quick", "careful"
DONE, PASSWORD, BROKEN, ROWS, COLUMNS, MEMORY = (
    "done",
    "password",
    "broken",
    "rows",
    "columns",
    "memory",
)


class _TooMany(Exception):
    """More rows or columns than allowed; holds which."""


def main(arguments: Sequence[str]) -> int:
    """Read one workbook into a spool file; return 0 when the spool says how it ended."""
    path, out, engine, rows, columns, memory = arguments
    confine_memory(int(memory))
    with Path(out).open("w", encoding="utf-8", newline="\n") as spool:
        ending = _read(Path(path), spool, engine, (int(rows), int(columns)))
        _line(spool, {"end": ending})
    return 0


def _read(path: Path, spool: TextIO, engine: str, caps: tuple[int, int]) -> str:
    try:
        quick = engine == QUICK
        folder = Path(spool.name).parent
        for sheet in engines.quick(path, folder) if quick else engines.careful(path):
            _line(spool, {"sheet": sheet.name, "merged": sheet.merged})
            _spool_rows(sheet, spool, caps)
    except _TooMany as error:
        return str(error)
    except MemoryError:
        return MEMORY
    except Exception as error:  # noqa: BLE001  any failure of a reader means «this file is broken»
        return PASSWORD if type(error).__name__ == "PasswordError" else BROKEN
    return DONE


def _spool_rows(sheet: engines.Sheet, spool: TextIO, caps: tuple[int, int]) -> None:
    most_rows, most_columns = caps
    for count, (number, cells) in enumerate(sheet.rows, start=1):
        if count > most_rows:
            raise _TooMany(ROWS)
        if len(cells) > most_columns:
            raise _TooMany(COLUMNS)
        _line(spool, [number, cells])


def _line(spool: TextIO, value: object) -> None:
    spool.write(json.dumps(value, ensure_ascii=False, separators=(",", ":")))
    spool.write("\n")


if __name__ == "__main__":
    with contextlib.suppress(BrokenPipeError):
        sys.exit(main(sys.argv[1:]))

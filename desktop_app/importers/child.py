"""The process that opens a stranger's workbook: with limits, apart from the window and the data.

Run as `python -m desktop_app.importers.child PATH OUT ENGINE ROWS COLUMNS MEMORY`, in a frozen
build as `rayshtab --read-table …`. It writes the rows into OUT and, last, how it ended (see
`spool`).
"""

import contextlib
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from desktop_app.importers import engines
from desktop_app.importers.confine import confine_memory
from desktop_app.importers.spool import SpoolWriter, TooMany

FLAG: Final = "--read-table"
"""First argument that turns the frozen program into this process."""

QUICK, CAREFUL = "quick", "careful"
DONE, PASSWORD, BROKEN, MEMORY = "done", "password", "broken", "memory"


def main(arguments: Sequence[str]) -> int:
    """Read one workbook into a spool file; return 0 when the spool says how it ended."""
    path, out, engine, rows, columns, memory = arguments
    confine_memory(int(memory))
    spool = Path(out)
    with spool.open("wb") as stream:
        writer = SpoolWriter(stream, (int(rows), int(columns)))
        ending = _read(Path(path), spool.parent, engine, writer)
        writer.finish(spool, ending)
    return 0


def _read(path: Path, folder: Path, engine: str, writer: SpoolWriter) -> str:
    try:
        quick = engine == QUICK
        for sheet in engines.quick(path, folder) if quick else engines.careful(path):
            writer.add(sheet)
    except TooMany as error:
        return str(error)
    except MemoryError:
        return MEMORY
    except Exception as error:  # noqa: BLE001  any failure of a reader means «this file is broken»
        return PASSWORD if type(error).__name__ == "PasswordError" else BROKEN
    return DONE


if __name__ == "__main__":
    with contextlib.suppress(BrokenPipeError):
        sys.exit(main(sys.argv[1:]))

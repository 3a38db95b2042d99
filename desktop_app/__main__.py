"""The program's front door: `python -m desktop_app …`, also of the frozen build."""

import gc
import os
import sys
from pathlib import Path

# importers.child.FLAG, spelt out: importing it would load the workbook readers at every start.
READ_TABLE = "--read-table"
# db.locks.FLAG: a child that only tries a lock must start quickly.
TRY_LOCK = "--try-lock"
# db.bulk_child.FLAG: a child that writes the rows of a big new file.
FILL_FILE = "--fill-file"


def main() -> int:
    """Open the window or run a headless command; return the exit code."""
    # Loading makes no rubbish: looking for it all along is a seventh of the start. Those who
    # have loaded what they need turn it on again.
    gc.disable()
    if os.name == "nt" and "TZ" in os.environ:
        forget_time_zone()
    arguments = sys.argv[1:]
    if arguments[:1] == [READ_TABLE]:
        from desktop_app.importers import child

        return child.main(arguments[1:])
    if arguments[:1] == [TRY_LOCK]:
        from db import locks

        return locks.try_lock(Path(arguments[1]))
    if arguments[:1] == [FILL_FILE]:
        from db import bulk_child

        return bulk_child.main(Path(arguments[1]))
    from desktop_app.cli import program

    return program.main(arguments)


def forget_time_zone() -> None:
    """Go by the clock of Windows whatever TZ says.

    Its C library takes «Europe/Moscow» of another program's settings for Greenwich: every moment
    and deadline of the office would be hours off.
    """
    import ctypes

    del os.environ["TZ"]
    getattr(ctypes.CDLL("ucrtbase"), "_tzset")()  # noqa: B009  a private name of the library


if __name__ == "__main__":
    sys.exit(main())

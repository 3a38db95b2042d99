"""New offices for tests: the empty file is built once in a process and copied from then on.

Building schema, seals and shipped lists costs 100 ms of processor and a dozen flushes of the disk;
a copy opens in 4 ms. What happens while a file is made is proven by tests of `Office.open` itself.
"""

import atexit
import datetime as dt
import functools
import shutil
import tempfile
from pathlib import Path

from desktop_app.core import clock
from desktop_app.services.office import Office


def fresh_office(path: Path, now: clock.Clock = clock.now, backups: Path | None = None) -> Office:
    """Return an office over a new file at `path`, as `Office.open` would make it."""
    moment = now()
    if now is clock.now:
        # Walking time would need a file for every second: one made in the morning does for the day.
        moment = dt.datetime.combine(moment.date(), dt.time())
    shutil.copyfile(_blank(moment), path)
    office = Office.open(path, create=False, now=now, backups=backups)
    office.make_ready()
    return office


@functools.cache
def _blank(moment: dt.datetime) -> Path:
    """Return an empty office's file made at a moment; it goes with the process."""
    folder = Path(tempfile.mkdtemp(prefix="rayshtab-blank-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    path = folder / "blank.sqlite"
    Office.open(path, now=lambda: moment).close()
    return path

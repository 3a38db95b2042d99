"""An invented district to look around in: a file of its own beside the office's base."""

import datetime as dt
import re
from collections.abc import Callable
from pathlib import Path

_NAME = re.compile(r"Пример \d{4}-\d\d-\d\d\.sqlite")

Progress = Callable[[int, int], object]
Stop = Callable[[], bool]


def is_example(path: Path) -> bool:
    """Tell whether a file is an example, by the name that only `make_example` gives."""
    return _NAME.fullmatch(path.name) is not None


def make_example(folder: Path, today: dt.date, progress: Progress, stopped: Stop) -> Path:
    """Return today's example in a folder, made when it is not there; those of other days go.

    A district of last month would stand there with everything overdue. Raises what `make_demo`
    does; the folder's other files are not touched.
    """
    # Imported here: the district is made once, the program starts every day.
    from desktop_app.services.demo.build import (
        DemoOrder,
        make_demo,
    )  # the start knows the name only

    path = folder / f"Пример {today:%Y-%m-%d}.sqlite"
    if not path.exists():
        make_demo(path, DemoOrder(), progress=progress, cancelled=stopped)
    for old in folder.glob("Пример *.sqlite"):
        if is_example(old) and old != path:
            _remove(old)
    return path


def _remove(old: Path) -> None:
    try:
        old.unlink()
    except OSError:
        return  # somebody still looks at it

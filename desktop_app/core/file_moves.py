"""Giving a file another name where a virus scanner may hold it for a moment.

Windows refuses to rename what any program has open; a scanner or an index of the system opens every
fresh file by itself and lets it go at once.
"""

import threading
from collections.abc import Callable
from pathlib import Path

_TRIES = 4
_PAUSE_SECONDS = 0.15


def replace(source: Path, target: Path) -> None:
    """Put a file in the place of another; OSError when it is refused again and again."""
    _patiently(lambda: source.replace(target))


def rename(source: Path, target: Path) -> None:
    """Give a file a name that is free; OSError as above, FileExistsError at once on Windows."""
    _patiently(lambda: source.rename(target))


def _patiently(move: Callable[[], object]) -> None:
    pause = threading.Event()  # nothing sets it
    for attempt in range(_TRIES):
        try:
            move()
        except PermissionError:
            if attempt + 1 == _TRIES:
                raise
            pause.wait(_PAUSE_SECONDS)
        else:
            return

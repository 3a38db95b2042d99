"""The program's log: a rotating file beside the data, without a single value of the office."""

import logging
import traceback
from pathlib import Path

_BYTES = 1_000_000
_KEPT = 3
_FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"


class LateFile(logging.Handler):
    """A rotating file that is made, and its library loaded, with the first line.

    Most days have none, and `logging.handlers` brings sockets and pickles to every start.
    """

    def __init__(self, path: Path) -> None:
        """Keep the path."""
        super().__init__()
        self.setFormatter(logging.Formatter(_FORMAT))
        self._path = path
        self._file: logging.Handler | None = None

    def emit(self, record: logging.LogRecord) -> None:
        """Write one line; logging itself tells of one that the disk refuses."""
        self._opened().emit(record)

    def close(self) -> None:
        """Close the file when there is one."""
        if self._file is not None:
            self._file.close()
        super().close()

    def _opened(self) -> logging.Handler:
        if self._file is None:
            from desktop_app.services.turning_log import TurningLog

            self._file = TurningLog(
                self._path, maxBytes=_BYTES, backupCount=_KEPT, encoding="utf-8", delay=True
            )
            self._file.setFormatter(self.formatter)
        return self._file


def open_log(path: Path) -> logging.Handler | None:
    """Send warnings of the whole program to a rotating file; None where it has no folder.

    The file is made with the first line. Close the handler with `close_log`.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError:
        return None
    handler = LateFile(path)
    logging.getLogger().addHandler(handler)
    return handler


def close_log(handler: logging.Handler | None) -> None:
    """Take the handler away and close its file."""
    if handler is not None:
        logging.getLogger().removeHandler(handler)
        handler.close()


def without_values(error: BaseException) -> str:
    """Return the traceback of an error without its message, which may hold a name or a phone."""
    lines = traceback.format_tb(error.__traceback__)
    return "".join(lines) + type(error).__name__

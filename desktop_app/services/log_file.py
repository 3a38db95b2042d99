"""The program's log: a rotating file beside the data, without a single value of the office."""

import logging
import traceback
from logging.handlers import RotatingFileHandler
from pathlib import Path

_BYTES = 1_000_000
_KEPT = 3
_FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"


def open_log(path: Path) -> logging.Handler | None:
    """Send warnings of the whole program to a rotating file; None where it cannot be written.

    The file is made with the first line. Close the handler with `close_log`.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(
            path, maxBytes=_BYTES, backupCount=_KEPT, encoding="utf-8", delay=True
        )
    except OSError:
        return None
    handler.setFormatter(logging.Formatter(_FORMAT))
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

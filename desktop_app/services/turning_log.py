"""A log file that gives way to a new one when it is full, unless another window writes to it."""

from contextlib import suppress
from logging.handlers import RotatingFileHandler
from pathlib import Path


class TurningLog(RotatingFileHandler):
    """Turned over only when its file can be moved.

    Windows moves no file that is open in another program. Python's own handler would then lose the
    line and push one older file out at each further one; this one goes on in the same file.
    """

    def doRollover(self) -> None:  # noqa: N802  Python's own name
        """Begin a new file, or go on with this one while it is held."""
        self.close_stream()
        here = Path(self.baseFilename)
        aside = here.with_name(f"{here.name}.turning")
        try:
            here.rename(aside)
            aside.rename(here)
        except OSError:
            with suppress(OSError):  # it went aside, and was taken there
                aside.rename(here)
            self.stream = self._open()
            return
        super().doRollover()

    def close_stream(self) -> None:
        """Let the file go, as Windows asks of whoever moves it."""
        if self.stream is not None:
            self.stream.close()
            self.stream = None

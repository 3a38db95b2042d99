"""What a command says: lines, JSON, progress; into the log where there is no console."""

import errno
import logging
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, TextIO

_log = logging.getLogger(__name__)


class Console:
    """The two streams of a command; a windowed build has none, then the log file listens."""

    def __init__(self, out: TextIO | None, err: TextIO | None) -> None:
        """Take the streams of the process; each is turned to UTF-8."""
        self._out, self._err = out, err
        for stream in (out, err):
            _speak_utf8(stream)

    @classmethod
    def of_process(cls) -> "Console":
        """Return the console of this process."""
        return cls(sys.stdout, sys.stderr)

    def line(self, text: str) -> None:
        """Write one line of the answer."""
        self._write(f"{text}\n")

    def report(self, text: str) -> None:
        """Write one line that holds no value of the office; the log keeps it for want of a console.

        Answers with names and phones are never logged (152-ФЗ).
        """
        if self._out is None:
            _log.warning("%s", text)
        self.line(text)

    def value(self, value: Mapping[str, Any]) -> None:
        """Write one JSON object."""
        self.line(_json(value))

    def values(self, values: Iterable[Mapping[str, Any]]) -> None:
        """Write a JSON list, an object a line, without holding it all in memory."""
        opening = "["
        for value in values:
            self._write(f"{opening}\n{_json(value)}")
            opening = ","
        self._write("[]\n" if opening == "[" else "\n]\n")

    def problem(self, text: str) -> None:
        """Write one line about what went wrong."""
        # Imported here: a command that says nothing does not need it.
        from desktop_app.core.text import NBSP, one_line

        words = one_line(text).replace(NBSP, " ")
        if self._err is None:
            _log.warning("%s", words)
            return
        self._err.write(f"{words}\n")
        self._err.flush()

    def progress(self, done: int, total: int) -> None:
        """Show how far a long work is, where a person watches."""
        if self._err is None or not self._err.isatty():
            return
        end = "\n" if done >= total else ""
        from desktop_app.core.text import number

        self._err.write(f"\r{number(done)} из {number(total)}{end}")
        self._err.flush()

    def finish(self) -> None:
        """Send what is still held back."""
        if self._out is not None:
            with _a_reader_may_leave():
                self._out.flush()

    def _write(self, text: str) -> None:
        if self._out is not None:
            with _a_reader_may_leave():
                self._out.write(text)


@contextmanager
def _a_reader_may_leave() -> Iterator[None]:
    """Raise BrokenPipeError for a reader that left, of which Windows tells as of EINVAL."""
    try:
        yield
    except OSError as error:
        if error.errno == errno.EINVAL:
            raise BrokenPipeError(errno.EPIPE, error.strerror) from error
        raise


def _json(value: Mapping[str, Any]) -> str:
    import json  # the window, which comes through the same door, needs none

    return json.dumps(value, ensure_ascii=False)


def _speak_utf8(stream: TextIO | None) -> None:
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(encoding="utf-8", errors="backslashreplace")

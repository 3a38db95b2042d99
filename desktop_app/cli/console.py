"""What a command says: lines, JSON, progress; into the log where there is no console at all."""

import errno
import logging
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TextIO

_log = logging.getLogger(__name__)
_PARENT = -1  # ATTACH_PARENT_PROCESS


class Console:
    """The two streams of a command.

    A windowed build has those that were redirected only; for the others the console it was called
    from is asked for with the first words, and where there is none the log file listens.
    """

    def __init__(self, out: TextIO | None, err: TextIO | None) -> None:
        """Take the streams of the process; each is turned to UTF-8."""
        self._out, self._err = out, err
        self._asked = False
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
        self._meet_caller()
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
        self._meet_caller()
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

    def _meet_caller(self) -> None:
        """Put the caller's console in place of the streams that are missing, once."""
        if self._asked or None not in (self._out, self._err):
            return
        self._asked = True
        found = callers_console()
        self._out, self._err = self._out or found, self._err or found

    def _write(self, text: str) -> None:
        self._meet_caller()
        if self._out is not None:
            with _a_reader_may_leave():
                self._out.write(text)


def callers_console() -> TextIO | None:
    """Return the console of the program that called this one, None where there is none.

    Windows gives a windowed program none by itself. Asked for only when something is to be said: a
    window started from a console would be closed with it.
    """
    return _attached() if sys.platform == "win32" else None


def _attached() -> TextIO | None:
    import ctypes  # only Windows is asked this way

    kernel = getattr(ctypes, "windll").kernel32  # noqa: B009  absent outside Windows
    if not kernel.AttachConsole(_PARENT):
        return None
    try:
        return Path("CONOUT$").open("w", encoding="utf-8", errors="backslashreplace")
    except OSError:
        return None


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

"""The handbook of the program: read on the screen by section, printed as a whole."""

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path

from desktop_app import __version__
from desktop_app.core import clock
from desktop_app.core.assets import resource
from desktop_app.core.handbook import HelpSection, read_handbook

Keys = Sequence[tuple[str, Sequence[tuple[str, str]]]]


class Handbook:
    """Sections by the key of the page they tell of."""

    def __init__(self, now: clock.Clock = clock.now) -> None:
        """Read nothing until it is asked for."""
        self._now = now

    @cached_property
    def sections(self) -> tuple[HelpSection, ...]:
        """All sections in the order of the book."""
        return read_handbook(resource("help", "handbook.txt").read_text("utf-8"))

    def section(self, key: str) -> HelpSection:
        """Return what is told of a page; KeyError for a page nothing is told of."""
        return {section.key: section for section in self.sections}[key]

    def write(self, path: Path, keys: Keys) -> Path:
        """Write the whole book with the table of keys as PDF; TargetError when it cannot be."""
        from desktop_app.reports import pdf_handbook  # printing is loaded when it is asked for
        from desktop_app.reports.atomic_file import write_whole

        write_whole(path, pdf_handbook.render(self.sections, keys, __version__, self._now()))
        return path

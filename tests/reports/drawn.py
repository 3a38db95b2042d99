"""What a paper draws, as text: kept beside the tests and compared line by line."""

import itertools
import os
from collections.abc import Callable
from pathlib import Path
from unittest import mock

from desktop_app.reports.fonts import Face
from desktop_app.reports.pdf_page import Page

_GOLDEN = Path(__file__).parent.parent / "golden"
_UPDATE = "RAYSHTAB_UPDATE_GOLDEN"


def drawn(render: Callable[[], object]) -> str:
    """Return what is drawn, a line each: page, place in millimetres, text; bold marked."""
    lines: list[str] = []
    numbers = itertools.count(1)
    current = [next(numbers)]

    def text(
        _page: Page, x: float, y: float, words: str, face: Face, size: float, _wide: float = 0
    ) -> None:
        bold = "*" if "Bold" in face.name else ""
        place = f"{current[0]} {x * 25.4 / 72:.0f},{y * 25.4 / 72:.0f} {size:g}{bold}"
        lines.append(f"{place} {words}".replace("\N{NO-BREAK SPACE}", "~").rstrip())

    def finish(page: Page) -> None:
        current[0] = next(numbers)
        whole_finish(page)

    whole_finish = Page.finish
    with mock.patch.multiple(Page, text=text, finish=finish):
        render()
    return "\n".join(lines) + "\n"


def kept(name: str, now: str) -> str:
    """Return the lines a person last looked at.

    After a wanted change: run with RAYSHTAB_UPDATE_GOLDEN=1, which keeps `now`, look at the pages,
    commit the file.
    """
    file = _GOLDEN / f"{name}.txt"
    if os.environ.get(_UPDATE):
        file.write_text(now, encoding="utf-8")
    return file.read_text(encoding="utf-8")

"""The handbook as PDF: sections of text, then every key with what it does."""

import datetime as dt
from collections.abc import Iterator, Sequence

from desktop_app.core.handbook import HelpSection
from desktop_app.reports.fonts import Printable
from desktop_app.reports.pdf_flow import Block, Gap
from desktop_app.reports.pdf_grid import Column, grid
from desktop_app.reports.pdf_page import BODY, MM
from desktop_app.reports.pdf_paper import Paper, PaperProperties
from desktop_app.reports.pdf_parts import centered, dashed, paragraph, table_heading

Keys = Sequence[tuple[str, Sequence[tuple[str, str]]]]

_TITLE = "Райштаб: справка оператора"
_KEY = 42 * MM
_ARROWS = (("←", "влево"), ("→", "вправо"), ("↑", "вверх"), ("↓", "вниз"))
_COLUMNS = (Column("Клавиша", _KEY), Column("Что делает", BODY - _KEY))


def render(sections: Sequence[HelpSection], keys: Keys, version: str, moment: dt.datetime) -> bytes:
    """Return the handbook; `keys` are places with their (key, words). Same input, same bytes."""
    clean = Printable()
    foot = f"{_TITLE}, версия {version}"
    paper = Paper(PaperProperties(_TITLE, "Справка", "Райштаб", moment, foot))
    return paper.add(list(_blocks(sections, keys, clean, version))).finish()


def _blocks(
    sections: Sequence[HelpSection], keys: Keys, clean: Printable, version: str
) -> Iterator[Block]:
    yield centered("Райштаб", is_bold=True, size=20)
    yield centered(f"справка оператора, версия {version}")
    yield Gap(8 * MM)
    for section in sections:
        yield table_heading(clean(section.title))
        for text in section.texts:
            words = clean(text.text)
            yield dashed(words) if text.is_item else paragraph(words)
            yield Gap(1 * MM)
        yield Gap(4 * MM)
    for place, lines in keys:
        yield table_heading(clean(place))
        yield grid(_COLUMNS, [(clean(_in_letters(key)), clean(words)) for key, words in lines])
        yield Gap(4 * MM)


def _in_letters(key: str) -> str:
    """Name the arrow of a key: the printed font has none."""
    for arrow, words in _ARROWS:
        key = key.replace(arrow, f"стрелка {words}")
    return key

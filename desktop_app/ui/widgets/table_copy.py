"""Rows for the clipboard: tab-separated text and an HTML table, both with headers."""

import html
from collections.abc import Iterable, Sequence
from typing import Any

from PySide6.QtCore import QMimeData

from desktop_app.core.text import one_line
from desktop_app.ui.models.columns import Column

_FORMULA = ("=", "+", "-", "@")


def table_mime(columns: Sequence[Column], rows: Iterable[Any]) -> QMimeData:
    """Return clipboard data of rows; line breaks inside cells become spaces."""
    lines = [[column.title for column in columns]]
    lines += [[one_line(column.text(row)) for column in columns] for row in rows]
    mime = QMimeData()
    mime.setText("".join("\t".join(line) + "\n" for line in lines))
    mime.setHtml(_html(lines))
    return mime


def _html(lines: Sequence[Sequence[str]]) -> str:
    head, *rest = ("".join(_cell(text, tag) for text in line) for line, tag in _tagged(lines))
    body = "".join(f"<tr>{row}</tr>" for row in rest)
    return f'<meta charset="utf-8"><table><tr>{head}</tr>{body}</table>'


def _tagged(lines: Sequence[Sequence[str]]) -> Iterable[tuple[Sequence[str], str]]:
    return ((line, "td" if place else "th") for place, line in enumerate(lines))


def _cell(text: str, tag: str) -> str:
    # Excel takes what begins so for a formula, unless told that the cell is text.
    style = " style=\"mso-number-format:'\\@'\"" if text.startswith(_FORMULA) else ""
    return f"<{tag}{style}>{html.escape(text)}</{tag}>"

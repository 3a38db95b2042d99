"""Suggestions under a field: two lines a row, matched letters bold, keys at the foot."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from PySide6.QtCore import QRect, QSize, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QWidget

from desktop_app.ui.theme import Type, colour, look
from desktop_app.ui.theme.metrics import FIELD_RADIUS
from desktop_app.ui.widgets.painted import baseline, plate, write
from desktop_app.ui.widgets.popup import FieldPopup

_INNER, _TEXT_LEFT, _RIGHT = 4, 14, 14
ROWS, _LEAST_ROWS = 8, 3


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One row: `key` is what choosing gives; `bold` are (start, end) places of matched letters."""

    key: object
    title: str
    bold: tuple[tuple[int, int], ...] = ()
    second: str = ""
    aside: str = ""


class SuggestPopup(FieldPopup):
    """Shows suggestions; the field moves the highlight, the mouse may choose: `chosen(place)`."""

    chosen = Signal(int)
    highlighted = Signal(int)

    def __init__(self, field: QWidget, footer: str = "") -> None:
        """Belong to a field; `footer` names the keys."""
        super().__init__(field)
        self._footer = footer
        self._rows: tuple[Suggestion, ...] = ()
        self._none = ""
        self._first, self._fit = 0, ROWS
        self.current = -1

    @property
    def rows(self) -> tuple[Suggestion, ...]:
        """What is offered."""
        return self._rows

    def show_rows(self, rows: Sequence[Suggestion], none: str = "", *, sure: bool = True) -> None:
        """Offer rows, the first highlighted when `sure`; without rows say `none`, or close."""
        self._rows, self._none = tuple(rows), none
        self._first = 0
        self.set_current(0 if rows and sure else -1)
        if rows or none:
            self.open_popup()
        else:
            self.close_popup()

    def set_current(self, place: int) -> None:
        """Highlight a row and bring it into view."""
        self.current = place
        if place >= 0:
            self._first = min(max(self._first, place - self._fit + 1), place)
        self.highlighted.emit(place)
        self.update()

    def step(self, by: int) -> None:
        """Move the highlight, round the ends."""
        if self._rows:
            self.set_current((self.current + by) % len(self._rows))

    def leap(self, by: int) -> None:
        """Move the highlight by pages, not farther than the ends."""
        if self._rows:
            far = self.current + by * max(self._fit - 1, 1)
            self.set_current(min(max(far, 0), len(self._rows) - 1))

    def wanted(self, width: int) -> QSize:
        """Return the room of the rows and the footer."""
        footer = self._footer_height() if self._footer else 0
        fitting = (self.room - 2 * _INNER - footer) // self._row()
        self._fit = min(ROWS, max(_LEAST_ROWS, fitting))
        rows = min(len(self._rows), self._fit) or 1
        keys = round(look().fonts.width(Type.CAPTION, self._footer)) + _TEXT_LEFT + _RIGHT
        least = max(look().metrics.px(240), keys)
        return QSize(max(width, least), rows * self._row() + 2 * _INNER + footer)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw plate, rows and footer."""
        super().paintEvent(event)
        painter, height = QPainter(self), self._row()
        for number, place in enumerate(
            range(self._first, min(self._first + self._fit, len(self._rows)))
        ):
            rect = QRect(_INNER, _INNER + number * height, self.width() - 2 * _INNER, height)
            self._draw(painter, rect, self._rows[place], current=place == self.current)
        if not self._rows:
            base = baseline(_INNER, height, Type.BODY)
            write(painter, _TEXT_LEFT, base, self._none, Type.BODY, look().theme.muted)
        if self._footer:
            self._draw_footer(painter)
        painter.end()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Highlight the row under the pointer."""
        place = self._at(event)
        if place >= 0 and place != self.current:
            self.set_current(place)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the row under the pointer."""
        place = self._at(event)
        if place >= 0:
            self.chosen.emit(place)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll by rows."""
        step = -1 if event.angleDelta().y() > 0 else 1
        self._first = max(0, min(self._first + step, len(self._rows) - self._fit))
        self.update()

    def _draw(self, painter: QPainter, rect: QRect, row: Suggestion, *, current: bool) -> None:
        dress = look()
        theme, fonts = dress.theme, dress.fonts
        ink, muted = theme.ink, theme.muted
        if current:
            plate(painter, rect.adjusted(0, 1, 0, -1), FIELD_RADIUS, theme.soft)
            ink = muted = theme.on_soft
        left, right = _TEXT_LEFT, self.width() - _RIGHT
        if row.aside:
            right -= round(fonts.width(Type.CELL, row.aside))
            base = baseline(rect.top(), rect.height(), Type.CELL)
            write(painter, right, base, row.aside, Type.CELL, ink)
        painter.setClipRect(QRect(left, rect.top(), right - left - 8, rect.height()))
        top, line = rect.top(), fonts.metrics(Type.BODY).height()
        if not self._two_lines():
            self._title(painter, left, baseline(top, rect.height(), Type.BODY), row, ink)
        else:
            air = (rect.height() - line - fonts.metrics(Type.CAPTION).height()) / 2
            self._title(painter, left, baseline(top + air, line, Type.BODY), row, ink)
            rest = rect.height() - line - air * 2
            base = baseline(top + air + line, rest, Type.CAPTION)
            write(painter, left, base, row.second, Type.CAPTION, muted)
        painter.setClipping(False)

    def _title(self, painter: QPainter, left: float, base: int, row: Suggestion, ink: str) -> None:
        edges = sorted({0, len(row.title), *(edge for span in row.bold for edge in span)})
        for start, end in pairwise(edges):
            bold = any(first <= start < last for first, last in row.bold)
            role = Type.BODY_BOLD if bold else Type.BODY
            left = write(painter, left, base, row.title[start:end], role, ink)

    def _draw_footer(self, painter: QPainter) -> None:
        theme, height = look().theme, self._footer_height()
        top = self.height() - _INNER - height
        painter.fillRect(_INNER, top, self.width() - 2 * _INNER, 1, colour(theme.hairline))
        base = baseline(top, height + _INNER, Type.CAPTION)
        write(painter, _TEXT_LEFT, base, self._footer, Type.CAPTION, theme.muted)

    def _two_lines(self) -> bool:
        return any(row.second for row in self._rows)

    def _row(self) -> int:
        fonts = look().fonts
        body = fonts.metrics(Type.BODY).height()
        return round(
            body + fonts.metrics(Type.CAPTION).height() + 4.5 if self._two_lines() else body + 10
        )

    def _footer_height(self) -> int:
        return round(look().fonts.metrics(Type.CAPTION).height() + 8)

    def _at(self, event: QMouseEvent) -> int:
        place = self._first + (round(event.position().y()) - _INNER) // self._row()
        shown = min(self._first + self._fit, len(self._rows))
        return place if self._first <= place < shown else -1


def matched(title: str, words: Sequence[str]) -> tuple[tuple[int, int], ...]:
    """Return where folded words begin words of a title: the places to write in bold."""
    low = title.casefold().replace("ё", "е")
    spans: list[tuple[int, int]] = []
    for word in words:
        start = low.find(word)
        while start > 0 and low[start - 1].isalnum():
            start = low.find(word, start + 1)
        if start >= 0:
            spans.append((start, start + len(word)))
    return tuple(spans)

"""The balance as an equation: figures one goes through, each with the tickets behind it."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QResizeEvent
from PySide6.QtWidgets import QSizePolicy

from desktop_app.core.records.summary import Summary
from desktop_app.core.text import DASH
from desktop_app.ui.pages.summary.balance_terms import Term, terms
from desktop_app.ui.theme import Type, colour, look
from desktop_app.ui.widgets.painted import baseline, write
from desktop_app.ui.widgets.targets import Place, Targets

_SIGN, _DIVIDER = 4, 2  # parts of the free width: two either side of a sign
_GOOD_UNIT, _LEAST_UNIT = 8, 5
_AIR = 10  # between the equation and the share under it
NOTE = "note:"  # before the target of a number in a line, that may be a member too
_EDGE = 6  # of the ring of focus round the words


class BalanceStrip(Targets):
    """`pressed(target)` with the value of a `Figure`, or PREVIOUS of the days before."""

    def __init__(self) -> None:
        """Start without figures."""
        self._terms: list[Term] = []
        self._shown: list[Term] = []
        self._rows = 1
        super().__init__("Итог периода")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @property
    def terms(self) -> list[Term]:
        """What is shown."""
        return self._terms

    def set_summary(self, summary: Summary) -> None:
        """Show the figures of a summary."""
        self._terms = terms(summary)
        self._choose_rows()
        self.setAccessibleDescription(
            "; ".join(f"{term.label}: {term.value}, {term.note}" for term in self._terms)
        )
        self.renew()

    def sizeHint(self) -> QSize:
        """Return the room of all figures at the closest they may stand."""
        height = self._high() * self._rows + _AIR * (self._rows - 1)
        return QSize(round(self._least(self._shown)), round(height))

    def minimumSizeHint(self) -> QSize:
        """Return the room of the equation: with large type the share goes under it."""
        return QSize(round(self._least(self._brief()[:-1])), self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stand in one row or in two."""
        super().resizeEvent(event)
        self._choose_rows()

    def _brief(self) -> list[Term]:
        return [term.in_brief() for term in self._terms]

    def _choose_rows(self) -> None:
        """Stand in one row with whole lines, else with short ones, else in two rows."""
        brief = self._brief()
        rows, shown = 2, brief
        for words, tried in ((self._terms, 1), (brief, 1), (self._terms, 2)):
            if self.width() >= self._least(words if tried == 1 else words[:-1], _GOOD_UNIT):
                rows, shown = tried, words
                break
        if (rows, shown) != (self._rows, self._shown):
            self._rows, self._shown = rows, shown
            self.renew()

    def places(self) -> list[Place]:
        """Return an area for each figure, and for each number in the line under it."""
        found = []
        high, fonts = self._high() - self._line(), look().fonts
        for whole, term, spot in zip(self._terms, self._shown, self._spots(), strict=True):
            left, top = spot
            label = fonts.width(Type.CELL, term.label)
            width = max(fonts.width(Type.NUMBER_LARGE, term.value), label)
            rect = QRectF(left - _EDGE, top, width + 2 * _EDGE, high)
            words = f"{term.label} {term.value}. {whole.note}"
            opens = term.value not in (DASH, "0")
            found.append(Place(term.figure.value, rect, words, opens))
            found += self._parts(term, left, top + high)
        return found

    def _parts(self, term: Term, left: float, top: float) -> list[Place]:
        """Return the areas of numbers in the line under a member."""
        found = []
        for part in term.parts:
            width = look().fonts.width(Type.CELL, part.text)
            if part.target:
                rect = QRectF(left - 3, top, width + 6, self._line())
                key = f"{NOTE}{part.target}"
                found.append(Place(key, rect, f"{term.label}: {part.text}"))
            left += width
        return found

    def draw(self, painter: QPainter) -> None:
        """Draw the figures, the signs between them, the divider before the last."""
        spots = self._spots()
        for place, (term, (left, top)) in enumerate(zip(self._shown, spots, strict=True)):
            self._draw_term(painter, term, left, top)
            if place + 1 == len(self._shown) or spots[place + 1][1] != top:
                continue
            middle = (left + self._width(term) + spots[place + 1][0]) / 2
            self._draw_sign(painter, self._shown[place + 1].sign, middle)

    def _draw_term(self, painter: QPainter, term: Term, left: float, top: float) -> None:
        theme, line = look().theme, self._line()
        middle = self._high() - 2 * line
        high = baseline(top, line, Type.CELL)
        write(painter, left, high, term.label, Type.CELL, theme.muted)
        base = baseline(top + line, middle, Type.NUMBER_LARGE)
        write(painter, left, base, term.value, Type.NUMBER_LARGE, theme.ink)
        low = baseline(top + line + middle, line, Type.CELL)
        write(painter, left, low, term.note, Type.CELL, theme.text_of(term.tone))

    def _draw_sign(self, painter: QPainter, sign: str, middle: float) -> None:
        """Draw the sign between two members, or the divider after the equation."""
        theme, high = look().theme, self._high()
        if not sign:
            painter.fillRect(QRectF(round(middle), 0, 1, high), colour(theme.hairline))
            return
        shift = look().fonts.width(Type.TITLE, sign) / 2
        base = baseline(0, high, Type.TITLE)
        write(painter, middle - shift, base, sign, Type.TITLE, theme.muted)

    def _line(self) -> float:
        return look().fonts.metrics(Type.CELL).height() + 3

    def _width(self, term: Term) -> float:
        fonts = look().fonts
        return max(
            fonts.width(Type.CELL, term.label),
            fonts.width(Type.NUMBER_LARGE, term.value),
            fonts.width(Type.CELL, term.note),
        )

    def _high(self) -> float:
        """Return the height of a row: label, number, note."""
        return look().fonts.metrics(Type.NUMBER_LARGE).height() + 2 * self._line() + 2

    def _least(self, shown: Sequence[Term], unit: int = _LEAST_UNIT) -> float:
        units = sum(map(_units, shown[1:]))
        return sum(map(self._width, shown)) + units * look().metrics.px(unit) + 2 * _EDGE

    def _spots(self) -> list[tuple[float, float]]:
        """Return where each figure begins; what is left over stands evenly between them."""
        first = self._shown if self._rows == 1 else self._shown[:-1]
        units = sum(map(_units, first[1:]))
        free = self.width() - sum(map(self._width, first)) - 2 * _EDGE
        left, unit = float(_EDGE), max(free / max(units, 1), 0.0)
        found: list[tuple[float, float]] = []
        for term in first:
            left += unit * _units(term) if found else 0.0
            found.append((left, 0.0))
            left += self._width(term)
        found += [(float(_EDGE), self._high() + _AIR) for _ in self._shown[len(first) :]]
        return found


def _units(term: Term) -> int:
    """Return how many parts of the free width stand before a member."""
    return _SIGN if term.sign else _DIVIDER

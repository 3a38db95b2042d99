"""«Отдельной строкой»: what is counted apart, each line leading to what is behind it."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QSizePolicy

from desktop_app.core.chart_scene import cut
from desktop_app.core.records.figures import Figure
from desktop_app.core.summary_text import ApartLine
from desktop_app.ui.theme import Type, look
from desktop_app.ui.widgets.painted import baseline, write
from desktop_app.ui.widgets.targets import Place, Targets

_LABEL, _AIR, _LEAST_AIR = 132, 5, 1
_NOTHING = ("не было", "не поступали")


class ApartLines(Targets):
    """`pressed(target)` with the value of a `Figure` or the key of a section."""

    def __init__(self) -> None:
        """Start without lines."""
        self._lines: list[ApartLine] = []
        super().__init__("Отдельной строкой")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.MinimumExpanding)

    def set_lines(self, lines: Sequence[ApartLine]) -> None:
        """Show lines."""
        self._lines = list(lines)
        self.setAccessibleDescription("; ".join(f"{one.label}: {one.words}" for one in lines))
        self.renew()

    def sizeHint(self) -> QSize:
        """Return the least: the card beside it is higher, and gives the air of the design."""
        return QSize(look().metrics.px(320), self.minimumSizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """Return the height with the lines close together."""
        least = self._line(_LEAST_AIR) * max(len(self._lines), 1)
        return QSize(look().metrics.px(260), round(least))

    def places(self) -> list[Place]:
        """Return an area for each line."""
        step = self._line_step()
        return [
            Place(
                _key(line),
                QRectF(0, step * place, self.width(), step),
                f"{line.label}: {line.words}",
                bool(line.target) and line.words not in _NOTHING,
            )
            for place, line in enumerate(self._lines)
        ]

    def draw(self, painter: QPainter) -> None:
        """Draw labels and values."""
        theme, step, fonts = look().theme, self._line_step(), look().fonts
        left = look().metrics.px(_LABEL)
        for place, line in enumerate(self._lines):
            base = baseline(step * place, step, Type.BODY)
            write(painter, 0, base, line.label, Type.BODY, theme.muted)
            room = self.width() - left
            words = cut(line.words, room, lambda text, _bold: fonts.width(Type.BODY, text))
            ink = theme.muted if line.words in _NOTHING else theme.ink
            write(painter, left, base, words, Type.BODY, ink)

    def _line(self, air: int) -> float:
        return look().fonts.metrics(Type.BODY).height() + air

    def _line_step(self) -> float:
        """Return the height of a line: the design's, less where there is no room for it."""
        return min(self._line(_AIR), self.height() / max(len(self._lines), 1))


def _key(line: ApartLine) -> str:
    target = line.target
    return target.value if isinstance(target, Figure) else target or line.label

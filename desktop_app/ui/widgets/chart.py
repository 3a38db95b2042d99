"""A chart on the screen: a scene of `core.chart_scene` drawn by Qt, gone through by keys."""

from collections.abc import Sequence

from PySide6.QtCore import QMimeData, QRectF, QSize
from PySide6.QtGui import QGuiApplication, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QSizePolicy

from desktop_app.core.chart_scene import Box, Frame, Role, Rule, Scene, Word, scene
from desktop_app.core.charts import Chart, ChartKind, Ink, tab_separated
from desktop_app.ui.theme import Theme, Type, colour, look
from desktop_app.ui.widgets.painted import baseline, write
from desktop_app.ui.widgets.targets import Place, Targets

LEAST = 130  # pixels at the default size: a chart gives way no further (LOOK.md §2)
_ROLES = {
    Role.VALUE: (Type.CELL, Type.CELL_BOLD),
    Role.AXIS: (Type.CAPTION, Type.CAPTION),
    Role.LABEL: (Type.CAPTION, Type.CELL_BOLD),
    Role.SHARE: (Type.CELL, Type.CELL),
}
_COPY_SCALE = 2.0
_LINE_WIDTH, _VALUE_AIR = 2, 3


class ChartView(Targets):
    """`pressed(place)` with the place of a label as text; copies itself as picture and table."""

    def __init__(self, name: str, least: int = LEAST) -> None:
        """Start without a chart; `least` is the height it keeps, at the default size.

        Until one is set nothing is drawn: «не было» is an answer, not what stands before it.
        """
        self._chart = Chart(ChartKind.COLUMNS, name, (), ())
        self._is_known = False
        self._scene: tuple[tuple[object, ...], Scene] | None = None
        self._least = least
        super().__init__(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.copied.connect(self.copy)

    @property
    def chart(self) -> Chart:
        """What is shown."""
        return self._chart

    def set_chart(self, chart: Chart) -> None:
        """Show another chart; the same number of labels keeps the one chosen."""
        self._chart, self._scene, self._is_known = chart, None, True
        said = "; ".join(chart.words(place) for place in range(len(chart.labels)))
        self.setAccessibleDescription(said)
        self.set_name(chart.title)
        self.renew()

    def sizeHint(self) -> QSize:
        """Ask for no height of its own: what the window has left is given."""
        return QSize(look().metrics.px(420), look().metrics.px(self._least))

    def minimumSizeHint(self) -> QSize:
        """Return what it cannot do without."""
        return QSize(look().metrics.px(220), look().metrics.px(self._least))

    def copy(self) -> None:
        """Put the picture, twice as fine, and the table behind it on the clipboard."""
        mime = QMimeData()
        mime.setText(tab_separated(self._chart.table()))
        mime.setImageData(self.picture().toImage())
        QGuiApplication.clipboard().setMimeData(mime)

    def picture(self) -> QPixmap:
        """Return the chart on the surface of the theme, without focus and pointer."""
        made = QPixmap(self.size() * _COPY_SCALE)
        made.setDevicePixelRatio(_COPY_SCALE)
        made.fill(colour(look().theme.surface))
        painter = QPainter(made)
        self.draw(painter)
        painter.end()
        return made

    def places(self) -> list[Place]:
        """Return an area for each label; nothing to see has none."""
        if self._chart.is_empty:
            return []
        return [
            Place(
                str(area.place),
                QRectF(area.x, area.y, area.width, area.height),
                self._chart.words(area.place),
            )
            for area in self._laid().areas
        ]

    def draw(self, painter: QPainter) -> None:
        """Draw grid, bars, lines and words."""
        theme, laid = look().theme, self._laid()
        if not self._is_known:
            return
        if self._chart.is_empty:
            fonts, words = look().fonts, f"{self._chart.unit[2].capitalize()} не было"
            left = (self.width() - fonts.width(Type.CELL, words)) / 2
            write(
                painter, left, baseline(0, self.height(), Type.CELL), words, Type.CELL, theme.muted
            )
            return
        for rule in laid.rules:
            _draw_rule(painter, rule, theme)
        for box in laid.boxes:
            painter.fillRect(_rect(box), colour(ink_of(theme, box.ink)))
        for word in laid.words:
            if word.role is Role.VALUE:
                _break_grid(painter, word, laid.rules, theme)
            _draw_word(painter, word, theme, self._chart.kind)

    def _laid(self) -> Scene:
        """Return the scene for the present size and look, laid out once."""
        known = (self.width(), self.height(), look(), self._chart)
        if self._scene is None or self._scene[0] != known:
            fonts = look().fonts

            def measure(text: str, bold: bool) -> float:
                return fonts.width(Type.CELL_BOLD if bold else Type.CELL, text)

            line = fonts.metrics(Type.CELL).height()
            frame = Frame(float(self.width()), float(self.height()), line, measure)
            self._scene = (known, scene(self._chart, frame))
        return self._scene[1]


def ink_of(theme: Theme, ink: Ink) -> str:
    """Return the colour of a value in a theme."""
    return {Ink.MAIN: theme.chart, Ink.PAST: theme.past, Ink.ACCENT: theme.accent}[ink]


def _rect(box: Box) -> QRectF:
    """Return a bar on whole pixels: its edges stay crisp."""
    left, top = round(box.x), round(box.y)
    right, bottom = round(box.x + box.width), round(box.y + box.height)
    return QRectF(left, top, max(right - left, 1), max(bottom - top, 1 if box.height > 0 else 0))


def _draw_rule(painter: QPainter, rule: Rule, theme: Theme) -> None:
    if rule.ink is None:
        y = round(rule.y)
        painter.fillRect(QRectF(round(rule.x), y, rule.to_x - rule.x, 1), colour(theme.hairline))
        return
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(colour(ink_of(theme, rule.ink)), _LINE_WIDTH))
    painter.drawLine(*(round(part) for part in (rule.x, rule.y, rule.to_x, rule.to_y)))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)


def _break_grid(painter: QPainter, word: Word, rules: Sequence[Rule], theme: Theme) -> None:
    """Take the grid away under a number: a white line would strike it through."""
    fonts, role = look().fonts, Type.CELL_BOLD if word.bold else Type.CELL
    width, half = fonts.width(role, word.text), fonts.metrics(role).height() / 2
    left = word.x - word.align.value * width - _VALUE_AIR
    for rule in rules:
        if rule.ink is None and abs(rule.y - word.y) < half:
            spot = QRectF(round(left), round(rule.y), round(width + 2 * _VALUE_AIR), 1)
            painter.fillRect(spot, colour(theme.surface))


def _draw_word(painter: QPainter, word: Word, theme: Theme, kind: ChartKind) -> None:
    plain, bold = _ROLES[word.role]
    if word.role is Role.LABEL and kind is ChartKind.ROWS:
        plain = Type.CELL
    role = bold if word.bold else plain
    fonts = look().fonts
    metrics = fonts.metrics(role)
    painter.setFont(fonts[role])
    strong = word.role is Role.VALUE or word.bold or kind is ChartKind.ROWS
    ink = theme.ink if strong and word.role is not Role.SHARE else theme.muted
    painter.setPen(colour(ink))
    left = word.x - word.align.value * fonts.width(role, word.text)
    base = word.y - metrics.height() / 2 + metrics.ascent()
    painter.drawText(round(left), round(base), word.text)

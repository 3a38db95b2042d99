"""A chart on paper: the scene of `core.chart_scene` as vector graphics."""

from dataclasses import dataclass

from desktop_app.core.chart_scene import Frame, Role, Rule, Word, scene
from desktop_app.core.charts import Chart, Ink
from desktop_app.reports.fonts import faces
from desktop_app.reports.pdf_flow import Whole
from desktop_app.reports.pdf_page import BODY, LEFT, Page

_SIZE = 9.0
_LINE = _SIZE * 1.25
_BASELINE = 0.34  # from the middle of a line down to its baseline, in sizes
_GRID = (0.85, 0.87, 0.89)
# Grey printers keep them apart: their lightness differs.
_COLOURS = {
    Ink.MAIN: (0.42, 0.60, 0.82),
    Ink.PAST: (0.66, 0.69, 0.74),
    Ink.ACCENT: (0.11, 0.36, 0.66),
}


@dataclass(frozen=True, slots=True)
class ChartBlock(Whole):
    """A chart between the margins, never divided."""

    chart: Chart
    height: float

    def draw(self, page: Page, top: float) -> None:
        """Draw grid, bars, lines and words."""
        laid = scene(self.chart, Frame(BODY, self.height, _LINE, _measure))
        for rule in laid.rules:
            _draw_rule(page, rule, top)
        for box in laid.boxes:
            y = top - box.y - box.height
            page.tinted(LEFT + box.x, y, box.width, box.height, _COLOURS[box.ink])
        for word in laid.words:
            _draw_word(page, word, top)


def _measure(text: str, bold: bool) -> float:
    return (faces().bold if bold else faces().regular).width(text, _SIZE)


def _draw_rule(page: Page, rule: Rule, top: float) -> None:
    if rule.ink is None:
        page.tinted(LEFT + rule.x, top - rule.y, rule.to_x - rule.x, 0.5, _GRID)
        return
    start = (LEFT + rule.x, top - rule.y)
    page.stroke(start, (LEFT + rule.to_x, top - rule.to_y), _COLOURS[rule.ink])


def _draw_word(page: Page, word: Word, top: float) -> None:
    bold = word.bold and word.role is not Role.AXIS
    face = faces().bold if bold else faces().regular
    x = LEFT + word.x - word.align.value * face.width(word.text, _SIZE)
    page.text(x, top - word.y - _SIZE * _BASELINE, word.text, face, _SIZE)

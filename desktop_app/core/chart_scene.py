"""A chart laid out: rectangles, lines and words on a plane whose y goes down.

The same layout is painted by Qt and by the PDF; only the measure of words differs. Lengths are in
the medium's own unit.
"""

import enum
from collections.abc import Callable
from dataclasses import dataclass, field

from desktop_app.core.charts import Chart, ChartKind, Ink, shown, ticks

Measure = Callable[[str, bool], float]  # a text, bold or not → its width

_BAR_SHARE = 0.52  # of the room of a label
_PAIR_SHARE = 0.72
_LABEL_GAP = 0.55  # of a line: between bars and the labels under them
_AXIS_GAP = 0.5
_ROW_FILL = 0.69  # of a row's height
_DOT = 0.28
_HIGHEST_ROW = 2.2  # of a line: few rows stand at the top, they do not grow
_LABEL_ROOM = 0.38  # of the width, for the words of rows
_CUT = "…"


class Align(enum.Enum):
    """Which point of a text stands at x."""

    LEFT = 0.0
    MIDDLE = 0.5
    RIGHT = 1.0


class Role(enum.StrEnum):
    """What a text is."""

    VALUE = "value"
    AXIS = "axis"
    LABEL = "label"
    SHARE = "share"


@dataclass(frozen=True, slots=True)
class Box:
    """A filled rectangle; `place` is the label it belongs to."""

    x: float
    y: float
    width: float
    height: float
    ink: Ink
    place: int


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line; a grid line has no ink."""

    x: float
    y: float
    to_x: float
    to_y: float
    ink: Ink | None = None


@dataclass(frozen=True, slots=True)
class Word:
    """One line of text whose middle is at y."""

    x: float
    y: float
    text: str
    align: Align
    role: Role
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Area:
    """Where the pointer means a label."""

    x: float
    y: float
    width: float
    height: float
    place: int

    def holds(self, x: float, y: float) -> bool:
        """Tell whether a point lies in it."""
        return self.x <= x < self.x + self.width and self.y <= y < self.y + self.height


@dataclass(slots=True)
class Scene:
    """Everything to draw, in order: grid, bars and lines, words; and what can be pointed at."""

    rules: list[Rule] = field(default_factory=list)
    boxes: list[Box] = field(default_factory=list)
    words: list[Word] = field(default_factory=list)
    areas: list[Area] = field(default_factory=list)

    def at(self, x: float, y: float) -> int | None:
        """Return the label pointed at, or None."""
        return next((area.place for area in self.areas if area.holds(x, y)), None)


@dataclass(frozen=True, slots=True)
class Frame:
    """The room of a chart: its size, the height of a line of text, how words are measured."""

    width: float
    height: float
    line: float
    measure: Measure


def scene(chart: Chart, frame: Frame) -> Scene:
    """Lay a chart out in its room; nothing is drawn for a chart without labels."""
    found = Scene()
    if not chart.labels or not chart.series:
        return found
    if chart.kind is ChartKind.ROWS:
        _rows(found, chart, frame)
    else:
        _upright(found, chart, frame)
    return found


def _upright(found: Scene, chart: Chart, frame: Frame) -> None:
    plot = _Plot.of(chart, frame)
    for tick in plot.ticks:
        y = plot.y(tick)
        found.rules.append(Rule(plot.left, y, frame.width, y))
        x = plot.left - frame.line * _AXIS_GAP
        found.words.append(Word(x, y, shown(tick), Align.RIGHT, Role.AXIS))
    if chart.kind is ChartKind.LINES:
        _lines(found, chart, plot)
    else:
        _bars(found, chart, plot)
    _labels(found, chart, frame, plot)


@dataclass(frozen=True, slots=True)
class _Plot:
    """The plane of upright bars: its left edge, top, bottom, ticks, and the scale."""

    left: float
    top: float
    bottom: float
    step: float
    most: int
    ticks: list[int]
    line: float

    @classmethod
    def of(cls, chart: Chart, frame: Frame) -> "_Plot":
        bottom = frame.height - frame.line * (1 + _LABEL_GAP)
        top = min(frame.line, max(bottom, 0.0))
        # Gridlines closer than a line and a half of text run together.
        most = max(2, min(5, int((bottom - top) / (frame.line * 1.5)) + 1))
        marks = ticks(chart.top, most)
        left = max(frame.measure(shown(mark), False) for mark in marks)
        left += frame.line * _AXIS_GAP
        step = (frame.width - left) / len(chart.labels)
        most_value = max(chart.top, marks[-1], 1)
        return cls(left, top, bottom, step, most_value, marks, frame.line)

    def y(self, value: float) -> float:
        """Return where a value stands."""
        return self.bottom - (self.bottom - self.top) * value / self.most

    def middle(self, place: int) -> float:
        """Return the x of a label."""
        return self.left + self.step * (place + 0.5)


def _bars(found: Scene, chart: Chart, plot: _Plot) -> None:
    many = len(chart.series)
    whole = plot.step * (_BAR_SHARE if many == 1 else _PAIR_SHARE)
    width = whole / many
    for place in range(len(chart.labels)):
        start = plot.middle(place) - whole / 2
        for row, one in enumerate(chart.series):
            value = one.values[place]
            if value is None:
                continue
            y = plot.y(value)
            ink = chart.ink(row, place)
            found.boxes.append(Box(start + width * row, y, width, plot.bottom - y, ink, place))
            bold = place == chart.accent and not row
            x = start + width * (row + 0.5)
            mark = Word(x, y - plot.line * 0.6, shown(value), Align.MIDDLE, Role.VALUE, bold)
            found.words.append(mark)


def _lines(found: Scene, chart: Chart, plot: _Plot) -> None:
    for row, one in enumerate(chart.series):
        before: tuple[float, float] | None = None
        for place, value in enumerate(one.values):
            if value is None:
                before = None
                continue
            x, y = plot.middle(place), plot.y(value)
            ink = chart.ink(row, place)
            if before is not None:
                found.rules.append(Rule(*before, x, y, one.ink))
            side = plot.line * _DOT
            found.boxes.append(Box(x - side / 2, y - side / 2, side, side, ink, place))
            bold = place == chart.accent and not row
            word = Word(x, y - plot.line * 0.75, shown(value), Align.MIDDLE, Role.VALUE, bold)
            found.words.append(word)
            before = (x, y)


def _labels(found: Scene, chart: Chart, frame: Frame, plot: _Plot) -> None:
    """Name the labels that have room, the one the chart is about always, and lay out the areas."""
    labels, every = list(chart.labels), 1
    if chart.kind is ChartKind.COMPARED:  # names are cut, days and weeks are left out
        labels = [cut(label, plot.step - frame.line * 0.4, frame.measure) for label in labels]
    else:
        widest = max(frame.measure(label, True) for label in labels)
        every = max(1, -(-int(widest + frame.line * 0.3) // max(int(plot.step), 1)))
    anchor = chart.accent if chart.accent is not None else len(chart.labels) - 1
    y = frame.height - frame.line / 2
    for place, label in enumerate(labels):
        bold = place == chart.accent
        x = plot.middle(place)
        if (anchor - place) % every == 0:
            found.words.append(Word(x, y, label, Align.MIDDLE, Role.LABEL, bold))
        left = plot.left + plot.step * place
        found.areas.append(Area(left, 0, plot.step, frame.height, place))
    if every > 1 or plot.step < _widest_value(chart, frame):
        found.words[:] = _kept(found.words, chart, plot, frame)


def _widest_value(chart: Chart, frame: Frame) -> float:
    values = [v for one in chart.series for v in one.values if v is not None]
    return max((frame.measure(shown(v), True) for v in values), default=0) * len(chart.series)


def _kept(words: list[Word], chart: Chart, plot: _Plot, frame: Frame) -> list[Word]:
    """Leave out values that would run into each other: the accent and the greatest stay."""
    kept = []
    great = {shown(chart.top)}
    taken: list[tuple[float, float]] = []
    order = sorted(words, key=lambda w: (w.role is not Role.VALUE, not w.bold, w.text not in great))
    for word in order:
        if word.role is not Role.VALUE:
            kept.append(word)
            continue
        half = frame.measure(word.text, word.bold) / 2 + plot.line * 0.2
        if all(word.x + half <= start or word.x - half >= end for start, end in taken):
            taken.append((word.x - half, word.x + half))
            kept.append(word)
    return kept


def _rows(found: Scene, chart: Chart, frame: Frame) -> None:
    """Lay out words at the left, bars in the middle, counts and shares at the right."""
    count = len(chart.labels)
    row_height = min(frame.height / count, frame.line * _HIGHEST_ROW)
    columns = _RowColumns.of(chart, frame)
    room = max(columns.bars_end - columns.bars, 0.0)
    bar = max(row_height * _ROW_FILL, 1.0)
    top = max(chart.top, 1)
    main = chart.series[0]
    for place, label in enumerate(chart.labels):
        middle = row_height * (place + 0.5)
        found.areas.append(Area(0, row_height * place, frame.width, row_height, place))
        text = cut(label, columns.bars - frame.line * 0.6, frame.measure)
        found.words.append(Word(0, middle, text, Align.LEFT, Role.LABEL))
        value = main.values[place]
        if value:
            width = max(room * value / top, 1.0)
            box = Box(columns.bars, middle - bar / 2, width, bar, chart.ink(0, place), place)
            found.boxes.append(box)
        words = Word(columns.value, middle, shown(value), Align.RIGHT, Role.VALUE, True)
        found.words.append(words)
        if chart.shares:
            found.words.append(
                Word(frame.width, middle, chart.shares[place], Align.RIGHT, Role.SHARE)
            )


@dataclass(frozen=True, slots=True)
class _RowColumns:
    """Where the columns of a chart of rows stand."""

    bars: float
    bars_end: float
    value: float

    @classmethod
    def of(cls, chart: Chart, frame: Frame) -> "_RowColumns":
        measure, line = frame.measure, frame.line
        share = max((measure(text, False) for text in chart.shares), default=0.0)
        value = frame.width - (share + line * 1.1 if chart.shares else 0.0)
        widest = max(measure(shown(v), True) for v in chart.series[0].values)
        label = max(measure(text, False) for text in chart.labels) + line
        bars = min(label, max(frame.width * _LABEL_ROOM, line * 4))
        return cls(bars, value - widest - line * 0.9, value)


def cut(text: str, room: float, measure: Measure) -> str:
    """Return a text that fits a width, its end replaced by «…» where it must be."""
    if measure(text, False) <= room:
        return text
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        if measure(text[:middle].rstrip() + _CUT, False) <= room:
            low = middle
        else:
            high = middle - 1
    return text[:low].rstrip() + _CUT if low else ""

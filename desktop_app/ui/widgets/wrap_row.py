"""A row that goes on below when it is too long: with large type nothing is cut."""

from collections.abc import Iterator, Sequence
from functools import partial
from typing import TypeAlias

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QSizePolicy, QSpacerItem, QWidget, QWidgetItem
from shiboken6 import delete, isValid

_LINE_GAP = 8
_Line: TypeAlias = list[QLayoutItem]


class WrapRow(QLayout):
    """Widgets from left to right; those that do not fit stand on the next line.

    A number is a gap, None a spring: what follows it stands at the right end of its line. On one
    line everything is centred in the height given; a widget that expands takes all of it. A widget
    that is hidden takes its gap with it.
    """

    def __init__(
        self,
        *items: QWidget | int | None,
        space: int = 8,
        line_gap: int = _LINE_GAP,
        air: int = 0,
    ) -> None:
        """Start with items; `air` is put above and below once there are several lines."""
        super().__init__()
        self._items: list[QLayoutItem] = []
        self._hints: dict[int, QSize] = {}
        self._heights: dict[int, int] = {}
        self._space, self._line_gap, self._air = space, line_gap, air
        self.setContentsMargins(0, 0, 0, 0)
        self.extend(items)
        self.destroyed.connect(partial(_free, self._items))

    def extend(self, items: Sequence[QWidget | int | None]) -> None:
        """Add items at the end."""
        for item in items:
            self.insert(len(self._items), item)

    def insert(self, place: int, item: QWidget | int | None) -> None:
        """Put an item at a place."""
        if isinstance(item, QWidget):
            self.addChildWidget(item)
            self._items.insert(place, QWidgetItem(item))
        elif item is None:
            grow = QSizePolicy.Policy.Expanding
            self._items.insert(place, QSpacerItem(0, 0, grow, QSizePolicy.Policy.Minimum))
        else:
            fixed = QSizePolicy.Policy.Fixed
            self._items.insert(place, QSpacerItem(item, 0, fixed, QSizePolicy.Policy.Minimum))
        self.invalidate()

    def index_of(self, widget: QWidget) -> int:
        """Return the place of a widget, -1 when it is not here."""
        places = (place for place, item in enumerate(self._items) if item.widget() is widget)
        return next(places, -1)

    def addItem(self, item: QLayoutItem) -> None:
        """Take an item Qt hands over."""
        self._items.append(item)

    def count(self) -> int:
        """Return the number of items."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """Return an item, None past the end."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Remove and return an item, None past the end."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        """Grow in width only."""
        return Qt.Orientation.Horizontal

    def invalidate(self) -> None:
        """Forget what was measured; Qt calls it whenever an item changes."""
        self._hints.clear()
        self._heights.clear()
        super().invalidate()

    def hasHeightForWidth(self) -> bool:
        """Tell that a narrow row is higher."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of all lines at a width."""
        if width not in self._heights:
            self._heights[width] = self._measured(width)
        return self._heights[width]

    def _measured(self, width: int) -> int:
        margins = self.contentsMargins()
        inner = width - margins.left() - margins.right()
        heights = [self._height(line, inner) for line in self._lines(inner)]
        air = 2 * self._air if len(heights) > 1 else 0
        return sum(heights) + self._gaps(heights) + air + margins.top() + margins.bottom()

    def sizeHint(self) -> QSize:
        """Return the size of everything on one line."""
        return self._framed(self._length(self._shown()), self._height(self._shown(), None))

    def minimumSize(self) -> QSize:
        """Return the size below which even one item a line would be cut."""
        widths = [item.minimumSize().width() for item in self._shown() if item.widget()]
        heights = [item.minimumSize().height() for item in self._shown() if item.widget()]
        return self._framed(max(widths, default=0), max(heights, default=0))

    def setGeometry(self, rect: QRect) -> None:
        """Place the lines."""
        super().setGeometry(rect)
        inner = rect.marginsRemoved(self.contentsMargins())
        lines = list(self._lines(inner.width()))
        heights = [self._height(line, inner.width()) for line in lines]
        spare = max(0, inner.height() - sum(heights) - self._gaps(heights))
        top = inner.top()
        for line, height in zip(lines, heights, strict=True):
            whole = height + spare if len(lines) == 1 else height
            lift = 0 if len(lines) == 1 else spare // 2
            self._place(line, QRect(inner.left(), top + lift, inner.width(), whole))
            top += height + self._line_gap

    def _place(self, line: _Line, band: QRect) -> None:
        springs = sum(1 for item in line if _is_spring(item))
        spare = max(0, band.width() - self._length(line))
        left = band.left()
        for place, item in enumerate(line):
            width = min(self._hint(item).width(), band.width())
            if _is_spring(item):
                width = spare // springs
            if item.widget() is not None:
                item.setGeometry(self._box(item, left, width, band))
            left += width + self._space_after(line, place)

    def _box(self, item: QLayoutItem, left: int, width: int, band: QRect) -> QRect:
        height = self._height_of(item, width)
        if item.expandingDirections() & Qt.Orientation.Vertical:
            height = band.height()
        top = band.top() + (band.height() - height) // 2
        return QRect(QPoint(left, top), QSize(width, height))

    def _lines(self, width: int) -> Iterator[_Line]:
        """Yield the items line by line; a gap is dropped where a line breaks, a spring is not.

        What stood at the right end of a line goes on at the right end of the next; it goes there
        whole where that makes two lines.
        """
        if halves := self._halves(width):
            yield from halves
            return
        line: _Line = []
        for chunk in _chunks(self._shown()):
            if chunk[0].widget() is not None and line and self._length([*line, *chunk]) > width:
                springs = [item for item in line if _is_spring(item)][-1:]
                yield _without_tail(line)
                line = springs
            line += chunk
        if line:
            yield line

    def _halves(self, width: int) -> tuple[_Line, ...]:
        """Return what stands at the left and at the right, when each takes a line of its own."""
        shown = self._shown()
        springs = [place for place, item in enumerate(shown) if _is_spring(item)]
        if len(springs) != 1 or self._length(shown) <= width:
            return ()
        left, right = _without_tail(shown[: springs[0]]), shown[springs[0] :]
        both = bool(left) and any(item.widget() for item in right)
        fit = max(self._length(left), self._length(right)) <= width
        return (left, right) if both and fit else ()

    def _shown(self) -> _Line:
        shown: _Line = []
        after_hidden = False
        for item in self._items:
            if item.widget() is not None and item.isEmpty():
                after_hidden = True
            elif after_hidden and _is_gap(item):
                after_hidden = False
            else:
                after_hidden = False
                shown.append(item)
        if after_hidden and shown and _is_gap(shown[-1]):
            shown.pop()
        return shown

    def _length(self, line: Sequence[QLayoutItem]) -> int:
        width = sum(self._hint(item).width() for item in line)
        return width + sum(self._space_after(line, place) for place in range(len(line)))

    def _space_after(self, line: Sequence[QLayoutItem], place: int) -> int:
        """Return the space between two widgets; gaps and springs bring none of their own."""
        if place + 1 >= len(line):
            return 0
        both = line[place].widget() is not None and line[place + 1].widget() is not None
        return self._space if both else 0

    def _height(self, line: Sequence[QLayoutItem], width: int | None) -> int:
        heights = (
            self._height_of(item, min(self._hint(item).width(), width or self._hint(item).width()))
            for item in line
            if item.widget() is not None
        )
        return max(heights, default=0)

    def _hint(self, item: QLayoutItem) -> QSize:
        key = id(item)
        if key not in self._hints:
            self._hints[key] = item.sizeHint()
        return self._hints[key]

    def _height_of(self, item: QLayoutItem, width: int) -> int:
        if item.hasHeightForWidth():
            return item.heightForWidth(width)
        return self._hint(item).height()

    def _gaps(self, heights: Sequence[int]) -> int:
        return self._line_gap * max(0, len(heights) - 1)

    def _framed(self, width: int, height: int) -> QSize:
        margins = self.contentsMargins()
        return QSize(
            width + margins.left() + margins.right(), height + margins.top() + margins.bottom()
        )


def _free(items: _Line) -> None:
    """Delete the items after their layout: Qt leaves that to the layout, Python would keep them."""
    for item in items:
        if isValid(item) and not isinstance(item, QLayout):
            delete(item)
    items.clear()


def _chunks(items: _Line) -> list[_Line]:
    """Return items with what must not be parted from them: a keycap from its button."""
    chunks: list[_Line] = []
    for item in items:
        widget = item.widget()
        if chunks and widget is not None and widget.property("sticky"):
            chunks[-1].append(item)
        else:
            chunks.append([item])
    return chunks


def _is_spring(item: QLayoutItem) -> bool:
    spacer = item.spacerItem()
    return spacer is not None and bool(spacer.expandingDirections() & Qt.Orientation.Horizontal)


def _is_gap(item: QLayoutItem) -> bool:
    return item.spacerItem() is not None and not _is_spring(item)


def _without_tail(line: _Line) -> _Line:
    """Return a line without the gaps and springs at its end."""
    end = len(line)
    while end and line[end - 1].widget() is None:
        end -= 1
    return line[:end]

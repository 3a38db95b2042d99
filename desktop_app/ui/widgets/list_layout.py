"""Columns of a list as the clerk left them: widths, order, which are hidden."""

from collections.abc import Sequence
from typing import Any

from desktop_app.ui.models.columns import Column, Kind
from desktop_app.ui.state import Setting, State, list_layout
from desktop_app.ui.theme import look
from desktop_app.ui.widgets.cell_painter import DEADLINE_AIR, PAD
from desktop_app.ui.widgets.column_fit import Span, fit
from desktop_app.ui.widgets.list_header import ListHeader

_READABLE = 0.7  # of a column's width: what words of a narrow list keep at least
_WIDEST = 2.0  # of a column's width: wider, the eye loses its row between two words


class ListLayout:
    """Applies and remembers the layout of one list; widths are kept for the default body size.

    Where the room is short the least needed columns leave by themselves, unless the clerk chose
    the columns: that choice is kept, and the list scrolls.
    """

    def __init__(
        self, name: str, columns: tuple[Column, ...], header: ListHeader, state: State | None
    ) -> None:
        """Take the list's name in the settings; without a state nothing is remembered."""
        self._columns, self._header, self._state = columns, header, state
        self._setting: Setting[dict[str, Any]] = list_layout(name)
        self._widths = {column.key: column.width for column in columns}
        self._places = {column.key: place for place, column in enumerate(columns)}
        self._hidden = self._usually_hidden()
        self._chosen = False
        self._room = 0
        self._fitting = False

    def apply(self) -> None:
        """Lay the columns out as remembered, or as described where nothing was remembered."""
        saved = self._state.get(self._setting) if self._state is not None else {}
        self._place(_strings(saved.get("order")))
        if "hidden" in saved:
            self._hidden = set(_strings(saved["hidden"])) & self._places.keys()
        self._chosen = saved.get("chosen") is True or self._hidden != self._usually_hidden()
        widths = saved.get("widths")
        if isinstance(widths, dict):
            kept = {key: width for key, width in widths.items() if isinstance(width, int)}
            self._widths.update({key: kept[key] for key in self._widths.keys() & kept.keys()})
        self.rescale()

    def rescale(self, room: int = 0) -> None:
        """Set widths for the body size in force, never under a column's minimum.

        In a `room` too narrow words lose some of their width, numbers and states nothing; then the
        least needed columns leave. In a wide one words get what is spare, up to a limit. What is
        remembered does not change by it.
        """
        self._room = room
        chosen = self.chosen()
        self._fitting = True
        for column in self._columns:
            self._header.setSectionHidden(self._places[column.key], column not in chosen)
        widths = fit(self._spans(chosen, room), room)
        for column, width in zip(chosen, widths, strict=True):
            place = self._places[column.key]
            self._header.setSectionHidden(place, not width)
            if width:
                self._header.resizeSection(place, width)
        self._fitting = False

    def _spans(self, chosen: Sequence[Column], room: int) -> list[Span]:
        """Return what the columns want; a deadline at the edge takes the usual air if it can."""
        spans = [self._span(column) for column in chosen]
        spare = room - sum(span.wanted for span in spans)
        if spare > 0 and chosen and chosen[-1].kind is Kind.DEADLINE:
            wanted = spans[-1].wanted + min(spare, PAD - DEADLINE_AIR)
            spans[-1] = Span(wanted, wanted, wanted, spans[-1].leaves)
        return spans

    def _span(self, column: Column) -> Span:
        least = self._header.minimum_of(column)
        wanted = max(look().metrics.px(self._widths[column.key]), least)
        leaves = 0 if self._chosen else column.leaves
        if not column.elides:
            return Span(wanted, wanted, wanted, leaves)
        readable = look().metrics.px(column.least) if column.least else round(wanted * _READABLE)
        low = max(least, min(wanted, readable))
        high = wanted if self._is_set(column) else round(wanted * _WIDEST)
        return Span(wanted, low, high, leaves)

    def _is_set(self, column: Column) -> bool:
        """Tell whether a width was set by the clerk, who knows why."""
        return self._widths[column.key] != column.width

    def resized(self, logical: int, width: int) -> None:
        """Take a width the clerk has set by dragging; the last column only fills what is left.

        Kept, the width it was stretched to would make a narrower window scroll sideways.
        """
        shown = self.visible()
        is_last = bool(shown) and shown[-1] is self._columns[logical]
        if width > 0 and not is_last and not self._fitting:
            self._widths[self._columns[logical].key] = round(width / look().metrics.scale)

    def hide(self, key: str, hidden: bool) -> None:
        """Hide or show a column; the last visible one stays."""
        if hidden and self._header.hiddenSectionCount() >= len(self._columns) - 1:
            return
        self._hidden ^= {key} if hidden is not (key in self._hidden) else set()
        self._chosen = True
        self.rescale(self._room)

    def show(self, keys: Sequence[str]) -> None:
        """Show these columns in this order, the usual ones for none; unknown keys are not."""
        usual = [column.key for column in self._columns if not column.hidden]
        wanted = [key for key in dict.fromkeys(keys) if key in self._places] or usual
        self._hidden = self._places.keys() - set(wanted)
        self._place(wanted)
        self._chosen = wanted != usual
        self.rescale(self._room)

    def visible(self) -> list[Column]:
        """Return the columns on the screen from left to right."""
        header = self._header
        return [c for c in self._ordered() if not header.isSectionHidden(self._places[c.key])]

    def chosen(self) -> list[Column]:
        """Return the columns of the list from left to right, those without room too."""
        return [column for column in self._ordered() if column.key not in self._hidden]

    def save(self) -> None:
        """Remember the layout."""
        if self._state is None:
            return
        self._state.set(
            self._setting,
            {
                "widths": {c.key: self._widths[c.key] for c in self._columns if self._is_set(c)},
                "order": [column.key for column in self._ordered()],
                "hidden": [c.key for c in self._columns if c.key in self._hidden],
                "chosen": self._chosen,
            },
        )

    def _ordered(self) -> list[Column]:
        header = self._header
        return [self._columns[header.logicalIndex(visual)] for visual in range(header.count())]

    def _usually_hidden(self) -> set[str]:
        return {column.key for column in self._columns if column.hidden}

    def _place(self, order: list[str]) -> None:
        for visual, key in enumerate(key for key in order if key in self._places):
            self._header.moveSection(self._header.visualIndex(self._places[key]), visual)


def _strings(value: object) -> list[str]:
    return [item for item in value if isinstance(item, str)] if isinstance(value, list) else []

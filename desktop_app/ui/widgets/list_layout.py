"""Columns of a list as the clerk left them: widths, order, which are hidden."""

import math
from typing import Any

from desktop_app.ui.models.columns import Column
from desktop_app.ui.state import Setting, State, list_layout
from desktop_app.ui.theme import look
from desktop_app.ui.widgets.list_header import ListHeader

_READABLE = 0.7  # of a column's width: what words of a narrow list keep at least


class ListLayout:
    """Applies and remembers the layout of one list; widths are kept for the default body size."""

    def __init__(
        self, name: str, columns: tuple[Column, ...], header: ListHeader, state: State | None
    ) -> None:
        """Take the list's name in the settings; without a state nothing is remembered."""
        self._columns, self._header, self._state = columns, header, state
        self._setting: Setting[dict[str, Any]] = list_layout(name)
        self._widths = {column.key: column.width for column in columns}
        self._fitting = False

    def apply(self) -> None:
        """Lay the columns out as remembered, or as described where nothing was remembered."""
        saved = self._state.get(self._setting) if self._state is not None else {}
        self._place(_strings(saved.get("order")))
        hidden = _strings(saved.get("hidden")) if "hidden" in saved else None
        for place, column in enumerate(self._columns):
            gone = column.hidden if hidden is None else column.key in hidden
            self._header.setSectionHidden(place, gone)
        widths = saved.get("widths")
        if isinstance(widths, dict):
            kept = {key: width for key, width in widths.items() if isinstance(width, int)}
            self._widths.update({key: kept[key] for key in self._widths.keys() & kept.keys()})
        self.rescale()

    def rescale(self, room: int = 0) -> None:
        """Set widths for the body size in force, never under a column's minimum.

        In a `room` too narrow for them words lose some of their width, numbers and states nothing:
        the last columns stay on the screen. What is remembered does not change by it.
        """
        shown = self.visible()
        least = [self._header.minimum_of(column) for column in shown]
        wanted = [
            max(look().metrics.px(self._widths[column.key]), low)
            for column, low in zip(shown, least, strict=True)
        ]
        spare = [
            max(0, width - max(low, round(width * _READABLE))) if column.elides else 0
            for column, width, low in zip(shown, wanted, least, strict=True)
        ]
        over = max(0, sum(wanted) - room) if room else 0
        share = min(1.0, over / sum(spare)) if any(spare) else 0.0
        places = {column.key: place for place, column in enumerate(self._columns)}
        self._fitting = True
        for column, width, give in zip(shown, wanted, spare, strict=True):
            self._header.resizeSection(places[column.key], width - math.ceil(give * share))
        self._fitting = False

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
        place = next(i for i, column in enumerate(self._columns) if column.key == key)
        shown = len(self._columns) - self._header.hiddenSectionCount()
        if hidden and shown <= 1:
            return
        self._header.setSectionHidden(place, hidden)
        self.rescale()

    def visible(self) -> list[Column]:
        """Return the visible columns from left to right."""
        header = self._header
        order = (header.logicalIndex(visual) for visual in range(header.count()))
        return [self._columns[place] for place in order if not header.isSectionHidden(place)]

    def save(self) -> None:
        """Remember the layout."""
        if self._state is None:
            return
        header = self._header
        order = [self._columns[header.logicalIndex(visual)].key for visual in range(header.count())]
        hidden = [c.key for place, c in enumerate(self._columns) if header.isSectionHidden(place)]
        self._state.set(
            self._setting, {"widths": dict(self._widths), "order": order, "hidden": hidden}
        )

    def _place(self, order: list[str]) -> None:
        places = {column.key: place for place, column in enumerate(self._columns)}
        for visual, key in enumerate(key for key in order if key in places):
            self._header.moveSection(self._header.visualIndex(places[key]), visual)


def _strings(value: object) -> list[str]:
    return [item for item in value if isinstance(item, str)] if isinstance(value, list) else []

"""A list of one kind of thing, the same on every page: ids by a query, live, without jumping.

A page gives two functions (ids by its query, rows by ids) and its columns; this piece loads ids in
the read lane, drops late answers, keeps selection and scroll when something changes, and says
when there is nothing to show. Ids may come in parts: another list shows its first part at once and
the rest as it comes, each step a job of its own, so that rows on screen are read in between.
"""

from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from desktop_app.core.changes import Changes, Kind
from desktop_app.ui.models.columns import Column
from desktop_app.ui.models.snapshot_model import SnapshotModel
from desktop_app.ui.pages.tools import Tools
from desktop_app.ui.theme import Tone, Type
from desktop_app.ui.widgets.empty_state import EmptyState, EmptyWords
from desktop_app.ui.widgets.list_view import ListView
from desktop_app.ui.widgets.panes import drop
from desktop_app.ui.widgets.text import Paragraph

_NOTHING = "Ничего не найдено: измените поиск или отбор"
_SOON_MS = 60
_MINUTE_MS = 60_000
_GROWTH = 4

Answer: TypeAlias = Sequence[int] | Iterator[Sequence[int]]


@dataclass(slots=True)
class _Loading:
    """One answer on its way; `shown` is how many of its ids the list has."""

    token: int
    ids: "array[int]" = field(default_factory=lambda: array("q"))
    shown: int = -1


class ListScreen(QWidget):
    """The list itself; `loaded(count)` after every load, `failed(error)` when one failed."""

    loaded = Signal(int)
    failed = Signal(object)

    def __init__(
        self,
        tools: Tools,
        name: str,
        title: str,
        columns: Sequence[Column],
        fetch: Callable[[Sequence[int]], Iterable[Any]],
        kinds: Sequence[Kind],
    ) -> None:
        """Show a list called `title`, remembered as `name`, that watches changes of `kinds`."""
        super().__init__()
        self._tools, self._kinds = tools, tuple(kinds)
        self._ids_of: Callable[[], Answer] | None = None
        self._token = 0
        self._fresh = True
        self.model = SnapshotModel(columns, fetch, tools.jobs)
        self.view = ListView(name, title, self.model, tools.state)
        self._empty: EmptyState | None = None
        self._nothing = Paragraph(_NOTHING, Type.BODY, Tone.MUTED, centred=True)
        self._nothing.hide()
        over = QVBoxLayout(self.view.viewport())
        over.addWidget(self._nothing)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self.view)
        self._soon = QTimer(self, singleShot=True, interval=_SOON_MS)
        self._soon.timeout.connect(self._load)
        # «осталось 2 ч 10 мин» grows old by itself.
        self._minute = QTimer(self, interval=_MINUTE_MS)
        self._minute.timeout.connect(self.view.viewport().update)
        self._minute.start()
        self.model.failed.connect(self.failed)
        self.view.refresh_requested.connect(self.refresh)
        tools.hub.announced.connect(self._changed)

    def ask(self, ids_of: Callable[[], Answer], *, fresh: bool = True) -> None:
        """Show the answer of another query, whole or in parts; `fresh` starts at its top."""
        self._ids_of = ids_of
        self._fresh = self._fresh or fresh
        self._load()

    def refresh(self) -> None:
        """Ask the same query again and read every shown row anew."""
        self.model.invalidate()
        self._load()

    def show_empty(self, words: EmptyWords | None) -> EmptyState | None:
        """Show what an empty list says in place of the table; None brings the table back."""
        old, focus = self._empty, self.window().focusWidget()
        had_focus = old is not None and focus is not None and old.isAncestorOf(focus)
        drop(old, self._stack)
        self._empty = None
        if words is not None:
            self._empty = EmptyState(words)
            self._stack.addWidget(self._empty)
            self._stack.setCurrentWidget(self._empty)
        else:
            self._stack.setCurrentWidget(self.view)
        if had_focus:  # the keys of a page are heard only while something on it has the focus
            self.view.setFocus()
        return self._empty

    def _load(self) -> None:
        if self._ids_of is None:
            return
        self._token += 1
        ids_of = self._ids_of
        self._read(_Loading(self._token), lambda: _first(ids_of()))

    def _read(self, loading: _Loading, step: Callable[[], "_Step"]) -> None:
        self._tools.jobs.read(
            step, lambda answer: self._arrived(loading, answer), self.failed.emit, owner=self
        )

    def _arrived(self, loading: _Loading, answer: "_Step") -> None:
        if loading.token != self._token:
            return
        loading.ids.extend(answer.ids)
        rest = answer.rest
        if rest is None:
            self._show(loading)
            self.loaded.emit(len(loading.ids))
            return
        # A changed list is put in place whole: it must not shrink under the cursor meanwhile.
        grown = len(loading.ids) > max(loading.shown, 0) * _GROWTH
        if grown and (self._fresh or loading.shown >= 0):
            self._show(loading)
        self._read(loading, lambda: _next(rest))

    def _show(self, loading: _Loading) -> None:
        self._nothing.setVisible(not loading.ids)
        if len(loading.ids) == loading.shown:
            return
        fresh, self._fresh = self._fresh, False
        loading.shown = len(loading.ids)
        self.view.show_ids(array("q", loading.ids), fresh=fresh)
        if fresh and loading.shown and self.view.current_id() < 0:
            self.view.select_row(0)

    def _changed(self, changes: object) -> None:
        if not isinstance(changes, Changes):
            return
        touched = [kind for kind in self._kinds if changes.touches(kind)]
        if not touched:
            return
        for kind in touched:
            self.model.invalidate(changes.ids[kind])
        self._soon.start()


@dataclass(frozen=True, slots=True)
class _Step:
    """Ids that came, and what gives the next ones; None when these are the last."""

    ids: Sequence[int]
    rest: Iterator[Sequence[int]] | None


def _first(answer: Answer) -> _Step:
    return _next(answer) if isinstance(answer, Iterator) else _Step(answer, None)


def _next(parts: Iterator[Sequence[int]]) -> _Step:
    ids = next(parts, None)
    return _Step((), None) if ids is None else _Step(ids, parts)

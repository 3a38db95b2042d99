"""A list of one kind of thing, the same on every page: ids by a query, live, without jumping.

A page gives two functions (ids by its query, rows by ids) and its columns; this piece loads ids in
the read lane, drops late answers, keeps selection and scroll when something changes, and says
when there is nothing to show.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QStackedLayout, QWidget

from desktop_app.core.changes import Changes, Kind
from desktop_app.ui.models.columns import Column
from desktop_app.ui.models.snapshot_model import SnapshotModel
from desktop_app.ui.pages.tools import Tools
from desktop_app.ui.widgets.empty_state import EmptyState, EmptyWords
from desktop_app.ui.widgets.list_view import ListView

_SOON_MS = 60
_MINUTE_MS = 60_000


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
        self._ids_of: Callable[[], Sequence[int]] | None = None
        self._token = 0
        self._fresh = True
        self.model = SnapshotModel(columns, fetch, tools.jobs)
        self.view = ListView(name, title, self.model, tools.state)
        self._empty: EmptyState | None = None
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

    def ask(self, ids_of: Callable[[], Sequence[int]], *, fresh: bool = True) -> None:
        """Show the answer of another query; `fresh` starts at the top of the list."""
        self._ids_of = ids_of
        self._fresh = self._fresh or fresh
        self._load()

    def refresh(self) -> None:
        """Ask the same query again and read every shown row anew."""
        self.model.invalidate()
        self._load()

    def show_empty(self, words: EmptyWords | None) -> EmptyState | None:
        """Show what an empty list says in place of the table; None brings the table back."""
        if self._empty is not None:
            self._stack.removeWidget(self._empty)
            self._empty.deleteLater()
            self._empty = None
        if words is not None:
            self._empty = EmptyState(words)
            self._stack.addWidget(self._empty)
            self._stack.setCurrentWidget(self._empty)
        else:
            self._stack.setCurrentWidget(self.view)
        return self._empty

    def _load(self) -> None:
        if self._ids_of is None:
            return
        self._token += 1
        token = self._token
        self._tools.jobs.read(
            self._ids_of, lambda ids: self._arrived(token, ids), self.failed.emit, owner=self
        )

    def _arrived(self, token: int, ids: Sequence[int]) -> None:
        if token != self._token:
            return
        fresh, self._fresh = self._fresh, False
        self.view.show_ids(ids, fresh=fresh)
        if fresh and len(ids) and self.view.current_id() < 0:
            self.view.select_row(0)
        self.loaded.emit(len(ids))

    def _changed(self, changes: object) -> None:
        if not isinstance(changes, Changes):
            return
        touched = [kind for kind in self._kinds if changes.touches(kind)]
        if not touched:
            return
        for kind in touched:
            self.model.invalidate(changes.ids[kind])
        self._soon.start()

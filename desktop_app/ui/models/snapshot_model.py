"""A list of any length: ids in order, rows fetched by pages through the read lane.

The ids are a snapshot of one query. Rows are kept by id, so a new snapshot (another sort, one
ticket more) needs only the rows it has not met. There is never more than one request on its way:
while a scroll bar is dragged over a million rows, pages passed by are never asked for.
"""

from array import array
from collections.abc import Callable, Iterable, Mapping, Sequence
from operator import attrgetter
from typing import Any, Protocol, TypeAlias

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    QTimer,
    Signal,
)

from desktop_app.core.errors import OfficeError
from desktop_app.ui.models.columns import Column

Index: TypeAlias = QModelIndex | QPersistentModelIndex
Fetch: TypeAlias = Callable[[Sequence[int]], Iterable[Any]]

PLACEHOLDER = "…"
PAGE = 100
PAGES_KEPT = 60
_NO_PARENT = QModelIndex()


class Reader(Protocol):
    """The part of `Jobs` a model needs."""

    def read(
        self,
        fn: Callable[[], Any],
        on_done: Callable[[Any], None],
        on_error: Callable[[OfficeError], None] | None = None,
        *,
        owner: QObject | None = None,
    ) -> object:
        """Run `fn` in the read lane and answer on the window's thread."""
        ...


class SnapshotModel(QAbstractTableModel):
    """Rows of a snapshot of ids; a row not there yet reads «…»."""

    failed = Signal(object)
    rows_arrived = Signal()

    def __init__(
        self,
        columns: Sequence[Column],
        fetch: Fetch,
        reader: Reader,
        *,
        key: Callable[[Any], int] = attrgetter("id"),
        parent: QObject | None = None,
    ) -> None:
        """Start with no ids.

        `fetch(ids)` runs in the read lane and returns the rows found, in any order; `key` tells a
        row's id. `failed` carries an OfficeError of a fetch; asking is resumed by `invalidate`.
        """
        super().__init__(parent)
        self.columns = tuple(columns)
        self._fetch, self._reader, self._key = fetch, reader, key
        self._ids: array[int] = array("q")
        self._rows: dict[int, Any] = {}
        self._stale: set[int] = set()
        self._absent: set[int] = set()
        self._wanted: tuple[int, int] = (0, 0)
        self._token = 0
        self._asked: int | None = None
        self._ask_soon = QTimer(self, singleShot=True, interval=0)
        self._ask_soon.timeout.connect(self._ask)

    @property
    def ids(self) -> "array[int]":
        """The snapshot; read it, never change it."""
        return self._ids

    def set_ids(self, ids: Iterable[int]) -> None:
        """Show another snapshot; rows already known stay known."""
        self.beginResetModel()
        self._ids = ids if isinstance(ids, array) else array("q", ids)
        self._absent.clear()
        self._token += 1
        self._wanted = (0, min(PAGE, len(self._ids)))
        self.endResetModel()

    def invalidate(self, ids: Iterable[int] = ()) -> None:
        """Mark rows as changed, all when no ids are named; old text stays until new comes."""
        named = set(ids)
        self._stale |= named & self._rows.keys() if named else self._rows.keys()
        self._absent.clear()
        self._token += 1
        self._ask_soon.start()

    def id_at(self, row: int) -> int:
        """Return the id of a row, -1 outside the list."""
        return self._ids[row] if 0 <= row < len(self._ids) else -1

    def position(self, row_id: int) -> int:
        """Return the place of an id in the list, -1 when it is not there."""
        try:
            return self._ids.index(row_id)
        except ValueError:
            return -1

    def row_at(self, row: int) -> object | None:
        """Return the record of a row, None when it has not come yet; never waits, never asks."""
        return self._rows.get(self._ids[row])

    def known(self, ids: Iterable[int]) -> Mapping[int, Any]:
        """Return the records already here among these ids."""
        return {row_id: self._rows[row_id] for row_id in ids if row_id in self._rows}

    def look_at(self, first: int, last: int) -> None:
        """Say which rows are on screen (last excluded): missing ones are fetched, with a margin."""
        self._wanted = (max(first, 0), min(last, len(self._ids)))
        if self._lacking(*self._wanted):
            self._ask_soon.start()

    def collect(self, ids: Sequence[int], on_rows: Callable[[list[Any]], None]) -> None:
        """Give the records of these ids in this order, fetching those not here."""
        missing = [row_id for row_id in ids if row_id not in self._rows]
        if not missing:
            on_rows([self._rows[row_id] for row_id in ids])
            return

        def arrived(rows: list[Any]) -> None:
            found = dict(self.known(ids)) | {self._key(row): row for row in rows}
            on_rows([found[row_id] for row_id in ids if row_id in found])

        self._reader.read(lambda: list(self._fetch(missing)), arrived, self.failed.emit, owner=self)

    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        """Return the number of ids; the list has no tree."""
        return 0 if parent.isValid() else len(self._ids)

    def columnCount(self, parent: Index = _NO_PARENT) -> int:
        """Return the number of columns."""
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return text for the view, accessibility and tooltips; drawing itself uses `row_at`."""
        if not index.isValid():
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            record = self.row_at(index.row())
            if record is None:
                self._want(index.row())
                return PLACEHOLDER
            return self.columns[index.column()].text(record)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            right = self.columns[index.column()].right
            side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Return a column's title."""
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].title if 0 <= section < len(self.columns) else None
        return None

    def _want(self, row: int) -> None:
        first, last = self._wanted
        if not first <= row < last:
            start = row - row % PAGE
            self._wanted = (start, min(start + PAGE, len(self._ids)))
        self._ask_soon.start()

    def _lacking(self, first: int, last: int) -> list[int]:
        """Return ids between two rows that are unknown or stale."""
        rows, stale, absent = self._rows, self._stale, self._absent
        return [
            row_id
            for row_id in self._ids[first:last]
            if (row_id not in rows or row_id in stale) and row_id not in absent
        ]

    def _ask(self) -> None:
        if self._asked is not None:
            return
        first, last = self._wanted
        wanted = self._lacking(first, last)
        if not wanted:
            return
        middle = (first + last) // 2
        start = max(0, min(first, middle - PAGE))
        wanted = self._lacking(start, min(len(self._ids), max(last, start + 2 * PAGE)))
        token = self._asked = self._token
        fetch = self._fetch
        self._reader.read(
            lambda: list(fetch(wanted)),
            lambda rows: self._arrived(token, wanted, rows),
            self._missed,
            owner=self,
        )

    def _arrived(self, token: int, wanted: Sequence[int], rows: Sequence[Any]) -> None:
        self._asked = None
        if token == self._token:
            self._remember(wanted, rows)
        first, last = self._wanted
        if self._lacking(first, last):
            self._ask_soon.start()

    def _remember(self, wanted: Sequence[int], rows: Sequence[Any]) -> None:
        found = {self._key(row): row for row in rows}
        for row_id in wanted:
            self._rows.pop(row_id, None)
        self._rows.update(found)
        self._stale.difference_update(wanted)
        self._absent.update(row_id for row_id in wanted if row_id not in found)
        self._forget()
        self.rows_arrived.emit()
        if self._ids:
            first, last = self._wanted
            end = self.index(max(first, last - 1), len(self.columns) - 1)
            self.dataChanged.emit(self.index(first, 0), end)

    def _forget(self) -> None:
        """Drop the rows met longest ago, never those on screen."""
        spare = len(self._rows) - PAGE * PAGES_KEPT
        if spare <= 0:
            return
        first, last = self._wanted
        on_screen = set(self._ids[first:last])
        old = [
            row_id
            for row_id in list(self._rows)[: spare + len(on_screen)]
            if row_id not in on_screen
        ]
        for row_id in old[:spare]:
            del self._rows[row_id]
            self._stale.discard(row_id)

    def _missed(self, error: OfficeError) -> None:
        self._asked = None
        first, last = self._wanted
        self._absent.update(self._lacking(first, last))
        self.failed.emit(error)

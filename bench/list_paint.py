"""Painting of a list: a page-down of our view beside a stock QTableView with the same cells.

`python -m bench.list_paint [--pages N]` prints a table. «stock» draws these cells out of a Python
model by the usual roles, pills as icons; «items» draws bare words out of a C++ model, which is the
yardstick of SPEED.md (a fetched query); all under the same application sheet.
"""

import argparse
import json
import os
import statistics
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractItemModel,
    QAbstractTableModel,
    QEventLoop,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    QTimer,
)
from PySide6.QtGui import QColor, QFont, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QAbstractItemView, QApplication, QTableView

from desktop_app.core.deadline_words import DeadlineLevel
from desktop_app.core.enums import TicketStatus
from desktop_app.ui.gallery.samples import REGISTER_COLUMNS, UNREAD, SampleTicket, tickets
from desktop_app.ui.models.columns import Kind
from desktop_app.ui.models.snapshot_model import SnapshotModel
from desktop_app.ui.theme import LIGHT, apply_theme, look
from desktop_app.ui.theme.pills import status_pill
from desktop_app.ui.widgets.list_view import ListView

ROWS, ITEM_ROWS = 100_000, 5_000
SIZES = {"22×7": (885, 646), "40×12": (1366, 1150)}
_EXTRA = REGISTER_COLUMNS[1:6]
_NO_PARENT = QModelIndex()


class AtOnce:
    """A read lane that answers in place: painting alone is measured."""

    def read(
        self,
        fn: Callable[[], Any],
        on_done: Callable[[Any], None],
        on_error: Callable[[Any], None] | None = None,
        *,
        owner: QObject | None = None,
    ) -> object:
        """Answer now."""
        del on_error, owner
        on_done(fn())
        return None


class StockModel(QAbstractTableModel):
    """The same cells by the usual roles, fully in memory."""

    def __init__(self, rows: Sequence[SampleTicket], columns: Sequence[Any]) -> None:
        """Keep rows; fonts and colours are made once."""
        super().__init__()
        self._rows, self._columns = rows, columns
        self._bold = QFont(QApplication.font())
        self._bold.setBold(True)
        self._muted, self._danger = QColor(LIGHT.muted), QColor("crimson")

    def rowCount(self, _parent: QModelIndex | QPersistentModelIndex = _NO_PARENT) -> int:
        """Return the number of rows."""
        return ROWS

    def columnCount(self, _parent: QModelIndex | QPersistentModelIndex = _NO_PARENT) -> int:
        """Return the number of columns."""
        return len(self._columns)

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Return text, font, colour or pill of a cell."""
        ticket = self._rows[index.row() % len(self._rows)]
        column = self._columns[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return None if column.kind is Kind.STATUS else column.text(ticket)
        if role == Qt.ItemDataRole.DecorationRole and column.kind is Kind.STATUS:
            return look().pills.pixmap(status_pill(ticket.status), 20, 1.0)
        if role == Qt.ItemDataRole.FontRole:
            bold = column.kind is Kind.BOLD_NUMBER and ticket.status in UNREAD
            return self._bold if bold else None
        if role == Qt.ItemDataRole.ForegroundRole:
            return self._ink(ticket, column.kind)
        return None

    def _ink(self, ticket: SampleTicket, kind: Kind) -> QColor | None:
        if kind is Kind.DATE:
            return self._muted
        late = kind is Kind.DEADLINE and ticket.deadline.level is DeadlineLevel.OVERDUE
        return self._danger if late else None


def items_model(columns: Sequence[Any]) -> QStandardItemModel:
    """Return the words alone in a model that never enters Python, as a fetched query would be."""
    model = QStandardItemModel(ITEM_ROWS, len(columns))
    samples = tickets()
    for row in range(ITEM_ROWS):
        for place, column in enumerate(columns):
            model.setItem(row, place, QStandardItem(column.text(samples[row % len(samples)])))
    return model


def stock_view(model: QAbstractItemModel, columns: Sequence[Any]) -> QTableView:
    """Return the usual table, set up as well as it can be."""
    view = QTableView()
    model.setParent(view)
    view.setModel(model)
    view.setShowGrid(False)
    view.setWordWrap(False)
    view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    view.verticalHeader().hide()
    view.verticalHeader().setDefaultSectionSize(28)
    for place, column in enumerate(columns):
        view.setColumnWidth(place, column.width)
    return view


def our_view(columns: Sequence[Any]) -> ListView:
    """Return our list over the same rows."""
    samples = tickets()

    def fetch(ids: Sequence[int]) -> Iterable[SampleTicket]:
        return [_with_id(samples[row_id % len(samples)], row_id) for row_id in ids]

    model = SnapshotModel(columns, fetch, AtOnce())
    view = ListView("bench", "Обращения", model)
    model.setParent(view)
    model.set_ids(range(ROWS))
    return view


def _with_id(ticket: SampleTicket, row_id: int) -> SampleTicket:
    return SampleTicket(
        row_id,
        ticket.number,
        ticket.received,
        ticket.address,
        ticket.topic,
        ticket.executor,
        TicketStatus(ticket.status),
        ticket.deadline,
    )


def turn() -> None:
    """Let timers, posted events and paints that are due happen."""
    loop = QEventLoop()
    QTimer.singleShot(0, loop.quit)
    loop.exec()


def page_down(view: QTableView, pages: int) -> float:
    """Scroll page by page and return the median of one page in milliseconds, settled."""
    bar, times = view.verticalScrollBar(), []
    bar.setValue(0)
    for _ in range(3):
        view.viewport().repaint()
        turn()
    for _ in range(pages):
        start = time.perf_counter()
        bar.setValue(bar.value() + view.viewport().height())
        view.viewport().repaint()
        turn()
        times.append((time.perf_counter() - start) * 1000)
    return statistics.median(times)


def compare(pages: int) -> dict[str, dict[str, float]]:
    """Return the best page-down of each view in milliseconds, for each window; needs an app."""
    found: dict[str, dict[str, float]] = {}
    for name, (width, height) in SIZES.items():
        columns = (*REGISTER_COLUMNS, *_EXTRA) if name.startswith("40") else REGISTER_COLUMNS
        views: dict[str, QTableView] = {
            "stock": stock_view(StockModel(tickets(), columns), columns),
            "items": stock_view(items_model(columns), columns),
            "ours": our_view(columns),
        }
        for view in views.values():
            view.resize(width, height)
            view.show()
            turn()
        figures: dict[str, list[float]] = {key: [] for key in views}
        for _ in range(3):
            for key, view in views.items():
                figures[key].append(page_down(view, pages))
        found[name] = {key: min(times) for key, times in figures.items()}
        for view in views.values():
            view.close()
    return found


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure both views at both sizes, turn by turn, and print the table."""
    parser = argparse.ArgumentParser(prog="python -m bench.list_paint", description=__doc__)
    parser.add_argument("--pages", type=int, default=60)
    parser.add_argument("--json", action="store_true")
    chosen = parser.parse_args(arguments)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = QApplication([])
    apply_theme(app, LIGHT)
    found = compare(chosen.pages)
    if chosen.json:
        sys.stdout.write(json.dumps(found))
        return 0
    heads = ("stock, ms", "items, ms", "ours, ms", "/ stock", "/ items")
    sys.stdout.write(f"{'window':<8}" + "".join(f"{head:>12}" for head in heads) + "\n")
    for name, best in found.items():
        shares = (best["ours"] / best["stock"], best["ours"] / best["items"])
        line = "".join(f"{value:>12.2f}" for value in (*best.values(), *shares))
        sys.stdout.write(f"{name:<8}{line}\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())

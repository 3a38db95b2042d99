"""Saved views of lists."""

import json
from collections.abc import Mapping

from db.connection import Row, Store
from db.tables import saved_filter
from desktop_app.core.records.saved_views import SavedView

_SELECT = "SELECT id, page, title, clerk_id, query FROM saved_filter"


def seen_by(store: Store, page: str, clerk_id: int | None) -> list[SavedView]:
    """Return the views of a page a clerk sees: their own, then everybody's."""
    rows = store.rows(
        f"{_SELECT} WHERE page = ? AND (clerk_id IS NULL OR clerk_id = ?)"
        " ORDER BY clerk_id IS NULL, id",
        (page, clerk_id),
    )
    return [_view(row) for row in rows]


def one(store: Store, view_id: int) -> SavedView | None:
    """Return a view, or None."""
    found = store.row(f"{_SELECT} WHERE id = ?", (view_id,))
    return None if found is None else _view(found)


def insert(store: Store, view: SavedView) -> int:
    """Add a view and return its id; its own id is not used."""
    values = {"page": view.page, "title": view.title, "clerk_id": view.clerk_id}
    return store.insert(saved_filter, {**values, "query": packed(view.query)})


def update(store: Store, view: SavedView) -> bool:
    """Give a view another name or question; tell whether it was still there."""
    return bool(
        store.update(saved_filter, view.id, {"title": view.title, "query": packed(view.query)})
    )


def delete(store: Store, view_id: int) -> bool:
    """Forget a view; tell whether it was still there."""
    return bool(store.execute(saved_filter.delete().where(saved_filter.c.id == view_id)))


def packed(query: Mapping[str, object]) -> str:
    """Return a question as stored: compact JSON."""
    return json.dumps(dict(query), ensure_ascii=False, separators=(",", ":"))


def _view(row: Row) -> SavedView:
    query = json.loads(row[4])
    return SavedView(row[0], row[1], row[2], row[3], query if isinstance(query, dict) else {})

"""Drafts of open forms: what was typed survives a kill, a lock and a second call."""

import json
from typing import Any

from db.connection import Store
from db.tables import draft
from desktop_app.core import clock
from desktop_app.core.records.drafts import FormDraft


def all_of(store: Store, form: str, clerk_id: int | None) -> list[FormDraft]:
    """Return the drafts of a form kept for a clerk, oldest first."""
    rows = store.rows(
        "SELECT id, started_at, saved_at, title, body FROM draft"
        " WHERE form = ? AND clerk_id IS ? ORDER BY started_at, id",
        (form, clerk_id),
    )
    return [
        FormDraft(
            row[0], form, clock.unstamp(row[1]), clock.unstamp(row[2]), row[3], json.loads(row[4])
        )
        for row in rows
    ]


def begun_as(store: Store, prefix: str, clerk_id: int | None) -> list[FormDraft]:
    """Return the drafts of forms whose names begin so, kept for a clerk, oldest first."""
    forms = store.rows(
        "SELECT DISTINCT form FROM draft WHERE substr(form, 1, ?) = ? AND clerk_id IS ?",
        (len(prefix), prefix, clerk_id),
    )
    found = [draft for (form,) in forms for draft in all_of(store, form, clerk_id)]
    return sorted(found, key=lambda draft: draft.started_at)


def sweep(store: Store, empty_before: str, kept_before: str) -> None:
    """Delete empty drafts and long forgotten small ones older than these moments."""
    store.execute(
        "DELETE FROM draft WHERE (body = '{}' AND saved_at < ?)"
        " OR (form <> 'intake' AND saved_at < ?)",
        (empty_before, kept_before),
    )


def add(store: Store, form: str, clerk_id: int | None, started_at: str) -> int:
    """Begin a draft and return its id."""
    return store.insert(
        draft,
        {
            "form": form,
            "clerk_id": clerk_id,
            "started_at": started_at,
            "saved_at": started_at,
            "body": "{}",
        },
    )


def keep(store: Store, draft_id: int, saved_at: str, title: str, body: dict[str, Any]) -> bool:
    """Store what is typed now; tell whether the draft was still there."""
    text = json.dumps(body, ensure_ascii=False, separators=(",", ":"))
    values = {"saved_at": saved_at, "title": title, "body": text}
    return bool(store.update(draft, draft_id, values))


def drop(store: Store, draft_id: int) -> None:
    """Forget a draft whose form was saved or thrown away."""
    store.execute(draft.delete().where(draft.c.id == draft_id))

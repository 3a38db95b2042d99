"""Open forms kept every few seconds, so that nothing typed is ever lost."""

import datetime as dt
from typing import Any

from db.queries import drafts as queries
from desktop_app.core import clock
from desktop_app.core.records.drafts import FormDraft
from desktop_app.services.desk import Desk

INTAKE = "intake"
# Another window of the same clerk may have a form open that is still empty.
_EMPTY_FOR = dt.timedelta(hours=12)
_KEPT_FOR = dt.timedelta(days=31)


class Drafts:
    """Drafts of the clerk at the desk; they are not part of history."""

    def __init__(self, desk: Desk) -> None:
        """Work at the desk."""
        self._desk = desk

    def all(self, form: str = INTAKE) -> list[FormDraft]:
        """Return the clerk's drafts of a form, oldest first."""
        return queries.all_of(self._desk.store, form, self._desk.clerk_id)

    def begin(self, form: str = INTAKE) -> FormDraft:
        """Begin a draft for a form just opened."""
        now = self._desk.now()
        with self._desk.store.write():
            draft_id = queries.add(self._desk.store, form, self._desk.clerk_id, clock.stamp(now))
        return FormDraft(draft_id, form, now, now, "", {})

    def keep(self, draft_id: int, title: str, body: dict[str, Any]) -> bool:
        """Store what is typed now; False when the draft is gone."""
        with self._desk.store.write():
            stamp = clock.stamp(self._desk.now())
            return queries.keep(self._desk.store, draft_id, stamp, title, body)

    def left(self, prefix: str) -> list[FormDraft]:
        """Return the clerk's drafts of forms whose names begin so, oldest first."""
        return queries.begun_as(self._desk.store, prefix, self._desk.clerk_id)

    def sweep(self) -> None:
        """Forget drafts that never held a word, and those nobody came back to for a month."""
        now = self._desk.now()
        with self._desk.store.write():
            queries.sweep(
                self._desk.store, clock.stamp(now - _EMPTY_FOR), clock.stamp(now - _KEPT_FOR)
            )

    def drop(self, draft_id: int) -> None:
        """Forget a draft."""
        with self._desk.store.write():
            queries.drop(self._desk.store, draft_id)

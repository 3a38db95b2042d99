"""Open forms kept every few seconds, so that nothing typed is ever lost."""

import datetime as dt

from db.queries import drafts as queries
from desktop_app.core import clock
from desktop_app.core.records.drafts import FormDraft
from desktop_app.services.desk import Desk

INTAKE, SHEETS, VISIT = "intake", "sheet:", "visit:"
NOTE, REMARK = "note:", "remark:"  # single fields of a ticket: for the office, of a callback
OFFICE = "office"  # the office as papers name it, in the settings
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

    def put(self, draft: FormDraft) -> int:
        """Store what is typed now and return its number: a new one when the base has none of it."""
        store, stamp = self._desk.store, clock.stamp(draft.saved_at)
        with store.write():
            if draft.id > 0 and queries.keep(store, draft.id, stamp, draft.title, draft.body):
                return draft.id
            began = clock.stamp(draft.started_at)
            number = queries.add(store, draft.form, self._desk.clerk_id, began)
            queries.keep(store, number, stamp, draft.title, draft.body)
        return number

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

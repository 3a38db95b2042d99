"""Saved views of lists: a clerk's own and everybody's."""

import dataclasses
from collections.abc import Mapping

from db.history import Action
from db.queries import saved_views as queries
from desktop_app.core.changes import Changes, Kind
from desktop_app.core.enums import Entity, Operation
from desktop_app.core.errors import InvalidDraft, NotFound
from desktop_app.core.records.history import HistoryDraft, Scalar
from desktop_app.core.records.saved_views import SavedView, ViewSaved
from desktop_app.core.text import fold, one_line
from desktop_app.services.desk import Desk, differences

REGISTER = "tickets"
_LONGEST = 60


class SavedViews:
    """Questions of lists under a name; what a view asks is packed by its list."""

    def __init__(self, desk: Desk) -> None:
        """Work at the desk."""
        self._desk = desk

    def all(self, page: str = REGISTER) -> list[SavedView]:
        """Return what the clerk at the desk sees: own views by name, then everybody's."""
        seen = queries.seen_by(self._desk.store, page, self._desk.clerk_id)
        return sorted(seen, key=lambda view: (view.clerk_id is None, fold(view.title)))

    def save(
        self,
        title: str,
        query: Mapping[str, object],
        *,
        for_all: bool = False,
        page: str = REGISTER,
    ) -> ViewSaved:
        """Keep a question under a new name; InvalidDraft when the name is empty or taken.

        Before anybody sat down at the desk a view can only be everybody's.
        """
        owner = None if for_all else self._desk.clerk_id
        with self._desk.action() as action:
            draft = SavedView(0, page, self._checked(title, page, owner), owner, dict(query))
            view = dataclasses.replace(draft, id=queries.insert(self._desk.store, draft))
            _record(action, None, view)
        return _saved(view, action)

    def rename(self, view_id: int, title: str) -> ViewSaved:
        """Give a view another name; InvalidDraft when it is empty or taken, NotFound when gone."""
        with self._desk.store.write():  # nobody takes the name between the look and the writing
            before = self._view(view_id)
            checked = self._checked(title, before.page, before.clerk_id, view_id)
            return self._change(before, dataclasses.replace(before, title=checked))

    def overwrite(self, view_id: int, query: Mapping[str, object]) -> ViewSaved:
        """Let a view ask another question under its old name; NotFound when it is gone."""
        with self._desk.store.write():
            before = self._view(view_id)
            return self._change(before, dataclasses.replace(before, query=dict(query)))

    def delete(self, view_id: int) -> ViewSaved:
        """Forget a view; `put_back` of what is returned undoes it. NotFound when it is gone."""
        view = self._view(view_id)
        with self._desk.action() as action:
            if not queries.delete(self._desk.store, view_id):
                raise _gone()
            _record(action, view, None)
        return _saved(view, action)

    def put_back(self, view: SavedView) -> ViewSaved:
        """Keep a deleted view again; InvalidDraft when its name was taken meanwhile."""
        with self._desk.action() as action:
            self._checked(view.title, view.page, view.clerk_id)
            again = dataclasses.replace(view, id=queries.insert(self._desk.store, view))
            _record(action, None, again)
        return _saved(again, action)

    def _change(self, before: SavedView, after: SavedView) -> ViewSaved:
        with self._desk.action() as action:
            if not queries.update(self._desk.store, after):
                raise _gone()
            _record(action, before, after)
        return _saved(after, action)

    def _view(self, view_id: int) -> SavedView:
        found = queries.one(self._desk.store, view_id)
        if found is None:
            raise _gone()
        return found

    def _checked(self, title: str, page: str, owner: int | None, own_id: int = 0) -> str:
        clean = one_line(title)
        if not clean:
            raise InvalidDraft({"title": "назовите вид"})
        if len(clean) > _LONGEST:
            raise InvalidDraft({"title": f"не длиннее {_LONGEST} знаков"})
        for other in queries.seen_by(self._desk.store, page, owner):
            same = other.clerk_id == owner and fold(other.title) == fold(clean)
            if same and other.id != own_id:
                raise InvalidDraft({"title": "такой вид уже есть"})
        return clean


def _gone() -> NotFound:
    return NotFound("Этого вида уже нет: его удалили", "список не изменён", "сохраните вид заново")


def _record(action: Action, before: SavedView | None, after: SavedView | None) -> None:
    view = after or before
    changes = differences(_values(before), _values(after))
    if view is not None:
        action.record(
            HistoryDraft(
                Operation.REFERENCE_SAVED,
                Entity.SAVED_VIEW,
                view.id,
                changes,
                note=f"Вид «{view.title}»" + ("" if after else " удалён"),
            )
        )


def _values(view: SavedView | None) -> dict[str, Scalar]:
    if view is None:
        return {"title": None, "query": None, "clerk_id": None}
    return {"title": view.title, "query": queries.packed(view.query), "clerk_id": view.clerk_id}


def _saved(view: SavedView, action: Action) -> ViewSaved:
    return ViewSaved(view, Changes.of(Kind.REFERENCE, view.id).by(action.number))

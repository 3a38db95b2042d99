"""Saved views of a list: a question under a name."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from desktop_app.core.changes import Changes


@dataclass(frozen=True, slots=True)
class SavedView:
    """A question of a list under a name; without a clerk it is for everybody.

    `query` is what the list packed, see core/view_query.
    """

    id: int
    page: str
    title: str
    clerk_id: int | None = None
    query: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ViewSaved:
    """A saved view and what changed."""

    view: SavedView
    changes: Changes

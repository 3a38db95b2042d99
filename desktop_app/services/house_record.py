"""The one place that writes an edit of a house: its row, its version, its history."""

from collections.abc import Mapping
from typing import Any

from db.connection import Store
from db.history import Action
from db.queries import building_edit
from desktop_app.core.building_fields import Column
from desktop_app.core.changes import Changes, Kind
from desktop_app.core.enums import Entity, Operation
from desktop_app.core.records.buildings import BuildingCard, BuildingSaved
from desktop_app.core.records.history import FieldChange, HistoryDraft
from desktop_app.services import book_undo
from desktop_app.services.book_undo import Undone
from desktop_app.services.desk import moved_on

_EDITED = "edited"


def write(
    store: Store,
    action: Action,
    house: BuildingCard,
    changes: tuple[FieldChange, ...],
    columns: Mapping[str, Column],
    was: Mapping[str, Any] | Undone,
) -> BuildingSaved:
    """Write what changed of a house as it shall be; its version is the one read.

    Fields that changed are marked as typed by hand: imports leave them alone. `was` keeps what the
    words of the changes cannot give back, or is the entry these changes undo: then the marks it
    made go with it.
    """
    if not changes:
        return saved(house.id, house.version, house.address)
    names = building_edit.edited_fields(store, house.id)
    changed = {change.field for change in changes}
    if isinstance(was, Undone):
        kept = names - (changed - set(was.snapshot()[_EDITED]))
        draft = was.draft(changes)
    else:
        kept = names | changed
        before = book_undo.snapshot({**was, _EDITED: sorted(names)})
        entity, saving = Entity.BUILDING, Operation.BUILDING_SAVED
        draft = HistoryDraft(saving, entity, house.id, (*changes, before))
    values = {**columns, "edited_fields": " ".join(sorted(kept))}
    if not building_edit.update(store, house.id, house.version, values):
        raise moved_on(f"Дом «{house.address}»")
    action.record(draft)
    return saved(house.id, house.version + 1, house.address, action)


def saved(
    building_id: int, version: int, address: str, action: Action | None = None
) -> BuildingSaved:
    """Return the answer to a saved house; without an action nothing was written."""
    changes = Changes.of(Kind.BUILDING, building_id).by(action.number if action else None)
    return BuildingSaved(building_id, version, address, changes)

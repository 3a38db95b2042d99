"""What an edit of a house or an organisation leaves in history, and the way back from there.

Words of history do for most fields. What they tell otherwise than it is stored (people, entrances,
an address by its parts) stands beside them as it was, under a name people are not shown.
"""

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any, Final

from db.connection import Store
from db.history import Action
from db.queries import import_undo, references
from desktop_app.core.enums import Entity, Operation
from desktop_app.core.errors import NotAllowed
from desktop_app.core.records.history import FieldChange, HistoryDraft, HistoryEntry

UNDOABLE = frozenset({Operation.BUILDING_SAVED, Operation.ORGANIZATION_SAVED})

_SNAPSHOT: Final = "snapshot"
_NEWLY: Final = "исправьте новой правкой"
SAFE: Final = "ничего не изменено"
_TABLES: Final = {Entity.BUILDING: "building", Entity.ORGANIZATION: "organization"}
_OWN: Final = frozenset({"entrance", "building_alias", "organization_person", "organization_alias"})


@dataclass(frozen=True, slots=True)
class Undone:
    """An entry on its way back; `mark` is the field by which history knows its undoing."""

    entry: HistoryEntry
    mark: str

    @property
    def before(self) -> dict[str, Any]:
        """What its fields were, by name."""
        return {change.field: change.before for change in self.entry.changes}

    def snapshot(self) -> dict[str, Any]:
        """Return what words cannot give back; NotAllowed for an entry of a former program."""
        stored = self.before.get(_SNAPSHOT)
        if stored is None:
            raise NotAllowed("Эту правку записала прежняя версия программы", SAFE, _NEWLY)
        found: dict[str, Any] = json.loads(str(stored))
        return found

    def draft(self, changes: tuple[FieldChange, ...]) -> HistoryDraft:
        """Return the entry of the undoing."""
        return HistoryDraft(
            Operation.UNDONE,
            self.entry.entity,
            self.entry.entity_id,
            (*changes, FieldChange(self.mark, None, self.entry.action)),
            note=self.entry.operation.title_ru,
        )


def snapshot(before: Mapping[str, Any]) -> FieldChange:
    """Return the change that keeps values no words give back."""
    return FieldChange(_SNAPSHOT, json.dumps(before, ensure_ascii=False), None)


def fields_of(entry: HistoryEntry) -> frozenset[str]:
    """Return the fields an edit changed: another edit of one of them is in its way."""
    return frozenset(change.field for change in entry.changes) - {_SNAPSHOT}


def is_creation(entry: HistoryEntry) -> bool:
    """Tell whether the record was added then: its name or address was nothing before."""
    return any(c.field in ("name", "address") and c.before is None for c in entry.changes)


def refused(words: Collection[str]) -> NotAllowed:
    """Return «as it was would be wrong now», with what the book says against it."""
    return NotAllowed(f"Вернуть как было нельзя: {'; '.join(words)}", SAFE, _NEWLY)


def remove(store: Store, action: Action, undone: Undone) -> None:
    """Take away a record that was added; NotAllowed when anything else names it already."""
    entry = undone.entry
    table = _TABLES[entry.entity]
    for reference in references.references_to(store, table):
        if reference.table in _OWN:
            continue
        if references.pointed_at(store, reference, [entry.entity_id]):
            raise refused(["с этой записью уже связаны другие"])
    import_undo.remove(store, table, [entry.entity_id])
    import_undo.remove_strays(store)
    changes = (c for c in entry.changes if c.field != _SNAPSHOT)
    action.record(undone.draft(tuple(FieldChange(c.field, c.after, None) for c in changes)))

"""A site as history compares it, and the way back from what history keeps."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any, Final

from db.queries.waste import FIELDS
from desktop_app.core.enums import Operation
from desktop_app.core.records.history import FieldChange, HistoryEntry, Scalar
from desktop_app.core.records.waste import SiteDraft
from desktop_app.core.waste_codec import (
    pack_containers,
    pack_ids,
    pack_schedules,
    unpack_containers,
    unpack_ids,
    unpack_schedules,
)

_REMOVED: Final = "removed"
_MARK: Final = "undone_entry"
EDITS: Final = frozenset({Operation.SITE_SAVED, Operation.IMPORTED})
"""Operations that change a site itself; «не вывезли» does not."""


def shown(draft: SiteDraft) -> dict[str, Scalar]:
    """Return the fields history compares: containers, timetables and houses as one text each."""
    fields: dict[str, Scalar] = {name: getattr(draft, name) for name in FIELDS}
    return fields | {
        "containers": pack_containers(draft.containers),
        "schedules": pack_schedules(draft.schedules),
        "building_ids": pack_ids(draft.building_ids),
    }


def filled(draft: SiteDraft) -> dict[str, Scalar]:
    """Return the fields of a draft that say something."""
    return {name: value for name, value in shown(draft).items() if value not in (None, "")}


def put_back(draft: SiteDraft, changes: Iterable[FieldChange]) -> SiteDraft:
    """Return a draft with the fields as they were before these changes."""
    unpack: dict[str, Any] = {
        "containers": unpack_containers,
        "schedules": unpack_schedules,
        "building_ids": unpack_ids,
    }
    values: dict[str, Any] = {}
    for change in changes:
        if change.field in unpack:
            values[change.field] = unpack[change.field](change.before or "")
        elif change.field in FIELDS:
            empty = getattr(SiteDraft(""), change.field)
            values[change.field] = empty if change.before is None else change.before
    return replace(draft, **values)


def since(history: Iterable[HistoryEntry], entry: HistoryEntry) -> list[HistoryEntry]:
    """Return what came after an entry: its own undoing, or edits that still hold."""
    entries = list(history)
    undone = _undone(entries)
    if entry.id in undone:
        return [undone[entry.id]]
    return [
        other
        for other in entries
        if other.id > entry.id and other.operation in EDITS and other.id not in undone
    ]


def typed_anew(history: Iterable[HistoryEntry], entry: HistoryEntry) -> frozenset[str]:
    """Return fields that nobody has typed by hand but an entry that is taken back."""
    if entry.operation is not Operation.SITE_SAVED:
        return frozenset()
    entries = list(history)
    undone = _undone(entries)
    others = (
        other
        for other in entries
        if other.operation is Operation.SITE_SAVED and other.id not in {entry.id, *undone}
    )
    return _fields(entry).difference(*map(_fields, others))


def turned_back(entry: HistoryEntry) -> tuple[FieldChange, ...]:
    """Return the changes that undo an entry, with a mark which entry it was."""
    turned = tuple(FieldChange(c.field, c.after, c.before) for c in entry.changes)
    return (*turned, FieldChange(_MARK, None, entry.id))


def is_removal(entry: HistoryEntry) -> bool:
    """Tell whether a site was taken out of the lists."""
    return any(c.field == _REMOVED and c.after is not None for c in entry.changes)


def is_creation(entry: HistoryEntry) -> bool:
    """Tell whether a site was added: it had no address before."""
    return entry.operation is not Operation.UNDONE and any(
        c.field == "address" and c.before is None for c in entry.changes
    )


def _undone(entries: Iterable[HistoryEntry]) -> dict[Scalar, HistoryEntry]:
    """Return what took entries back, by their ids."""
    return {c.after: other for other in entries for c in other.changes if c.field == _MARK}


def _fields(entry: HistoryEntry) -> frozenset[str]:
    return frozenset(change.field for change in entry.changes)

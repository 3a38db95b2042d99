"""What contracts of a house were before an action, kept in its history; the way back from there."""

import json
from collections.abc import Mapping, Sequence

from db.connection import Store
from db.history import Action
from db.queries import contracts
from db.queries.contracts import Contract
from desktop_app.core import contract_timeline
from desktop_app.core.enums import Entity, Operation, Service
from desktop_app.core.errors import NotAllowed
from desktop_app.core.records.history import FieldChange, HistoryDraft, HistoryEntry

UNDOABLE = frozenset({Operation.CONTRACT_SAVED})

_ROW = "contract:"
_SAFE = "ничего не изменено"


def row_changes(before: Sequence[Contract], after: Sequence[Contract]) -> tuple[FieldChange, ...]:
    """Return how rows of one house and service changed, as history keeps it: whole rows by id."""
    old, new = _packed(before), _packed(after)
    return tuple(
        FieldChange(f"{_ROW}{number}", old.get(number), new.get(number))
        for number in sorted(old.keys() | new.keys())
        if old.get(number) != new.get(number)
    )


def put_back(store: Store, action: Action, entry: HistoryEntry, mark: str) -> None:
    """Make the contracts of a house what they were before an entry, unless they moved on since.

    NotAllowed tells what hinders.
    """
    rows = [change for change in entry.changes if change.field.startswith(_ROW)]
    if not rows:
        raise NotAllowed(
            "Эту правку обслуживания записала прежняя версия программы",
            _SAFE,
            "впишите прежнюю организацию новой записью",
        )
    service = Service(entry.changes[0].field.partition(".")[0])
    line = contracts.timelines(store, [entry.entity_id], service)[entry.entity_id]
    now = _packed(line)
    for change in rows:
        number = int(change.field.removeprefix(_ROW))
        if now.get(number) != change.after:
            raise _moved_on(service)
        _restore(store, number, change.before)
    line = contracts.timelines(store, [entry.entity_id], service)[entry.entity_id]
    if contract_timeline.overlaps(line):
        raise _moved_on(service)
    turned = tuple(FieldChange(c.field, c.after, c.before) for c in entry.changes)
    action.record(
        HistoryDraft(
            Operation.UNDONE,
            Entity.BUILDING,
            entry.entity_id,
            (*turned, FieldChange(mark, None, entry.action)),
            note=entry.operation.title_ru,
        )
    )


def _restore(store: Store, number: int, before: object) -> None:
    if before is None:
        contracts.remove(store, number)
        return
    kept: Mapping[str, str | int] = json.loads(str(before))
    contracts.replace(store, number, int(kept["organization_id"]))
    contracts.end(store, number, str(kept["until"]))


def _packed(line: Sequence[Contract]) -> dict[int, str]:
    return {
        one.id: json.dumps(
            {"organization_id": one.organization_id, "since": one.since, "until": one.until}
        )
        for one in line
    }


def _moved_on(service: Service) -> NotAllowed:
    return NotAllowed(
        f"Кто обслуживает дом, с тех пор меняли ещё раз ({service.title_ru})",
        _SAFE,
        "исправьте новой записью в карточке дома",
    )

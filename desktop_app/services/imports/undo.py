"""Undoing a batch: what it added goes, what it changed is put back, what people used stays."""

from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from db import history
from db.history import Action
from db.queries import import_organizations, references
from db.queries import import_undo as queries
from db.queries import organization_edit as edit
from db.queries.ticket_edit import TicketEdit
from desktop_app.core import clock
from desktop_app.core.changes import Changes, Kind
from desktop_app.core.enums import Entity, Operation, OrganizationKind
from desktop_app.core.errors import NotAllowed, NotFound
from desktop_app.core.records.history import FieldChange, HistoryDraft, HistoryEntry
from desktop_app.core.records.imports import BatchUndone
from desktop_app.services import waste_history
from desktop_app.services.desk import Desk
from desktop_app.services.imports.batch import copy_before
from desktop_app.services.waste import Waste

_SAFE: Final = "ничего не изменено"
MOVED_ON: Final = "изменено после загрузки"
LINKED: Final = "связано с другим обращением"
_USED: Final = {
    "ticket": "по ним есть обращения",
    "inspection": "по ним есть выезды",
    "inspection_ticket": "по ним был выезд",
    "incident_building": "они в отключениях",
    "service_contract": "они обслуживают дома",
    "handover": "им передавали обращения",
    "remedy": "на них замечания из актов",
}
_OTHERWISE: Final = "на них ссылаются другие записи"
_CONTRACT: Final = "contract:"


class BatchUndo:
    """Takes back one batch in one transaction."""

    def __init__(self, desk: Desk, waste: Waste) -> None:
        """Work at the desk; sites go back the way their own edits do."""
        self._desk, self._store, self._waste = desk, desk.store, waste
        self._reasons: Counter[str] = Counter()
        self._removed = self._restored = 0

    def undo(self, batch_id: int, backups: Path) -> BatchUndone:
        """Undo a batch after a verified copy; NotFound, NotAllowed when it cannot be undone."""
        number = self._demand(batch_id)
        copy_before(self._desk, backups)
        with self._desk.action() as action:
            self._demand(batch_id)
            entries = history.of_action(self._store, number)
            self._sites(action, entries)
            self._tickets(action, batch_id, number, entries)
            self._houses(action, batch_id, number, entries)
            self._organizations(action, batch_id, number, entries)
            queries.remove_strays(self._store)
            self._finish(action, batch_id)
        kinds = (Kind.BUILDING, Kind.ORGANIZATION, Kind.TICKET, Kind.SITE)
        changes = Changes.many(kinds).by(action.number)
        kept = self._reasons.total()
        return BatchUndone(
            batch_id, self._removed, self._restored, kept, dict(self._reasons), changes
        )

    def _demand(self, batch_id: int) -> int:
        found = queries.batch(self._store, batch_id)
        if found is None:
            raise NotFound(f"Загрузки № {batch_id} нет", "", "номера загрузок: rayshtab imports")
        number, undone_at = found
        if undone_at is not None:
            when = clock.show_moment(clock.unstamp(undone_at))
            raise NotAllowed(f"Загрузка № {batch_id} уже отменена {when}", _SAFE)
        if number is None:
            raise NotAllowed("У этой загрузки нет записи в истории", _SAFE)
        return number

    def _sites(self, action: Action, entries: list[HistoryEntry]) -> None:
        for entry in _of(entries, Entity.SITE):
            try:
                self._waste.put_back(action, entry)
            except NotAllowed:
                self._reasons[MOVED_ON] += 1
                continue
            is_new = waste_history.is_creation(entry)
            self._removed, self._restored = self._removed + is_new, self._restored + (not is_new)

    # What was added

    def _free(self, table: str, ids: list[int], touched: set[int]) -> list[int]:
        """Return rows nothing points at and nobody changed; the others are counted by reasons."""
        kept = dict.fromkeys((row_id for row_id in ids if row_id in touched), MOVED_ON)
        for reference in references.references_to(self._store, table):
            if reference.cascades:
                continue
            words = _USED.get(reference.table, _OTHERWISE)
            for row_id in references.pointed_at(self._store, reference, ids):
                kept.setdefault(row_id, words)
        self._reasons.update(kept.values())
        return [row_id for row_id in ids if row_id not in kept]

    def _tickets(
        self, action: Action, batch_id: int, number: int, entries: list[HistoryEntry]
    ) -> None:
        touched = queries.touched_after(self._store, Entity.TICKET.value, number)
        ids = queries.added(self._store, "ticket", batch_id)
        free = self._free("ticket", ids, touched)
        linked = queries.linked_outside(self._store, free)
        self._reasons.update({LINKED: len(linked)} if linked else {})
        gone = [ticket for ticket in free if ticket not in linked]
        queries.remove_tickets(self._store, gone)
        self._removed += len(gone)
        for entry in _of(entries, Entity.TICKET):
            if self._may_restore(entry, touched):
                self._put_back_ticket(action, entry)

    def _houses(
        self, action: Action, batch_id: int, number: int, entries: list[HistoryEntry]
    ) -> None:
        touched = queries.touched_after(self._store, Entity.BUILDING.value, number)
        ids = queries.added(self._store, "building", batch_id)
        gone = self._free("building", ids, touched)
        queries.remove(self._store, "building", gone)
        self._removed += len(gone)
        stays = {*touched, *set(ids).difference(gone)}
        queries.remove_contracts(self._store, batch_id, stays)
        restored = {
            entry.entity_id
            for entry in reversed(_of(entries, Entity.BUILDING))
            if self._may_restore(entry, touched, counts=False)
            and self._put_back_house(action, entry)
        }
        self._restored += len(restored)
        moved = {e.entity_id for e in _of(entries, Entity.BUILDING)} & touched
        self._reasons.update({MOVED_ON: len(moved)} if moved else {})

    def _organizations(
        self, action: Action, batch_id: int, number: int, entries: list[HistoryEntry]
    ) -> None:
        touched = queries.touched_after(self._store, Entity.ORGANIZATION.value, number)
        gone = self._free(
            "organization", queries.added(self._store, "organization", batch_id), touched
        )
        queries.remove(self._store, "organization", gone)
        self._removed += len(gone)
        for entry in _of(entries, Entity.ORGANIZATION):
            if self._may_restore(entry, touched):
                self._put_back_organization(action, entry)

    # What was changed

    def _may_restore(self, entry: HistoryEntry, touched: set[int], *, counts: bool = True) -> bool:
        if entry.entity_id not in touched:
            return True
        if counts:
            self._reasons[MOVED_ON] += 1
        return False

    def _put_back_ticket(self, action: Action, entry: HistoryEntry) -> None:
        edit_ticket = TicketEdit(self._store, action, entry.entity_id)
        for change in reversed(entry.changes):
            parts = change.field.split(":")
            if len(parts) == 1:
                edit_ticket.set(**{change.field: change.before})
            elif len(parts) == 3:
                edit_ticket.change(parts[0], int(parts[1]), **{parts[2]: change.before})
        edit_ticket.save(Operation.UNDONE, note=Operation.IMPORTED.title_ru)
        self._restored += 1

    def _put_back_house(self, action: Action, entry: HistoryEntry) -> bool:
        own = [change for change in entry.changes if not change.field.startswith(_CONTRACT)]
        now = queries.house_columns(self._store, entry.entity_id, [c.field for c in own])
        back = [change for change in own if now.get(change.field) == change.after]
        done = [FieldChange(c.field, c.after, c.before) for c in back]
        if back:
            values: dict[str, Any] = {change.field: change.before for change in back}
            queries.put_back_house(self._store, entry.entity_id, values)
        done += [
            FieldChange(change.field, change.after, change.before)
            for change in entry.changes
            if change.field.startswith(_CONTRACT) and self._put_back_contract(change)
        ]
        self._record(action, Entity.BUILDING, entry.entity_id, done)
        return bool(done)

    def _put_back_contract(self, change: FieldChange) -> bool:
        _, contract, column = change.field.split(":")
        if queries.contract_column(self._store, int(contract), column) != change.after:
            return False
        queries.put_back_contract(self._store, int(contract), column, change.before)
        return True

    def _put_back_organization(self, action: Action, entry: HistoryEntry) -> None:
        draft = import_organizations.draft(self._store, entry.entity_id)
        values: dict[str, Any] = {change.field: change.before for change in entry.changes}
        if "people" in values:
            values["people"] = ()
        if "kind" in values:
            values["kind"] = OrganizationKind(values["kind"])
        version = import_organizations.version(self._store, entry.entity_id)
        edit.update(self._store, entry.entity_id, version, replace(draft, **values))
        done = [FieldChange(c.field, c.after, c.before) for c in entry.changes]
        self._record(action, Entity.ORGANIZATION, entry.entity_id, done)
        self._restored += 1

    def _record(
        self, action: Action, entity: Entity, entity_id: int, changes: list[FieldChange]
    ) -> None:
        if changes:
            note = Operation.IMPORTED.title_ru
            action.record(HistoryDraft(Operation.UNDONE, entity, entity_id, tuple(changes), note))

    def _finish(self, action: Action, batch_id: int) -> None:
        queries.finish(self._store, batch_id, clock.stamp(self._desk.now()))
        counts = (
            FieldChange("rows_removed", None, self._removed),
            FieldChange("rows_restored", None, self._restored),
            FieldChange("rows_kept", None, self._reasons.total()),
        )
        action.record(HistoryDraft(Operation.UNDONE, Entity.IMPORT, batch_id, counts))


def _of(entries: list[HistoryEntry], entity: Entity) -> list[HistoryEntry]:
    done = Operation.IMPORTED
    return [entry for entry in entries if entry.entity is entity and entry.operation is done]

"""Collection sites of household waste: listed, looked at, changed; every change can be undone."""

from array import array
from collections.abc import Sequence
from dataclasses import replace

from db import history
from db.history import Action
from db.queries import organizations, waste_edit
from db.queries import waste as queries
from db.queries.waste import StoredSite
from db.queries.waste_house import house_collections
from desktop_app.core import clock
from desktop_app.core.changes import Changes, Kind
from desktop_app.core.enums import Entity, Operation
from desktop_app.core.errors import InvalidDraft, NotAllowed, NotFound
from desktop_app.core.records.history import FieldChange, HistoryDraft, HistoryEntry
from desktop_app.core.records.waste import (
    HouseCollection,
    SiteCard,
    SiteDraft,
    SiteQuery,
    SiteRow,
    SiteSaved,
)
from desktop_app.core.settings import WASTE_BOUNDARY_WARM
from desktop_app.core.waste_lateness import DELAY, Norm, norm_of
from desktop_app.services import waste_history, waste_views
from desktop_app.services.desk import Desk, differences, moved_on
from desktop_app.services.merging_save import MergingSave
from desktop_app.services.norms import Norms
from desktop_app.services.settings import Settings
from desktop_app.services.waste_checks import check

_SAFE = "ничего не изменено"


class Waste:
    """Use cases of collection sites."""

    def __init__(self, desk: Desk, settings: Settings, norms: Norms) -> None:
        """Work at the desk; the settings hold the rule of +5 °C, the norms its hours."""
        self._desk, self._settings, self._norms = desk, settings, norms

    @property
    def norm(self) -> Norm:
        """The rule of hours: rows of the table of norms, with what the office chose."""
        return norm_of(self._norms.book)

    @property
    def norm_basis(self) -> str:
        """Where the rule of hours is written."""
        rows = (self._norms.book.by_code(f"{DELAY}{name}") for name in ("warm", "cold", "month"))
        return "; ".join(dict.fromkeys(row.basis for row in rows))

    def set_boundary(self, *, is_warm: bool) -> Changes:
        """Say what exactly +5 °C is: 24 hours when warm, else 48; all hours are counted anew."""
        return self._settings.set(WASTE_BOUNDARY_WARM, is_warm) | Changes.many(
            (Kind.SITE, Kind.REFERENCE)
        )

    def ids(self, query: SiteQuery | None = None) -> "array[int]":
        """Return ids of all sites that fit the question, in its order."""
        return queries.ids(self._desk.store, query or SiteQuery())

    def page(self, site_ids: Sequence[int]) -> list[SiteRow]:
        """Return the rows of these ids in the order asked for."""
        return waste_views.rows(self._desk.store, site_ids, self._desk.now(), self.norm)

    def card(self, site_id: int) -> SiteCard:
        """Return everything about a site; NotFound without it."""
        with self._desk.store.snapshot():
            stored = self._stored(site_id)
            return waste_views.card(self._desk.store, stored, self._desk.now(), self.norm)

    def history(self, site_id: int) -> list[HistoryEntry]:
        """Return what was done to a site, oldest first."""
        return history.of_entity(self._desk.store, Entity.SITE, site_id)

    def of_house(self, building_id: int) -> tuple[HouseCollection, ...]:
        """Return when waste is collected from a house next; NotFound for an unknown house."""
        if queries.address_of(self._desk.store, building_id) is None:
            raise NotFound("Этого дома нет в справочнике", "", "обновите список домов")
        return house_collections(self._desk.store, building_id, self._desk.now())

    def late_count(self) -> int:
        """Return how many sites wait for a collection that was missed."""
        return queries.late_count(self._desk.store)

    def add(self, draft: SiteDraft) -> SiteSaved:
        """Put a site into the book; InvalidDraft names bad fields and a double."""
        checked = check(draft)
        with self._desk.action() as action:
            self._refuse_double(checked, None)
            self._refuse_unknown(checked)
            filled = waste_history.filled(checked)
            edited = " ".join(sorted(filled))
            store = self._desk.store
            added = waste_edit.insert(store, checked, self._owner(checked), edited=edited)
            self._record(action, added, differences({}, filled))
        return _saved(added, 1, checked, action.number)

    def merging_save(self, card: SiteCard) -> MergingSave[SiteDraft, SiteSaved]:
        """Return what saves a form over this card, joined with what others save meanwhile."""
        record = (Entity.SITE, card.id)
        return MergingSave(self._desk.store, record, card, read=self.card, save=self.save)

    def save(self, site_id: int, version: int, draft: SiteDraft) -> SiteSaved:
        """Change a site; Conflict when somebody changed it since this version was read."""
        checked = check(draft)
        with self._desk.action() as action:
            before = self._stored(site_id)
            if before.version != version:
                raise moved_on(f"Площадку «{before.draft.address}»")
            old, new = waste_history.shown(before.draft), waste_history.shown(checked)
            changes = differences(old, new)
            if not changes:
                return SiteSaved(site_id, version, checked.address, Changes())
            self._refuse_double(checked, site_id)
            self._refuse_unknown(checked)
            edited = " ".join(sorted(before.edited | {change.field for change in changes}))
            self._write(before, checked, edited)
            self._record(action, site_id, changes)
        return _saved(site_id, version + 1, checked, action.number, before.draft)

    def assign_houses(self, site_id: int, version: int, building_ids: Sequence[int]) -> SiteSaved:
        """Say which houses a site serves."""
        draft = self._stored(site_id).draft
        return self.save(site_id, version, replace(draft, building_ids=tuple(building_ids)))

    def remove(self, site_ids: Sequence[int]) -> Changes:
        """Take sites out of the lists; their tickets and history stay. `undo` brings them back."""
        changed = Changes()
        with self._desk.action() as action:
            for site_id in site_ids:
                stored = self._stored(site_id)
                at = clock.stamp(self._desk.now())
                waste_edit.set_removed(self._desk.store, site_id, stored.version, at)
                self._record(action, site_id, (FieldChange("removed", None, at),))
                changed |= _changes(site_id, stored.draft)
        return changed.by(action.number)

    def undo(self, action_number: int) -> Changes:
        """Put back what an action changed at sites.

        NotAllowed when a site was changed since, or the action did nothing to sites.
        """
        entries = [
            entry
            for entry in history.of_action(self._desk.store, action_number)
            if entry.entity is Entity.SITE and entry.operation in waste_history.EDITS
        ]
        if not entries:
            raise NotAllowed("Эту операцию нельзя отменить", _SAFE, "исправьте её новой")
        changed = Changes()
        with self._desk.action() as action:
            for entry in reversed(entries):
                changed |= self.put_back(action, entry)
        return changed.by(action.number)

    def put_back(self, action: Action, entry: HistoryEntry) -> Changes:
        """Do the same for one entry inside an action of the caller (the undoing of an import)."""
        stored = self._stored(entry.entity_id, removed=True)
        told = self.history(entry.entity_id)
        later = waste_history.since(told, entry)
        if later:
            last = later[-1]
            raise NotAllowed(
                f"Площадку «{stored.draft.address}» с тех пор меняли: "
                f"{last.operation.title_ru.lower()}, {clock.show_short(last.at)}",
                _SAFE,
                "исправьте её новой правкой",
            )
        store = self._desk.store
        if waste_history.is_removal(entry):
            waste_edit.set_removed(store, stored.id, stored.version, None)
        elif waste_history.is_creation(entry):
            at = clock.stamp(self._desk.now())
            waste_edit.set_removed(store, stored.id, stored.version, at)
        else:
            before = waste_history.put_back(stored.draft, entry.changes)
            draft = queries.living(store, before)
            kept = stored.edited - waste_history.typed_anew(told, entry)
            self._write(stored, draft, " ".join(sorted(kept)))
        turned = waste_history.turned_back(entry)
        self._record(action, stored.id, turned, Operation.UNDONE)
        return _changes(stored.id, stored.draft)

    def _write(self, before: StoredSite, draft: SiteDraft, edited: str) -> None:
        store, owner = self._desk.store, self._owner(draft)
        if not waste_edit.update(store, before.id, before.version, draft, owner, edited=edited):
            raise moved_on(f"Площадку «{before.draft.address}»")

    def _stored(self, site_id: int, *, removed: bool = False) -> StoredSite:
        stored = queries.site(self._desk.store, site_id)
        if stored is None or (stored.is_removed and not removed):
            raise NotFound("Этой площадки нет в списке", "", "обновите список площадок")
        return stored

    def _owner(self, draft: SiteDraft) -> str:
        if draft.owner_id is None:
            return draft.owner_text
        return organizations.name(self._desk.store, draft.owner_id) or ""

    def _refuse_double(self, draft: SiteDraft, own_id: int | None) -> None:
        key = waste_edit.site_key(draft.settlement, draft.address)
        for other_id, number, other_key in queries.known(self._desk.store):
            if other_id == own_id:
                continue
            if draft.register_number and number == draft.register_number:
                raise InvalidDraft({"register_number": "такой номер уже у другой площадки"})
            if other_key == key and not (number and draft.register_number):
                raise InvalidDraft({"address": "такая площадка уже есть в списке"})

    def _refuse_unknown(self, draft: SiteDraft) -> None:
        """Houses and organisations may have been made one with others while the form was open."""
        known = queries.living(self._desk.store, draft)
        problems = {
            name: "такой записи больше нет в справочнике, выберите заново"
            for name in ("building_ids", "owner_id", "schedules")
            if getattr(known, name) != getattr(draft, name)
        }
        if problems:
            raise InvalidDraft(problems)

    def _record(
        self,
        action: Action,
        site_id: int,
        changes: tuple[FieldChange, ...],
        operation: Operation = Operation.SITE_SAVED,
    ) -> None:
        action.record(HistoryDraft(operation, Entity.SITE, site_id, changes))


def _saved(
    site_id: int, version: int, draft: SiteDraft, action: int, before: SiteDraft | None = None
) -> SiteSaved:
    changes = _changes(site_id, draft) | _changes(site_id, before or draft)
    return SiteSaved(site_id, version, draft.address, changes.by(action))


def _changes(site_id: int, draft: SiteDraft) -> Changes:
    """Houses show their site, so they changed too."""
    changes = Changes.of(Kind.SITE, site_id)
    return (
        changes | Changes.of(Kind.BUILDING, *draft.building_ids) if draft.building_ids else changes
    )

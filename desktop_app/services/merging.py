"""Two houses or two organisations of the book become one, and may be two again."""

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final

from db import history
from db.history import Action
from db.queries import building_edit, house_panel, import_organizations, merging, twins
from db.queries import import_undo as restoring
from db.queries import organization_edit as edit
from db.queries import organizations as organization_queries
from desktop_app.core.building_fields import PASSPORT
from desktop_app.core.changes import Changes, Kind
from desktop_app.core.company_names import name_key
from desktop_app.core.enums import Entity, Operation
from desktop_app.core.errors import NotAllowed, NotFound
from desktop_app.core.records.buildings import BuildingCard
from desktop_app.core.records.history import FieldChange, HistoryDraft, HistoryEntry, Scalar
from desktop_app.core.records.merging import Merged, PastMerge, Twins
from desktop_app.core.records.organizations import OrganizationDraft
from desktop_app.services.desk import Desk
from desktop_app.services.gone import INTO
from desktop_app.services.house_search import HouseSearch

_SAFE: Final = "ничего не изменено"
_SNAPSHOT, _GONE, _ALIAS = "snapshot", "merged", "alias"
_OWN = frozenset({_SNAPSHOT, _GONE, INTO, _ALIAS})
_TABLES = {Entity.BUILDING: "building", Entity.ORGANIZATION: "organization"}
_KINDS = {Entity.BUILDING: Kind.BUILDING, Entity.ORGANIZATION: Kind.ORGANIZATION}
_LISTED = 200


class Merging:
    """Use cases of doubles."""

    def __init__(self, desk: Desk, search: HouseSearch) -> None:
        """Work at the desk; the search is told of houses that went and came back."""
        self._desk, self._store, self._search = desk, desk.store, search

    def house_twins(self) -> list[Twins]:
        """Return pairs of houses that may be one, the surest first, each with its reason."""
        return twins.houses(self._store)

    def organization_twins(self) -> list[Twins]:
        """Return pairs of organisations that may be one, the surest first."""
        return twins.organizations(self._store)

    def merge_houses(self, keep: int, gone: int) -> Merged:
        """Make one house of two: tickets, visits, outages, contracts and names go to `keep`.

        Empty fields of its passport are filled; entrances and contracts it has of its own stay.
        The address that goes becomes another name of it. `undo` takes it all back.
        """
        _demand_two(keep, gone)
        with self._desk.action() as action, merging.reindexed(self._store, (keep, gone)):
            # Read in here: what another clerk saves meanwhile would be told as filled and lost.
            kept, lost = self._house(keep), self._house(gone)
            filled = self._fill_house(kept, lost)
            dropped = self._drop_own(keep, gone)
            snapshot = merging.move(self._store, "building", gone, keep)
            snapshot["dropped"] = {**snapshot["dropped"], **dropped}
            alias = self._alias_house(keep, kept, lost)
            self._record(
                action, Entity.BUILDING, kept.address, lost.address, snapshot, filled, alias
            )
        self._search.refresh([keep, gone])
        return _merged(Entity.BUILDING, action, keep, gone, lost.address, snapshot)

    def merge_organizations(self, keep: int, gone: int) -> Merged:
        """Make one organisation of two: houses, tickets, handovers and people go to `keep`.

        Its empty fields are filled; the name that goes is known as another name of it, so that
        imports find it. `undo` takes it all back.
        """
        _demand_two(keep, gone)
        with self._desk.action() as action:
            kept, lost = self._draft(keep), self._draft(gone)
            values: dict[str, Any] = {
                name: getattr(lost, name)
                for name in organization_queries.FIELDS
                if not getattr(kept, name) and getattr(lost, name)
            }
            version = import_organizations.version(self._store, keep)
            edit.update(self._store, keep, version, replace(kept, **values))
            snapshot = merging.move(self._store, "organization", gone, keep)
            alias = self._alias_organization(keep, kept.name, lost.name)
            filled = [FieldChange(name, "", value) for name, value in values.items()]
            names = (kept.name, lost.name)
            self._record(action, Entity.ORGANIZATION, *names, snapshot, filled, alias)
        return _merged(Entity.ORGANIZATION, action, keep, gone, lost.name, snapshot)

    def undo(self, number: int) -> Changes:
        """Make two of one again; NotAllowed when the book has moved on, and why."""
        entry = self._merge_entry(number)
        fields = {change.field: change for change in entry.changes}
        snapshot = json.loads(str(fields[_SNAPSHOT].after))
        table, keep = _TABLES[entry.entity], entry.entity_id
        houses = (keep,) if entry.entity is Entity.BUILDING else ()
        with self._desk.action() as action, merging.reindexed(self._store, houses):
            if twins.is_undone(self._store, entry.entity.value, keep, number):
                raise NotAllowed(
                    "Это объединение уже отменено", _SAFE, "обновите список объединений"
                )
            self._demand_room(entry.entity, keep, snapshot["row"])
            if _ALIAS in fields:
                self._forget_alias(entry.entity, keep, str(fields[_ALIAS].after))
            self._empty_again(entry, [c for c in entry.changes if c.field not in _OWN])
            ids = (keep, merging.put_back(self._store, table, snapshot, keep))
            change = FieldChange(_GONE, fields[_GONE].after, None)
            action.record(
                HistoryDraft(Operation.UNDONE, entry.entity, keep, (change,), str(number))
            )
        if entry.entity is Entity.BUILDING:
            self._search.refresh(ids)
        return Changes.of(_KINDS[entry.entity], *ids) | Changes.many((Kind.TICKET,))

    def past(self, entity: Entity) -> list[PastMerge]:
        """Return merges of houses or of organisations, newest first; `id` is what `undo` takes."""
        found = []
        for action, at, clerk, _kept, changes, is_undone in twins.merges(
            self._store, entity.value, _LISTED
        ):
            fields = {field: (before, after) for field, before, after in json.loads(changes)}
            kept, gone = fields[_GONE][0], fields[_GONE][1]
            found.append(PastMerge(action, at, clerk, kept, gone, bool(is_undone)))
        return found

    # Houses

    def _house(self, building_id: int) -> BuildingCard:
        house = house_panel.house(self._store, building_id)
        if house is None:
            raise NotFound("Этого дома нет в справочнике", _SAFE, "обновите список домов")
        return house

    def _fill_house(self, kept: BuildingCard, lost: BuildingCard) -> list[FieldChange]:
        values: dict[str, Any] = {
            name: getattr(lost.passport, name)
            for name in PASSPORT
            if getattr(kept.passport, name) in (None, "")
            and getattr(lost.passport, name) not in (None, "")
        }
        if values:
            building_edit.update(self._store, kept.id, kept.version, values)
        return [
            FieldChange(name, getattr(kept.passport, name), value) for name, value in values.items()
        ]

    def _drop_own(self, keep: int, gone: int) -> dict[str, list[dict[str, Any]]]:
        """Take away what both houses have and only one may: entrances, contracts of one time."""
        found: dict[str, list[dict[str, Any]]] = {}
        if house_panel.entrances(self._store, keep):
            found["entrance"] = merging.whole_rows(self._store, "entrance", "building_id", gone)
        kept = merging.whole_rows(self._store, "service_contract", "building_id", keep)
        lost = merging.whole_rows(self._store, "service_contract", "building_id", gone)
        found["service_contract"] = [
            one for one in lost if any(_overlap(one, other) for other in kept)
        ]
        for table, rows in found.items():
            merging.drop(self._store, table, rows)
        return {table: rows for table, rows in found.items() if rows}

    def _alias_house(self, keep: int, kept: BuildingCard, lost: BuildingCard) -> str:
        known = house_panel.aliases(self._store, keep)
        if lost.address in known or lost.address == kept.address:
            return ""
        building_edit.set_aliases(self._store, keep, sorted((*known, lost.address)))
        return lost.address

    # Organisations

    def _draft(self, organization_id: int) -> OrganizationDraft:
        try:
            return import_organizations.draft(self._store, organization_id)
        except LookupError as error:
            raise NotFound(
                "Этой организации нет в справочнике", _SAFE, "обновите список организаций"
            ) from error

    def _alias_organization(self, keep: int, kept: str, lost: str) -> str:
        if name_key(kept) == name_key(lost):
            return ""
        edit.add_alias(self._store, keep, lost)
        return lost

    # Inside

    def _record(
        self,
        action: Action,
        entity: Entity,
        kept: str,
        lost: str,
        snapshot: merging.Snapshot,
        filled: list[FieldChange],
        alias: str,
    ) -> None:
        keep = snapshot["keep"]
        packed = json.dumps(snapshot, ensure_ascii=False, separators=(",", ":"))
        changes = [FieldChange(_GONE, kept, lost), FieldChange(_SNAPSHOT, None, packed), *filled]
        if alias:
            changes.append(FieldChange(_ALIAS, None, alias))
        action.record(HistoryDraft(Operation.MERGED, entity, keep, tuple(changes)))
        into = (FieldChange(INTO, None, keep),)
        action.record(HistoryDraft(Operation.MERGED, entity, snapshot["row"]["id"], into))

    def _merge_entry(self, number: int) -> HistoryEntry:
        for entry in history.of_action(self._store, number):
            if entry.operation is Operation.MERGED and entry.changes[0].field == _GONE:
                return entry
        raise NotFound(f"Объединения № {number} нет", _SAFE, "номера объединений: rayshtab merges")

    def _demand_room(self, entity: Entity, keep: int, row: Mapping[str, Any]) -> None:
        table = _TABLES[entity]
        if not merging.whole_rows(self._store, table, "id", keep):
            raise NotAllowed(
                "Запись, в которую объединили, с тех пор сама объединена с другой",
                _SAFE,
                "сначала отмените более позднее объединение",
            )
        if entity is Entity.BUILDING:
            twin = building_edit.same_house(self._store, row["street_id"], row["house_key"])
            if twin is not None:
                raise NotAllowed(f"В книге уже есть дом {twin[1]}", _SAFE, "удалять его не нужно")
            if building_edit.street_title(self._store, row["street_id"]) is None:
                raise NotAllowed(
                    f"Улицы дома {row['address']} больше нет в справочнике",
                    _SAFE,
                    "внесите дом заново: «Дома», «Новый дом»",
                )

    def _empty_again(self, entry: HistoryEntry, filled: list[FieldChange]) -> None:
        """Take back what the merge filled in, unless somebody changed it since."""
        table, keep = _TABLES[entry.entity], entry.entity_id
        now = merging.whole_rows(self._store, table, "id", keep)[0]
        back: dict[str, Scalar] = {c.field: c.before for c in filled if now[c.field] == c.after}
        if not back:
            return
        if entry.entity is Entity.BUILDING:
            restoring.put_back_house(self._store, keep, back)
        else:
            values: dict[str, Any] = dict(back)
            draft = replace(self._draft(keep), **values)
            edit.update(self._store, keep, now["version"], draft)

    def _forget_alias(self, entity: Entity, keep: int, alias: str) -> None:
        if entity is Entity.BUILDING:
            known = house_panel.aliases(self._store, keep)
            building_edit.set_aliases(self._store, keep, [name for name in known if name != alias])
        else:
            edit.remove_alias(self._store, keep, alias)


def _demand_two(keep: int, gone: int) -> None:
    if keep == gone:
        raise NotAllowed("Это одна и та же запись", _SAFE, "выберите две разные")


def _overlap(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Tell whether two contracts are of one service and of one time; "" is open."""
    if one["service"] != other["service"]:
        return False
    return (not one["until"] or other["since"] <= one["until"]) and (
        not other["until"] or one["since"] <= other["until"]
    )


def _merged(
    entity: Entity,
    action: Action,
    keep: int,
    gone: int,
    title: str,
    snapshot: merging.Snapshot,
) -> Merged:
    moved = sum(len(keys) for keys in snapshot["moved"].values())
    left_out = tuple(
        words
        for table, words in (
            ("entrance", "подъезды"),
            ("service_contract", "кто обслуживает"),
        )
        if snapshot["dropped"].get(table)
    )
    changes = Changes.of(_KINDS[entity], keep, gone) | Changes.many((Kind.TICKET,))
    return Merged(keep, gone, title, moved, left_out, changes.by(action.number))

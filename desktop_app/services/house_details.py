"""Entrances and other names of houses and streets."""

from collections.abc import Sequence
from dataclasses import astuple

from db.history import Action
from db.queries import building_edit, house_panel
from desktop_app.core import flats
from desktop_app.core.addresses import street_display
from desktop_app.core.building_fields import alias_key
from desktop_app.core.changes import Changes, Kind
from desktop_app.core.enums import Entity, Operation
from desktop_app.core.errors import InvalidDraft, NotFound
from desktop_app.core.records.buildings import (
    BuildingCard,
    BuildingSaved,
    Entrance,
    StreetAlias,
    StreetNamesSaved,
)
from desktop_app.core.records.history import FieldChange, HistoryDraft
from desktop_app.core.text import fold, one_line
from desktop_app.services import house_record
from desktop_app.services.book_undo import Undone
from desktop_app.services.desk import Desk, differences, moved_on
from desktop_app.services.gone import no_house
from desktop_app.services.house_search import HouseSearch

_LONGEST_NAME = 200


class HouseDetails:
    """Use cases of what hangs on a house besides its passport."""

    def __init__(self, desk: Desk, house_search: HouseSearch) -> None:
        """Work at the desk; the search is told of new names."""
        self._desk, self._search = desk, house_search

    def set_entrances(
        self, building_id: int, version: int, entrances: Sequence[Entrance]
    ) -> BuildingSaved:
        """Replace the entrances of a house; InvalidDraft words overlaps and impossible numbers."""
        fault = flats.faults(entrances)
        if fault:
            raise InvalidDraft({"entrance_list": fault})
        ordered = sorted(entrances, key=lambda item: item.number)
        with self._desk.action() as action:
            house = self._house(building_id, version)
            return self._set_entrances(action, house, ordered)

    def set_aliases(self, building_id: int, version: int, names: Sequence[str]) -> BuildingSaved:
        """Replace the other names of a house («дом быта»), by which it is found as well."""
        tidied = _unlike(names)
        with self._desk.action() as action:
            saved = self._set_aliases(action, self._house(building_id, version), tidied)
        self._search.refresh([building_id])
        return saved

    def put_back(self, action: Action, undone: Undone) -> bool:
        """Make entrances or names what they were before an edit; tell whether it was of them."""
        fields, house_id = undone.before, undone.entry.entity_id
        if "entrance_list" in fields:
            kept = [Entrance(*item) for item in undone.snapshot()["entrances"]]
            self._set_entrances(action, self._house(house_id), kept, undone)
        elif "aliases" in fields:
            self._set_aliases(action, self._house(house_id), undone.snapshot()["names"], undone)
        return bool(fields.keys() & {"entrance_list", "aliases"})

    def _set_entrances(
        self,
        action: Action,
        house: BuildingCard,
        entrances: Sequence[Entrance],
        undone: Undone | None = None,
    ) -> BuildingSaved:
        store = self._desk.store
        known = house_panel.entrances(store, house.id)
        changes = differences(
            {"entrance_list": flats.shown(known)}, {"entrance_list": flats.shown(entrances)}
        )
        was = undone or {"entrances": [astuple(item) for item in known]}
        saved = house_record.write(store, action, house, changes, {}, was)
        building_edit.set_entrances(store, house.id, entrances)
        return saved

    def _set_aliases(
        self,
        action: Action,
        house: BuildingCard,
        names: Sequence[str],
        undone: Undone | None = None,
    ) -> BuildingSaved:
        store = self._desk.store
        known = house_panel.aliases(store, house.id)
        changes = differences({"aliases": "; ".join(known)}, {"aliases": "; ".join(names)})
        saved = house_record.write(store, action, house, changes, {}, undone or {"names": known})
        building_edit.set_aliases(store, house.id, names)
        return saved

    def set_street_aliases(
        self,
        street_id: int,
        aliases: Sequence[StreetAlias],
        known: Sequence[StreetAlias] | None = None,
    ) -> StreetNamesSaved:
        """Replace former names and nicknames of a street, by which its houses are found as well.

        Conflict when they are no more what was `known` when they were shown.
        """
        store = self._desk.store
        title = building_edit.street_title(store, street_id)
        if title is None:
            raise NotFound("Этой улицы нет в справочнике", "", "обновите список улиц")
        former = {alias_key(alias.name): alias for alias in aliases if alias.name.strip()}
        kept = [StreetAlias(one_line(item.name), item.is_former) for item in former.values()]
        _check_length([item.name for item in kept])
        with self._desk.action() as action:
            stored = house_panel.street_aliases(store, street_id)
            if known is not None and set(known) != set(stored):
                raise moved_on(f"Названия улицы «{street_display(*title)}»")
            before = "; ".join(item.name for item in stored)
            building_edit.set_street_aliases(store, street_id, kept)
            change = FieldChange("aliases", before, "; ".join(item.name for item in kept))
            action.record(
                HistoryDraft(
                    Operation.REFERENCE_SAVED,
                    Entity.REFERENCE,
                    street_id,
                    (change,),
                    note=street_display(*title),
                )
            )
        houses = building_edit.houses_of_street(store, street_id)
        self._search.refresh(houses)
        return StreetNamesSaved(tuple(kept), Changes.of(Kind.BUILDING, *houses))

    def _house(self, building_id: int, version: int | None = None) -> BuildingCard:
        house = house_panel.house(self._desk.store, building_id)
        if house is None:
            raise no_house(self._desk.store, building_id)
        if version is not None and house.version != version:
            raise moved_on(f"Дом «{house.address}»")
        return house


def _unlike(names: Sequence[str]) -> list[str]:
    """Return the names on one line each, without empty and repeated ones."""
    tidied = [one_line(name) for name in names]
    _check_length(tidied)
    first = {fold(name): name for name in reversed(tidied) if name}
    return sorted(first.values(), key=fold)


def _check_length(names: Sequence[str]) -> None:
    if any(len(name) > _LONGEST_NAME for name in names):
        raise InvalidDraft({"aliases": f"название не длиннее {_LONGEST_NAME} знаков"})

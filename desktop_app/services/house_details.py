"""Entrances and other names of houses and streets."""

from collections.abc import Sequence

from db.history import Action
from db.queries import building_edit, house_panel
from desktop_app.core import flats
from desktop_app.core.addresses import street_display
from desktop_app.core.building_fields import alias_key
from desktop_app.core.changes import Changes, Kind
from desktop_app.core.enums import Entity, Operation
from desktop_app.core.errors import Conflict, InvalidDraft, NotFound
from desktop_app.core.records.buildings import (
    BuildingCard,
    BuildingSaved,
    Entrance,
    StreetAlias,
)
from desktop_app.core.records.history import FieldChange, HistoryDraft
from desktop_app.core.text import fold, one_line
from desktop_app.services.desk import Desk
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
            house = self._house(building_id)
            before = flats.shown(house_panel.entrances(self._desk.store, building_id))
            change = FieldChange("entrance_list", before, flats.shown(ordered))
            saved = self._touch(action, house, version, change)
            building_edit.set_entrances(self._desk.store, building_id, ordered)
        return saved

    def set_aliases(self, building_id: int, version: int, names: Sequence[str]) -> BuildingSaved:
        """Replace the other names of a house («дом быта»), by which it is found as well."""
        tidied = _unlike(names)
        with self._desk.action() as action:
            house = self._house(building_id)
            before = "; ".join(house_panel.aliases(self._desk.store, building_id))
            change = FieldChange("aliases", before, "; ".join(tidied))
            saved = self._touch(action, house, version, change)
            building_edit.set_aliases(self._desk.store, building_id, tidied)
        self._search.refresh([building_id])
        return saved

    def set_street_aliases(self, street_id: int, aliases: Sequence[StreetAlias]) -> Changes:
        """Replace former names and nicknames of a street, by which its houses are found as well."""
        store = self._desk.store
        title = building_edit.street_title(store, street_id)
        if title is None:
            raise NotFound("Этой улицы нет в справочнике", "", "обновите список улиц")
        former = {alias_key(alias.name): alias for alias in aliases if alias.name.strip()}
        kept = [StreetAlias(one_line(item.name), item.is_former) for item in former.values()]
        _check_length([item.name for item in kept])
        with self._desk.action() as action:
            before = "; ".join(item.name for item in house_panel.street_aliases(store, street_id))
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
        return Changes.of(Kind.BUILDING, *houses)

    def _house(self, building_id: int) -> BuildingCard:
        house = house_panel.house(self._desk.store, building_id)
        if house is None:
            raise absent()
        return house

    def _touch(
        self, action: Action, house: BuildingCard, version: int, change: FieldChange
    ) -> BuildingSaved:
        """Raise the house's version and write the change, unless nothing changed."""
        changes = Changes.of(Kind.BUILDING, house.id)
        if house.version != version:
            raise moved_on(house.address)
        if change.before == change.after:
            return BuildingSaved(house.id, version, house.address, changes)
        names = building_edit.edited_fields(self._desk.store, house.id) | {change.field}
        values = {"edited_fields": " ".join(sorted(names))}
        if not building_edit.update(self._desk.store, house.id, version, values):
            raise moved_on(house.address)
        action.record(HistoryDraft(Operation.BUILDING_SAVED, Entity.BUILDING, house.id, (change,)))
        return BuildingSaved(house.id, version + 1, house.address, changes)


def moved_on(address: str) -> Conflict:
    """Return «somebody changed this house while it was open»."""
    return Conflict(
        f"Дом «{address}» изменили, пока карточка была открыта",
        "ваши правки остались на экране",
        "откройте карточку заново и внесите их ещё раз",
    )


def absent() -> NotFound:
    """Return «the book has no such house»."""
    return NotFound("Этого дома нет в справочнике", "", "обновите список домов")


def _unlike(names: Sequence[str]) -> list[str]:
    """Return the names on one line each, without empty and repeated ones."""
    tidied = [one_line(name) for name in names]
    _check_length(tidied)
    first = {fold(name): name for name in reversed(tidied) if name}
    return sorted(first.values(), key=fold)


def _check_length(names: Sequence[str]) -> None:
    if any(len(name) > _LONGEST_NAME for name in names):
        raise InvalidDraft({"aliases": f"название не длиннее {_LONGEST_NAME} знаков"})

"""The address book: houses listed, looked at, added and changed."""

import datetime as dt
from array import array
from collections.abc import Collection, Sequence
from dataclasses import replace

from db.history import Action
from db.queries import building_edit, contracts, house_panel, places, reference
from db.queries import buildings as queries
from desktop_app.core import flats, seasons
from desktop_app.core.building_fields import (
    PASSPORT,
    BuildingValues,
    building_values,
    passport_columns,
)
from desktop_app.core.enums import Entity, Operation, Service
from desktop_app.core.errors import InvalidDraft
from desktop_app.core.records.buildings import (
    BuildingCard,
    BuildingDraft,
    BuildingQuery,
    BuildingRow,
    BuildingSaved,
    ContractsSaved,
    FlatPlace,
    HouseOffer,
    Street,
)
from desktop_app.core.records.history import HistoryDraft, Scalar
from desktop_app.core.settings import SEASON_START
from desktop_app.services import book_undo, building_checks, house_record
from desktop_app.services.book_undo import Undone
from desktop_app.services.desk import Desk, differences, moved_on
from desktop_app.services.gone import no_house
from desktop_app.services.house_contracts import HouseContracts
from desktop_app.services.house_details import HouseDetails
from desktop_app.services.house_life import HouseLives
from desktop_app.services.house_search import HouseSearch
from desktop_app.services.merging_save import MergingSave

_OFFERED = 10
_PLACE = ("settlement", "street", "house", "region", "district")


class Buildings:
    """Use cases of houses.

    `details` keeps their entrances and other names, `life` tells what happened to them.
    """

    def __init__(self, desk: Desk, house_search: HouseSearch) -> None:
        """Work at the desk; the search is told of every change."""
        self._desk, self._search = desk, house_search
        self._contracts = HouseContracts(desk)
        self.details = HouseDetails(desk, house_search)
        self.life = HouseLives(desk)

    def ids(self, query: BuildingQuery | None = None) -> "array[int]":
        """Return ids of all houses that fit the question, in its order."""
        return queries.ids(self._desk.store, query or BuildingQuery(), self._desk.now().date())

    def page(self, building_ids: Sequence[int]) -> list[BuildingRow]:
        """Return the rows of these ids in the order asked for."""
        return queries.rows(self._desk.store, building_ids, self._desk.now().date())

    def streets(self) -> list[Street]:
        """Return streets that have houses, for filters."""
        return queries.streets(self._desk.store)

    def offers(self, text: str) -> list[HouseOffer]:
        """Return houses for typed text with what tells them apart, best first."""
        found = self._search.find(text, _OFFERED)
        ids = [candidate.building_id for candidate in found]
        rows = {row.id: row for row in self.page(ids)}
        week = queries.tickets_since(self._desk.store, ids, self._desk.now() - dt.timedelta(days=7))
        return [
            HouseOffer(
                building_id=item.building_id,
                address=item.address,
                spans=item.spans,
                match=item.match.value,
                manager=rows[item.building_id].manager,
                floors=rows[item.building_id].floors,
                flats=rows[item.building_id].flats,
                tickets_week=week.get(item.building_id, 0),
                is_alike=item.is_alike,
            )
            for item in found
            if item.building_id in rows
        ]

    def card(self, building_id: int) -> BuildingCard:
        """Return everything about a house now; NotFound without it."""
        now = self._desk.now()
        rule = SEASON_START.read(reference.setting(self._desk.store, SEASON_START.key))
        season = seasons.start(now.date(), rule)
        card = house_panel.card(self._desk.store, building_id, now, season)
        if card is None:
            raise no_house(self._desk.store, building_id)
        return card

    def locate_flat(self, building_id: int, flat: str) -> FlatPlace | None:
        """Return the entrance and the floor of a flat as typed, or None when it is not certain."""
        number = flats.flat_number(flat)
        house = house_panel.house(self._desk.store, building_id)
        if number is None or house is None:
            return None
        entrances = house_panel.entrances(self._desk.store, building_id)
        return flats.locate(entrances, house.passport, number)

    def executor_for(self, building_id: int, service: Service, on: dt.date) -> int | None:
        """Propose who answers for a service in a house on a day, or None if nobody is known.

        The contract of the service itself decides; without one, whoever manages the house does
        (domain/RULES.md, section 1.1: the исполнитель is the managing organisation, or the
        utility and the regional operator where they have contracts of their own).
        """
        wanted = (service, Service.MANAGEMENT)
        return contracts.organization_for(self._desk.store, building_id, wanted, on)

    def set_contract(
        self,
        building_ids: Sequence[int],
        service: Service,
        organization_id: int,
        since: dt.date | None = None,
    ) -> ContractsSaved:
        """Let an organisation serve these houses since a day; the one before it ends."""
        return self._contracts.begin(building_ids, service, organization_id, since)

    def end_contract(
        self, building_ids: Sequence[int], service: Service, last_day: dt.date
    ) -> ContractsSaved:
        """End the service of whoever serves these houses on a day, which is the last one."""
        return self._contracts.end(building_ids, service, last_day)

    def add(self, draft: BuildingDraft) -> BuildingSaved:
        """Put a house into the book; InvalidDraft names bad fields and a house already there."""
        parsed, passport = building_checks.check(self._with_settlement(draft))
        values = building_values(parsed, passport)
        filled: dict[str, Scalar] = {
            name: value
            for name, value in passport_columns(passport).items()
            if value not in (None, "")
        }
        with self._desk.action() as action:
            settlement_id, street_id = self._place(values, None)
            self._refuse_same_guid(passport.fias_guid, None)
            building_id = building_edit.insert(
                self._desk.store,
                settlement_id,
                street_id,
                values.columns,
                edited_fields=" ".join(sorted(filled)),
            )
            shown: dict[str, Scalar] = {"address": parsed.display(), **filled}
            entity, saving = Entity.BUILDING, Operation.BUILDING_SAVED
            action.record(HistoryDraft(saving, entity, building_id, differences({}, shown)))
        self._search.refresh([building_id])
        return house_record.saved(building_id, 1, values.address, action)

    def merging_save(self, card: BuildingCard) -> MergingSave[BuildingDraft, BuildingSaved]:
        """Return what saves a form over this card, joined with what others save meanwhile."""
        record = (Entity.BUILDING, card.id)
        return MergingSave(self._desk.store, record, card, read=self.card, save=self.save)

    def save(self, building_id: int, version: int, draft: BuildingDraft) -> BuildingSaved:
        """Change a house; Conflict when somebody changed it since this version was read.

        Fields that changed are marked as typed by hand: imports leave them alone.
        """
        before = self._house(building_id)
        if before.version != version:
            raise moved_on(f"Дом «{before.address}»")
        with self._desk.action() as action:
            saved = self._change(action, before, draft)
        self._search.refresh([building_id])
        return saved

    def put_back(self, action: Action, undone: Undone) -> None:
        """Make a house what it was before an edit, inside an action of the caller.

        InvalidDraft when that would be wrong now; `refresh` tells the search of it afterwards.
        """
        before = undone.before
        if book_undo.is_creation(undone.entry):
            book_undo.remove(self._desk.store, action, undone)
        elif not self.details.put_back(action, undone):
            now = self._house(undone.entry.entity_id)
            passport = replace(now.passport, **{n: before[n] for n in PASSPORT if n in before})
            if "is_dangerous" in before and before["is_dangerous"] is not None:
                passport = replace(passport, is_dangerous=bool(before["is_dangerous"]))
            place = undone.snapshot().get("place", {})
            self._change(action, now, replace(now.draft, passport=passport, **place), undone)

    def refresh(self, building_ids: Collection[int]) -> None:
        """Tell the search of houses that were put back."""
        self._search.refresh(building_ids)

    def _change(
        self,
        action: Action,
        before: BuildingCard,
        draft: BuildingDraft,
        undone: Undone | None = None,
    ) -> BuildingSaved:
        store = self._desk.store
        if _same_place(before.draft, draft):
            passport = building_checks.check_passport(draft.passport)
            self._refuse_same_guid(passport.fias_guid, before.id)
            changes = differences(_shown(before), _shown(replace(before, passport=passport)))
            columns = passport_columns(passport)
            return house_record.write(store, action, before, changes, columns, undone or {})
        parsed, passport = building_checks.check(self._with_settlement(draft))
        values = building_values(parsed, passport)
        after = replace(
            before, address=values.address, full_address=parsed.display(), passport=passport
        )
        # Its tickets are found by the new address from now on.
        with building_edit.reindexed_tickets(store, before.id):
            settlement_id, street_id = self._place(values, before.id)
            self._refuse_same_guid(passport.fias_guid, before.id)
            columns = values.columns | {"settlement_id": settlement_id, "street_id": street_id}
            changes = differences(_shown(before), _shown(after))
            was = undone or {"place": {name: getattr(before.draft, name) for name in _PLACE}}
            return house_record.write(store, action, after, changes, columns, was)

    def _place(self, values: BuildingValues, own_id: int | None) -> tuple[int, int]:
        """Return the ids of settlement and street, refusing a number that is already there."""
        book = places.PlaceBook(self._desk.store)
        settlement_id = book.settlement_id(values.settlement)
        street_id = book.street_id(settlement_id, values.street)
        twin = building_edit.same_house(self._desk.store, street_id, values.house_key)
        if twin is not None and twin[0] != own_id:
            raise InvalidDraft({"house": f"такой дом уже есть: {twin[1]}"})
        return settlement_id, street_id

    def _refuse_same_guid(self, fias_guid: str, own_id: int | None) -> None:
        twin = building_edit.same_guid(self._desk.store, fias_guid)
        if twin is not None and twin[0] != own_id:
            raise InvalidDraft({"fias_guid": f"этот код уже у дома {twin[1]}"})

    def _with_settlement(self, draft: BuildingDraft) -> BuildingDraft:
        """Return the draft with the book's only settlement where none was typed."""
        only = None if draft.settlement.strip() else places.only_settlement(self._desk.store)
        if only is None:
            return draft
        shown = f"{only.type} {only.name}".strip()
        return replace(draft, settlement=shown, region=only.region, district=only.district)

    def _house(self, building_id: int) -> BuildingCard:
        house = house_panel.house(self._desk.store, building_id)
        if house is None:
            raise no_house(self._desk.store, building_id)
        return house


def _same_place(before: BuildingDraft, draft: BuildingDraft) -> bool:
    return all(getattr(before, name) == getattr(draft, name).strip() for name in _PLACE)


def _shown(house: BuildingCard) -> dict[str, Scalar]:
    """Return the fields history compares: the address and the passport."""
    return {"address": house.full_address, **passport_columns(house.passport)}

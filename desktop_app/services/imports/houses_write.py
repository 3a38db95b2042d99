"""Prepared houses into the book: new ones by blocks, known ones only where nobody typed by hand."""

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any, Final

from db.connection import Store, Value
from db.history import Action
from db.queries import building_edit
from db.queries import imports as queries
from db.queries.imports import KnownHouse
from db.queries.places import PlaceBook
from desktop_app.core.enums import Entity, Operation, OrganizationKind
from desktop_app.core.errors import InvalidDraft
from desktop_app.core.records.buildings import Passport
from desktop_app.core.records.history import FieldChange, HistoryDraft
from desktop_app.services.imports import companies
from desktop_app.services.imports.companies import Companies
from desktop_app.services.imports.ledger import Ledger
from desktop_app.services.imports.management import Management, Outcome
from desktop_app.services.imports.prepared_house import PreparedHouse
from desktop_app.services.imports.twins import SAME_HOUSE

BLOCK: Final = 400
_FIELDS: Final = tuple(Passport.__dataclass_fields__)

IN_BOOK: Final = "похоже на дом из книги: буква в номере записана иначе"
OTHER_GUID: Final = "код ФИАС в справочнике у другого дома"
AMBIGUOUS: Final = "в справочнике несколько таких населённых пунктов"
KEPT: Final = "в карточке дома вручную указана другая организация, она оставлена"

Tick = Callable[[], None]
Place = tuple[int, str]


@dataclass(frozen=True, slots=True)
class _Placed:
    house: PreparedHouse
    settlement_id: int
    street_id: int

    @property
    def place(self) -> Place:
        return self.street_id, self.house.house_key

    @property
    def places(self) -> list[Place]:
        return [self.place, *((self.street_id, form) for form in self.house.forms)]


class HouseWriter:
    """Writes houses inside one action."""

    def __init__(
        self, store: Store, action: Action, batch_id: int, ledger: Ledger, today: dt.date
    ) -> None:
        """Read what the book has of places and organisations."""
        self._store, self._action, self._batch_id, self._ledger = store, action, batch_id, ledger
        self._book = PlaceBook(store)
        self.companies = Companies(store, batch_id, OrganizationKind.MANAGER)
        self._management = Management(store, action, batch_id, today)
        self._written: dict[Place, int] = {}
        self._followed: dict[int, int] = {}
        self._company_title = ""

    def run(self, houses: Iterator[PreparedHouse], company_title: str, tick: Tick) -> None:
        """Write all houses; `tick` is called after each block and may stop the work."""
        self._company_title = company_title
        while block := list(islice(houses, BLOCK)):
            placed = [item for house in block if (item := self._place(house)) is not None]
            self._write(placed)
            for _ in block:
                tick()

    def _place(self, house: PreparedHouse) -> _Placed | None:
        try:
            settlement_id = self._book.settlement_id(house.settlement)
        except InvalidDraft as error:
            self._ledger.reject_later(house.row, error.remedy, AMBIGUOUS)
            return None
        placed = _Placed(house, settlement_id, self._book.street_id(settlement_id, house.street))
        twin = self._written.setdefault(placed.place, house.row)
        if twin != house.row:
            self._ledger.reject_later(house.row, f"тот же дом, что в строке {twin}", SAME_HOUSE)
            return None
        return placed

    def _write(self, block: list[_Placed]) -> None:
        places = [place for item in block for place in item.places]
        guids = [item.house.guid for item in block if item.house.guid]
        known = queries.known_houses(self._store, places, _FIELDS)
        by_guid = queries.houses_by_guid(self._store, guids, _FIELDS)
        new: list[_Placed] = []
        old: list[tuple[_Placed, KnownHouse]] = []
        for item in block:
            reason, kind, house = _judge(item, known, by_guid)
            if reason:
                self._ledger.reject_later(item.house.row, reason, kind)
            elif house is None:
                new.append(item)
            elif self._followed.setdefault(house.id, item.house.row) == item.house.row:
                old.append((item, house))
            else:
                twin = self._followed[house.id]
                words = f"тот же дом, что в строке {twin}: {house.address}"
                self._ledger.reject_later(item.house.row, words, SAME_HOUSE)
        self._add(new)
        self._follow(old)

    def _add(self, new: list[_Placed]) -> None:
        ids = queries.insert_houses(self._store, [self._row(item) for item in new])
        served = []
        for item in new:
            company = self._company(item.house)
            if company is not None:
                served.append((ids[item.place], company, item.house.since))
            self._ledger.add(item.house.row)
        self._management.begin(served)

    def _row(self, item: _Placed) -> dict[str, Value]:
        return {
            **item.house.columns,
            "settlement_id": item.settlement_id,
            "street_id": item.street_id,
            "source_key": item.house.source_key,
            "batch_id": self._batch_id,
        }

    def _follow(self, old: list[tuple[_Placed, KnownHouse]]) -> None:
        timelines = queries.management(self._store, [house.id for _, house in old])
        for item, house in old:
            changed, words = self._update(item.house, house), ""
            company = self._company(item.house)
            if company is not None:
                outcome = self._management.follow(
                    house.id, timelines[house.id], company, item.house.since
                )
                if outcome is Outcome.CHANGED:
                    changed, words = True, f"управляет {item.house.company}"
                if outcome is Outcome.KEPT_BY_HAND:
                    self._remark(item.house, KEPT)
            if changed:
                self._ledger.update(item.house.row, words)
            else:
                self._ledger.keep(item.house.row)

    def _update(self, house: PreparedHouse, known: KnownHouse) -> bool:
        """Write what the file knows better; unknown values never erase known ones."""
        changed: dict[str, Any] = {
            name: house.columns[name]
            for name in _FIELDS
            if house.columns[name] not in (None, "")
            and house.columns[name] != known.fields[name]
            and name not in known.edited
        }
        if not known.source_key and house.source_key:
            changed["source_key"] = house.source_key
        if not changed:
            return False
        building_edit.update(self._store, known.id, known.version, changed)
        before = {**known.fields, "source_key": known.source_key}
        fields = tuple(FieldChange(name, before[name], value) for name, value in changed.items())
        note = f"строка {house.row}"
        self._action.record(
            HistoryDraft(Operation.IMPORTED, Entity.BUILDING, known.id, fields, note)
        )
        return True

    def _company(self, house: PreparedHouse) -> int | None:
        if not house.company:
            return None
        found = self.companies.find(house.company, house.ogrn)
        if found is None:
            self._remark(house, companies.SEVERAL)
        return found

    def _remark(self, house: PreparedHouse, reason: str) -> None:
        self._ledger.remark(house.row, self._company_title, house.company, reason)


def _judge(
    item: _Placed, known: dict[Place, KnownHouse], by_guid: dict[str, KnownHouse]
) -> tuple[str, str, KnownHouse | None]:
    """Return why a house is not taken and the kind of reason, or the house it is in the book."""
    own, same_code = known.get(item.place), by_guid.get(item.house.guid)
    if own is not None and same_code is not None and own.id != same_code.id:
        return f"{OTHER_GUID}: {same_code.address}", OTHER_GUID, None
    found = own or same_code
    if found is not None:
        return "", "", found
    alike = next((known[place] for place in item.places if place in known), None)
    if alike is not None:
        words = f"в справочнике есть похожий дом «{alike.address}»: буква в номере записана иначе"
        return words, IN_BOOK, None
    return "", "", None

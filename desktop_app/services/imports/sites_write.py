"""Prepared sites into the book: new ones added, known ones only where nobody typed by hand."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from db.connection import Store
from db.history import Action
from db.queries import organizations as organization_queries
from db.queries import waste as queries
from db.queries import waste_edit
from desktop_app.core.enums import Entity, Operation, OrganizationKind
from desktop_app.core.errors import InvalidDraft
from desktop_app.core.records.history import FieldChange, HistoryDraft
from desktop_app.core.records.waste import SiteDraft
from desktop_app.services import waste_history
from desktop_app.services.desk import differences
from desktop_app.services.imports.ledger import Ledger
from desktop_app.services.imports.organizations_prepare import Tick
from desktop_app.services.imports.profiles import Columns
from desktop_app.services.imports.sites_houses import ServedHouses
from desktop_app.services.imports.sites_prepare import PreparedSite
from desktop_app.services.organizations import Organizations
from desktop_app.services.waste_checks import check

SEVERAL: Final = "в справочнике несколько таких площадок"
BAD: Final = "площадка не записана"
NOT_FOUND: Final = "дом в справочнике не найден или адрес неоднозначен"


@dataclass(frozen=True, slots=True)
class SiteBook:
    """The sites known before, by register number and by address."""

    by_number: dict[str, int]
    by_key: dict[str, list[tuple[int, str]]]

    @classmethod
    def read(cls, store: Store) -> "SiteBook":
        """Read what the book has."""
        by_number: dict[str, int] = {}
        by_key: dict[str, list[tuple[int, str]]] = {}
        for site_id, number, key in queries.known(store):
            if number:
                by_number.setdefault(number, site_id)
            by_key.setdefault(key, []).append((site_id, number))
        return cls(by_number, by_key)

    def find(self, site: PreparedSite) -> list[int]:
        """Return the sites a row may mean: by its number, else by its address."""
        if site.register_number and site.register_number in self.by_number:
            return [self.by_number[site.register_number]]
        same = self.by_key.get(waste_edit.site_key(site.settlement, site.address), [])
        return [
            known
            for known, number in same
            if not (number and site.register_number and number != site.register_number)
        ]

    def add(self, site: PreparedSite, site_id: int) -> None:
        """Remember a new site."""
        if site.register_number:
            self.by_number[site.register_number] = site_id
        key = waste_edit.site_key(site.settlement, site.address)
        self.by_key.setdefault(key, []).append((site_id, site.register_number))


class SiteWriter:
    """Writes sites inside one action."""

    def __init__(
        self,
        store: Store,
        action: Action,
        batch_id: int,
        ledger: Ledger,
        columns: Columns,
        organizations: Organizations,
        houses: ServedHouses,
    ) -> None:
        """Read what the book has."""
        self._store, self._action, self._batch_id = store, action, batch_id
        self._ledger, self._columns = ledger, columns
        self._organizations, self._houses = organizations, houses
        self._book = SiteBook.read(store)
        self._written: dict[int, int] = {}
        self.companies_added = 0

    def run(self, sites: Sequence[PreparedSite], tick: Tick) -> None:
        """Write all of them; `tick` is called after each and may stop the work."""
        for site in sites:
            self._write(site)
            tick()

    def _write(self, site: PreparedSite) -> None:
        """Write one row; it ends in exactly one place of the ledger."""
        known = self._book.find(site)
        if len(known) > 1:
            self._ledger.reject_later(site.row, SEVERAL, SEVERAL)
            return
        twin = self._written.get(known[0]) if known else None
        if twin is not None:
            words = f"та же площадка, что в строке {twin}"
            self._ledger.reject_later(site.row, words, "площадка повторяется в файле")
            return
        try:
            written = self._follow(known[0], site) if known else self._add(site)
        except InvalidDraft as error:
            self._ledger.reject_later(site.row, f"{BAD}: {error.remedy}", BAD)
            return
        self._written[written] = site.row

    def _add(self, site: PreparedSite) -> int:
        draft = check(replace(SiteDraft(site.address), **self._said(site)))
        store, owner = self._store, self._owner_words(draft)
        added = waste_edit.insert(store, draft, owner, edited="", batch_id=self._batch_id)
        self._record(added, differences({}, waste_history.filled(draft)), site.row)
        self._book.add(site, added)
        self._ledger.add(site.row)
        return added

    def _follow(self, site_id: int, site: PreparedSite) -> int:
        stored = queries.site(self._store, site_id)
        if stored is None:
            return self._add(site)
        said = {k: v for k, v in self._said(site).items() if k not in stored.edited}
        draft = check(replace(stored.draft, **said))
        changes = differences(waste_history.shown(stored.draft), waste_history.shown(draft))
        if not changes:
            self._ledger.keep(site.row)
            return site_id
        owner, edited = self._owner_words(draft), " ".join(sorted(stored.edited))
        waste_edit.update(self._store, site_id, stored.version, draft, owner, edited=edited)
        self._record(site_id, changes, site.row)
        self._ledger.update(site.row)
        return site_id

    def _said(self, site: PreparedSite) -> dict[str, Any]:
        """Return the fields of a draft a row says something about."""
        owner_id = self._owner(site)
        carrier = self._carrier(site)
        houses = self._served(site)
        said: dict[str, Any] = {
            "address": site.address,
            "settlement": site.settlement,
            "register_number": site.register_number,
            "latitude": site.latitude,
            "longitude": site.longitude,
            "owner_id": owner_id,
            "owner_text": "" if owner_id is not None else site.owner,
            "surface": site.surface,
            "fence": site.fence,
            "has_roof": site.has_roof,
            "area": site.area,
            "note": site.note,
            "containers": site.containers,
            "schedules": tuple(replace(s, carrier_id=carrier) for s in site.schedules),
            "building_ids": tuple(sorted(houses)),
        }
        return {name: value for name, value in said.items() if value not in (None, "", ())}

    def _owner(self, site: PreparedSite) -> int | None:
        if not site.owner:
            return None
        try:
            return self._organizations.find(site.owner, site.owner_inn)
        except InvalidDraft:
            return None

    def _owner_words(self, draft: SiteDraft) -> str:
        if draft.owner_id is None:
            return draft.owner_text
        return organization_queries.name(self._store, draft.owner_id) or ""

    def _carrier(self, site: PreparedSite) -> int | None:
        if not site.carrier or not site.schedules:
            return None
        try:
            found, is_new = self._organizations.ensure(
                self._action, site.carrier, OrganizationKind.CARRIER
            )
        except InvalidDraft as error:
            title = self._columns.title("carrier")
            self._ledger.remark(site.row, title, site.carrier, error.remedy)
            return None
        self.companies_added += is_new
        return found

    def _served(self, site: PreparedSite) -> Sequence[int]:
        if not site.houses:
            return ()
        title = self._columns.title("houses")
        return self._houses.find(
            site.houses,
            site.settlement,
            lambda words: self._ledger.remark(site.row, title, words, NOT_FOUND),
        )

    def _record(self, site_id: int, changes: tuple[FieldChange, ...], row: int) -> None:
        note = f"строка {row}"
        self._action.record(HistoryDraft(Operation.IMPORTED, Entity.SITE, site_id, changes, note))

"""Prepared organisations into the book: new ones added, known ones only where nobody typed."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, Final

from db.connection import Store
from db.history import Action
from db.queries import import_organizations as queries
from db.queries import organization_edit as edit
from db.queries.import_organizations import KnownOrganization
from desktop_app.core.company_names import name_key
from desktop_app.core.enums import Entity, Operation, OrganizationKind
from desktop_app.core.records.history import FieldChange, HistoryDraft
from desktop_app.core.records.organizations import OrganizationDraft, Person
from desktop_app.services.imports.ledger import Ledger
from desktop_app.services.imports.organizations_prepare import PreparedOrganization, Tick

SEVERAL: Final = "в справочнике несколько таких организаций"


class OrganizationBook:
    """The organisations of the book by all they are known by."""

    def __init__(self, store: Store) -> None:
        """Read them once."""
        self._by_name: dict[str, list[KnownOrganization]] = defaultdict(list)
        self._by_inn: dict[str, list[KnownOrganization]] = defaultdict(list)
        self._by_ogrn: dict[str, KnownOrganization] = {}
        by_id: dict[int, KnownOrganization] = {}
        for known in queries.known_organizations(store):
            by_id[known.id] = known
            self._by_name[known.name_key].append(known)
            if known.inn:
                self._by_inn[known.inn].append(known)
            if known.ogrn:
                self._by_ogrn.setdefault(known.ogrn, known)
        for number, key in queries.other_names(store):
            if by_id[number] not in self._by_name[key]:
                self._by_name[key].append(by_id[number])

    def fitting(self, item: PreparedOrganization) -> list[KnownOrganization]:
        """Return organisations of the book a row may mean: by ИНН, by ОГРН, by name."""
        inn, ogrn = item.texts.get("inn", ""), item.texts.get("ogrn", "")
        if inn and (same := self._by_inn.get(inn)):
            kpp = item.texts.get("kpp", "")
            branch = [known for known in same if known.kpp == kpp]
            return branch or [known for known in same if not known.kpp or not kpp] or []
        if ogrn and ogrn in self._by_ogrn:
            return [self._by_ogrn[ogrn]]
        named = self._by_name.get(name_key(item.name), [])
        return [known for known in named if not (inn and known.inn and known.inn != inn)]


class OrganizationWriter:
    """Writes organisations inside one action."""

    def __init__(self, store: Store, action: Action, batch_id: int, ledger: Ledger) -> None:
        """Read what the book has."""
        self._store, self._action, self._batch_id, self._ledger = store, action, batch_id, ledger
        self._book = OrganizationBook(store)
        self._followed: dict[int, int] = {}

    def run(self, organizations: Iterator[PreparedOrganization], tick: Tick) -> None:
        """Write all of them; `tick` is called after each and may stop the work."""
        for item in organizations:
            self._write(item)
            tick()

    def _write(self, item: PreparedOrganization) -> None:
        fitting = self._book.fitting(item)
        if len(fitting) > 1:
            self._ledger.reject_later(item.row, f"{SEVERAL}: «{item.name}»", SEVERAL)
            return
        if not fitting:
            edit.insert(self._store, item.draft(), self._batch_id)
            self._ledger.add(item.row)
            return
        known = fitting[0]
        twin = self._followed.setdefault(known.id, item.row)
        if twin != item.row:
            words = f"та же организация, что в строке {twin}: {known.name}"
            self._ledger.reject_later(item.row, words, "та же организация")
            return
        self._follow(item, known)

    def _follow(self, item: PreparedOrganization, known: KnownOrganization) -> None:
        """Write what the file knows and nobody typed by hand; unknown values erase nothing."""
        before = queries.draft(self._store, known.id)
        typed = queries.typed_fields(self._store, known.id)
        wanted: dict[str, Any] = {
            field: value
            for field, value in item.texts.items()
            if field not in typed and value != getattr(before, field)
        }
        if item.kind and before.kind is OrganizationKind.OTHER and "kind" not in typed:
            wanted["kind"] = OrganizationKind(item.kind)
        if item.person[0] and not before.people and "people" not in typed:
            wanted["people"] = (Person(*item.person),)
        if not wanted:
            self._ledger.keep(item.row)
            return
        after: OrganizationDraft = replace(before, **wanted)
        edit.update(self._store, known.id, known.version, after)
        changes = tuple(
            FieldChange(field, _shown(getattr(before, field)), _shown(value))
            for field, value in wanted.items()
        )
        note = f"строка {item.row}"
        self._action.record(
            HistoryDraft(Operation.IMPORTED, Entity.ORGANIZATION, known.id, changes, note)
        )
        self._ledger.update(item.row)


def _shown(value: object) -> str:
    if isinstance(value, OrganizationKind):
        return value.value
    if isinstance(value, tuple):
        return "; ".join(f"{person.name}, {person.post}".rstrip(", ") for person in value)
    return str(value)

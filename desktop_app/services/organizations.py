"""Organisations listed, looked at, added and changed; one organisation is kept once."""

from array import array
from collections.abc import Sequence
from dataclasses import astuple, replace

from db.history import Action
from db.queries import organization_edit as edit
from db.queries import organizations as queries
from desktop_app.core.changes import Changes, Kind
from desktop_app.core.company_names import tidy_name
from desktop_app.core.enums import Entity, Operation, OrganizationKind
from desktop_app.core.errors import InvalidDraft
from desktop_app.core.records.history import FieldChange, HistoryDraft, Scalar
from desktop_app.core.records.organizations import (
    OrganizationCard,
    OrganizationDraft,
    OrganizationQuery,
    OrganizationRef,
    OrganizationRow,
    OrganizationSaved,
    Person,
)
from desktop_app.services import book_undo, organization_checks
from desktop_app.services.book_undo import Undone
from desktop_app.services.desk import Desk, differences, moved_on
from desktop_app.services.gone import no_organization
from desktop_app.services.merging_save import MergingSave


class Organizations:
    """Use cases of organisations."""

    def __init__(self, desk: Desk) -> None:
        """Work at the desk."""
        self._desk = desk

    def ids(self, query: OrganizationQuery | None = None) -> "array[int]":
        """Return ids of all organisations that fit the question, in its order."""
        return queries.ids(self._desk.store, query or OrganizationQuery(), self._desk.now())

    def page(self, organization_ids: Sequence[int]) -> list[OrganizationRow]:
        """Return the rows of these ids in the order asked for."""
        return queries.rows(self._desk.store, organization_ids, self._desk.now())

    def refs(self, *kinds: OrganizationKind) -> list[OrganizationRef]:
        """Return active organisations of these kinds (of all, if none are named) for choices."""
        return queries.refs(self._desk.store, kinds)

    def names(self) -> dict[int, str]:
        """Return the names of all organisations by id: filters know those of former years too."""
        return queries.names(self._desk.store)

    def card(self, organization_id: int) -> OrganizationCard:
        """Return everything about an organisation; NotFound without it."""
        card = queries.card(self._desk.store, organization_id, self._desk.now())
        if card is None:
            raise no_organization(self._desk.store, organization_id)
        return card

    def add(self, draft: OrganizationDraft) -> OrganizationSaved:
        """Put an organisation into the book; InvalidDraft names bad fields and a double."""
        checked = organization_checks.check(draft)
        with self._desk.action() as action:
            self._refuse_double(checked, None)
            added = self._insert(action, checked)
        return _saved(added, 1, checked.name, action)

    def merging_save(
        self, card: OrganizationCard
    ) -> MergingSave[OrganizationDraft, OrganizationSaved]:
        """Return what saves a form over this card, joined with what others save meanwhile."""
        record = (Entity.ORGANIZATION, card.id)
        return MergingSave(self._desk.store, record, card, read=self.card, save=self.save)

    def save(
        self, organization_id: int, version: int, draft: OrganizationDraft
    ) -> OrganizationSaved:
        """Change an organisation; Conflict when somebody changed it since this version was read."""
        before = self.card(organization_id)
        with self._desk.action() as action:
            if before.version != version:
                raise moved_on(f"Организацию «{before.draft.name}»")
            return self._change(action, before, draft)

    def put_back(self, action: Action, undone: Undone) -> None:
        """Make an organisation what it was before an edit, inside an action of the caller.

        InvalidDraft when that would be wrong now.
        """
        if book_undo.is_creation(undone.entry):
            book_undo.remove(self._desk.store, action, undone)
            return
        now, kept = self.card(undone.entry.entity_id), undone.snapshot()
        values = {n: v for n, v in undone.before.items() if n in now.draft.__dataclass_fields__}
        if "kind" in values:
            values["kind"] = OrganizationKind(values["kind"])
        if "people" in values:
            values["people"] = tuple(Person(*item) for item in kept["people"])
        self._change(action, now, replace(now.draft, **values), undone)

    def _change(
        self,
        action: Action,
        before: OrganizationCard,
        draft: OrganizationDraft,
        undone: Undone | None = None,
    ) -> OrganizationSaved:
        checked = organization_checks.check(draft)
        changes = differences(_shown(before.draft), _shown(checked))
        if not changes:
            return _saved(before.id, before.version, checked.name)
        self._refuse_double(checked, before.id)
        if not edit.update(self._desk.store, before.id, before.version, checked):
            raise moved_on(f"Организацию «{before.draft.name}»")
        if undone is not None:
            action.record(undone.draft(changes))
        else:
            people = [astuple(person) for person in before.draft.people]
            self._record(action, before.id, (*changes, book_undo.snapshot({"people": people})))
        return _saved(before.id, before.version + 1, checked.name, action)

    def find(self, name: str, inn: str = "") -> int | None:
        """Return the organisation a name (and ИНН) means, or None when the book has none.

        The ИНН decides where both sides have one; InvalidDraft when several fit.
        """
        if inn and (known := edit.same_inn(self._desk.store, inn, "")):
            return known[0]
        fitting = edit.same_name(self._desk.store, name)
        if inn:
            fitting = [row for row in fitting if not row[2]]
        if len(fitting) > 1:
            shown = tidy_name(name)
            raise InvalidDraft({"name": f"в справочнике несколько «{shown}»: различите их по ИНН"})
        return fitting[0][0] if fitting else None

    def ensure(self, action: Action, name: str, kind: OrganizationKind) -> tuple[int, bool]:
        """Return the organisation of a name, added inside the caller's action if there is none.

        The second value tells whether it was added.
        """
        found = self.find(name)
        if found is not None:
            return found, False
        draft = organization_checks.check(OrganizationDraft(kind, tidy_name(name)))
        return self._insert(action, draft), True

    def _insert(self, action: Action, draft: OrganizationDraft) -> int:
        added = edit.insert(self._desk.store, draft)
        filled: dict[str, Scalar] = {name: value for name, value in _shown(draft).items() if value}
        self._record(action, added, differences({}, filled))
        return added

    def _refuse_double(self, draft: OrganizationDraft, own_id: int | None) -> None:
        """Raise InvalidDraft naming the organisation that this one would double.

        Equal names are allowed where both have an ИНН and they differ.
        """
        by_inn = edit.same_inn(self._desk.store, draft.inn, draft.kpp)
        if by_inn is not None and by_inn[0] != own_id:
            raise InvalidDraft({"inn": f"этот ИНН уже у организации {by_inn[1]}"})
        for other_id, name, inn in edit.same_name(self._desk.store, draft.name):
            if other_id != own_id and not (inn and draft.inn and inn != draft.inn):
                raise InvalidDraft({"name": f"такая организация уже есть: {name}"})

    def _record(
        self, action: Action, organization_id: int, changes: tuple[FieldChange, ...]
    ) -> None:
        action.record(
            HistoryDraft(
                Operation.ORGANIZATION_SAVED, Entity.ORGANIZATION, organization_id, changes
            )
        )


def _shown(draft: OrganizationDraft) -> dict[str, Scalar]:
    """Return the fields history compares; the people as one text."""
    shown: dict[str, Scalar] = {
        name: getattr(draft, name) for name in OrganizationDraft.__dataclass_fields__
    }
    people = (
        ", ".join(part for part in (item.name, item.post, item.phone, item.email) if part)
        for item in draft.people
    )
    return shown | {"kind": draft.kind.value, "people": "; ".join(people)}


def _saved(
    organization_id: int, version: int, name: str, action: Action | None = None
) -> OrganizationSaved:
    changes = Changes.of(Kind.ORGANIZATION, organization_id).by(action.number if action else None)
    return OrganizationSaved(organization_id, version, name, changes)

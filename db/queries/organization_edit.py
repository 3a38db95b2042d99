"""Writing one organisation, and looking for its double first; inside a transaction."""

from collections.abc import Iterable

from db.connection import Store, Value
from db.queries import spent_ids
from db.queries.office_phones import search_digits
from db.queries.organizations import FIELDS
from db.tables import organization, organization_person
from desktop_app.core.company_names import name_key, name_sort_key
from desktop_app.core.records.organizations import OrganizationDraft, Person
from desktop_app.core.text import fold


def same_name(store: Store, title: str) -> list[tuple[int, str, str]]:
    """Return id, name and ИНН of organisations a name means, other names too, oldest first."""
    key = name_key(title)
    return store.rows(
        "SELECT id, name, inn FROM organization WHERE name_key = ? OR id IN (SELECT organization_id"
        " FROM organization_alias WHERE name_key = ?) ORDER BY id",
        (key, key),
    )


def same_inn(store: Store, inn: str, kpp: str) -> tuple[int, str] | None:
    """Return id and name of the organisation with this ИНН; branches differ by КПП."""
    row = store.row(
        "SELECT id, name FROM organization WHERE inn = ? AND inn <> ''"
        " AND (kpp = ? OR kpp = '' OR ? = '') ORDER BY kpp = ? DESC, id",
        (inn, kpp, kpp, kpp),
    )
    return (row[0], row[1]) if row else None


def insert(store: Store, draft: OrganizationDraft, batch_id: int | None = None) -> int:
    """Add an organisation with its people inside a transaction; return its id."""
    values = _columns(store, draft) | {"batch_id": batch_id}
    added = spent_ids.insert(store, organization, values)
    _set_people(store, added, draft.people)
    return added


def update(store: Store, organization_id: int, version: int, draft: OrganizationDraft) -> bool:
    """Change an organisation that still has this version; tell whether it did."""
    if not store.update_version(organization, organization_id, version, _columns(store, draft)):
        return False
    of_it = organization_person.c.organization_id == organization_id
    store.execute(organization_person.delete().where(of_it))
    _set_people(store, organization_id, draft.people)
    return True


def add_alias(store: Store, organization_id: int, name: str) -> None:
    """Let an organisation be known by another name as well."""
    store.execute(
        "INSERT OR IGNORE INTO organization_alias (organization_id, name, name_key)"
        " VALUES (?, ?, ?)",
        (organization_id, name, name_key(name)),
    )


def remove_alias(store: Store, organization_id: int, name: str) -> None:
    """Take another name of an organisation away."""
    store.execute(
        "DELETE FROM organization_alias WHERE organization_id = ? AND name_key = ?",
        (organization_id, name_key(name)),
    )


def _columns(store: Store, draft: OrganizationDraft) -> dict[str, Value]:
    values: dict[str, Value] = {field: getattr(draft, field) for field in FIELDS}
    phones = search_digits(store, f"{draft.phone}, {draft.dispatcher_phone}")
    return values | {
        "kind": draft.kind.value,
        "is_active": int(draft.is_active),
        "folded": fold(f"{draft.name} {draft.short_name} {draft.inn} {phones}"),
        "name_key": name_key(draft.name),
        "sort_key": name_sort_key(draft.short_name or draft.name),
    }


def _set_people(store: Store, organization_id: int, persons: Iterable[Person]) -> None:
    for person in persons:
        store.insert(
            organization_person,
            {
                "organization_id": organization_id,
                "name": person.name,
                "post": person.post,
                "phone": person.phone,
                "email": person.email,
            },
        )

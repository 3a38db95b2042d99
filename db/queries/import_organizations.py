"""What an import of organisations asks of the book; inside the caller's action."""

import json
from dataclasses import dataclass

from db.connection import Store
from db.queries import organizations
from desktop_app.core.enums import OrganizationKind
from desktop_app.core.records.organizations import OrganizationDraft

_KNOWN = "SELECT id, version, name, name_key, inn, kpp, ogrn FROM organization ORDER BY id"
_TYPED = """
SELECT action, operation, changes FROM history
WHERE entity = 'organization' AND entity_id = ? AND operation IN ('organization_saved', 'undone')
"""
_UNDONE = "undone_action"


@dataclass(frozen=True, slots=True)
class KnownOrganization:
    """An organisation of the book as an import compares it."""

    id: int
    version: int
    name: str
    name_key: str
    inn: str
    kpp: str
    ogrn: str


def known_organizations(store: Store) -> list[KnownOrganization]:
    """Return all organisations, oldest first."""
    return [KnownOrganization(*row) for row in store.rows(_KNOWN)]


def other_names(store: Store) -> list[tuple[int, str]]:
    """Return id and key of every other name of an organisation."""
    return store.rows("SELECT organization_id, name_key FROM organization_alias")


def draft(store: Store, organization_id: int) -> OrganizationDraft:
    """Return an organisation as it can be edited."""
    columns = ", ".join(organizations.FIELDS)
    row = store.row(
        f"SELECT is_active, {columns} FROM organization WHERE id = ?",  # noqa: S608  our own words only
        (organization_id,),
    )
    if row is None:
        raise LookupError(organization_id)
    fields = dict(zip(organizations.FIELDS, row[1:], strict=True))
    kind = OrganizationKind(fields.pop("kind"))
    people = organizations.people(store, organization_id)
    return OrganizationDraft(kind=kind, people=people, is_active=bool(row[0]), **fields)


def version(store: Store, organization_id: int) -> int:
    """Return the version of an organisation of the book."""
    sql = "SELECT version FROM organization WHERE id = ?"
    found: int = store.scalar(sql, (organization_id,))
    return found


def typed_fields(store: Store, organization_id: int) -> set[str]:
    """Return the fields somebody of the office has typed, which imports leave alone.

    An edit that was taken back has typed nothing.
    """
    typed: dict[int, set[str]] = {}
    undone: set[object] = set()
    for action, operation, changes in store.rows(_TYPED, (organization_id,)):
        told = json.loads(changes)
        if operation == "undone":
            undone |= {after for field, _, after in told if field == _UNDONE}
        else:
            typed.setdefault(action, set()).update(field for field, _, _ in told)
    return set().union(*(fields for action, fields in typed.items() if action not in undone))

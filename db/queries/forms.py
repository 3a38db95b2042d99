"""Templates of forms kept under a name."""

from collections.abc import Mapping

from db.connection import Row, Store, Value
from db.tables import form_template
from desktop_app.core import clock
from desktop_app.core.records.forms import StoredForm
from desktop_app.core.text import fold

_SELECT = """
SELECT f.id, f.title, f.file_name, f.sha256, length(f.content), f.added_at, coalesce(c.name, '')
FROM form_template AS f LEFT JOIN clerk AS c ON c.id = f.clerk_id
"""


def listed(store: Store) -> list[StoredForm]:
    """Return all forms by name."""
    return [_form(row) for row in store.rows(f"{_SELECT} ORDER BY f.folded, f.id")]


def one(store: Store, form_id: int) -> StoredForm | None:
    """Return a form, or None."""
    found = store.row(f"{_SELECT} WHERE f.id = ?", (form_id,))
    return None if found is None else _form(found)


def by_title(store: Store, title: str) -> StoredForm | None:
    """Return the form of this name, letter case and ё aside, or None."""
    found = store.row(f"{_SELECT} WHERE f.folded = ?", (fold(title),))
    return None if found is None else _form(found)


def content(store: Store, form_id: int) -> bytes | None:
    """Return the bytes of a form's template, or None."""
    found = store.scalar("SELECT content FROM form_template WHERE id = ?", (form_id,))
    return None if found is None else bytes(found)


def insert(store: Store, values: Mapping[str, Value]) -> int:
    """Add a form and return its id; the folded title is filled here."""
    return store.insert(form_template, {**values, "folded": fold(str(values["title"]))})


def replace(store: Store, form_id: int, values: Mapping[str, Value]) -> None:
    """Give a form another template."""
    store.update(form_template, form_id, values)


def delete(store: Store, form_id: int) -> bool:
    """Forget a form; tell whether it was still there."""
    return bool(store.execute(form_template.delete().where(form_template.c.id == form_id)))


def _form(row: Row) -> StoredForm:
    return StoredForm(row[0], row[1], row[2], row[3], row[4], clock.unstamp(row[5]), row[6])

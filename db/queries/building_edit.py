"""Writing one house: its row, entrances, other names; all inside a transaction of the caller."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager

from db import search
from db.connection import Store, Value
from db.queries import spent_ids, ticket_text
from db.tables import building, building_alias, entrance, street_alias
from desktop_app.core.building_fields import Column, alias_key
from desktop_app.core.records.buildings import Entrance, StreetAlias
from desktop_app.core.text import fold


def insert(
    store: Store,
    settlement_id: int,
    street_id: int,
    columns: dict[str, Column],
    *,
    edited_fields: str = "",
) -> int:
    """Add a house and return its id; `columns` are those of BuildingValues."""
    values: dict[str, Value] = {
        "settlement_id": settlement_id,
        "street_id": street_id,
        "edited_fields": edited_fields,
        **columns,
    }
    return spent_ids.insert(store, building, values)


def update(store: Store, building_id: int, version: int, values: Mapping[str, Value]) -> bool:
    """Change a house that still has this version; tell whether it did."""
    return store.update_version(building, building_id, version, dict(values))


def edited_fields(store: Store, building_id: int) -> set[str]:
    """Return the names of fields a clerk has typed, which imports leave alone."""
    stored: str = store.scalar("SELECT edited_fields FROM building WHERE id = ?", (building_id,))
    return set(stored.split())


def same_house(store: Store, street_id: int, house_key: str) -> tuple[int, str] | None:
    """Return the id and address of the house of this number on a street, if it is there."""
    row = store.row(
        "SELECT id, address FROM building WHERE street_id = ? AND house_key = ?",
        (street_id, house_key),
    )
    return (row[0], row[1]) if row else None


def same_guid(store: Store, fias_guid: str) -> tuple[int, str] | None:
    """Return the id and address of the house with this ФИАС code, if it is there."""
    row = store.row(
        "SELECT id, address FROM building WHERE fias_guid = ? AND fias_guid <> ''", (fias_guid,)
    )
    return (row[0], row[1]) if row else None


def set_entrances(store: Store, building_id: int, entrances: Iterable[Entrance]) -> None:
    """Replace the entrances of a house."""
    store.execute(entrance.delete().where(entrance.c.building_id == building_id))
    for item in entrances:
        store.insert(
            entrance,
            {
                "building_id": building_id,
                "number": item.number,
                "flat_from": item.flat_from,
                "flat_to": item.flat_to,
                "floors": item.floors,
                "door_code": item.door_code,
            },
        )


def set_aliases(store: Store, building_id: int, names: Iterable[str]) -> None:
    """Replace the other names of a house."""
    store.execute(building_alias.delete().where(building_alias.c.building_id == building_id))
    for name in names:
        values: dict[str, Value] = {"building_id": building_id, "name": name, "folded": fold(name)}
        store.insert(building_alias, values)


def set_street_aliases(store: Store, street_id: int, aliases: Iterable[StreetAlias]) -> None:
    """Replace former names and nicknames of a street."""
    store.execute(street_alias.delete().where(street_alias.c.street_id == street_id))
    for alias in aliases:
        store.insert(
            street_alias,
            {
                "street_id": street_id,
                "name": alias.name,
                "folded": alias_key(alias.name),
                "kind": "former" if alias.is_former else "nickname",
            },
        )


def street_title(store: Store, street_id: int) -> tuple[str, str] | None:
    """Return the kind and the name of a street, or None when there is no such street."""
    row = store.row("SELECT type, name FROM street WHERE id = ?", (street_id,))
    return (row[0], row[1]) if row else None


def houses_of_street(store: Store, street_id: int) -> list[int]:
    """Return ids of the houses of a street."""
    return [
        row[0] for row in store.rows("SELECT id FROM building WHERE street_id = ?", (street_id,))
    ]


@contextmanager
def reindexed_tickets(store: Store, building_id: int) -> Iterator[None]:
    """Index a house's tickets anew after the block changed its address.

    The search index keeps no text: what it holds is removed by the very words it was made of.
    """
    rows = store.rows("SELECT id FROM ticket WHERE building_id = ?", (building_id,))
    tickets: Sequence[int] = [row[0] for row in rows]
    before = list(ticket_text.texts(store, tickets))
    yield
    for ticket_id, text in before:
        search.unindex_ticket(store, ticket_id, text)
    search.index_many(store, list(ticket_text.texts(store, tickets)))

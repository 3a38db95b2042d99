"""Which field names what another clerk has taken away or merged while the form was open."""

from collections.abc import Iterator
from contextlib import contextmanager

from db import history
from db.connection import Store
from db.queries import house_panel, organizations, ticket_edit
from desktop_app.core import clock
from desktop_app.core.enums import Entity, Operation
from desktop_app.core.errors import EarlierGone, GoneReference, InvalidDraft, MergedAway, NotFound
from desktop_app.core.records.history import HistoryEntry

INTO = "merged_into"
"""The field of history by which a record that was merged away tells where it went."""

_HOUSE = "этого дома в справочнике уже нет, выберите заново"
_ORGANIZATION = "этой организации в списке уже нет, выберите заново"


@contextmanager
def naming_gone(
    store: Store, *, building_id: int | None = None, organization_id: int | None = None
) -> Iterator[None]:
    """Turn a broken reference of a write into InvalidDraft of the field it is typed in.

    It is looked for only once the write failed: a good one costs nothing more.
    """
    try:
        yield
    except GoneReference as error:
        problems: dict[str, str] = {}
        if building_id is not None and house_panel.house(store, building_id) is None:
            problems["building"] = _HOUSE
        if organization_id is not None and organizations.name(store, organization_id) is None:
            problems["organization"] = _ORGANIZATION
        if not problems:
            raise
        raise InvalidDraft(problems) from error


def demand_earlier(store: Store, ticket_id: int) -> None:
    """Raise EarlierGone unless the ticket a call is to be linked with stands in the base."""
    if not ticket_edit.is_there(store, ticket_id):
        raise EarlierGone(
            "Прежнего обращения в базе уже нет: загрузку, с которой оно пришло, отменили",
            "звонок ещё не записан",
            "запишите его без связи с прежним",
        )


def no_house(store: Store, building_id: int) -> NotFound:
    """Return what to say of a house that is not in the book: it may be merged into another."""
    merge, keep = _merge(store, Entity.BUILDING, building_id)
    house = house_panel.house(store, keep)
    if merge is None or house is None:
        return NotFound("Этого дома нет в справочнике", "", "обновите список домов")
    return MergedAway(
        f"Этот дом объединён с «{house.full_address}» ({_by(merge)})",
        "ничего не изменено",
        "дальше работайте с карточкой того дома",
        into=keep,
    )


def no_organization(store: Store, organization_id: int) -> NotFound:
    """Return what to say of an organisation that is not in the book."""
    merge, keep = _merge(store, Entity.ORGANIZATION, organization_id)
    name = organizations.name(store, keep)
    if merge is None or name is None:
        remedy = "обновите список организаций"
        return NotFound("Этой организации нет в справочнике", "", remedy)
    return MergedAway(
        f"Эта организация объединена с «{name}» ({_by(merge)})",
        "ничего не изменено",
        "дальше работайте с карточкой той организации",
        into=keep,
    )


def _merge(store: Store, entity: Entity, record_id: int) -> tuple[HistoryEntry | None, int]:
    """Return the first merging a record went away with, and where it and its followers ended."""
    first: HistoryEntry | None = None
    seen: set[int] = set()
    while record_id not in seen:
        seen.add(record_id)
        entries = history.of_entity(store, entity, record_id)
        last = entries[-1] if entries else None
        if last is None or last.operation is not Operation.MERGED or last.changes[0].field != INTO:
            break
        first, record_id = first or last, int(str(last.changes[0].after))
    return first, record_id


def _by(entry: HistoryEntry) -> str:
    return f"{entry.clerk or 'без имени'}, {clock.show_short(entry.at)}"

"""Which field names what another clerk has taken away or merged while the form was open."""

from collections.abc import Iterator
from contextlib import contextmanager

from db.connection import Store
from db.queries import house_panel, organizations, ticket_edit
from desktop_app.core.errors import EarlierGone, GoneReference, InvalidDraft

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

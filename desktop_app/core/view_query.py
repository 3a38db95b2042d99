"""A question to the register as it is kept in a saved view, and back.

A view outlives the things it names: a value this program does not know (written by a newer one,
or retired since) is left out when the view is read, and the rest still holds.
"""

import dataclasses
import datetime as dt
import enum
from collections.abc import Mapping
from typing import TypeVar

from desktop_app.core.enums import Service, TicketStatus
from desktop_app.core.periods import Period
from desktop_app.core.records.figures import FigureAsk
from desktop_app.core.records.register import RegisterQuery, RegisterSort, RegisterView

E = TypeVar("E", bound=enum.StrEnum)

PERIOD = "period"


def pack(query: RegisterQuery, period: Period | None = None) -> dict[str, object]:
    """Return what a view keeps: parts that narrow or order; a period in place of its dates."""
    plain = RegisterQuery()
    packed: dict[str, object] = {
        field.name: _plain(getattr(query, field.name))
        for field in dataclasses.fields(query)
        if getattr(query, field.name) != getattr(plain, field.name)
    }
    if period is not None:
        for name in ("date_from", "date_to"):
            packed.pop(name, None)
        packed[PERIOD] = period.value
    return packed


def period_of(packed: Mapping[str, object]) -> Period | None:
    """Return the moving period of a view, None when it keeps dates or none at all."""
    return _member(Period, packed.get(PERIOD))


def unpack(packed: Mapping[str, object], today: dt.date) -> RegisterQuery:
    """Return the question of a view on a day; unknown parts are left out."""
    plain = RegisterQuery()
    found = RegisterQuery(
        view=_member(RegisterView, packed.get("view")) or plain.view,
        date_from=_date(packed.get("date_from")),
        date_to=_date(packed.get("date_to")),
        topic_ids=_ids(packed.get("topic_ids")),
        organization_ids=_ids(packed.get("organization_ids")),
        building_id=_id(packed.get("building_id")),
        street_id=_id(packed.get("street_id")),
        clerk_id=_id(packed.get("clerk_id")),
        statuses=_members(TicketStatus, packed.get("statuses")),
        services=_members(Service, packed.get("services")),
        text=_text(packed.get("text")),
        sort=_member(RegisterSort, packed.get("sort")) or plain.sort,
        descending=packed.get("descending", plain.descending) is True,
        figure=FigureAsk.read(_text(packed.get("figure"))),
    )
    period = period_of(packed)
    if period is None:
        return found
    first, last = period.days(today)
    return dataclasses.replace(found, date_from=first, date_to=last)


def _plain(value: object) -> object:
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, enum.Enum):
        return value.value
    if isinstance(value, FigureAsk):
        return value.stored()
    return value.isoformat() if isinstance(value, dt.date) else value


def _member(kind: type[E], value: object) -> E | None:
    return next((member for member in kind if member.value == value), None)


def _members(kind: type[E], values: object) -> tuple[E, ...]:
    found = [_member(kind, value) for value in values] if isinstance(values, list) else []
    return tuple(member for member in found if member is not None)


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _id(value: object) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def _ids(values: object) -> tuple[int, ...]:
    found = [_id(value) for value in values] if isinstance(values, list) else []
    return tuple(item for item in found if item is not None)


def _date(value: object) -> dt.date | None:
    try:
        return dt.date.fromisoformat(_text(value))
    except ValueError:
        return None

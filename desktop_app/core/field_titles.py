"""What the fields of history are to people, for the journal of changes."""

import datetime as dt
import re
from collections.abc import Callable, Mapping
from contextlib import suppress

from desktop_app.core import clock, settings
from desktop_app.core.calendar import DayKind
from desktop_app.core.collection_words import titled_words
from desktop_app.core.container_words import containers_words
from desktop_app.core.enums import (
    Access,
    ActKind,
    CallbackOutcome,
    CancelReason,
    CloseResult,
    DeadlineStage,
    DeadlineUnit,
    HandoverChannel,
    HandoverOutcome,
    HoldReason,
    IncidentKind,
    InspectionStatus,
    MemberRole,
    OrganizationKind,
    Priority,
    RemedyState,
    Service,
    TicketKind,
    TicketSource,
    TicketStatus,
    Titled,
)
from desktop_app.core.field_title_table import FIELD_TITLES
from desktop_app.core.records.history import Scalar
from desktop_app.core.text import DASH, counted, figure, one_line
from desktop_app.core.waste_codec import unpack_containers, unpack_ids, unpack_schedules

_LONGEST = 60
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_RULES = {setting.key: setting.title for setting in settings.ALL}
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d")


# Values stored as codes, by the field that holds them.
_CODES: Mapping[str, tuple[type[Titled], ...]] = {
    "access": (Access,),
    "cancel_reason": (CancelReason,),
    "channel": (HandoverChannel,),
    "close_result": (CloseResult,),
    "hold_reason": (HoldReason,),
    "kind": (TicketKind, ActKind, OrganizationKind, IncidentKind),
    "outcome": (CallbackOutcome, HandoverOutcome),
    "priority": (Priority,),
    "result": (CloseResult, TicketStatus),
    "role": (MemberRole,),
    "source": (TicketSource,),
    "service": (Service,),
    "stage": (DeadlineStage,),
    "state": (RemedyState,),
    "status": (TicketStatus, InspectionStatus),
    "unit": (DeadlineUnit,),
}
_SERVED: Mapping[str, str] = {
    **{service.value: f"кто обслуживает ({service.title_ru})" for service in Service},
    **{f"{service.value}.until": f"последний день ({service.title_ru})" for service in Service},
}
# Several values kept as one text, told as the card tells them.
_PACKED: Mapping[str, Callable[[str], str]] = {
    "containers": lambda text: containers_words(unpack_containers(text)),
    "schedules": lambda text: ", ".join(map(titled_words, unpack_schedules(text))),
    "building_ids": lambda text: counted(len(unpack_ids(text)), "дом", "дома", "домов"),
}
_SILENT = frozenset(
    {
        *("sha256", "pdf_sha256", "xlsx_sha256", "file_sha256", "digest", "hash", "snapshot"),
        *("version", "folded", "sort_key", "phone_digits", "edited_fields", "name_key"),
        *("house_key", "address_key", "source_key", "merged_into", "undone_entry"),
    }
)


def change_words(field: str, before: Scalar, after: Scalar) -> str:
    """Return «квартира: 5 → 6», «заявитель: Соколова»; empty for what says nothing to people.

    Of a record behind a number only that it is another one is said.
    """
    name = field.rsplit(":", 1)[-1]
    if name in _SILENT or name.isdigit():
        return ""
    title = FIELD_TITLES.get(name) or _SERVED.get(name) or _RULES.get(name, name)
    title = _day_or_moment(title)
    if name.endswith("_id"):
        return title if before in (None, "") else f"{title} (изменено)"
    if before in (None, ""):
        return f"{title}: {_shown(name, after)}"
    return f"{title}: {_shown(name, before)} → {_shown(name, after)}"


def _shown(name: str, value: Scalar) -> str:
    flag = name.startswith(("is_", "no_", "has_")) or name == "personal"
    if flag and value in (0, 1, "0", "1"):  # lists of the office keep what was typed
        return "да" if int(value) else "нет"
    if isinstance(value, float):
        return figure(value)
    text = one_line(str(value)) if value not in (None, "") else DASH
    coded = _decoded(name, text) if text != DASH else ""
    if coded:
        return coded
    text = _day_or_moment(text)
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


def _day_or_moment(text: str) -> str:
    """Return a stored day or moment as people write it; «1234-56-78» is a number of theirs."""
    with suppress(ValueError):
        if _MOMENT.fullmatch(text):
            return clock.show_moment(clock.unstamp(text))
        if _DAY.fullmatch(text):
            return clock.show_date(dt.date.fromisoformat(text))
    return text


def _decoded(name: str, text: str) -> str:
    """Return what a stored code or several values in one text mean; "" for plain words."""
    if name in _PACKED:
        with suppress(ValueError, TypeError):
            return _PACKED[name](text)
    # A field that is a day is one of the working calendar, or of its temperatures.
    for codes in (DayKind,) if _DAY.fullmatch(name) else _CODES.get(name, ()):
        known = {str(code.value): code for code in codes}
        if text in known:
            return known[text].title_ru.lower()
    return ""

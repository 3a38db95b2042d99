"""History of an outage in words."""

from collections.abc import Iterable, Mapping

from db.queries.incidents_edit import HOUSE
from desktop_app.core import clock
from desktop_app.core.enums import IncidentKind, Operation, Service
from desktop_app.core.records.history import FieldChange, HistoryEntry, Scalar
from desktop_app.core.records.incidents import IncidentEvent
from desktop_app.core.text import DASH, counted

_FIELDS = {
    "title": "название",
    "kind": "вид",
    "service": "услуга",
    "public_text": "текст для звонящих",
    "cause": "причина",
    "organization_id": "кто устраняет",
    "started_at": "начало",
    "planned_end": "плановое окончание",
    "ended_at": "закончено",
    "authority_told_at": "ОМС оповещены",
    "authority_told_who": "оповестил",
    "authority_told_way": "как",
    "consumers_told_at": "потребители оповещены",
    "consumers_told_who": "оповестил",
    "consumers_told_way": "как",
    "tickets_done": "исполнены обращения",
    "tickets_freed": "отсоединены обращения",
}
_MOMENTS = frozenset(
    {"started_at", "planned_end", "ended_at", "authority_told_at", "consumers_told_at"}
)
_SILENT = frozenset({"cancelled_at", "cancel_reason", "undone_action", "created_at", "clerk_id"})
_MOST_NAMED = 4


def events(
    entries: Iterable[HistoryEntry], organizations: Mapping[int, str]
) -> tuple[IncidentEvent, ...]:
    """Return the history in words, newest first."""
    told = [_event(entry, organizations) for entry in entries]
    return tuple(told[::-1])


def _event(entry: HistoryEntry, organizations: Mapping[int, str]) -> IncidentEvent:
    parts: list[str] = []
    if entry.operation is not Operation.INCIDENT_OPENED:
        parts += [
            _change(change, organizations)
            for change in entry.changes
            if change.field in _FIELDS and change.field not in _SILENT
        ]
    parts += _houses(entry.changes)
    if entry.note:
        parts.append(entry.note)
    if entry.clerk:
        parts.append(entry.clerk)
    return IncidentEvent(
        id=entry.id,
        at=entry.at,
        clerk=entry.clerk,
        operation=entry.operation.value,
        title=entry.operation.title_ru,
        details=" · ".join(parts),
    )


def _change(change: FieldChange, organizations: Mapping[int, str]) -> str:
    name = _FIELDS[change.field]
    after = _shown(change.field, change.after, organizations)
    if change.before in (None, ""):
        return f"{name}: {after}"
    return f"{name}: {_shown(change.field, change.before, organizations)} → {after}"


def _shown(field: str, value: Scalar, organizations: Mapping[int, str]) -> str:
    if value in (None, ""):
        return DASH
    if field in _MOMENTS:
        return clock.show_short(clock.unstamp(str(value)))
    if field == "kind":
        return IncidentKind(str(value)).title_ru.lower()
    if field == "service":
        return Service(str(value)).title_ru
    if field == "organization_id" and isinstance(value, int):
        return organizations.get(value, DASH)
    return str(value)


def _houses(changes: Iterable[FieldChange]) -> list[str]:
    """Return «добавлены дома: …» and «убраны дома: …», long lists counted."""
    added: list[str] = []
    taken: list[str] = []
    for change in changes:
        if change.field.startswith(f"{HOUSE}:"):
            (added if change.before is None else taken).append(str(change.after or change.before))
    shown = []
    for words, names in (("добавлены", added), ("убраны", taken)):
        if len(names) > _MOST_NAMED:
            shown.append(f"{words} {counted(len(names), 'дом', 'дома', 'домов')}")
        elif names:
            shown.append(f"{words}: {'; '.join(names)}")
    return shown

"""The history of a site in words: what was done, and what became of every field."""

from collections.abc import Mapping

from desktop_app.core import clock
from desktop_app.core.enums import Operation
from desktop_app.core.field_titles import change_words
from desktop_app.core.records.history import FieldChange, HistoryEntry
from desktop_app.core.text import DASH
from desktop_app.ui.theme import Tone
from desktop_app.ui.widgets.timeline import Event

_ICONS: Mapping[Operation, tuple[str, Tone]] = {
    Operation.SITE_SAVED: ("pencil", Tone.MUTED),
    Operation.COLLECTION_MISSED: ("alert", Tone.DANGER),
    Operation.COLLECTION_DONE: ("check", Tone.GOOD),
    Operation.IMPORTED: ("download", Tone.INFO),
    Operation.UNDONE: ("undo", Tone.MUTED),
}


def timeline_event(entry: HistoryEntry) -> Event:
    """Return an entry of a site's history as the timeline shows it."""
    icon, tone = _ICONS.get(entry.operation, ("dot", Tone.MUTED))
    detail = " · ".join(part for part in (entry.clerk, entry.note, _details(entry)) if part)
    return Event(clock.show_short(entry.at), icon, tone, _title(entry), detail)


def _title(entry: HistoryEntry) -> str:
    if any(c.field.startswith("cause:") for c in entry.changes):
        return "Указана причина срыва"
    if entry.operation is Operation.SITE_SAVED:
        if any(c.field == "removed" for c in entry.changes):
            return "Убрана из списка"
        if any(c.field == "address" and c.before is None for c in entry.changes):
            return "Внесена площадка"
    return entry.operation.title_ru


def _details(entry: HistoryEntry) -> str:
    return "; ".join(words for change in entry.changes if (words := _change(change)))


def _change(change: FieldChange) -> str:
    kind, _, _ = change.field.partition(":")
    if kind == "cause":
        return f"причина: {change.after or DASH}"
    if kind in ("missed", "collected"):
        stamp = change.after or change.before
        word = "срок" if kind == "missed" else "вывезли"
        return f"{word} {clock.show_short(clock.unstamp(str(stamp)))}"
    if change.field == "removed":
        return ""  # the title says so
    return change_words(change.field, change.before, change.after)

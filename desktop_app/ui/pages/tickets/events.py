"""History of a ticket as events of a timeline."""

from desktop_app.core import clock
from desktop_app.core.enums import Operation
from desktop_app.core.people import short_name
from desktop_app.core.records.tickets import HistoryEvent
from desktop_app.ui.theme import Tone
from desktop_app.ui.theme.pills import status_pill
from desktop_app.ui.widgets.timeline import Event

_ICONS: dict[Operation, tuple[str, Tone]] = {
    Operation.TICKET_REGISTERED: ("phone", Tone.INFO),
    Operation.TICKET_NOTE: ("chat", Tone.INFO),
    Operation.TICKET_EDITED: ("pencil", Tone.MUTED),
    Operation.TICKET_DEADLINE: ("clock", Tone.WARNING),
    Operation.TICKET_LINKED: ("repeat", Tone.MUTED),
    Operation.UNDONE: ("undo", Tone.MUTED),
}


def timeline_event(event: HistoryEvent) -> Event:
    """Return an event worded and coloured by the status it led to, or by what was done.

    Who did it stands at the end of a line that may be cut: initials leave room for the rest.
    """
    time, details = clock.show_short(event.occurred_at), event.details
    if event.clerk:
        details = details.replace(event.clerk, short_name(event.clerk))
    if event.status is not None and event.operation is not Operation.TICKET_REGISTERED:
        icon = status_pill(event.status).icon
        return Event(time, icon, event.status, event.title, details)
    icon, tone = _ICONS.get(event.operation, ("dot", Tone.MUTED))
    return Event(time, icon, tone, event.title, details)

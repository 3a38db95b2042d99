"""Taking back what was done with an outage; the rules of undo itself are in services.undo."""

from collections.abc import Iterable

from db.connection import Store
from db.history import Action
from db.queries import incidents_card
from db.queries.incidents_edit import HOUSE, IncidentEdit
from db.queries.ticket_edit import TicketEdit
from desktop_app.core import clock
from desktop_app.core.enums import Operation, TicketStatus
from desktop_app.core.errors import NotAllowed
from desktop_app.core.records.history import HistoryEntry
from desktop_app.core.text import counted

UNDOABLE = frozenset(
    {
        Operation.INCIDENT_OPENED,
        Operation.INCIDENT_SAVED,
        Operation.INCIDENT_MOVED,
        Operation.INCIDENT_TOLD,
        Operation.INCIDENT_ENDED,
        Operation.INCIDENT_CANCELLED,
    }
)


def put_back(store: Store, action: Action, entry: HistoryEntry, mark: str) -> None:
    """Put back what one entry changed; an outage just written down becomes a cancelled one.

    NotAllowed when tickets are attached to the one that should vanish; cancelled ones are taken
    off it.
    """
    edit = IncidentEdit(store, action, entry.entity_id)
    if entry.operation is Operation.INCIDENT_OPENED:
        _withdraw(store, edit, action)
    else:
        for change in reversed(entry.changes):
            _reverse(edit, change.field, change.before)
    edit.remark(mark, entry.action)
    edit.save(Operation.UNDONE, note=entry.operation.title_ru)


def of_changes(entries: Iterable[HistoryEntry]) -> set[int]:
    """Return outages whose number of tickets these entries of tickets changed."""
    return {
        value
        for entry in entries
        for change in entry.changes
        if change.field == "incident_id"
        for value in (change.before, change.after)
        if isinstance(value, int)
    }


def _withdraw(store: Store, edit: IncidentEdit, action: Action) -> None:
    tickets = [
        TicketEdit(store, action, ticket_id)
        for ticket_id in incidents_card.attached(store, edit.id)
    ]
    cancelled = [one for one in tickets if one["status"] == TicketStatus.CANCELLED.value]
    attached = len(tickets) - len(cancelled)
    if attached:
        many = counted(attached, "обращение", "обращения", "обращений")
        raise NotAllowed(
            f"К отключению уже присоединено {many}",
            "ничего не изменено",
            "отмените отключение с его карточки: обращения будут отсоединены",
        )
    # One that is taken up again must not stand under an outage that never was.
    for ticket in cancelled:
        ticket.set(incident_id=None)
        ticket.save(Operation.TICKET_DETACHED, note=str(edit["title"]))
    edit.set(cancelled_at=clock.stamp(action.at), cancel_reason="запись отменена")


def _reverse(edit: IncidentEdit, field: str, before: object) -> None:
    prefix, _, house = field.partition(":")
    if prefix == HOUSE:
        if before is None:
            edit.take_houses([int(house)])
        else:
            edit.add_houses([int(house)])
    elif field in edit.before:
        edit.set(**{field: before})  # type: ignore[arg-type]  # what history holds is a cell

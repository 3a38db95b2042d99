"""«Сегодня»: what must be done first."""

from db.queries import incidents
from db.queries import today as queries
from db.queries.ticket_edit import TicketEdit
from desktop_app.core import clock
from desktop_app.core.changes import Changes, Kind
from desktop_app.core.enums import Operation, TicketStatus
from desktop_app.core.records.tickets import StatusChange
from desktop_app.core.records.today import Today, TodayList
from desktop_app.services import ticket_status
from desktop_app.services.desk import Desk
from desktop_app.services.reference import Reference
from desktop_app.services.repeats import Repeats


class TodayBoard:
    """The morning's lists."""

    def __init__(self, desk: Desk, reference: Reference, repeats: Repeats) -> None:
        """Work at the desk."""
        self._desk, self._reference, self._repeats = desk, reference, repeats

    def read(self) -> Today:
        """Return the day's lists, all from one moment."""
        now, store = self._desk.now(), self._desk.store
        with store.snapshot():
            return Today(
                lists={wanted: queries.ids(store, wanted, now) for wanted in TodayList},
                proposals=tuple(self._repeats.proposals()),
                visits_today=queries.visits(store, now.date()),
                remedies_overdue=queries.remedies_overdue(store, now.date()),
                calendar_warning=self._reference.calendar.warning(now.date()),
                steps=queries.steps(store),
                outages=incidents.watch(store, now),
            )

    def release_held(self) -> Changes:
        """Return held tickets whose day has come to the status they came from."""
        now = self._desk.now()
        if not queries.held_until(self._desk.store, now):
            return Changes()
        with self._desk.action() as action:
            # Read again inside the transaction: another workstation may have been quicker.
            due = queries.held_until(self._desk.store, now)
            for ticket_id, came_from in due:
                edit = TicketEdit(self._desk.store, action, ticket_id)
                # The pause ends on its day, not when somebody opens the program after a weekend.
                at = max(clock.unstamp(edit["hold_until"]), clock.unstamp(edit["status_at"]))
                change = StatusChange(TicketStatus(came_from), at=at, note="срок отсрочки прошёл")
                ticket_status.apply(edit, change, now, self._reference)
                edit.save(Operation.TICKET_STATUS, note=change.note, occurred_at=at)
        if not due:
            return Changes()
        return Changes.of(Kind.TICKET, *(ticket_id for ticket_id, _ in due))

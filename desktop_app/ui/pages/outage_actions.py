"""Attaching tickets to an outage from any page: one key when it is clear which, else a choice."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from desktop_app.core import clock
from desktop_app.core.changes import Changes, Kind
from desktop_app.core.errors import InvalidDraft, NotFound
from desktop_app.core.records.incidents import IncidentRow, SavedIncident
from desktop_app.core.records.tickets import TicketCard
from desktop_app.core.text import counted
from desktop_app.services.office import Office
from desktop_app.ui import keys
from desktop_app.ui.pages.actions import Actions
from desktop_app.ui.shell.commands import Command
from desktop_app.ui.shell.page import Follow
from desktop_app.ui.widgets.form import FormField
from desktop_app.ui.widgets.form_sheet import FormSheet, open_sheet
from desktop_app.ui.widgets.suggest_edit import Choice, LookupEdit

_LOOKED_AT = 200  # more tickets than anybody selects by hand are asked about without their houses


class OutageActions(Actions):
    """What is done with tickets and the outages they belong to."""

    def commands(self, selected: Callable[[], list[int]]) -> tuple[Command, ...]:
        """Return what the palette offers for selected tickets."""
        return (
            Command(
                "Присоединить выбранные к отключению",
                lambda: self.attach(selected()),
                keys.cap("join_incident"),
                icon="bolt",
            ),
            Command("Отсоединить выбранные от отключения", lambda: self.detach(selected())),
        )

    def attach(self, ticket_ids: Sequence[int]) -> None:
        """Attach tickets to the only outage over their houses, or ask to which one."""
        if not ticket_ids:
            return
        office, ids = self._tools.office, list(ticket_ids)

        def read() -> tuple[list[IncidentRow], list[IncidentRow]]:
            cards = [office.tickets.card(ticket) for ticket in ids[:_LOOKED_AT]]
            houses = {card.building_id for card in cards if card.building_id is not None}
            over = office.incidents.over(sorted(houses))
            return _fitting(cards, over, office), office.incidents.open_rows()

        def ask(answer: tuple[list[IncidentRow], list[IncidentRow]]) -> None:
            fitting, whole = answer
            if not whole:
                self.failed.emit(
                    NotFound("Сейчас отключений нет", "", "сначала запишите отключение")
                )
            elif len(fitting) == 1 and len(ids) <= _LOOKED_AT:
                self.attach_to(fitting[0].id, ids)
            else:
                chosen = fitting[0].id if fitting else None
                _AttachSheet(self, self._page, ids, whole, chosen)

        self._tools.jobs.read(read, ask, self.failed.emit, owner=self)

    def attach_to(self, incident_id: int, ticket_ids: Sequence[int]) -> None:
        """Attach tickets to an outage."""
        tickets, ids = self._tools.office.incidents.tickets, list(ticket_ids)
        self._write(lambda: tickets.attach(incident_id, ids), "Присоединено к отключению")

    def detach(self, ticket_ids: Sequence[int]) -> None:
        """Take tickets off their outages."""
        tickets, ids = self._tools.office.incidents.tickets, list(ticket_ids)
        self._write(lambda: tickets.detach(ids), "Отсоединено от отключения")

    def tell(self, words: str, changes: Changes, more: Follow | None = None) -> None:
        """Announce a change and offer to take it back; what changed nothing is only announced."""
        if changes.ids:
            super().tell(words, changes, more)
        else:
            self._tools.hub.announce(changes)

    def told(self, words: str, saved: SavedIncident) -> None:
        """Announce a saved outage and offer to take the change back."""
        self.tell(words, saved.changes)

    def _write(self, call: Callable[[], Changes], words: str) -> None:
        def done(changes: Changes) -> None:
            many = len(changes.ids.get(Kind.TICKET, ()))
            shown = counted(many, "обращение", "обращения", "обращений")
            self.tell(f"{words}: {shown}" if many else "Уже присоединено", changes)

        self._tools.jobs.write(call, done, self.failed.emit, owner=self)


class _AttachSheet(QObject):
    """To which of the open outages."""

    def __init__(
        self,
        actions: OutageActions,
        page: QWidget,
        ids: list[int],
        rows: Sequence[IncidentRow],
        chosen: int | None,
    ) -> None:
        super().__init__()
        self._actions, self._ids = actions, ids
        choices = [Choice(row.id, row.title, _second(row)) for row in rows]
        self._outage = LookupEdit("Отключение", choices)
        self._outage.set_value(chosen)
        fields = {"outage": FormField("&Отключение", self._outage, "F4 — все открытые")}
        many = counted(len(ids), "обращение", "обращения", "обращений")
        self.sheet = FormSheet(page, f"Присоединить {many}", "Присоединить", fields)
        self.sheet.lay(fields["outage"])
        open_sheet(self.sheet, self._outage, self._submit)

    def _submit(self) -> None:
        chosen = self._outage.value()
        if chosen is None:
            self.sheet.show_error(InvalidDraft({"outage": "выберите отключение"}))
            return
        self.sheet.close_saved()
        self._actions.attach_to(chosen, self._ids)


def _second(row: IncidentRow) -> str:
    return f"с {clock.show_short(row.started_at)} · {row.place}"


def _fitting(
    cards: Sequence[TicketCard], over: Sequence[IncidentRow], office: Office
) -> list[IncidentRow]:
    """Return outages over the houses, those of the service the tickets ask about first choice.

    One outage of the very service is certain even when another service is out in the same house.
    """
    topics = office.reference.topics_by_id
    services = {topics[card.topic_id].service for card in cards if card.topic_id in topics}
    same = [row for row in over if {row.service} == services]
    return same or list(over)

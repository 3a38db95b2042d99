"""What a call on its way belongs to: an outage it joins, an earlier ticket it repeats."""

from collections.abc import Callable, Iterable, Mapping

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from desktop_app.core.errors import EarlierGone, OutageOver
from desktop_app.core.records.repeats import SimilarTicket
from desktop_app.ui.dialogs import Dialogs, Question
from desktop_app.ui.pages.tickets.house_panel import HousePanel

_LINKED = "Будет связано с прежним"
_UNLINKED = "Дом другой: с прежним обращением не связано"
_GONE = "Прежнего обращения уже нет: связь снята"
_ENDED = "Отключение закончилось: обращение будет отдельным"
_REPEAT, _INCIDENT = "repeat_of", "incident"


class IntakeTies(QObject):
    """Follows what is chosen on the panel of the house; it holds for that house alone.

    `told(words)` for the foot, `add_wanted(ticket id)` when the call only adds to a ticket,
    `repeat_judged` when a similar ticket is off the list.
    """

    told = Signal(str)
    add_wanted = Signal(int)
    repeat_judged = Signal()

    def __init__(self, panel: HousePanel, parent: QObject) -> None:
        """Belong to nothing yet."""
        super().__init__(parent)
        self._panel = panel
        self._dismissed: set[int] = set()
        self._house: int | None = None
        # What was chosen, and at which house.
        self._linked: tuple[int | None, int | None] = (None, None)
        self._joined: tuple[int | None, int | None] = (None, None)
        panel.repeat_chosen.connect(self._repeat)
        panel.incident_joined.connect(self.join)

    @property
    def repeat_of(self) -> int | None:
        """The earlier ticket of this house the call repeats."""
        ticket, house = self._linked
        return ticket if house == self._house else None

    @property
    def incident(self) -> int | None:
        """The outage of this house the call goes to."""
        incident, house = self._joined
        return incident if house == self._house else None

    def take_house(self, building_id: int | None) -> None:
        """Take the house of the form, None while letters name none."""
        self._house = building_id

    def clear(self) -> None:
        """Belong to nothing: another call."""
        self._unlink()
        self._dismissed.clear()
        self._keep_incident(None)

    def body(self) -> dict[str, object]:
        """Return what a draft keeps of it."""
        return {_INCIDENT: self.incident, _REPEAT: self.repeat_of}

    def keep(self, body: Mapping[str, object]) -> None:
        """Belong to what a draft remembers; its house stands in the form already."""
        incident, ticket = body.get(_INCIDENT), body.get(_REPEAT)
        self._keep_incident(incident if isinstance(incident, int) else None)
        if isinstance(ticket, int):
            self._link(ticket)

    def look_at_house(self) -> None:
        """Leave what another house was tied to, and an outage the panel shows no more."""
        if self.incident not in self._panel.incidents():
            if self.incident is not None:
                self.told.emit(_ENDED)
            self._keep_incident(None)
        if self._house is not None and self._linked[0] is not None and self.repeat_of is None:
            self._unlink()
            self.told.emit(_UNLINKED)

    def not_judged(self, similar: Iterable[SimilarTicket]) -> list[SimilarTicket]:
        """Return the ticket this call is linked with, else those nobody has judged for it."""
        found = list(similar)
        linked = [item for item in found if item.id == self.repeat_of]
        return linked or [item for item in found if item.id not in self._dismissed]

    def join(self, incident_id: int) -> None:
        """Attach the call to an outage when it is saved; the same once more takes that back."""
        self._keep_incident(None if self.incident == incident_id else incident_id)
        self.told.emit("Будет присоединено к отключению" if self.incident is not None else "")

    def leave_outage(self) -> None:
        """Belong to no outage: the one chosen has ended."""
        self._keep_incident(None)

    def leave_repeat(self) -> None:
        """Be linked with nothing: the earlier ticket is gone."""
        self._unlink()
        self.told.emit(_GONE)

    def join_first(self) -> None:
        """Do the same with the outage joined, else with the first of the house."""
        incidents = self._panel.incidents()
        if incidents:
            self.join(self.incident if self.incident is not None else incidents[0])

    def _keep_incident(self, incident_id: int | None) -> None:
        self._joined = (incident_id, self._house)
        self._panel.show_joined(incident_id)

    def _unlink(self) -> None:
        self._linked = (None, None)
        self._panel.show_linked(None)

    def _link(self, ticket_id: int) -> None:
        self._linked = (ticket_id, self._house)
        self._panel.show_linked(ticket_id)
        self.told.emit(_LINKED)

    def _repeat(self, what: str, ticket_id: int) -> None:
        if what == "add":
            self.add_wanted.emit(ticket_id)
            return
        if what == "link" and ticket_id == self.repeat_of:
            self._unlink()
            self.told.emit("")
        elif what == "link":
            self._link(ticket_id)
        else:
            self._dismissed.add(ticket_id)  # a link to another one stays
        self.repeat_judged.emit()


def ask_over(
    dialogs: Dialogs,
    parent: QWidget,
    error: OutageOver,
    apart: Callable[[], object],
    join: Callable[[], object],
) -> None:
    """Ask what becomes of a call whose outage has ended; Esc goes back to the call."""
    third = "Присоединить всё равно" if error.can_join else ""
    text = str(error).removeprefix(error.cause).lstrip(". ")
    question = Question(error.cause, text, "Отдельным обращением", "Вернуться к звонку", third)
    dialogs.confirm(parent, question, apart, on_other=join)


def ask_apart(
    dialogs: Dialogs, parent: QWidget, error: EarlierGone, apart: Callable[[], object]
) -> None:
    """Ask whether a call whose earlier ticket is gone is written without it; Esc goes back."""
    text = str(error).removeprefix(error.cause).lstrip(". ")
    dialogs.confirm(
        parent, Question(error.cause, text, "Записать без связи", "Вернуться к звонку"), apart
    )

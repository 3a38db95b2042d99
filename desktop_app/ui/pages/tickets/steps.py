"""Further steps of a ticket: hold, cancel, bring back, another term, a repeat call, corrections."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from desktop_app.core import transitions
from desktop_app.core.changes import Changes
from desktop_app.core.enums import TicketStatus
from desktop_app.core.records.tickets import StatusChange, TicketCard
from desktop_app.ui.pages.choice_menu import new_menu
from desktop_app.ui.pages.tickets.step_sheets import (
    CallSheet,
    CancelSheet,
    DeadlineSheet,
    FactsSheet,
    HoldSheet,
    LinkSheet,
)
from desktop_app.ui.pages.tools import Tools

if TYPE_CHECKING:
    from desktop_app.ui.widgets.menu import Menu

_S = TicketStatus
Write = Callable[[], Changes]


class TicketSteps(QObject):
    """What may be done with the ticket shown; `done(Changes, words)` after each step."""

    done = Signal(object, str)
    failed = Signal(object)
    attach_wanted = Signal(list)
    detach_wanted = Signal(list)

    def __init__(self, tools: Tools, parent: QWidget) -> None:
        """Open sheets over `parent`."""
        super().__init__(parent)
        self._tools, self._over = tools, parent
        self._card: TicketCard | None = None

    def show_card(self, card: TicketCard) -> None:
        """Work on this ticket from now on."""
        self._card = card

    def menu(self) -> "Menu":
        """Return the menu of steps that the status allows."""
        menu = new_menu(self._over)
        for words, act in self.steps():
            menu.addAction(words, act)
        return menu

    def steps(self) -> list[tuple[str, Callable[[], object]]]:
        """Return the steps that the status allows, in words."""
        card = self._card
        if card is None:
            return []
        status = card.row.status
        ways = transitions.TRANSITIONS[status]
        found: list[tuple[str, Callable[[], object]]] = [("Изменить обращение…", self.edit)]
        if status.is_open:
            found.append(("Записать повторный звонок…", self.add_call))
            found.append(("Изменить срок…", self.set_deadline))
        if _S.IN_PROGRESS in ways and status is not _S.ON_HOLD:
            found.append(("Взято в работу", partial(self._status, _S.IN_PROGRESS, "В работе")))
        if _S.ON_HOLD in ways:
            found.append(("Отложить…", self.hold))
        if status is _S.ON_HOLD:
            found.append(("Вернуть из отложенных", self._release))
        if status in (_S.CLOSED, _S.DONE):
            found.append(("Вернуть в работу…", self.bring_back))
        if _S.CANCELLED in ways:
            found.append(("Отменить обращение…", self.cancel))
        if status is _S.CANCELLED:
            found.append(("Вернуть из отменённых…", self._revive))
        found += self._outage_steps(card)
        found.append(("Связать с обращением…", self.link))
        words = "Снять с контроля" if card.row.is_control else "Поставить на контроль"
        found.append((words, self._control))
        return found

    def _outage_steps(self, card: TicketCard) -> list[tuple[str, Callable[[], object]]]:
        found: list[tuple[str, Callable[[], object]]] = []
        if card.row.status.is_open:
            found.append(("Присоединить к отключению…", self.join_outage))
        if card.incident_id is not None:
            found.append(("Отсоединить от отключения", self.leave_outage))
        return found

    def link(self) -> None:
        """Link with another ticket: a double, a repeat, or about the same."""
        card, tickets = self._card, self._tools.office.tickets
        if card is not None:
            LinkSheet(
                self._tools,
                self._over,
                card.row.number,
                lambda number, kind: tickets.link(card.row.id, tickets.find(number), kind),
                self._told("Обращения связаны"),
            )

    def join_outage(self) -> None:
        """Attach the ticket to an outage."""
        if self._card is not None and self._card.row.status.is_open:
            self.attach_wanted.emit([self._card.row.id])

    def leave_outage(self) -> None:
        """Take the ticket off its outage."""
        if self._card is not None:
            self.detach_wanted.emit([self._card.row.id])

    def edit(self) -> None:
        """Correct what was typed."""
        card, tickets = self._card, self._tools.office.tickets
        if card is not None:
            FactsSheet(
                self._tools,
                self._over,
                card,
                tickets.merging_edit(card),
                self._told("Изменения записаны"),
            )

    def add_call(self) -> None:
        """Write down a repeat call."""
        card, tickets = self._card, self._tools.office.tickets
        if card is not None:
            CallSheet(
                self._tools,
                self._over,
                lambda words: tickets.add_call(
                    card.row.id, words, card.row.applicant_name, card.row.phone
                ),
                self._told("Звонок записан"),
            )

    def set_deadline(self) -> None:
        """Set another term with a reason; the old one stays in history."""
        card, tickets = self._card, self._tools.office.tickets
        if card is not None:
            DeadlineSheet(
                self._tools,
                self._over,
                card.row.deadline_at,
                lambda due, reason: tickets.set_deadline(card.row.id, due, reason),
                self._told("Срок изменён"),
            )

    def hold(self) -> None:
        """Put the ticket off until a day."""
        card = self._card
        if card is not None:
            HoldSheet(self._tools, self._over, self._writer(card), self._told("Отложено"))

    def cancel(self) -> None:
        """Cancel with a reason from the list."""
        card = self._card
        if card is not None:
            CancelSheet(
                self._tools, self._over, self._writer(card), self._told("Обращение отменено")
            )

    def bring_back(self) -> None:
        """Reopen: a new cycle with its own term."""
        self._with_reason(_S.REWORK, "Вернуть в работу", "Что не сделано", "Возвращено в работу")

    def _revive(self) -> None:
        self._with_reason(_S.NEW, "Вернуть из отменённых", "Почему", "Возвращено")

    def _release(self) -> None:
        card = self._card
        if card is not None:
            self._status(card.held_from or _S.NEW, "Возвращено из отложенных")

    def _control(self) -> None:
        card, tickets = self._card, self._tools.office.tickets
        if card is not None:
            on = not card.row.is_control
            words = "Поставлено на контроль" if on else "Снято с контроля"
            self._write(lambda: tickets.set_control([card.row.id], on=on), words)

    def _with_reason(self, to: TicketStatus, title: str, label: str, told: str) -> None:
        card = self._card
        if card is not None:
            self._tools.dialogs.ask_reason(
                self._over,
                title,
                label,
                lambda reason: self._write(
                    lambda: self._writer(card)(StatusChange(to, note=reason)), told
                ),
                yes=title,
            )

    def _status(self, to: TicketStatus, told: str) -> None:
        card = self._card
        if card is not None:
            self._write(lambda: self._writer(card)(StatusChange(to)), told)

    def _writer(self, card: TicketCard) -> Callable[[StatusChange], Changes]:
        tickets = self._tools.office.tickets
        return lambda change: tickets.set_status(card.row.id, change, card.version)

    def _write(self, write: Write, told: str) -> None:
        self._tools.jobs.write(write, self._told(told), self.failed.emit, owner=self)

    def _told(self, words: str) -> Callable[[Changes], None]:
        return lambda changes: self.done.emit(changes, words)

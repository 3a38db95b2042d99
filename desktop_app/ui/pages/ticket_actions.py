"""What is done with selected tickets on any page: handing over, its paper, done, taking back.

Sheets and papers are loaded when first asked for: two sections stand without them.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from desktop_app.core.changes import Changes, Kind
from desktop_app.core.enums import TicketStatus
from desktop_app.core.records.tickets import StatusChange
from desktop_app.core.text import counted
from desktop_app.ui.pages.actions import Actions
from desktop_app.ui.shell.page import Follow

if TYPE_CHECKING:
    from desktop_app.core.records.organizations import OrganizationRef
    from desktop_app.ui.pages.preview_ticket import TicketPaperPreview
    from desktop_app.ui.pages.registry_paper import RegistryPaper
    from desktop_app.ui.pages.tools import Tools

EACH_OWN = 0
"""The choice that hands every ticket to the executor named in it; no organisation has this id."""
_DONE = "Исполнено, ждёт обзвона"


class TicketActions(Actions):
    """What is done with selected tickets.

    `handed` are the ids of the last handing over, for its registry.
    """

    def __init__(self, tools: Tools, page: QWidget) -> None:
        """Ask over a page."""
        super().__init__(tools, page)
        self.handed: list[int] = []

    @cached_property
    def registry(self) -> RegistryPaper:
        """The paper of what was handed over."""
        from desktop_app.ui.pages.registry_paper import RegistryPaper

        paper = RegistryPaper(self._tools, self._page)
        paper.failed.connect(self.failed)
        return paper

    @cached_property
    def cards(self) -> TicketPaperPreview:
        """Cards of tickets on paper."""
        from desktop_app.ui.pages.preview_ticket import TicketPaperPreview

        cards = TicketPaperPreview(self._tools, self._page)
        cards.failed.connect(self.failed)
        return cards

    def hand_over(self, ticket_ids: Sequence[int]) -> None:
        """Ask to whom and how, then hand the tickets over; nothing for no tickets."""
        if not ticket_ids:
            return
        office, first = self._tools.office, ticket_ids[0]

        def read() -> tuple[list[OrganizationRef], int | None]:
            executors = {row.organization for row in office.register.page(ticket_ids)}
            own = EACH_OWN if len(executors) > 1 else office.tickets.card(first).organization_id
            return office.organizations.refs(), own

        def ask(answer: tuple[list[OrganizationRef], int | None]) -> None:
            from desktop_app.ui.pages.hand_over import HandOverSheet
            from desktop_app.ui.widgets.suggest_edit import Choice

            refs, proposed = answer
            choices = [Choice(ref.id, ref.name, ref.kind.title_ru) for ref in refs]
            if proposed == EACH_OWN:
                choices.insert(0, Choice(EACH_OWN, "Каждое своей организации"))
            HandOverSheet(self._tools, self._page, ticket_ids, choices, proposed, self._handed)

        self._tools.jobs.read(read, ask, self.failed.emit, owner=self)

    def set_control(self, ticket_ids: Sequence[int], *, on: bool) -> None:
        """Put tickets on the office's own watch, or take them off."""
        if not ticket_ids:
            return
        tickets, ids = self._tools.office.tickets, list(ticket_ids)
        words = "Поставлено на контроль" if on else "Снято с контроля"
        self._tools.jobs.write(
            lambda: tickets.set_control(ids, on=on),
            lambda changes: self.tell(_told(words, len(ids)), changes),
            self.failed.emit,
            owner=self,
        )

    def mark_done(self, ticket_ids: Sequence[int]) -> None:
        """Mark tickets done: they go to the callback queue; nothing for no tickets."""
        if not ticket_ids:
            return
        tickets = self._tools.office.tickets
        change = StatusChange(TicketStatus.DONE)
        self._tools.jobs.write(
            lambda: tickets.set_statuses(ticket_ids, change),
            lambda changes: self.tell(_told(_DONE, len(ticket_ids)), changes),
            self.failed.emit,
            owner=self,
        )

    def _handed(self, changes: Changes) -> None:
        self.handed = sorted(changes.ids.get(Kind.TICKET, ()))
        handed = list(self.handed)
        follow = Follow("Реестр", lambda: self.registry.of_tickets(handed))
        self.tell(_told("Передано", len(handed)), changes, follow)


def _told(words: str, count: int) -> str:
    """Return what was done, with how many when there were several: Ctrl+Z takes them all back."""
    if count < 2:
        return words
    return f"{words}: {counted(count, 'обращение', 'обращения', 'обращений')}"

"""The section «Организации»."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedLayout

from desktop_app.core.changes import Changes, Kind
from desktop_app.core.enums import OrganizationKind
from desktop_app.core.records.answers import BrokenPromise, Scorecard
from desktop_app.core.records.organizations import (
    OrganizationCard,
    OrganizationDraft,
    OrganizationQuery,
    OrganizationSaved,
    OrganizationSort,
)
from desktop_app.ui import keys
from desktop_app.ui.pages.book_screen import BookScreen, BookSpec
from desktop_app.ui.pages.organizations.card import OrganizationView
from desktop_app.ui.pages.organizations.columns import ORGANIZATION_COLUMNS
from desktop_app.ui.pages.organizations.form import OrganizationForm
from desktop_app.ui.pages.registry_paper import RegistryPaper
from desktop_app.ui.pages.tools import Tools
from desktop_app.ui.shell.commands import Command
from desktop_app.ui.shell.page import Page
from desktop_app.ui.widgets.empty_state import EmptyWords

_EMPTY = EmptyWords(
    "building",
    "Организаций пока нет",
    "Управляющие компании появятся сами при загрузке домов; РСО и перевозчика впишите здесь.",
    "Новая организация",
    keys.cap("new"),
)

_Answer = tuple[OrganizationCard, Scorecard, list[BrokenPromise]]


class OrganizationsPage(Page):
    """The directory and the card of one organisation."""

    title = "Организации"
    tickets_wanted = Signal(int)

    def __init__(self, tools: Tools) -> None:
        """Build the list and the card."""
        super().__init__()
        self._tools = tools
        organizations = tools.office.organizations
        spec = BookSpec(
            "organizations",
            "Организации",
            "Новая организация",
            ORGANIZATION_COLUMNS,
            organizations.page,
            lambda text, sort, descending: organizations.ids(
                OrganizationQuery(text=text, sort=OrganizationSort(sort), descending=descending)
            ),
            (Kind.ORGANIZATION, Kind.TICKET),
            _EMPTY,
            "Название, ИНН, телефон",
        )
        self.book = BookScreen(tools, spec)
        self.card = OrganizationView()
        self.registry = RegistryPaper(tools, self)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self.book)
        self._stack.addWidget(self.card)
        self._wire()

    def _wire(self) -> None:
        self.book.opened.connect(self.open_record)
        self.book.new_wanted.connect(self._add)
        self.book.status_text.connect(self.status_text)
        self.book.failed.connect(self.failed)
        self.card.left.connect(self.show_list)
        self.card.edit_wanted.connect(self._edit)
        self.card.tickets_wanted.connect(self.tickets_wanted)
        self.card.ticket_wanted.connect(lambda one: self.open_requested.emit("tickets", one))
        self.card.registry_wanted.connect(self._print)
        self.card.period_chosen.connect(lambda _: self._count())
        self.registry.failed.connect(self.failed)
        self._tools.hub.announced.connect(self._announced)

    def activate(self) -> None:
        """Refresh the list when it is in front."""
        if self._stack.currentWidget() is self.book:
            self.book.activate()

    def open_record(self, record_id: int) -> None:
        """Open the card of an organisation."""
        office, period = self._tools.office, self.card.period

        def read() -> _Answer:
            return (
                office.organizations.card(record_id),
                office.handovers.scorecard_of(record_id, period),
                office.handovers.waiting_overdue(organization_id=record_id),
            )

        self._tools.jobs.read(read, self._show, self.failed.emit, owner=self)

    def record_in_front(self) -> int:
        """Return the card on the screen, 0 when it is the list."""
        card = self.card.card
        return card.id if card is not None and self._stack.currentWidget() is self.card else 0

    def commands(self) -> Sequence[Command]:
        """Return what the palette offers here."""
        if self._stack.currentWidget() is self.card:
            return (
                Command("Реестр передачи…", self._print, keys.cap("print"), icon="printer"),
                Command("Изменить организацию", self._edit, keys.cap("open"), icon="pencil"),
            )
        return (Command("Новая организация", self._add, keys.cap("new"), icon="plus"),)

    def show_list(self) -> None:
        """Give the list back."""
        self._stack.setCurrentWidget(self.book)
        self.book.activate()

    def _show(self, answer: _Answer) -> None:
        card, scorecard, broken = answer
        self.card.show_card(card, scorecard, broken)
        self._stack.setCurrentWidget(self.card)
        self.card.setFocus()
        self.status_text.emit(f"Версия {card.version}")

    def _count(self) -> None:
        """Read the scorecard of the period chosen now."""
        card, period = self.card.card, self.card.period
        if card is not None:
            handovers = self._tools.office.handovers
            self._tools.jobs.read(
                lambda: handovers.scorecard_of(card.id, period),
                self.card.show_scorecard,
                self.failed.emit,
                owner=self,
            )

    def _print(self) -> None:
        card = self.card.card
        if card is not None:
            self.registry.of_organization(card.id)

    def _add(self) -> None:
        draft = OrganizationDraft(OrganizationKind.UTILITY, "")
        save = self._tools.office.organizations.add
        OrganizationForm(self._tools, self, draft, save, self._saved, is_new=True)

    def _edit(self) -> None:
        card, organizations = self.card.card, self._tools.office.organizations
        if card is not None:
            OrganizationForm(
                self._tools,
                self,
                card.draft,
                organizations.merging_save(card),
                self._saved,
                is_new=False,
            )

    def _saved(self, saved: OrganizationSaved) -> None:
        self._tools.hub.announce(saved.changes)
        self.open_record(saved.id)

    def _announced(self, changes: object) -> None:
        card = self.card.card
        concerns = isinstance(changes, Changes) and changes.touches(Kind.TICKET)
        if concerns and card is not None and self._stack.currentWidget() is self.card:
            self.open_record(card.id)

"""The section «Организации»."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal

from desktop_app.core.changes import Kind
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
from desktop_app.ui.pages.book_page import BookPage
from desktop_app.ui.pages.book_screen import BookSpec
from desktop_app.ui.pages.organizations.card import OrganizationView
from desktop_app.ui.pages.organizations.columns import ORGANIZATION_COLUMNS
from desktop_app.ui.pages.organizations.form import OrganizationForm
from desktop_app.ui.pages.organizations.twins import organization_twins
from desktop_app.ui.pages.registry_paper import RegistryPaper
from desktop_app.ui.pages.tools import Tools
from desktop_app.ui.shell.commands import Command
from desktop_app.ui.widgets.empty_state import EmptyWords

_EMPTY = EmptyWords(
    "building",
    "Организаций пока нет",
    "Управляющие компании появятся сами при загрузке домов; РСО и перевозчика впишите здесь.",
    "Новая организация",
    keys.cap("new"),
)

_Answer = tuple[OrganizationCard, Scorecard, list[BrokenPromise]]


class OrganizationsPage(BookPage):
    """The directory and the card of one organisation."""

    title = "Организации"
    tickets_wanted = Signal(int)
    kinds = (Kind.TICKET, Kind.ORGANIZATION)

    def __init__(self, tools: Tools) -> None:
        """Build the list and the card."""
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
        self.card = OrganizationView()
        super().__init__(tools, spec, self.card, organization_twins(tools.office))
        self.registry = RegistryPaper(tools, self)
        self._wire()

    def _wire(self) -> None:
        self.book.new_wanted.connect(self._add)
        self.book.first_wanted.connect(self._add)
        self.card.edit_wanted.connect(self._edit)
        self.card.tickets_wanted.connect(self.tickets_wanted)
        self.card.ticket_wanted.connect(lambda one: self.open_requested.emit("tickets", one))
        self.card.registry_wanted.connect(self._print)
        self.card.period_chosen.connect(lambda _: self._count())
        self.registry.failed.connect(self.failed)

    def read_record(self, record_id: int) -> _Answer:
        """Read an organisation with how it answers."""
        office, period = self._tools.office, self.card.period
        return (
            office.organizations.card(record_id),
            office.handovers.scorecard_of(record_id, period),
            office.handovers.waiting_overdue(organization_id=record_id),
        )

    def show_record(self, answer: _Answer) -> int:
        """Show an organisation."""
        self.card.show_card(*answer)
        return answer[0].version

    @property
    def record_id(self) -> int | None:
        """The organisation the card shows."""
        return self.card.card.id if self.card.card is not None else None

    def commands(self) -> Sequence[Command]:
        """Return what the palette offers here."""
        if self.shows_card:
            return (
                Command("Реестр передачи…", self._print, keys.cap("print"), icon="printer"),
                Command("Изменить организацию", self._edit, keys.cap("open"), icon="pencil"),
            )
        return (
            Command("Новая организация", self._add, keys.cap("new"), icon="plus"),
            self.twins_command(),
            *self.book.views.commands(),
        )

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
        saved = self._saved("Организация внесена")
        OrganizationForm(self._tools, self, draft, save, saved, is_new=True)

    def _edit(self) -> None:
        card, organizations = self.card.card, self._tools.office.organizations
        if card is not None:
            OrganizationForm(
                self._tools,
                self,
                card.draft,
                organizations.merging_save(card),
                self._saved("Организация записана"),
                is_new=False,
            )

    def _saved(self, words: str) -> Callable[[OrganizationSaved], None]:
        return lambda saved: self.saved(words, saved.changes, saved.id)

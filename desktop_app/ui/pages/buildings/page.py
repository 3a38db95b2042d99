"""The section «Дома»."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Signal

from desktop_app.core.changes import Kind
from desktop_app.core.records.buildings import (
    BuildingCard,
    BuildingDraft,
    BuildingQuery,
    BuildingSaved,
    BuildingSort,
    ContractsSaved,
    StreetAlias,
    StreetNamesSaved,
)
from desktop_app.core.records.house_life import HouseLife
from desktop_app.core.records.organizations import OrganizationRef
from desktop_app.ui import keys
from desktop_app.ui.pages.book_page import BookPage
from desktop_app.ui.pages.book_screen import BookSpec
from desktop_app.ui.pages.buildings.card import HouseCard
from desktop_app.ui.pages.buildings.columns import HOUSE_COLUMNS
from desktop_app.ui.pages.buildings.contract import ContractForm
from desktop_app.ui.pages.buildings.details_sheets import (
    EntrancesSheet,
    NamesSheet,
    StreetNamesSheet,
)
from desktop_app.ui.pages.buildings.form import HouseForm
from desktop_app.ui.pages.buildings.twins import house_twins
from desktop_app.ui.pages.tools import Tools
from desktop_app.ui.shell.commands import Command
from desktop_app.ui.shell.page import UndoOffer
from desktop_app.ui.widgets.empty_state import EmptyWords
from desktop_app.ui.widgets.suggest_edit import Choice

_EMPTY = EmptyWords(
    "home",
    "Домов пока нет",
    "Загрузите список домов из Excel или CSV: адреса, управляющие компании и паспорта.",
    "Загрузить список",
    way_out="Добавить дом вручную",
    action_icon="download",
    way_out_key=keys.cap("new"),
)


class BuildingsPage(BookPage):
    """The list of houses and the card of one."""

    title = "Дома"
    import_wanted = Signal()
    visit_wanted = Signal(int)
    outage_wanted = Signal(list)
    kinds = (Kind.BUILDING, Kind.TICKET, Kind.INSPECTION, Kind.INCIDENT)

    def __init__(self, tools: Tools) -> None:
        """Build the list and the card."""
        buildings = tools.office.buildings
        spec = BookSpec(
            "buildings",
            "Дома",
            "Новый дом",
            HOUSE_COLUMNS,
            buildings.page,
            lambda text, sort, descending: buildings.ids(
                BuildingQuery(text=text, sort=BuildingSort(sort), descending=descending)
            ),
            (Kind.BUILDING, Kind.ORGANIZATION),
            _EMPTY,
            "Улица, дом, населённый пункт",
        )
        self.card = HouseCard(tools)
        super().__init__(tools, spec, self.card, house_twins(tools.office))
        self._wire()

    def _wire(self) -> None:
        self.book.new_wanted.connect(self._add)
        self.book.first_wanted.connect(self.import_wanted)
        self.book.way_out_wanted.connect(self._add)
        self.card.entrances_wanted.connect(self._entrances)
        self.card.names_wanted.connect(self._names)
        self.card.street_wanted.connect(self._street_names)
        self.card.inspection_wanted.connect(lambda one: self.open_requested.emit("visits", one))
        self.card.ticket_wanted.connect(lambda one: self.open_requested.emit("tickets", one))
        self.card.edit_wanted.connect(self._edit)
        self.card.contract_wanted.connect(self._contract)
        self.card.visit_wanted.connect(self.visit_wanted)
        self.card.outage_wanted.connect(lambda one: self.open_requested.emit("outages", one))

    def read_record(self, record_id: int) -> tuple[BuildingCard, HouseLife]:
        """Read a house with what happened to it."""
        buildings = self._tools.office.buildings
        return buildings.card(record_id), buildings.life.read(record_id)

    def show_record(self, answer: tuple[BuildingCard, HouseLife]) -> int:
        """Show a house."""
        self.card.show_card(*answer)
        return answer[0].version

    @property
    def record_id(self) -> int | None:
        """The house the card shows."""
        return self.card.card.id if self.card.card is not None else None

    def commands(self) -> Sequence[Command]:
        """Return what the palette offers here."""
        return (
            Command("Новый дом", self._add, keys.cap("new"), icon="plus"),
            *self._card_commands(),
            Command("Отключение по выбранным домам…", self._outage, icon="bolt"),
            self.twins_command(),
            *self.book.views.commands(),
            Command("Загрузить список домов", self.import_wanted.emit, icon="download"),
        )

    def _card_commands(self) -> Sequence[Command]:
        """Return what is offered over an open card only."""
        if not self.shows_card:
            return ()
        return (
            Command("Подъезды дома…", self._entrances, icon="pencil"),
            Command("Как ещё называют дом…", self._names, icon="pencil"),
            Command("Как ещё называют улицу…", self._street_names, icon="pencil"),
        )

    def _outage(self) -> None:
        """Ask for an outage over the house in front, or over the houses selected."""
        card, view = self.card.card, self.book.list.view
        if not self.shows_card:
            self.outage_wanted.emit(view.selected_ids())
        elif card is not None:
            self.outage_wanted.emit([card.id])

    def _add(self) -> None:
        buildings = self._tools.office.buildings
        draft, saved = BuildingDraft("", "", ""), self._saved("Дом внесён")
        HouseForm(self._tools, self, draft, buildings.add, saved, is_new=True)

    def _edit(self) -> None:
        card, buildings = self.card.card, self._tools.office.buildings
        if card is not None:
            HouseForm(
                self._tools,
                self,
                card.draft,
                buildings.merging_save(card),
                self._saved("Дом записан"),
                is_new=False,
            )

    def _saved(self, words: str) -> Callable[[BuildingSaved], None]:
        return lambda saved: self.saved(words, saved.changes, saved.id)

    def _entrances(self) -> None:
        if self.card.card is not None:
            saved = self._saved("Подъезды записаны")
            EntrancesSheet(self._tools, self, self.card.card, saved)

    def _names(self) -> None:
        if self.card.card is not None:
            saved = self._saved("Названия дома записаны")
            NamesSheet(self._tools, self, self.card.card, saved)

    def _street_names(self) -> None:
        card, details = self.card.card, self._tools.office.buildings.details
        if card is None:
            return

        def saved(done: StreetNamesSaved) -> None:
            self._tools.hub.announce(done.changes)
            undo = partial(put_back, done.names)
            self.undo_offered.emit(UndoOffer("Названия улицы записаны", undo))

        def put_back(written: Sequence[StreetAlias]) -> None:
            self._tools.jobs.write(
                lambda: details.set_street_aliases(card.street_id, card.street_aliases, written),
                lambda done: self._tools.hub.announce(done.changes),
                self.failed.emit,
                owner=self,
            )

        StreetNamesSheet(self._tools, self, card, saved)

    def _contract(self) -> None:
        card = self.card.card
        if card is None:
            return

        def ask(refs: list[OrganizationRef]) -> None:
            choices = [Choice(ref.id, ref.name, ref.kind.title_ru) for ref in refs]
            ContractForm(self._tools, self, [card.id], choices, self._contracted)

        self._tools.jobs.read(self._tools.office.organizations.refs, ask, owner=self)

    def _contracted(self, saved: ContractsSaved) -> None:
        self.steps.tell("Записано, кто обслуживает дом", saved.changes)

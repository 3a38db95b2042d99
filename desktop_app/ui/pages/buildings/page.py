"""The section «Дома»."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedLayout

from desktop_app.core.changes import Changes, Kind
from desktop_app.core.records.buildings import (
    BuildingCard,
    BuildingDraft,
    BuildingQuery,
    BuildingSaved,
    BuildingSort,
    ContractsSaved,
)
from desktop_app.core.records.organizations import OrganizationRef
from desktop_app.ui import keys
from desktop_app.ui.pages.book_screen import BookScreen, BookSpec
from desktop_app.ui.pages.buildings.card import HouseCard
from desktop_app.ui.pages.buildings.columns import HOUSE_COLUMNS
from desktop_app.ui.pages.buildings.contract import ContractForm
from desktop_app.ui.pages.buildings.form import HouseForm
from desktop_app.ui.pages.tools import Tools
from desktop_app.ui.shell.commands import Command
from desktop_app.ui.shell.page import Page
from desktop_app.ui.widgets.empty_state import EmptyWords
from desktop_app.ui.widgets.suggest_edit import Choice

_EMPTY = EmptyWords(
    "home",
    "Домов пока нет",
    "Загрузите список домов из Excel или CSV: адреса, управляющие компании и паспорта.",
    "Загрузить список",
    keys.cap("new"),
    "Добавить дом вручную",
    "download",
)


class BuildingsPage(Page):
    """The list of houses and the card of one."""

    title = "Дома"
    import_wanted = Signal()
    visit_wanted = Signal(int)
    outage_wanted = Signal(list)

    def __init__(self, tools: Tools) -> None:
        """Build the list and the card."""
        super().__init__()
        self._tools = tools
        buildings = tools.office.buildings
        self.book = BookScreen(
            tools,
            BookSpec(
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
            ),
        )
        self.card = HouseCard(tools)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self.book)
        self._stack.addWidget(self.card)
        self._wire()

    def _wire(self) -> None:
        self.book.opened.connect(self.open_record)
        self.book.new_wanted.connect(self._new)
        self.book.way_out_wanted.connect(self._add)
        self.book.status_text.connect(self.status_text)
        self.book.failed.connect(self.failed)
        self.card.left.connect(self.show_list)
        self.card.edit_wanted.connect(self._edit)
        self.card.contract_wanted.connect(self._contract)
        self.card.visit_wanted.connect(self.visit_wanted)
        self.card.outage_wanted.connect(lambda one: self.open_requested.emit("outages", one))
        self._tools.hub.announced.connect(self._announced)

    def activate(self) -> None:
        """Refresh the list when it is in front."""
        if self._stack.currentWidget() is self.book:
            self.book.activate()

    def open_record(self, record_id: int) -> None:
        """Open the card of a house."""
        buildings = self._tools.office.buildings
        self._tools.jobs.read(
            lambda: buildings.card(record_id), self._show, self.failed.emit, owner=self
        )

    def record_in_front(self) -> int:
        """Return the card on the screen, 0 when it is the list."""
        card = self.card.card
        return card.id if card is not None and self._stack.currentWidget() is self.card else 0

    def commands(self) -> Sequence[Command]:
        """Return what the palette offers here."""
        return (
            Command("Новый дом", self._add, keys.cap("new"), icon="plus"),
            Command("Отключение по выбранным домам…", self._outage, icon="bolt"),
            Command("Загрузить список домов", self.import_wanted.emit, icon="download"),
        )

    def _outage(self) -> None:
        """Ask for an outage over the house in front, or over the houses selected."""
        card, view = self.card.card, self.book.list.view
        if self._stack.currentWidget() is self.book:
            self.outage_wanted.emit(view.selected_ids())
        elif card is not None:
            self.outage_wanted.emit([card.id])

    def show_list(self) -> None:
        """Give the list back."""
        self._stack.setCurrentWidget(self.book)
        self.book.activate()

    def _show(self, card: BuildingCard) -> None:
        self.card.show_card(card)
        self._stack.setCurrentWidget(self.card)
        self.card.setFocus()
        self.status_text.emit(f"Версия {card.version}")

    def _new(self) -> None:
        if self.book.list.model.rowCount():
            self._add()
        else:
            self.import_wanted.emit()

    def _add(self) -> None:
        buildings = self._tools.office.buildings
        HouseForm(
            self._tools, self, BuildingDraft("", "", ""), buildings.add, self._saved, is_new=True
        )

    def _edit(self) -> None:
        card, buildings = self.card.card, self._tools.office.buildings
        if card is not None:
            HouseForm(
                self._tools,
                self,
                card.draft,
                buildings.merging_save(card),
                self._saved,
                is_new=False,
            )

    def _saved(self, saved: BuildingSaved) -> None:
        self._tools.hub.announce(saved.changes)
        self.open_record(saved.id)

    def _contract(self) -> None:
        card = self.card.card
        if card is None:
            return

        def ask(refs: list[OrganizationRef]) -> None:
            choices = [Choice(ref.id, ref.name, ref.kind.title_ru) for ref in refs]
            ContractForm(self._tools, self, [card.id], choices, self._contracted)

        self._tools.jobs.read(self._tools.office.organizations.refs, ask, owner=self)

    def _contracted(self, saved: ContractsSaved) -> None:
        self._tools.hub.announce(saved.changes)

    def _announced(self, changes: object) -> None:
        card = self.card.card
        concerns = isinstance(changes, Changes) and (
            changes.touches(Kind.BUILDING) or changes.touches(Kind.TICKET)
        )
        if concerns and card is not None and self._stack.currentWidget() is self.card:
            self.open_record(card.id)

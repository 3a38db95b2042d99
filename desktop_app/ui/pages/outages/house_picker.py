"""Choosing the houses of an outage: one by one, a typed list, a street, whom a company serves."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from desktop_app.core.enums import Service
from desktop_app.core.records.buildings import Street
from desktop_app.core.records.incidents import IncidentHouse, TypedHouses
from desktop_app.core.records.organizations import OrganizationRef
from desktop_app.core.text import counted
from desktop_app.ui.pages.address_edit import AddressEdit
from desktop_app.ui.pages.outages.columns import HOUSE_COLUMNS
from desktop_app.ui.pages.rows_table import RowsTable
from desktop_app.ui.pages.tools import Tools
from desktop_app.ui.theme import Tone, Type, look
from desktop_app.ui.widgets.button import Button, Keycap, Rank
from desktop_app.ui.widgets.form import FormField
from desktop_app.ui.widgets.panes import column, row, set_shown
from desktop_app.ui.widgets.suggest_edit import Choice, LookupEdit
from desktop_app.ui.widgets.text import Text

_LEAST, _MOST = 2, 4


@dataclass(frozen=True, slots=True)
class Book:
    """What may be chosen from: streets with houses and organisations."""

    streets: Sequence[Street]
    organizations: Sequence[OrganizationRef]


class HousePicker(QWidget):
    """Holds the houses chosen; `changed` after every change.

    A single address is taken when it is picked; several («Садовая, 1, 3; Мира 5») by Enter.
    """

    changed = Signal()

    def __init__(
        self, tools: Tools, book: Book, service: Callable[[], Service], houses: Sequence[int]
    ) -> None:
        """Start with some houses; `service` tells by which contracts a company serves."""
        super().__init__()
        self._tools, self._service = tools, service
        self._houses: dict[int, IncidentHouse] = {}
        self.address = AddressEdit(tools)
        self.street = LookupEdit("Вся улица", [_street(item) for item in book.streets])
        refs = [Choice(ref.id, ref.name, ref.kind.title_ru) for ref in book.organizations]
        self.served = LookupEdit("Все дома организации", refs)
        self.field = FormField("&Дом или список адресов", self.address, "«Садовая, 1, 3; Мира 5»")
        self._street_field = FormField("Вся &улица", self.street)
        self._served_field = FormField("Все дома &организации", self.served)
        self.table = RowsTable("Дома отключения", HOUSE_COLUMNS, least=_LEAST, most=_MOST)
        self.table.set_edge(0)
        self._count = Text("", Type.CELL, Tone.MUTED)
        self._del = Keycap("Del"), Text("убрать", Type.CAPTION, Tone.MUTED)
        self._clear = Button("Убрать все", Rank.LINK)
        self._build()
        self._wire()
        if houses:
            self._take(lambda: tools.office.incidents.houses.by_ids(houses))
        else:
            self._show()

    @property
    def ids(self) -> tuple[int, ...]:
        """The houses chosen, in the order they came."""
        return tuple(self._houses)

    @property
    def to_come(self) -> int:
        """The height a full table adds to what is shown now."""
        return (_MOST - min(len(self._houses), _MOST)) * look().metrics.row_panel

    def _build(self) -> None:
        wide = row(self._street_field, self._served_field)
        foot = row(self._count, 4, *self._del, None, self._clear)
        self.setLayout(column(self.field, 10, wide, 8, self.table, 4, foot))

    def _wire(self) -> None:
        self.address.house_changed.connect(self._house)
        self.address.returnPressed.connect(self._typed)
        self.street.changed.connect(self._whole_street)
        self.served.changed.connect(self._all_served)
        self.table.removed.connect(self._remove)
        self._clear.clicked.connect(self._remove_all)

    def _house(self, building_id: object) -> None:
        if not isinstance(building_id, int):
            return
        choose, looked_for = self._tools.office.incidents.houses, self.address.looked_for
        if choose.is_list(looked_for):  # one of many was offered; all of them are meant
            self.address.set_house(None, looked_for)
            self._typed()
            return
        self._take(lambda: choose.by_ids([building_id]))
        self.address.set_house(None, "")
        self.field.set_problem("")

    def _typed(self) -> None:
        """Take a typed list; what names no house for sure stays in the field."""
        text, choose = self.address.text().strip(), self._tools.office.incidents.houses
        if not text:
            return

        def read() -> tuple[TypedHouses, tuple[IncidentHouse, ...]]:
            typed = choose.typed(text)
            return typed, choose.by_ids(typed.building_ids)

        def found(answer: tuple[TypedHouses, tuple[IncidentHouse, ...]]) -> None:
            typed, houses = answer
            self._add(houses)
            self.address.offer(())
            self.address.set_house(None, "; ".join(typed.unknown))
            self.field.set_problem("нет в справочнике" if typed.unknown else "")

        self._tools.jobs.read(read, found, owner=self)

    def _whole_street(self, street_id: object) -> None:
        if isinstance(street_id, int):
            choose = self._tools.office.incidents.houses
            self._take(lambda: choose.of_street(street_id), self._street_field)
            self.street.set_value(None)

    def _all_served(self, organization_id: object) -> None:
        if isinstance(organization_id, int):
            choose, service = self._tools.office.incidents.houses, self._service()
            self._take(lambda: choose.of_organization(organization_id, service), self._served_field)
            self.served.set_value(None)

    def _take(
        self, read: Callable[[], Iterable[IncidentHouse]], asked: FormField | None = None
    ) -> None:
        """Read houses and add them; a way that gives none is told at its field."""

        def found(houses: Iterable[IncidentHouse]) -> None:
            came = tuple(houses)
            self._add(came)
            if asked is not None:
                asked.set_problem("" if came else "домов нет")

        self._tools.jobs.read(read, found, owner=self)

    def _add(self, houses: Iterable[IncidentHouse]) -> None:
        before = len(self._houses)
        self._houses.update({house.id: house for house in houses})
        self._show()
        if len(self._houses) != before:
            self.changed.emit()

    def _remove(self, place: int) -> None:
        del self._houses[self.ids[place]]
        self._show()
        self.changed.emit()

    def _remove_all(self) -> None:
        self._houses.clear()
        self._show()
        self.changed.emit()
        self.address.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self) -> None:
        many = counted(len(self._houses), "дом", "дома", "домов")
        self._count.setText(f"Выбрано: {many}" if self._houses else "Дома не выбраны")
        for part in (*self._del, self._clear):
            set_shown(part, bool(self._houses))
        houses = enumerate(self._houses.values())
        self.table.show_rows([_Placed(place, h.address, h.settlement) for place, h in houses])


@dataclass(frozen=True, slots=True)
class _Placed:
    """A house at its place in the table."""

    id: int
    address: str
    settlement: str


def _street(street: Street) -> Choice:
    many = counted(street.houses, "дом", "дома", "домов")
    return Choice(street.id, street.title, street.settlement, many)

"""Which houses a site serves: typed one after another, taken off by Del."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from desktop_app.core.records.waste import SiteHouse, SiteSaved
from desktop_app.core.text import counted
from desktop_app.ui.pages.address_edit import AddressEdit
from desktop_app.ui.pages.rows_table import RowsTable
from desktop_app.ui.pages.save_sheet import save_sheet
from desktop_app.ui.pages.tools import Tools
from desktop_app.ui.pages.waste.columns import HOUSE_COLUMNS, Placed
from desktop_app.ui.widgets.form import FormField
from desktop_app.ui.widgets.form_sheet import FormSheet, open_sheet

_LEAST, _MOST = 3, 9


class HousesSheet:
    """`save(house ids)` is a service call, `on_saved` its answer."""

    def __init__(
        self,
        tools: Tools,
        parent: QWidget,
        houses: Sequence[SiteHouse],
        save: Callable[[list[int]], SiteSaved],
        on_saved: Callable[[SiteSaved], object],
    ) -> None:
        """Show the houses served now."""
        self._tools, self._save, self._on_saved = tools, save, on_saved
        self.houses = list(houses)
        self.address = AddressEdit(tools)
        self.table = RowsTable("Дома площадки", HOUSE_COLUMNS, least=_LEAST, most=_MOST)
        self._fields = {
            "address": FormField("&Добавить дом", self.address, "Enter — добавить и дальше"),
            "houses": FormField("Дома, которые обслуживает площадка", self.table),
        }
        self.sheet = FormSheet(parent, "Дома площадки", "Записать", self._fields)
        self.sheet.lay(self._fields["address"], self._fields["houses"])
        self.address.house_changed.connect(self._add)
        self.table.removed.connect(self._remove)
        self._show()
        open_sheet(self.sheet, self.address, self._submit)

    def _add(self, building_id: object) -> None:
        if not isinstance(building_id, int):
            return
        if all(house.id != building_id for house in self.houses):
            self.houses.append(SiteHouse(building_id, self.address.text()))
        self.address.set_house(None, "")
        self._show()

    def _remove(self, place: int) -> None:
        del self.houses[place]
        self._show()

    def _show(self) -> None:
        self.table.show_rows([Placed(n, house.address) for n, house in enumerate(self.houses)])
        many = counted(len(self.houses), "дом", "дома", "домов")
        self._fields["houses"].set_hint(f"{many}, Del — убрать строку" if self.houses else "")

    def _submit(self) -> None:
        ids = [house.id for house in self.houses]
        save_sheet(self._tools, self.sheet, lambda: self._save(ids), self._on_saved)

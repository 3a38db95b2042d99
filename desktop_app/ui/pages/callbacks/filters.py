"""Filters and the order of the callback queue."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMenu, QWidget

from desktop_app.core.enums import Service
from desktop_app.core.records.callbacks import CallQuery, CallSort
from desktop_app.ui.pages.choice_menu import new_menu
from desktop_app.ui.pages.list_filters import ListFilters, Part, titled

if TYPE_CHECKING:
    from desktop_app.ui.widgets.menu import Menu

_NOW = "Пора звонить"


class QueueFilters(ListFilters):
    """Narrows by service, executor and whether it is time to call."""

    query: CallQuery

    def __init__(self, parent: QObject | None = None) -> None:
        """Start with the whole queue, the longest waiting first."""
        super().__init__(CallQuery(), CallSort, parent)

    def parts(self) -> Sequence[Part]:
        """Return the parts with several values."""
        return Part("services", "Служба", titled(Service)), self.companies("Исполнитель")

    def chips(self) -> list[tuple[str, str]]:
        """Return the filters in force as (key, words)."""
        now = [("only_now", _NOW)] if self.query.only_now else []
        return [*now, *super().chips()]

    @property
    def words(self) -> str:
        """The filters in force in one line, empty for none."""
        return "; ".join(words for _key, words in self.chips())

    def menu(self, parent: QWidget) -> "Menu":
        """Return the menu of filters, «it is time to call» first."""
        menu, only_now = super().menu(parent), self.query.only_now
        now = menu.add_choice(_NOW, is_on=only_now)
        now.triggered.connect(lambda: self.set(only_now=not only_now))
        menu.insertAction(menu.actions()[0], now)
        return menu

    def order_menu(self, parent: QWidget) -> QMenu:
        """Return the menu of orders."""
        menu = new_menu(parent, one_of=True)
        for order in CallSort:
            action = menu.add_choice(order.title_ru, is_on=order is self.query.sort)
            action.triggered.connect(lambda _on=True, key=order.value: self.sort(key))
        return menu

"""Filters and the order of the callback queue."""

from collections.abc import Sequence

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMenu, QWidget

from desktop_app.core.enums import Service
from desktop_app.core.records.callbacks import CallQuery, CallSort
from desktop_app.ui.pages.choice_menu import filter_menu
from desktop_app.ui.pages.list_filters import ListFilters, Part, titled

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

    def menu(self, parent: QWidget) -> QMenu:
        """Return the menu of filters, «it is time to call» first."""
        menu, only_now = super().menu(parent), self.query.only_now
        now = menu.addAction(_NOW, lambda: self.set(only_now=not only_now))
        now.setCheckable(True)
        now.setChecked(only_now)
        menu.insertAction(menu.actions()[0], now)
        return menu

    def order_menu(self, parent: QWidget) -> QMenu:
        """Return the menu of orders."""
        menu = filter_menu(parent)
        for order in CallSort:
            action = menu.addAction(order.title_ru)
            action.setCheckable(True)
            action.setChecked(order is self.query.sort)
            action.triggered.connect(lambda _on=True, key=order.value: self.sort(key))
        return menu

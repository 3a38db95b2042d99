"""Filters and the order of the callback queue: the question asked, its chips, its menus."""

import dataclasses

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QMenu, QWidget

from desktop_app.core.enums import Service
from desktop_app.core.records.callbacks import CallQuery, CallSort
from desktop_app.ui.pages.choice_menu import add_choices, filter_menu

_NOW = "Пора звонить"


class QueueFilters(QObject):
    """Holds the question; `changed` when the queue must be asked again."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        """Start with the whole queue, the longest waiting first."""
        super().__init__(parent)
        self.query = CallQuery()
        self.organizations: dict[int, str] = {}

    def set(self, **parts: object) -> None:
        """Change parts of the question and tell, unless nothing changed."""
        self.ask(dataclasses.replace(self.query, **parts))  # type: ignore[arg-type]  # by name

    def ask(self, query: CallQuery) -> None:
        """Ask another question whole."""
        if query != self.query:
            self.query = query
            self.changed.emit()

    def sort(self, key: str, descending: bool = False) -> None:
        """Order by a column of the list, or by when the work was done."""
        self.set(sort=CallSort(key), descending=descending)

    def reset(self) -> None:
        """Drop every filter; the order stays."""
        self.ask(CallQuery(sort=self.query.sort, descending=self.query.descending))

    def chips(self) -> list[tuple[str, str]]:
        """Return the filters in force as (key, words)."""
        query, found = self.query, []
        if query.only_now:
            found.append(("only_now", _NOW))
        if query.services:
            words = ", ".join(service.title_ru for service in query.services)
            found.append(("services", f"Служба: {words}"))
        if query.organization_ids:
            words = ", ".join(self.organizations.get(i, "?") for i in query.organization_ids)
            found.append(("organization_ids", f"Исполнитель: {words}"))
        if query.text:
            found.append(("text", f"Поиск: {query.text}"))
        return found

    @property
    def words(self) -> str:
        """The filters in force in one line, empty for none."""
        return "; ".join(words for _key, words in self.chips())

    def remove(self, key: str) -> None:
        """Take one filter off."""
        empty: dict[str, object] = {"text": "", "only_now": False}
        self.set(**{key: empty.get(key, ())})

    def menu(self, parent: QWidget) -> QMenu:
        """Return the menu of filters that can be added or taken off."""
        menu, query = filter_menu(parent), self.query
        now = menu.addAction(_NOW, lambda: self.set(only_now=not query.only_now))
        now.setCheckable(True)
        now.setChecked(query.only_now)
        services = [(service, service.title_ru) for service in Service]
        named = sorted(self.organizations.items(), key=lambda item: item[1])
        add_choices(
            menu.addMenu("Служба"), services, query.services, lambda c: self.set(services=c)
        )
        add_choices(
            menu.addMenu("Исполнитель"),
            named,
            query.organization_ids,
            lambda c: self.set(organization_ids=c),
        )
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

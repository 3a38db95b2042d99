"""Filters of the list of outages: the question asked, its chips, the menu that changes it."""

import dataclasses

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QMenu, QWidget

from desktop_app.core.enums import IncidentKind, Service
from desktop_app.core.records.incidents import IncidentQuery, IncidentSort, IncidentView
from desktop_app.ui.pages.choice_menu import add_choices, filter_menu

_SERVICES = tuple(Service)


class OutageFilters(QObject):
    """Holds the question; `changed` when the list must be asked again."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        """Start with what is open."""
        super().__init__(parent)
        self.query = IncidentQuery()
        self.organizations: dict[int, str] = {}

    def set(self, **parts: object) -> None:
        """Change parts of the question and tell, unless nothing changed."""
        self.ask(dataclasses.replace(self.query, **parts))  # type: ignore[arg-type]  # by name

    def ask(self, query: IncidentQuery) -> None:
        """Ask another question whole."""
        if query != self.query:
            self.query = query
            self.changed.emit()

    def sort(self, key: str, descending: bool) -> None:
        """Order by a column of the list."""
        self.set(sort=IncidentSort(key), descending=descending)

    def reset(self) -> None:
        """Drop every filter; the tab and the order stay."""
        self.set(text="", kinds=(), services=(), organization_ids=(), building_id=None)

    @property
    def narrowed(self) -> bool:
        """Tell whether anything but the tab narrows the list."""
        query = self.query
        narrow = (query.text, query.kinds, query.services, query.organization_ids)
        return any(narrow) or query.building_id is not None

    def chips(self) -> list[tuple[str, str]]:
        """Return the filters in force as (key, words)."""
        query, found = self.query, []
        if query.kinds:
            words = ", ".join(kind.title_ru.lower() for kind in query.kinds)
            found.append(("kinds", f"Вид: {words}"))
        if query.services:
            words = ", ".join(service.title_ru for service in query.services)
            found.append(("services", f"Услуга: {words}"))
        if query.organization_ids:
            words = ", ".join(self.organizations.get(i, "?") for i in query.organization_ids)
            found.append(("organization_ids", f"Устраняет: {words}"))
        if query.building_id is not None:
            found.append(("building_id", "Один дом"))
        if query.text:
            found.append(("text", f"Поиск: {query.text}"))
        return found

    def remove(self, key: str) -> None:
        """Take one filter off."""
        empty: dict[str, object] = {"text": "", "building_id": None}
        self.set(**{key: empty.get(key, ())})

    def show_view(self, key: str) -> None:
        """Show another tab."""
        self.set(view=IncidentView(key))

    def menu(self, parent: QWidget) -> QMenu:
        """Return the menu of filters that can be added or taken off."""
        menu, query = filter_menu(parent), self.query
        kinds = [(kind, kind.title_ru) for kind in IncidentKind]
        services = [(service, service.title_ru) for service in _SERVICES]
        named = sorted(self.organizations.items(), key=lambda item: item[1])
        add_choices(menu.addMenu("Вид"), kinds, query.kinds, lambda c: self.set(kinds=c))
        add_choices(
            menu.addMenu("Услуга"), services, query.services, lambda c: self.set(services=c)
        )
        add_choices(
            menu.addMenu("Кто устраняет"),
            named,
            query.organization_ids,
            lambda c: self.set(organization_ids=c),
        )
        return menu

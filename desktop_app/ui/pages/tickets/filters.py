"""Filters of the register: the question asked, its chips, and the menus that change it."""

import dataclasses
import datetime as dt
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QMenu, QWidget

from desktop_app.core import clock
from desktop_app.core.enums import Service, TicketStatus
from desktop_app.core.periods import Period
from desktop_app.core.records.register import RegisterQuery, RegisterSort, RegisterView
from desktop_app.ui.pages.choice_menu import add_choices, filter_menu

_SERVICES = (
    Service.HEATING,
    Service.HOT_WATER,
    Service.COLD_WATER,
    Service.SEWERAGE,
    Service.WASTE,
    Service.GENERAL,
)


def periods(today: dt.date) -> list[tuple[str, dt.date | None, dt.date | None]]:
    """Return ready periods: words, first and last day; None for «за всё время»."""
    ready = [(period.title_ru, *period.days(today)) for period in Period]
    return [("За всё время", None, None), *ready]


class RegisterFilters(QObject):
    """Holds the question; `changed` when the list must be asked again."""

    changed = Signal()
    custom_period_wanted = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        """Start with everything open."""
        super().__init__(parent)
        self.query = RegisterQuery(view=RegisterView.OPEN)
        self.organizations: dict[int, str] = {}
        self.topics: dict[int, str] = {}

    def set(self, **parts: object) -> None:
        """Change parts of the question and tell, unless nothing changed."""
        changed = dataclasses.replace(self.query, **parts)  # type: ignore[arg-type]  # by name
        self.ask(changed)

    def ask(self, query: RegisterQuery) -> None:
        """Ask another question whole."""
        if query != self.query:
            self.query = query
            self.changed.emit()

    def reset(self) -> None:
        """Drop every filter; the tab and the order stay."""
        kept = RegisterQuery(
            view=self.query.view, sort=self.query.sort, descending=self.query.descending
        )
        self.ask(kept)

    def sort(self, key: str, descending: bool) -> None:
        """Order by a column of the list."""
        self.set(sort=RegisterSort(key), descending=descending)

    def period_words(self) -> str:
        """Return the words of the period chip."""
        first, last = self.query.date_from, self.query.date_to
        if first is None or last is None:
            return "За всё время"
        if first == last:
            return clock.show_date(first)
        if first.year == last.year:
            return f"{first:%d.%m} – {clock.show_date(last)}"
        return f"{clock.show_date(first)} – {clock.show_date(last)}"

    def chips(self) -> list[tuple[str, str]]:
        """Return the filters in force as (key, words)."""
        query, found = self.query, []
        if query.figure is not None:
            found.append(("figure", query.figure.words))
        if query.services:
            words = ", ".join(service.title_ru for service in query.services)
            found.append(("services", f"Служба: {words}"))
        if query.statuses:
            words = ", ".join(status.title_ru.lower() for status in query.statuses)
            found.append(("statuses", f"Статус: {words}"))
        if query.organization_ids:
            words = ", ".join(self.organizations.get(i, "?") for i in query.organization_ids)
            found.append(("organization_ids", f"Исполнитель: {words}"))
        if query.topic_ids:
            words = ", ".join(self.topics.get(i, "?") for i in query.topic_ids)
            found.append(("topic_ids", f"Тема: {words}"))
        if query.building_id is not None:
            found.append(("building_id", "Один дом"))
        if query.text:
            found.append(("text", f"Поиск: {query.text}"))
        return found

    def remove(self, key: str) -> None:
        """Take one filter off."""
        empty = {"text": "", "building_id": None, "figure": None}
        self.set(**{key: empty.get(key, ())})

    def period_menu(self, parent: QWidget, today: dt.date) -> QMenu:
        """Return the menu of periods."""
        menu = filter_menu(parent)
        for words, first, last in periods(today):
            menu.addAction(words, partial(self.set, date_from=first, date_to=last))
        menu.addSeparator()
        menu.addAction("Свой период…", self.custom_period_wanted.emit)
        return menu

    def add_menu(self, parent: QWidget) -> QMenu:
        """Return the menu of filters that can be added or taken off."""
        menu = filter_menu(parent)
        query = self.query
        add_choices(
            menu.addMenu("Служба"),
            [(service, service.title_ru) for service in _SERVICES],
            query.services,
            lambda chosen: self.set(services=chosen),
        )
        add_choices(
            menu.addMenu("Статус"),
            [(status, status.title_ru) for status in TicketStatus],
            query.statuses,
            lambda chosen: self.set(statuses=chosen),
        )
        add_choices(
            menu.addMenu("Исполнитель"),
            sorted(self.organizations.items(), key=lambda item: item[1]),
            query.organization_ids,
            lambda chosen: self.set(organization_ids=chosen),
        )
        return menu

"""Filters of the register, and the menu of its periods."""

import datetime as dt
from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QMenu, QWidget

from desktop_app.core import clock
from desktop_app.core.enums import Service, TicketStatus
from desktop_app.core.periods import Period
from desktop_app.core.records.register import RegisterQuery, RegisterSort, RegisterView
from desktop_app.ui.pages.choice_menu import new_menu
from desktop_app.ui.pages.list_filters import ListFilters, Part, titled

_SERVICES = tuple(service for service in Service if service is not Service.MANAGEMENT)


def periods(today: dt.date) -> list[tuple[str, dt.date | None, dt.date | None]]:
    """Return ready periods: words, first and last day; None for «за всё время»."""
    ready = [(period.title_ru, *period.days(today)) for period in Period]
    return [("За всё время", None, None), *ready]


class RegisterFilters(ListFilters):
    """Narrows by period, service, status, executor, topic and figure of a summary."""

    custom_period_wanted = Signal()
    query: RegisterQuery

    def __init__(self, parent: QObject | None = None) -> None:
        """Start with everything open."""
        super().__init__(RegisterQuery(view=RegisterView.OPEN), RegisterSort, parent)
        self.topics: dict[int, str] = {}

    def parts(self) -> Sequence[Part]:
        """Return the parts with several values."""
        return (
            Part("services", "Служба", titled(Service), offered=_SERVICES),
            Part("statuses", "Статус", titled(TicketStatus), is_lower=True),
            self.companies("Исполнитель"),
            Part("topic_ids", "Тема", self.topics, None),
        )

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
        """Return the filters in force as (key, words), the figure of a summary first."""
        figure = self.query.figure
        return [*([("figure", figure.words)] if figure is not None else []), *super().chips()]

    def period_menu(self, parent: QWidget, today: dt.date) -> QMenu:
        """Return the menu of periods."""
        menu = new_menu(parent)
        for words, first, last in periods(today):
            menu.addAction(words, partial(self.set, date_from=first, date_to=last))
        menu.addSeparator()
        menu.addAction("Свой период…", self.custom_period_wanted.emit)
        return menu

"""Filters at the headers of the register: values of a column with counts, and the current value."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QPoint
from PySide6.QtWidgets import QWidget

from desktop_app.core.enums import TicketStatus
from desktop_app.core.records.register import ColumnFilter, ValueCount
from desktop_app.core.records.tickets import TicketCard
from desktop_app.core.text import NBSP, number
from desktop_app.ui.pages.choice_menu import new_menu
from desktop_app.ui.pages.list_filters import GONE
from desktop_app.ui.pages.tickets.filters import RegisterFilters
from desktop_app.ui.pages.tools import Tools
from desktop_app.ui.widgets.list_view import ListView

_MOST = 30


class ColumnFilters(QObject):
    """Menus over the list's headers; a value chosen twice is taken off again."""

    def __init__(
        self, tools: Tools, filters: RegisterFilters, view: ListView, parent: QWidget
    ) -> None:
        """Serve a list whose question `filters` holds."""
        super().__init__(parent)
        self._tools, self._filters, self._view, self._over = tools, filters, view, parent
        view.filtered_keys = frozenset(ColumnFilter)
        view.header_menu_wanted.connect(self._ask)

    def current_value(self, card: TicketCard | None) -> None:
        """Offer to narrow the list to a value of the current ticket."""
        if card is None:
            return
        menu = new_menu(self._over)
        filters, ticket = self._filters, card.row
        if card.building_id is not None:
            narrow = partial(filters.set, building_id=card.building_id)
            menu.addAction(f"Только дом: {ticket.address}", narrow)
        menu.addAction(
            f"Только тема: {ticket.topic}", partial(filters.set, topic_ids=(card.topic_id,))
        )
        if card.organization_id is not None:
            menu.addAction(
                f"Только исполнитель: {ticket.organization}",
                partial(filters.set, organization_ids=(card.organization_id,)),
            )
        menu.addAction(
            f"Только статус: {ticket.status.title_ru}",
            partial(filters.set, statuses=(ticket.status,)),
        )
        place = self._view.visualRect(self._view.currentIndex()).bottomLeft()
        menu.popup(self._view.viewport().mapToGlobal(place))
        menu.setActiveAction(menu.actions()[0])

    def _ask(self, key: str, place: QPoint) -> None:
        column, query = ColumnFilter(key), self._filters.query
        register = self._tools.office.register
        self._tools.jobs.read(
            lambda: register.value_counts(query, column),
            lambda found: self._show(column, place, found),
            owner=self,
        )

    def _show(self, column: ColumnFilter, place: QPoint, found: list[ValueCount]) -> None:
        menu = new_menu(self._over)
        words, chosen, take = self._sides(column)
        shown = found[:_MOST]
        counts = _aligned([item.count for item in shown])
        for item, count in zip(shown, counts, strict=True):
            action = menu.add_choice(f"{words(item.value)}\t{count}", is_on=item.value in chosen)
            action.triggered.connect(partial(self._toggle, item.value, chosen, take))
        menu.addSeparator()
        clear = menu.addAction("Снять отбор столбца", lambda: take(()))
        clear.setEnabled(bool(chosen))
        menu.addAction("Столбцы…", lambda: self._view.choose_columns(place))
        menu.popup(place)

    def _sides(
        self, column: ColumnFilter
    ) -> tuple[
        Callable[[str | int], str], tuple[str | int, ...], Callable[[tuple[str | int, ...]], None]
    ]:
        filters, query = self._filters, self._filters.query
        if column is ColumnFilter.STATUS:
            return (
                lambda value: TicketStatus(value).title_ru,
                tuple(status.value for status in query.statuses),
                lambda chosen: filters.set(statuses=tuple(TicketStatus(v) for v in chosen)),
            )
        if column is ColumnFilter.TOPIC:
            return (
                lambda value: filters.topics.get(int(value), GONE),
                query.topic_ids,
                lambda chosen: filters.set(topic_ids=chosen),
            )
        return (
            lambda value: filters.organizations.get(int(value), GONE),
            query.organization_ids,
            lambda chosen: filters.set(organization_ids=chosen),
        )

    @staticmethod
    def _toggle(
        value: str | int,
        chosen: tuple[str | int, ...],
        take: Callable[[tuple[str | int, ...]], None],
        _on: bool = True,
    ) -> None:
        without = tuple(item for item in chosen if item != value)
        take(without if value in chosen else (*chosen, value))


def _aligned(counts: list[int]) -> list[str]:
    """Return counts of one width: a menu lines its second column up at the left.

    Two spaces are as wide as a digit in the type of the window.
    """
    longest = number(max(counts, default=0))
    shown = []
    for words in map(number, counts):
        digits = sum(map(str.isdigit, longest)) - sum(map(str.isdigit, words))
        spaces = longest.count(NBSP) - words.count(NBSP)
        shown.append(NBSP * (2 * digits + spaces) + words)
    return shown

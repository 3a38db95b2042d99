"""The middle of «Сегодня»: the tickets of one list, and what is done with those selected."""

import dataclasses
from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QWidget

from desktop_app.core.changes import Kind
from desktop_app.core.records.register import RegisterQuery, RegisterView
from desktop_app.core.records.today import TodayList
from desktop_app.core.text import number
from desktop_app.ui.models.columns import Column
from desktop_app.ui.pages.list_screen import ListScreen
from desktop_app.ui.pages.ticket_columns import ticket_columns
from desktop_app.ui.pages.today.words import CALLS
from desktop_app.ui.pages.tools import Tools
from desktop_app.ui.widgets.bars import Footer
from desktop_app.ui.widgets.button import Button
from desktop_app.ui.widgets.empty_state import EmptyState, EmptyWords
from desktop_app.ui.widgets.panes import column

KINDS = (Kind.TICKET, Kind.BUILDING, Kind.ORGANIZATION)


class TicketList(QWidget):
    """Signals name what the clerk asked for, with ids; `next_wanted` out of an empty list.

    `search_typed(text)`: a letter or Ctrl+F (empty text) in the list.
    """

    opened = Signal(int)
    hand_over_wanted = Signal(list)
    done_wanted = Signal(list)
    call_back_wanted = Signal(int)
    next_wanted = Signal()
    search_typed = Signal(str)
    status_text = Signal(str)
    failed = Signal(object)

    def __init__(self, tools: Tools) -> None:
        """Start without a list."""
        super().__init__()
        self._tools, self._title = tools, ""
        self._count, self._whole, self._selected = 0, 0, 0
        self._empty: EmptyState | None = None
        # It watches nothing itself: the page reads all lists at one moment and hands this one in.
        self.list = ListScreen(
            tools,
            "today",
            "Обращения на сегодня",
            [_unsorted(known) for known in ticket_columns(tools.office.desk.now)],
            tools.office.register.page,
            (),
        )
        self._hand = Button("&Передать")
        self._done = Button("&Исполнено")
        self._call = Button("О&бзвонить", icon_name="phone")
        self._open = Button("&Открыть")
        self._footer = Footer(self._hand, self._done, self._call, None, self._open)
        self.setLayout(column(self.list, self._footer))
        self._wire()

    def _wire(self) -> None:
        view = self.list.view
        view.opened.connect(self.opened)
        view.selection_count.connect(self._select)
        view.notice.connect(self.status_text)
        view.search_typed.connect(self.search_typed)
        self.list.loaded.connect(self._loaded)
        self.list.failed.connect(self.failed)
        self._hand.clicked.connect(lambda: self.hand_over_wanted.emit(self.selected()))
        self._done.clicked.connect(lambda: self.done_wanted.emit(self.selected()))
        self._call.clicked.connect(lambda: self.call_back_wanted.emit(view.current_id()))
        self._open.clicked.connect(lambda: self.opened.emit(view.current_id()))

    def show_list(
        self, wanted: TodayList, title: str, ids: Sequence[int], text: str, *, fresh: bool
    ) -> None:
        """Show the tickets of a list, with `text` those it finds; `fresh` starts at its top."""
        self._title, self._whole = title, len(ids)
        calls = wanted in CALLS
        for button, shown in (
            (self._hand, not calls),
            (self._done, not calls),
            (self._call, calls),
        ):
            button.setVisible(shown)
        register, asked = self._tools.office.register, RegisterQuery(RegisterView.OPEN, text=text)
        self.list.ask(lambda: register.among(ids, asked) if text.strip() else ids, fresh=fresh)

    def show_empty(self, words: EmptyWords | None) -> None:
        """Say in place of the list that it is empty; None brings the list back."""
        focus = QApplication.focusWidget()
        focused = focus is not None and self.isAncestorOf(focus)
        self._footer.setVisible(words is None)
        self._empty = self.list.show_empty(words)
        if self._empty is not None:
            self._empty.action_pressed.connect(self.next_wanted)
        if focused:
            self.take_focus()

    def take_focus(self) -> None:
        """Put the focus into the list, or on the button that stands in place of an empty one."""
        if self._empty is None:
            self.list.view.setFocus()
        else:
            self._empty.action.setFocus()

    def selected(self) -> list[int]:
        """Return the ids of selected tickets, the current one when nothing is selected."""
        chosen, current = self.list.view.selected_ids(), self.list.view.current_id()
        return chosen or ([current] if current >= 0 else [])

    def _loaded(self, count: int) -> None:
        self._count = count
        self._tell()

    def _select(self, count: int) -> None:
        self._selected = count
        self._tell()

    def _tell(self) -> None:
        words = f"{self._title}: {number(self._count)}"
        if self._count < self._whole:
            words += f" из {number(self._whole)}"
        if self._selected > 1:
            words += f" · выбрано {number(self._selected)}"
        self.status_text.emit(words)


def _unsorted(column_of: Column) -> Column:
    """Return a column the clerk does not sort by: a list of the day has an order of its own."""
    return dataclasses.replace(column_of, sortable=False)

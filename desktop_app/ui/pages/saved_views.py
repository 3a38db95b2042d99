"""Saved views of any list: the chip «Вид» and its menu, filters, columns and order together."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Generic, TypeVar

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QSizePolicy, QWidget

from desktop_app.core import clock
from desktop_app.core.changes import Changes, Kind
from desktop_app.core.periods import Period, fitting
from desktop_app.core.records.saved_views import SavedView, ViewSaved
from desktop_app.core.view_query import pack, period_of, unpack
from desktop_app.ui import keys
from desktop_app.ui.pages.choice_menu import drop_menu, new_menu
from desktop_app.ui.pages.saved_view_sheets import RenameSheet, ViewSheet
from desktop_app.ui.pages.tools import Tools
from desktop_app.ui.shell.commands import Command
from desktop_app.ui.shell.page import UndoOffer
from desktop_app.ui.theme import Tone
from desktop_app.ui.widgets.chip import Chip
from desktop_app.ui.widgets.list_view import ListView
from desktop_app.ui.widgets.panes import row
from desktop_app.ui.widgets.text import Text

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

Q = TypeVar("Q", bound="DataclassInstance")

_PLAIN = "Обычный"
_LONGEST = 26
_COLUMNS = "columns"


@dataclass(frozen=True, slots=True)
class ListAsk(Generic[Q]):
    """What a list asks: its usual question, how to read the one in force, how to ask another."""

    usual: Q
    now: Callable[[], Q]
    ask: Callable[[Q], object]

    def packed(self, period: Period | None = None) -> dict[str, object]:
        """Return the question in force as a view keeps it."""
        return pack(self.now(), period)

    def moving(self) -> list[Period]:
        """Return the periods its days may be meant by; none for a list without days."""
        query = self.now()
        days = (getattr(query, "date_from", None), getattr(query, "date_to", None))
        return fitting(*days, clock.today())

    def is_in_force(self, packed: Mapping[str, object]) -> bool:
        """Tell whether a kept question is the one in force."""
        return unpack(type(self.usual), packed, clock.today()) == self.now()

    def show(self, packed: Mapping[str, object]) -> None:
        """Ask a kept question; moving periods are counted from today."""
        self.ask(unpack(type(self.usual), packed, clock.today()))


class SavedViewMenu(QObject):
    """Keeps the views of one list the clerk sees, and which of them is in force.

    `undo_offered(UndoOffer)` after one was deleted. The list tells of another question by
    `retitle`, and puts `tool` among its tools.
    """

    undo_offered = Signal(object)
    failed = Signal(object)

    def __init__(
        self, tools: Tools, page: str, view: ListView, ask: ListAsk[Q], parent: QWidget
    ) -> None:
        """Keep views under the name of a page; they are read when the menu opens and by `read`."""
        super().__init__(parent)
        self._tools, self._page, self._over = tools, page, parent
        self._list, self._ask = view, ask
        self._views: Sequence[SavedView] = ()
        self._current: SavedView | None = None
        self.chip = Chip(_PLAIN)
        self.chip.setToolTip(f"Сохранённые виды ({keys.cap('views')})")
        self.chip.clicked.connect(self.open_menu)
        self.tool = QWidget()
        self.tool.setLayout(row(Text("Вид:", tone=Tone.MUTED), self.chip, space=6))
        self.tool.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        view.columns_changed.connect(self.retitle)
        tools.hub.announced.connect(self._changed)
        keys.bind("views", parent, self.open_menu)

    def read(self, then: Callable[[], object] = lambda: None) -> None:
        """Read what the clerk at the desk sees, then act."""
        saved_views = self._tools.office.saved_views

        def known(views: Sequence[SavedView]) -> None:
            self._views = views
            mine = {view.id: view for view in views}
            self._current = mine.get(self._current.id) if self._current is not None else None
            self.retitle()
            then()

        page = self._page
        self._tools.jobs.read(lambda: saved_views.all(page), known, self.failed.emit, owner=self)

    def open_menu(self) -> None:
        """Open the menu under the chip with fresh views."""
        self.read(self._show_menu)

    def apply(self, view: SavedView) -> None:
        """Ask what the view asks and show its columns; a view may have been kept without them."""
        self._current = view
        self._ask.show(view.query)
        columns = _columns(view)
        if columns:
            self._list.show_columns(columns)
        self.retitle()

    def show_usual(self) -> None:
        """Ask what the list asks of itself, with its own columns."""
        self._current = None
        self._ask.ask(self._ask.usual)
        self._list.show_columns([])
        self.retitle()

    def forget(self) -> None:
        """No view is in force any more."""
        self._current = None
        self.retitle()

    def commands(self) -> list[Command]:
        """Return what the palette offers."""
        chosen = [
            Command(f"Вид «{view.title}»", partial(self.apply, view), hint=_circle(view))
            for view in self._views
        ]
        return [*chosen, Command("Записать вид", self.save_as)]

    def save_as(self) -> None:
        """Ask for a name and keep the filters, columns and order in force under it."""
        ViewSheet(
            self._tools, self._over, self._page, self._ask.moving(), self._packed, self._named
        )

    def retitle(self) -> None:
        """Say on the chip which view is in force, and whether the list has left it."""
        view = self._current
        words = view.title if view is not None else _PLAIN
        shown = words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1]}…"
        changed = ", изменён" if view is not None and self._is_changed(view) else ""
        self.chip.setText(f"{shown}{changed}")
        self.chip.setAccessibleName(f"Вид: {words}{changed}")
        self.chip.updateGeometry()

    # The menu

    def _show_menu(self) -> None:
        menu = new_menu(self._over, one_of=True)
        usual = menu.add_choice(_PLAIN, is_on=self._current is None)
        usual.triggered.connect(self.show_usual)
        own = [view for view in self._views if view.clerk_id is not None]
        common = [view for view in self._views if view.clerk_id is None]
        for heading, views in (("Мои", own), ("Для всех", common)):
            if views:
                menu.addAction(heading).setEnabled(False)
            for view in views:
                action = menu.add_choice(_plain(view.title), is_on=view == self._current)
                action.triggered.connect(lambda _on=True, one=view: self.apply(one))
        if not self._views:
            menu.addAction("Сохранённых видов пока нет").setEnabled(False)
        menu.addSeparator()
        menu.addAction("Записать вид…", self.save_as)
        if self._current is not None:
            for action in self._changes_of(self._current, menu):
                menu.addAction(action)
        drop_menu(menu, self.chip)

    def _changes_of(self, view: SavedView, menu: QMenu) -> list[QAction]:
        title = _plain(view.title)
        overwrite = QAction(f"Записать отбор в «{title}»", menu)
        overwrite.setEnabled(self._is_changed(view))
        overwrite.triggered.connect(lambda: self._overwrite(view))
        rename = QAction(f"Переименовать «{title}»…", menu)
        rename.triggered.connect(lambda: RenameSheet(self._tools, self._over, view, self._named))
        delete = QAction(f"Удалить «{title}»", menu)
        delete.triggered.connect(lambda: self._delete(view))
        return [overwrite, rename, delete]

    # Writing

    def _overwrite(self, view: SavedView) -> None:
        saved_views, period = self._tools.office.saved_views, period_of(view.query)
        packed = self._packed(period if period in self._ask.moving() else None)
        self._tools.jobs.write(
            lambda: saved_views.overwrite(view.id, packed),
            self._named,
            self.failed.emit,
            owner=self,
        )

    def _delete(self, view: SavedView) -> None:
        saved_views = self._tools.office.saved_views
        self._tools.jobs.write(
            lambda: saved_views.delete(view.id), self._deleted, self.failed.emit, owner=self
        )

    def _deleted(self, saved: ViewSaved) -> None:
        self._current = None
        self._tools.hub.announce(saved.changes)
        offer = UndoOffer(f"Вид «{saved.view.title}» удалён", partial(self._put_back, saved.view))
        self.undo_offered.emit(offer)

    def _put_back(self, view: SavedView) -> None:
        saved_views = self._tools.office.saved_views
        self._tools.jobs.write(
            lambda: saved_views.put_back(view), self._named, self.failed.emit, owner=self
        )

    def _named(self, saved: ViewSaved) -> None:
        self._current = saved.view
        self._tools.hub.announce(saved.changes)
        self.retitle()

    # Inside

    def _changed(self, changes: object) -> None:
        if isinstance(changes, Changes) and (
            changes.touches(Kind.REFERENCE) or changes.touches(Kind.CLERK)
        ):
            self.read()

    def _is_changed(self, view: SavedView) -> bool:
        columns = _columns(view)
        moved = bool(columns) and not self._list.shows_columns(columns)
        return moved or not self._ask.is_in_force(view.query)

    def _packed(self, period: Period | None) -> dict[str, object]:
        return {**self._ask.packed(period), _COLUMNS: self._list.visible_keys()}


def _columns(view: SavedView) -> list[str]:
    kept = view.query.get(_COLUMNS)
    return [key for key in kept if isinstance(key, str)] if isinstance(kept, list) else []


def _circle(view: SavedView) -> str:
    return "для всех" if view.clerk_id is None else "мой вид"


def _plain(title: str) -> str:
    """Return a title for a menu, where `&` would underline a letter."""
    return title.replace("&", "&&")

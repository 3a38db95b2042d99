"""Saved views of the register: the chip «Вид» and its menu."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from desktop_app.core import clock
from desktop_app.core.changes import Changes, Kind
from desktop_app.core.periods import fitting
from desktop_app.core.records.saved_views import SavedView, ViewSaved
from desktop_app.core.view_query import pack, period_of, unpack
from desktop_app.ui import keys
from desktop_app.ui.pages.tickets.filters import RegisterFilters
from desktop_app.ui.pages.tickets.view_sheets import RenameSheet, ViewSheet
from desktop_app.ui.pages.tools import Tools
from desktop_app.ui.shell.commands import Command
from desktop_app.ui.shell.page import UndoOffer
from desktop_app.ui.widgets.chip import Chip

_PLAIN = "Обычный"
_LONGEST = 26


class RegisterViews(QObject):
    """Keeps the views the clerk sees, and which of them is in force.

    `applied(query)` when a view was chosen; `undo_offered(UndoOffer)` after one was deleted.
    """

    applied = Signal(object)
    undo_offered = Signal(object)
    failed = Signal(object)

    def __init__(self, tools: Tools, filters: RegisterFilters, parent: QWidget) -> None:
        """Watch the filters; the views are read when the menu opens and by `read`."""
        super().__init__(parent)
        self._tools, self._filters, self._over = tools, filters, parent
        self._views: Sequence[SavedView] = ()
        self._current: SavedView | None = None
        self.chip = Chip(_PLAIN)
        self.chip.setToolTip(f"Сохранённые виды ({keys.cap('views')})")
        self.chip.clicked.connect(self.open_menu)
        filters.changed.connect(self._retitle)
        tools.hub.announced.connect(self._changed)

    @property
    def current(self) -> SavedView | None:
        """The view in force, None when the filters were set by hand from the start."""
        return self._current

    def read(self, then: Callable[[], object] = lambda: None) -> None:
        """Read what the clerk at the desk sees, then act."""
        saved_views = self._tools.office.saved_views

        def known(views: Sequence[SavedView]) -> None:
            self._views = views
            mine = {view.id: view for view in views}
            self._current = mine.get(self._current.id) if self._current is not None else None
            self._retitle()
            then()

        self._tools.jobs.read(saved_views.all, known, self.failed.emit, owner=self)

    def open_menu(self) -> None:
        """Open the menu under the chip with fresh views."""
        self.read(self._show_menu)

    def apply(self, view: SavedView) -> None:
        """Ask what the view asks; moving periods are counted from today."""
        self._current = view
        self.applied.emit(unpack(view.query, clock.today()))
        self._retitle()

    def forget(self) -> None:
        """No view is in force any more."""
        self._current = None
        self._retitle()

    def commands(self) -> list[Command]:
        """Return what the palette offers."""
        chosen = [
            Command(f"Вид «{view.title}»", partial(self.apply, view), hint=_circle(view))
            for view in self._views
        ]
        return [*chosen, Command("Записать вид", self.save_as)]

    def save_as(self) -> None:
        """Ask for a name and keep the filters in force under it."""
        ViewSheet(self._tools, self._over, self._filters.query, self._named)

    # The menu

    def _show_menu(self) -> None:
        menu = QMenu(self._over)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        own = [view for view in self._views if view.clerk_id is not None]
        common = [view for view in self._views if view.clerk_id is None]
        for heading, views in (("Мои", own), ("Для всех", common)):
            if views:
                menu.addAction(heading).setEnabled(False)
            for view in views:
                action = menu.addAction(_plain(view.title), partial(self.apply, view))
                action.setCheckable(True)
                action.setChecked(view == self._current)
        if not self._views:
            menu.addAction("Сохранённых видов пока нет").setEnabled(False)
        menu.addSeparator()
        menu.addAction("Записать вид…", self.save_as)
        if self._current is not None:
            for action in self._changes_of(self._current, menu):
                menu.addAction(action)
        menu.popup(self.chip.mapToGlobal(self.chip.rect().bottomLeft()))

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
        query, saved_views = self._filters.query, self._tools.office.saved_views
        period = period_of(view.query)
        if period not in fitting(query.date_from, query.date_to, clock.today()):
            period = None
        packed = pack(query, period)
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
        self._retitle()

    # Inside

    def _changed(self, changes: object) -> None:
        if isinstance(changes, Changes) and (
            changes.touches(Kind.REFERENCE) or changes.touches(Kind.CLERK)
        ):
            self.read()

    def _is_changed(self, view: SavedView) -> bool:
        return unpack(view.query, clock.today()) != self._filters.query

    def _retitle(self) -> None:
        view = self._current
        words = view.title if view is not None else _PLAIN
        shown = words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1]}…"
        changed = ", изменён" if view is not None and self._is_changed(view) else ""
        self.chip.setText(f"{shown}{changed}")
        self.chip.setAccessibleName(f"Вид: {words}{changed}")
        self.chip.updateGeometry()


def _circle(view: SavedView) -> str:
    return "для всех" if view.clerk_id is None else "мой вид"


def _plain(title: str) -> str:
    """Return a title for a menu, where `&` would underline a letter."""
    return title.replace("&", "&&")

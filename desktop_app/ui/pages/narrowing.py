"""What narrows a list, tied together: the line of search, filters, their bar, saved views."""

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from desktop_app.ui import keys
from desktop_app.ui.pages.choice_menu import drop_menu
from desktop_app.ui.pages.list_filters import ListFilters
from desktop_app.ui.pages.saved_views import SavedViewMenu
from desktop_app.ui.widgets.filter_bar import FilterBar
from desktop_app.ui.widgets.icon_edit import SearchBox
from desktop_app.ui.widgets.list_view import ListView


class Narrowing(QObject):
    """Lets each of them change the question; the screen asks it when `filters.changed`."""

    def __init__(
        self,
        screen: QWidget,
        filters: ListFilters,
        search: SearchBox,
        bar: FilterBar,
        views: SavedViewMenu,
        view: ListView,
    ) -> None:
        """Tie the parts of a screen; `under` is what the menu of filters opens under."""
        super().__init__(screen)
        self._screen, self._filters, self._search, self._views = screen, filters, search, views
        self.under: QWidget = bar.add
        filters.changed.connect(views.retitle)
        view.sort_requested.connect(filters.sort)
        search.searched.connect(lambda text: filters.set(text=text))
        search.left.connect(view.setFocus)
        bar.add_pressed.connect(self.offer)
        bar.chip_pressed.connect(lambda _key: self.offer())
        bar.chip_removed.connect(filters.remove)
        bar.reset_pressed.connect(self.reset)
        keys.bind("filter", screen, self.offer)
        keys.bind("filter_reset", screen, self.reset)

    def offer(self) -> None:
        """Open the menu of filters."""
        drop_menu(self._filters.menu(self._screen), self.under)

    def reset(self) -> None:
        """Drop every filter; no view is in force any more."""
        self._search.clear()
        self._filters.reset()
        self._views.forget()

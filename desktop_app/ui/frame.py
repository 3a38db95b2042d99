"""The window as it stands before the office is open: its size, its look and empty sections.

Loading the services and the first page takes longer than all of this: the clerk sees the window
at once, and what is pressed meanwhile waits for the page.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from desktop_app.ui.shell.main_window import MainWindow
from desktop_app.ui.shell.page import Group, Page, PageFactory
from desktop_app.ui.state import State

if TYPE_CHECKING:
    from desktop_app.ui.dialogs import Dialogs

# In their order; the composition puts the true pages in place of the empty ones.
SECTIONS = (
    PageFactory("today", "Сегодня", "today", Page),
    PageFactory("tickets", "Обращения", "list", Page),
    PageFactory("buildings", "Дома", "home", Page),
    PageFactory("organizations", "Организации", "building", Page),
    PageFactory("outages", "Отключения", "bolt", Page),
    PageFactory("waste", "Вывоз", "truck", Page),
    PageFactory("visits", "Выезды", "document", Page),
    PageFactory("callbacks", "Обзвон", "phone", Page),
    PageFactory("summary", "Сводка", "bars", Page),
    PageFactory("export", "Экспорт", "download", Page, Group.SERVICE),
    PageFactory("settings", "Настройки", "gear", Page, Group.SERVICE),
)
_LONGEST_MS = 300


class Frame:
    """The window, painted first, then given what it cannot work without: lanes and news."""

    def __init__(self, state: State) -> None:
        """Make the window, not shown yet."""
        self.window = MainWindow(SECTIONS, state)
        self._undo: Callable[[], None] | None = None

    def appear(self) -> bool:
        """Show the empty window and return once it is painted; False when it was closed meanwhile.

        Keys and clicks are kept for the page that comes. A window that stays minimised is never
        painted: it is not waited for.
        """
        self.window.stand_by()
        screen = self.window.windowHandle()
        longest = QTimer(self.window, singleShot=True, interval=_LONGEST_MS)
        longest.start()
        loop = QEventLoop()
        keep_keys = QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents
        while longest.isActive() and not screen.isExposed():
            loop.processEvents(keep_keys | QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        longest.stop()
        QApplication.sendPostedEvents()
        loop.processEvents(keep_keys)
        return self.window.isVisible()

    def equip(self, dialogs: "Dialogs") -> "Frame":
        """Give the window lanes, news and keys; return this frame.

        From now on bugs open the crash window, until `let_go`.
        """
        from desktop_app.ui.changes_hub import ChangesHub
        from desktop_app.ui.jobs import Jobs
        from desktop_app.ui.shell.unexpected import catch_unexpected

        self.jobs, self.hub = Jobs(), ChangesHub()
        self.window.equip(self.jobs, self.hub, dialogs)
        self._undo = catch_unexpected(self.jobs)
        return self

    def let_go(self) -> None:
        """Catch bugs no more."""
        if self._undo is not None:
            self._undo()

    def drop(self) -> None:
        """Take the window away: there is nothing to work on."""
        self.window.hide()
        if self._undo is not None:
            self.let_go()
            self.jobs.shutdown()
        self.window.deleteLater()

"""What is done over a page: a change is told once and can be taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from desktop_app.ui.shell.page import Follow, UndoOffer

if TYPE_CHECKING:
    from desktop_app.core.changes import Changes
    from desktop_app.ui.pages.tools import Tools


class Actions(QObject):
    """Every change is announced once and offered to be undone; `failed` carries an OfficeError."""

    undo_offered = Signal(object)
    failed = Signal(object)

    def __init__(self, tools: Tools, page: QWidget) -> None:
        """Ask over a page."""
        super().__init__(page)
        self._tools, self._page = tools, page

    def tell(self, words: str, changes: Changes, more: Follow | None = None) -> None:
        """Announce a change and offer to take it back, or to go on with `more`."""
        self._tools.hub.announce(changes)
        action = changes.action
        if action is not None:
            self.undo_offered.emit(UndoOffer(words, lambda: self.undo(action), more))

    def undo(self, action: int) -> None:
        """Take an action back."""
        undo = self._tools.office.undo
        self._tools.jobs.write(
            lambda: undo.undo(action), self._tools.hub.announce, self.failed.emit, owner=self
        )

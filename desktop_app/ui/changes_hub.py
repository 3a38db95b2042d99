"""One announcement of every change, heard by all pages."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from desktop_app.core.changes import Changes


class ChangesHub(QObject):
    """Pages connect to `announced` (a `core.changes.Changes`) and judge if it concerns them."""

    announced = Signal(object)

    def announce(self, changes: "Changes") -> None:
        """Tell every screen once what an operation changed; nothing is told of no change."""
        if changes.ids:
            self.announced.emit(changes)

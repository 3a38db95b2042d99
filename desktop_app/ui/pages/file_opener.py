"""Opening what was written: the file itself, or its folder with the file in sight."""

from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from desktop_app.ui.pages.tools import Tools


class FileOpener:
    """The system's own programs, and our preview of papers; tests put another in its place."""

    _tools: Tools | None = None

    def __init__(self, tools: Tools | None = None) -> None:
        """Take what the preview needs; without it papers are only opened."""
        self._tools = tools

    def can_preview(self, path: Path) -> bool:
        """Tell whether a file can be shown and printed here."""
        return self._tools is not None and path.suffix.lower() == ".pdf"

    def preview(self, parent: QWidget, path: Path) -> None:
        """Show the pages of a paper over a window, ready to be printed."""
        # Imported here: drawing and printing must not slow the start of the window.
        from desktop_app.ui.pages.preview import of_files, show_preview

        if self._tools is not None:
            show_preview(self._tools, parent, of_files(path.stem, [path], lambda: self.open(path)))

    def open(self, path: Path) -> bool:
        """Open a file in the program it belongs to; False when there is none."""
        return QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))

    def show(self, path: Path) -> bool:
        """Open the folder of a file."""
        return QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.parent)))

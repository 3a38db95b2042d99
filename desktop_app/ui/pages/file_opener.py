"""Opening what was written: the file itself, or its folder with the file in sight."""

from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices


class FileOpener:
    """The system's own programs; tests put another in its place."""

    def open(self, path: Path) -> bool:
        """Open a file in the program it belongs to; False when there is none."""
        return QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))

    def show(self, path: Path) -> bool:
        """Open the folder of a file."""
        return QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.parent)))

"""Esc pressed in a field: some fields need it themselves before the form closes."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent


def is_escape(event: QEvent) -> bool:
    """Tell whether Esc is about to be a shortcut of the form; a field that accepts it keeps it."""
    asked = event.type() is QEvent.Type.ShortcutOverride
    return asked and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape

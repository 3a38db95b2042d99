"""Names for those who do not see the window: which widgets the keyboard reaches, which lack one."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QAbstractScrollArea, QComboBox, QWidget


def focusable(window: QWidget) -> list[QWidget]:
    """Return every widget of a window the Tab key can reach, hidden ones included."""
    return [
        widget
        for widget in window.findChildren(QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and not _inner(widget)
    ]


def nameless(window: QWidget) -> list[str]:
    """Return the classes and object names of focusable widgets without an accessible name."""
    return [
        f"{type(widget).__name__} {widget.objectName()}".strip()
        for widget in focusable(window)
        if not _name(widget)
    ]


def _name(widget: QWidget) -> str:
    words = widget.text() if isinstance(widget, QAbstractButton) else ""
    return widget.accessibleName() or words


def _inner(widget: QWidget) -> bool:
    """Tell whether a widget is a part of another control, which speaks for both."""
    parent = widget.parentWidget()
    if parent is None:
        return False
    holder = parent.parentWidget()
    if isinstance(holder, QComboBox) or isinstance(parent, QComboBox):
        return True
    proxy = widget.focusProxy() is parent or parent.focusProxy() is widget
    return proxy or (isinstance(parent, QAbstractScrollArea) and widget is parent.viewport())

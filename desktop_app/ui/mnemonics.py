"""Alt and a letter in either keyboard layout: the key decides, not the layout left on.

Qt knows only the letter the present layout gives, so that Alt+P in the Latin one missed «&Записать»
and was typed into the field instead.
"""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)
from shiboken6 import isValid

from desktop_app.core.addresses.layout import other_layout

_TYPED_INTO = (QLineEdit, QPlainTextEdit, QTextEdit)
_NAME = "mnemonics"


class Mnemonics(QObject):
    """Watches the widget with the focus alone: Qt has found no shortcut for a key that comes here.

    One for the application serves every window of it.
    """

    def __init__(self, app: QApplication) -> None:
        """Follow the focus of the application."""
        super().__init__(app)
        self.setObjectName(_NAME)
        self._watched: QWidget | None = None
        app.focusChanged.connect(self._follow)
        self._follow(None, app.focusWidget())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Press what the letter of the other layout names; Alt+letter is never typed as text."""
        if event.type() is not QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        if event.modifiers() != Qt.KeyboardModifier.AltModifier or not isinstance(watched, QWidget):
            return False
        letter = _letter(event)
        if not letter:
            return False
        acted = _press(watched, QKeySequence(f"Alt+{other_layout(letter).upper()}"))
        return acted or isinstance(watched, _TYPED_INTO)

    def _follow(self, _old: QWidget | None, now: QWidget | None) -> None:
        # A widget that is being destroyed with the focus tells so when nothing is left of it.
        if self._watched is not None and isValid(self._watched):
            self._watched.removeEventFilter(self)
        self._watched = now
        if now is not None:
            now.installEventFilter(self)


def watch(app: QApplication) -> None:
    """Let mnemonics of the application work in both layouts; a second time changes nothing."""
    if app.findChild(Mnemonics, _NAME) is None:
        Mnemonics(app)


def _letter(event: QKeyEvent) -> str:
    """Return the letter of a key as its layout has it, empty for another kind of key."""
    typed = event.text()
    if len(typed) != 1 or not typed.isprintable():
        code = event.key()
        typed = chr(code) if 0x20 < code < 0x10000 else ""
    return typed.lower() if typed and other_layout(typed.lower()) != typed.lower() else ""


def _press(focus: QWidget, wanted: QKeySequence) -> bool:
    """Do what a visible button, label or action of this window has the keys for."""
    window = focus.window()
    for button in window.findChildren(QAbstractButton):
        if button.shortcut() == wanted and button.isVisible() and button.isEnabled():
            button.setFocus(Qt.FocusReason.ShortcutFocusReason)
            button.click()
            return True
    for label in window.findChildren(QLabel):
        buddy = label.buddy()
        if buddy is None or not label.isVisible() or not buddy.isEnabled():
            continue
        if QKeySequence.mnemonic(label.text()) == wanted:
            buddy.setFocus(Qt.FocusReason.ShortcutFocusReason)
            return True
    return _trigger(focus, wanted)


def _trigger(focus: QWidget, wanted: QKeySequence) -> bool:
    """Trigger an action of the focus or of what it stands in."""
    place: QWidget | None = focus
    while place is not None:
        for action in place.actions():
            if action.shortcut() == wanted and action.isEnabled():
                action.trigger()
                return True
        place = place.parentWidget()
    return False

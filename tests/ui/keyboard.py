"""A keyboard and a mouse for tests; `QTest.keyClicks` aborts on Cyrillic letters, this does not."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

NONE = Qt.KeyboardModifier.NoModifier
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier


def press(widget: QWidget, key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> None:
    """Press a key that types no letter, shortcuts included."""
    QTest.keyClick(widget, key, modifiers)


def type_text(widget: QWidget, text: str) -> None:
    """Type text letter by letter into a widget that has the focus."""
    for letter in text:
        shift = SHIFT if letter.isupper() else NONE
        code = ord(letter.upper()) if letter.isascii() else 0
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(widget, QKeyEvent(kind, code, shift, letter))


def click(widget: QWidget, place: QPoint | None = None) -> None:
    """Click with the left button, in the middle when no place is given."""
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton, NONE, place or widget.rect().center())


def hold(
    focus: Callable[[], QWidget | None],
    key: Qt.Key,
    text: str = "",
    times: int = 8,
    modifiers: Qt.KeyboardModifier = NONE,
) -> None:
    """Hold a key: the press and its repeats go to whatever has the focus, shortcuts first."""
    for repeat in range(times):
        widget = focus()
        if widget is not None:
            QTest.simulateEvent(widget, True, key.value, modifiers, text, repeat > 0)
        QTest.qWait(10)
    widget = focus()
    if widget is not None:
        QTest.simulateEvent(widget, False, key.value, modifiers, text, False)

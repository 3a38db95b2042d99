"""Building a section never opens a window of its own, not even for a moment."""

from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget

from desktop_app.cli.pictures import take_pictures
from tests.journeys.clerk import ClerkAtKeys

pytestmark = pytest.mark.gui


class _Watch(QObject):
    """Writes down every widget that is shown as a window."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Note a window as it comes."""
        if event.type() is QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.seen.append(type(watched).__name__)
        return False


def test_no_section_opens_a_window(clerk: ClerkAtKeys, qapp: QApplication) -> None:
    """The keyboard stays with the window on the way through all sections and back."""
    watch = _Watch()
    qapp.installEventFilter(watch)
    for name in (*clerk.window.keys, *reversed(clerk.window.keys)):
        clerk.window.show_page(name)
        clerk.wait()
    qapp.removeEventFilter(watch)
    assert watch.seen == []
    assert qapp.activeWindow() is clerk.window


def test_no_card_opens_a_window(tmp_path: Path, qapp: QApplication) -> None:
    """Nor does any screen of the pictures: cards, lists of doubles, loads, the intake form."""
    watch = _Watch()
    qapp.installEventFilter(watch)
    drawn = list(take_pictures(tmp_path, "-light"))
    qapp.removeEventFilter(watch)
    assert len(drawn) > 20
    assert watch.seen == ["MainWindow"]

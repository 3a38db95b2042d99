"""F1 tells the keys of the section in front, and gives the focus back."""

from pathlib import Path

import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QWidget

from desktop_app.services.office import Office
from desktop_app.ui.help_pages import HELP_KEYS
from desktop_app.ui.keys import KEYS, Place
from desktop_app.ui.pages.file_opener import FileOpener
from desktop_app.ui.shell.help_sheet import HelpSheet
from desktop_app.ui.widgets.button import Keycap
from desktop_app.ui.widgets.scroll_pane import ScrollPane
from tests.journeys.clerk import ClerkAtKeys, Key
from tests.reports import printed

pytestmark = pytest.mark.gui


def _sheet() -> HelpSheet | None:
    found = [w for w in QApplication.topLevelWidgets() if isinstance(w, HelpSheet)]
    return next((sheet for sheet in found if sheet.isVisible()), None)


def test_every_section_has_its_help(clerk: ClerkAtKeys) -> None:
    """F1 opens the page of each section with its keys; F1 again closes it."""
    assert set(HELP_KEYS) == set(clerk.window.keys)
    for name in clerk.window.keys:
        clerk.window.show_page(name)
        clerk.wait()
        clerk.press(Key.Key_F1)
        sheet = _sheet()
        assert sheet is not None, name
        assert sheet.windowTitle() == f"Справка: {clerk.window.page(name).title}"
        caps = {cap.accessibleName() for cap in sheet.findChildren(Keycap)}
        assert caps == {KEYS[key].cap for key in HELP_KEYS[name]}
        clerk.press(Key.Key_F1)
        assert _sheet() is None, name


def test_help_takes_no_more_than_the_screen_and_cuts_no_words(clerk: ClerkAtKeys) -> None:
    """All words of the longest page are as high as they need; Esc gives the focus back."""
    before = clerk.focus()
    clerk.press(Key.Key_F1)
    sheet = _sheet()
    assert sheet is not None
    assert sheet.height() <= sheet.screen().availableSize().height()
    for child in sheet.findChildren(QWidget):
        if child.isVisible() and child.hasHeightForWidth() and child.layout() is None:
            assert child.height() >= child.heightForWidth(child.width()), child.accessibleName()
    clerk.press(Key.Key_Escape)
    assert _sheet() is None
    assert clerk.focus() is before


def test_a_long_page_is_read_by_the_keyboard(clerk: ClerkAtKeys) -> None:
    """What does not fit is reached with Page Down, without a mouse."""
    clerk.press(Key.Key_F1)
    sheet = _sheet()
    assert sheet is not None
    sheet.resize(sheet.width(), sheet.minimumSizeHint().height() + 60)
    clerk.wait()
    pane = sheet.findChild(ScrollPane)
    assert pane is not None
    assert pane.verticalScrollBar().maximum() > 0
    clerk.press(Key.Key_PageDown)
    assert pane.verticalScrollBar().value() > 0


def test_what_a_section_binds_is_told_and_what_is_told_acts(clerk: ClerkAtKeys) -> None:
    """Keys bound on a page stand in its help; no key of another place of work is promised."""
    by_action = {(key.sequence, key.words): name for name, key in KEYS.items()}
    held = {"copy", "open", "refresh", "clipboard", "find", "new", "delete", "choose", "clear"}
    held |= {"next_field", "save_close", "close", "sign", "whole_row", "row_up", "row_down"}
    for name in clerk.window.keys:
        page = clerk.window.page(name)
        bound = {
            by_action.get((action.shortcut().toString(), action.text()), "")
            for action in page.findChildren(QAction)
        } - {""}
        told = set(HELP_KEYS[name])
        assert bound <= told, name
        window = {key for key in told if KEYS[key].place is Place.WINDOW}
        assert told - window - held <= bound, name


def test_the_day_of_calls_tells_its_digits() -> None:
    """The four answers of a callback stand in the help of its section alone."""
    told = [name for name, acting in HELP_KEYS.items() if "solved" in acting]
    assert told == ["callbacks"]


def test_the_whole_handbook_is_written_and_opened(
    clerk: ClerkAtKeys, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """«Вся справка» writes every section and every key into a PDF, and opens it."""
    opened: list[Path] = []
    monkeypatch.setattr(FileOpener, "open", lambda _self, path: opened.append(path))
    clerk.press(Key.Key_F1)
    sheet = _sheet()
    assert sheet is not None
    sheet.print_wanted.emit()
    clerk.until(lambda: bool(opened))
    words = " ".join(printed.pages(opened[0].read_bytes()))
    for section in office.handbook.sections:
        assert section.title in words
        assert " ".join(section.texts[-1].text.split()[:3]) in words
    for key in KEYS.values():
        assert " ".join(key.words.split()[:2]) in words, key.cap
    assert opened[0].parent == office.path.parent

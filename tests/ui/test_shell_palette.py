"""The palette over the frame: commands, what is searched, what comes late."""

from PySide6.QtCore import Qt

from desktop_app.ui.shell.commands import Command, Deliver
from desktop_app.ui.shell.main_window import MainWindow
from desktop_app.ui.widgets.text import Text
from tests.ui.keyboard import CTRL, press, type_text
from tests.ui.sample_window import page

Key = Qt.Key


def test_the_palette_finds_and_runs(window: MainWindow) -> None:
    """Ctrl+K, letters, Enter: commands of the page and sections; Esc gives the focus back."""
    press(window, Key.Key_K, CTRL)
    box = window.palette_box
    assert box.isVisible()
    assert box.titles[0] == "Принять звонок"
    type_text(box._edit, "звон")
    assert box.titles == ["Принять звонок"]
    press(box._edit, Key.Key_Return)
    assert page(window).seen[-1] == "звонок"
    assert not box.isVisible()
    press(window, Key.Key_K, CTRL)
    press(box._edit, Key.Key_Down)
    press(box._edit, Key.Key_Escape)
    assert page(window).field.hasFocus()
    press(window, Key.Key_K, CTRL)
    type_text(box._edit, "дома")
    press(box._edit, Key.Key_Return)
    assert window.current_key == "houses"


def test_the_palette_says_that_nothing_was_found(window: MainWindow) -> None:
    """What is known nowhere gets words instead of an empty plate."""
    box = window.palette_box
    box.open_palette()
    words = next(text for text in box.findChildren(Text) if "не нашлось" in text.text())
    assert not words.isVisible()
    type_text(box._edit, "такого нет")
    assert words.isVisible()


def test_the_palette_searches_and_drops_late_answers(window: MainWindow) -> None:
    """What is found is shown; an answer to older letters is not."""
    asked: list[tuple[str, Deliver]] = []
    window.add_search(lambda typed, deliver: asked.append((typed, deliver)))
    press(window, Key.Key_K, CTRL)
    type_text(window.palette_box._edit, "3507")
    assert [typed for typed, _ in asked] == ["35", "350", "3507"]
    asked[0][1]([Command("№ 2026-00035", int)])
    assert window.palette_box.titles == []
    asked[2][1]([Command("№ 2026-03507", int)])
    assert window.palette_box.titles == ["№ 2026-03507"]


def test_what_is_found_late_moves_no_command_from_under_enter(window: MainWindow) -> None:
    """The command shown at once stays first when records with the same words arrive."""
    asked: list[Deliver] = []
    window.add_search(lambda _typed, deliver: asked.append(deliver))
    press(window, Key.Key_K, CTRL)
    box = window.palette_box
    type_text(box._edit, "звон")
    asked[-1]([Command("№ 2026-03507", int)])
    assert box.titles == ["Принять звонок", "№ 2026-03507"]
    press(box._edit, Key.Key_Return)
    assert page(window).seen[-1] == "звонок"

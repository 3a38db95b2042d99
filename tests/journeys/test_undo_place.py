"""The undo bar floats above the foot of whatever is in front: what is pressed last stays free."""

import os
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QWidget

from desktop_app.ui.shell.page import Follow, UndoOffer
from desktop_app.ui.widgets.button import Button
from tests.journeys.clerk import ClerkAtKeys, Key

pytestmark = pytest.mark.gui

_WORDS = UndoOffer(
    "Обращение № 2026-03507 передано: ООО «УК Уют-Сервис»",
    lambda: None,
    Follow("Реестр передачи", lambda: None),
)


def _rect(widget: QWidget, top: QWidget) -> QRect:
    return QRect(widget.mapTo(top, QPoint(0, 0)), widget.size())


def _covered(clerk: ClerkAtKeys) -> list[str]:
    """Return the words of the visible buttons of the window the bar lies over."""
    window, bar = clerk.window, clerk.window.undo_bar
    place = _rect(bar, window)
    return [
        button.text()
        for button in window.findChildren(Button)
        if button.isVisible() and _rect(button, window).intersects(place)
    ]


def _shown(clerk: ClerkAtKeys, words: str) -> Button:
    return next(
        button
        for button in clerk.window.findChildren(Button)
        if button.isVisible() and button.text() == words
    )


def _in_the_form(clerk: ClerkAtKeys) -> None:
    save, bar = _shown(clerk, "Записать и закрыть"), clerk.window.undo_bar
    assert bar.isVisible()
    assert _covered(clerk) == []
    assert _rect(bar, clerk.window).bottom() < _rect(save, clerk.window).top()
    middle = save.mapTo(clerk.window, save.rect().center())
    assert clerk.window.childAt(middle) is save


@pytest.mark.parametrize("width", [1024, 1366])
def test_the_form_opened_under_the_bar_keeps_its_buttons(clerk: ClerkAtKeys, width: int) -> None:
    """The bar is shown over the list; the next call is begun at once: the bar goes up by itself."""
    clerk.window.resize(width, 690)
    clerk.wait()
    clerk.window.offer_undo(_WORDS)
    clerk.wait()
    low = clerk.window.undo_bar.geometry().bottom()
    clerk.press(Key.Key_Insert)
    assert clerk.window.undo_bar.geometry().bottom() < low
    _in_the_form(clerk)
    if folder := os.environ.get("GRABS"):
        clerk.window.grab().save(str(Path(folder) / f"undo-{width}.png"))


def test_the_bar_offered_over_the_form_keeps_clear(clerk: ClerkAtKeys) -> None:
    """Offered while the form is in front, and after the window is made smaller, it stays above."""
    clerk.press(Key.Key_Insert)
    clerk.window.offer_undo(_WORDS)
    clerk.wait()
    _in_the_form(clerk)
    clerk.window.resize(1024, 600)
    clerk.wait()
    clerk.window.undo_bar._count_down()
    _in_the_form(clerk)

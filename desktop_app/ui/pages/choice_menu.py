"""Menus of filters: values that are ticked one by one, closed and deleted by themselves."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QWidget

T = TypeVar("T")


def filter_menu(parent: QWidget) -> QMenu:
    """Return an empty menu that is gone once it closes."""
    menu = QMenu(parent)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    return menu


def drop_menu(menu: QMenu, under: QWidget) -> None:
    """Open a menu under a button or a chip."""
    menu.popup(under.mapToGlobal(under.rect().bottomLeft()))


def add_choices(
    menu: QMenu,
    choices: Sequence[tuple[T, str]],
    chosen: tuple[T, ...],
    take: Callable[[tuple[T, ...]], object],
) -> None:
    """Put values with their words into a menu; choosing one adds it or takes it out of `chosen`."""
    menu.setEnabled(bool(choices))
    for value, words in choices:
        action = menu.addAction(words)
        action.setCheckable(True)
        action.setChecked(value in chosen)
        action.triggered.connect(partial(_toggle, value, chosen, take))


def _toggle(
    value: T, chosen: tuple[T, ...], take: Callable[[tuple[T, ...]], object], _on: bool = True
) -> None:
    without = tuple(item for item in chosen if item != value)
    take(without if value in chosen else (*chosen, value))

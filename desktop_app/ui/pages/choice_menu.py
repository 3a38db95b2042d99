"""Menus of filters: values that are ticked one by one, closed and deleted by themselves."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtWidgets import QMenu, QWidget

if TYPE_CHECKING:
    from desktop_app.ui.widgets.menu import Menu


T = TypeVar("T")


def new_menu(parent: QWidget, *, one_of: bool = False) -> "Menu":
    """Return an empty menu that is gone once it closes; `one_of` when its marks exclude others."""
    from desktop_app.ui.widgets.menu import Menu  # the first window has none open

    return Menu(parent, one_of=one_of)


def drop_menu(menu: QMenu, under: QWidget) -> None:
    """Open a menu under a button or a chip."""
    menu.popup(under.mapToGlobal(under.rect().bottomLeft()))


def add_choices(
    menu: "Menu",
    choices: Sequence[tuple[T, str]],
    chosen: tuple[T, ...],
    take: Callable[[tuple[T, ...]], object],
) -> None:
    """Put values with their words into a menu; choosing one adds it or takes it out of `chosen`."""
    menu.setEnabled(bool(choices))
    for value, words in choices:
        action = menu.add_choice(words, is_on=value in chosen)
        action.triggered.connect(partial(_toggle, value, chosen, take))


def _toggle(
    value: T, chosen: tuple[T, ...], take: Callable[[tuple[T, ...]], object], _on: bool = True
) -> None:
    without = tuple(item for item in chosen if item != value)
    take(without if value in chosen else (*chosen, value))

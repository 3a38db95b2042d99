"""What the frame asks of a page, and what a page may ask of the frame."""

from collections.abc import Callable, Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from desktop_app.ui.shell.commands import Command


class Group(StrEnum):
    """Which half of the navigation a page stands in."""

    WORK = "work"
    SERVICE = "service"


class UndoOffer(NamedTuple):
    """What was just done, and how to take it back; `undo` is called once at most.

    `more` is what usually follows: its word stands beside «Отменить» as long as the bar is shown.
    A `quiet` one shows no bar: the page itself offers to take it back, Ctrl+Z does so as well.
    """

    text: str
    undo: Callable[[], object]
    more: "Follow | None" = None
    quiet: bool = False


class Follow(NamedTuple):
    """A next step offered after an operation: its word, and what it does."""

    word: str
    act: Callable[[], object]


class Page(QWidget):
    """A section of the window.

    Signals: `status_text(str)` for the left of the status line; `undo_offered(UndoOffer)`;
    `failed(OfficeError)` for the banner above the page; `open_requested(page key, id)` to show a
    record of another page; `status_line_shown(bool)` when a view of the page has its own foot.
    """

    status_text = Signal(str)
    undo_offered = Signal(object)
    failed = Signal(object)
    open_requested = Signal(str, int)
    status_line_shown = Signal(bool)

    title = ""
    shows_status_line = True

    def __init__(self, parent: QWidget | None = None) -> None:
        """Fill with the surface colour."""
        super().__init__(parent)
        self.setAutoFillBackground(True)
        self.setBackgroundRole(QPalette.ColorRole.Base)

    def activate(self) -> None:
        """Come to the front: put the focus where work begins, refresh what is stale."""

    def open_record(self, record_id: int) -> None:
        """Show one record of this page; a page without records stays as it is."""

    def record_in_front(self) -> int:
        """Return the id of the record on the screen, 0 when it is a list."""
        return 0

    def commands(self) -> "Sequence[Command]":
        """Return what the palette offers while this page is in front."""
        return ()

    def leave(self, on_left: Callable[[], None]) -> None:
        """Make way for another page: call `on_left` now, or once the clerk agreed to lose edits."""
        on_left()


class PageFactory(NamedTuple):
    """How the frame makes a page: its key, word and icon in the navigation, and the builder.

    The page is built when it is first shown, so that the start of the program stays short.
    """

    key: str
    title: str
    icon: str
    build: Callable[[], Page]
    group: Group = Group.WORK

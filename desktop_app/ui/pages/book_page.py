"""A section with a list, the card of one record and the doubles of the book."""

from abc import abstractmethod
from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QStackedLayout

from desktop_app.core.changes import Changes, Kind
from desktop_app.core.errors import MergedAway, NotFound, OfficeError
from desktop_app.ui.pages.actions import Actions
from desktop_app.ui.pages.book_screen import BookScreen, BookSpec
from desktop_app.ui.pages.card_frame import CardFrame
from desktop_app.ui.pages.tools import Tools
from desktop_app.ui.pages.twins_screen import TwinsScreen, TwinsSpec
from desktop_app.ui.shell.commands import Command
from desktop_app.ui.shell.page import Page


class BookPage(Page):
    """What «Дома» and «Организации» share; a card is read anew after changes of `kinds`."""

    kinds: Sequence[Kind] = ()

    def __init__(self, tools: Tools, spec: BookSpec, card: CardFrame, twins: TwinsSpec) -> None:
        """Put the list, the card and the doubles on one place."""
        super().__init__()
        self._tools = tools
        self._wanted: int | None = None
        self.book = BookScreen(tools, spec)
        self.frame = card
        self.twins = TwinsScreen(tools, twins)
        self._stack = QStackedLayout(self)
        for part in (self.book, card, self.twins):
            self._stack.addWidget(part)
        self.book.opened.connect(self.open_record)
        self.book.twins_wanted.connect(self.show_twins)
        self.book.status_text.connect(self._tell_of_list)
        self.book.failed.connect(self.failed)
        self.book.views.undo_offered.connect(self.undo_offered)
        card.left.connect(self.show_list)
        self.twins.left.connect(self.show_list)
        self.twins.parted.connect(self.book.tell)
        self.twins.status_text.connect(self._tell_of_twins)
        self.twins.failed.connect(self.failed)
        self.twins.undo_offered.connect(self.undo_offered)
        self.steps = Actions(tools, self)
        self.steps.undo_offered.connect(self.undo_offered)
        self.steps.failed.connect(self.failed)
        tools.hub.announced.connect(self._announced)

    # What a book says of itself

    @abstractmethod
    def read_record(self, record_id: int) -> Any:  # noqa: ANN401  each book has a card of its own
        """Return what the card shows; in the read lane."""

    @abstractmethod
    def show_record(self, answer: Any) -> int:  # noqa: ANN401  see read_record
        """Show what was read; return the version of the record."""

    @property
    @abstractmethod
    def record_id(self) -> int | None:
        """The record the card shows."""

    # What they share

    def activate(self) -> None:
        """Refresh what is in front."""
        if self._stack.currentWidget() is self.book:
            self.book.activate()
        elif self._stack.currentWidget() is self.twins:
            self.twins.activate()

    def open_record(self, record_id: int) -> None:
        """Open the card of a record."""
        self._wanted = record_id
        self._load(record_id)

    def show_list(self) -> None:
        """Give the list back."""
        self._wanted = None
        self._stack.setCurrentWidget(self.book)
        self.book.activate()

    def show_twins(self) -> None:
        """Show records that may be one and the same."""
        self._wanted = None
        self._stack.setCurrentWidget(self.twins)
        self.twins.begin()

    @property
    def shows_card(self) -> bool:
        """Tell whether a card is in front."""
        return self._stack.currentWidget() is self.frame

    def record_in_front(self) -> int:
        """Return the card on the screen, 0 when it is the list."""
        return (self.record_id or 0) if self.shows_card else 0

    def twins_command(self) -> Command:
        """Return the palette's way to the doubles."""
        return Command("Возможные двойники", self.show_twins, icon="copy")

    def saved(self, words: str, changes: Changes, record_id: int) -> None:
        """Tell of a saved record, offer the way back and show it."""
        self.steps.tell(words, changes)
        self.open_record(record_id)

    def _load(self, record_id: int) -> None:
        self._tools.jobs.read(
            lambda: self.read_record(record_id),
            lambda answer: self._show(record_id, answer),
            lambda error: self._not_read(record_id, error),
            owner=self,
        )

    def _show(self, record_id: int, answer: object) -> None:
        """Show a record that is still wanted: the clerk may have gone back to the list."""
        if record_id != self._wanted:
            return
        came, version = not self.shows_card, self.show_record(answer)
        self._stack.setCurrentWidget(self.frame)
        if came:
            self.frame.setFocus()
        self.status_text.emit(f"Версия {version}")

    def _not_read(self, record_id: int, error: OfficeError) -> None:
        """A record that is gone leaves the list in its place, one merged away what it went into."""
        if record_id != self._wanted:
            return
        if isinstance(error, MergedAway):
            self.failed.emit(error)
            self.open_record(error.into)
        elif isinstance(error, NotFound) and self.shows_card:
            self.show_list()
        else:
            self._wanted = self.record_id if self.shows_card else None
            self.failed.emit(error)

    def _tell_of_list(self, words: str) -> None:
        """Leave the status line to a card or to the doubles while they are in front."""
        if self._stack.currentWidget() is self.book:
            self.status_text.emit(words)

    def _tell_of_twins(self, words: str) -> None:
        if self._stack.currentWidget() is self.twins:
            self.status_text.emit(words)

    def _announced(self, changes: object) -> None:
        record = self._wanted
        concerns = isinstance(changes, Changes) and any(map(changes.touches, self.kinds))
        if concerns and record is not None and self.shows_card:
            self._load(record)

"""What every step of a visit through a sheet needs: reading for it, and a way back."""

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from desktop_app.core.errors import NotAllowed
from desktop_app.ui.pages.tools import Tools
from desktop_app.ui.pages.visits.keeper import DraftKeeper
from desktop_app.ui.shell.page import UndoOffer

T = TypeVar("T")


class VisitSteps(QObject):
    """Changes the draft of a keeper by sheets over `screen`."""

    undo_offered = Signal(object)
    failed = Signal(object)

    def __init__(self, tools: Tools, keeper: DraftKeeper, screen: QWidget) -> None:
        """Change the draft of `keeper`."""
        super().__init__(screen)
        self._tools, self._keeper, self._screen = tools, keeper, screen

    def _offer(self, words: str, back: Callable[[], object]) -> None:
        """Offer a step back, which is made only while this visit is still open and changeable."""
        visit = self._keeper.card.id

        def undo() -> None:
            if self._keeper.editable and self._keeper.card.id == visit:
                back()
            else:
                self.failed.emit(_too_late())

        self.undo_offered.emit(UndoOffer(words, undo))

    def _read(self, work: Callable[[], T], then: Callable[[T], object]) -> None:
        """Read what a sheet offers; it opens only over the visit it was asked for."""
        visit = self._keeper.card.id

        def arrived(answer: T) -> None:
            if self._keeper.wanted == visit and self._screen.isVisible():
                then(answer)

        self._tools.jobs.read(work, arrived, self.failed.emit, owner=self)


def _too_late() -> NotAllowed:
    return NotAllowed(
        "Вернуть нельзя: этот выезд уже не открыт для правки",
        "остальное не изменено",
        "откройте выезд и внесите строку заново",
    )

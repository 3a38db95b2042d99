"""The last operations of this session, taken back one after another by Ctrl+Z."""

from collections import deque

from desktop_app.ui.shell.page import UndoOffer

DEPTH = 50


class UndoStack:
    """Operations of the session, the newest on top; each is taken back once."""

    def __init__(self) -> None:
        """Start with nothing done."""
        self._offers: deque[UndoOffer] = deque(maxlen=DEPTH)

    def push(self, offer: UndoOffer) -> None:
        """Remember what was just done."""
        self._offers.append(offer)

    def undo(self) -> str:
        """Take the newest back; return its words, empty when nothing is left."""
        if not self._offers:
            return ""
        offer = self._offers.pop()
        offer.undo()
        return offer.text

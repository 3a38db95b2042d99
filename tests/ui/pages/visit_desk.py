"""The section «Выезды» in a real window over a real file, driven by keys."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from desktop_app.core.records.inspections import InspectionCard, InspectionDraft
from desktop_app.ui.pages.visits.page import VisitsPage
from desktop_app.ui.shell.page import Page, PageFactory
from tests.ui.pages.page_desk import PageDesk


class VisitDesk(PageDesk):
    """A window with the section and an empty neighbour."""

    def __init__(self, qtbot: QtBot, folder: Path) -> None:
        """Open it."""
        super().__init__(qtbot, folder)
        self.start()

    def _pages(self) -> Sequence[PageFactory]:
        return [
            PageFactory("visits", "Выезды", "document", self._build),
            PageFactory("other", "Другое", "list", Page),
        ]

    def _build(self) -> VisitsPage:
        page = VisitsPage(self.tools, self.opener)
        self._watched(page)
        return page

    @property
    def page(self) -> VisitsPage:
        """The page under test."""
        page = self.window.page("visits")
        assert isinstance(page, VisitsPage)
        return page

    def plan(self, draft: InspectionDraft) -> int:
        """Put a visit into the office and open it."""
        visit = self.office.inspections.plan(draft).id
        self.page.open_record(visit)
        self.settle()
        return visit

    def card(self, visit: int) -> InspectionCard:
        """Return what is stored of a visit."""
        return self.office.inspections.card(visit)

    def stored(self) -> None:
        """Store what is typed without waiting for the pause."""
        self.page.visit.keeper.flush(lambda _saved: None)
        self.stored_by_itself()

    def stored_by_itself(self) -> None:
        """Wait until the program has stored everything typed."""
        self.until(lambda: not self.page.visit.keeper.dirty)

    def words(self) -> str:
        """Return the left of the status line."""
        return self.status()

    def shown(self, text: str) -> QAbstractButton:
        """Return the visible button with these words."""
        found = [
            button
            for button in self.window.findChildren(QAbstractButton)
            if button.isVisible() and button.text().replace("&", "") == text
        ]
        assert len(found) == 1, text
        return found[0]

"""Visits that repeats ask for, as a list."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop_app.core.records.register import RegisterQuery, RegisterView
from desktop_app.core.records.repeats import VisitProposal
from desktop_app.core.short_address import short_address
from desktop_app.core.text import number
from desktop_app.ui.models.columns import Column, Elide, Kind
from desktop_app.ui.models.snapshot_model import SnapshotModel
from desktop_app.ui.pages.today.words import PROPOSALS, WORDS
from desktop_app.ui.pages.tools import Tools
from desktop_app.ui.widgets.bars import Footer
from desktop_app.ui.widgets.button import Button
from desktop_app.ui.widgets.list_view import ListView
from desktop_app.ui.widgets.panes import column


@dataclass(frozen=True, slots=True)
class ProposalRow:
    """A proposal with its place in the list as an id."""

    id: int
    proposal: VisitProposal


_COLUMNS = (
    Column(
        "address",
        "Адрес",
        300,
        lambda row: short_address(row.proposal.address, row.proposal.premise),
        elide=Elide.MIDDLE,
        sortable=False,
    ),
    Column("service", "Услуга", 150, lambda row: row.proposal.service.title_ru, sortable=False),
    Column("count", "Обращений", 90, lambda row: row.proposal.count, Kind.NUMBER, sortable=False),
    Column(
        "last",
        "Последнее",
        120,
        lambda row: row.proposal.last_at,
        Kind.DATE,
        muted=True,
        sortable=False,
    ),
    Column(
        "why",
        "Что повторяется",
        180,
        lambda row: "с одной квартиры" if row.proposal.premise else "с одного дома",
        muted=True,
        sortable=False,
    ),
)


class ProposalList(QWidget):
    """`visit_wanted(ticket ids)` for the current proposal: Enter or the button."""

    visit_wanted = Signal(list)
    status_text = Signal(str)
    failed = Signal(object)

    def __init__(self, tools: Tools) -> None:
        """Start empty."""
        super().__init__()
        self._tools, self._asked = tools, 0
        self._rows: dict[int, ProposalRow] = {}
        self._model = SnapshotModel(_COLUMNS, self._fetch, tools.jobs, parent=self)
        self.view = ListView("today-proposals", "Предложены выезды", self._model, tools.state)
        self._plan = Button("&Назначить выезд", icon_name="document")
        self._plan.clicked.connect(lambda: self._tell(self.view.current_id()))
        self.view.opened.connect(self._tell)
        self.setLayout(column(self.view, Footer(self._plan, None)))

    def look(self, proposals: Sequence[VisitProposal], text: str) -> None:
        """Show proposals, the most pressing first; with `text` those with a ticket it finds."""
        self._asked += 1
        if not text.strip():
            self._show(proposals, len(proposals))
            return
        asked, register = self._asked, self._tools.office.register
        query = RegisterQuery(RegisterView.ALL, text=text)

        def fitting() -> list[VisitProposal]:
            named = {ticket for known in proposals for ticket in known.ticket_ids}
            found = set(register.among(named, query))
            return [known for known in proposals if not found.isdisjoint(known.ticket_ids)]

        def show(kept: list[VisitProposal]) -> None:
            if asked == self._asked:
                self._show(kept, len(proposals))

        self._tools.jobs.read(fitting, show, self.failed.emit, owner=self)

    def leave(self) -> None:
        """Let an answer still on its way be late: another list is in front."""
        self._asked += 1

    def _show(self, proposals: Sequence[VisitProposal], whole: int) -> None:
        self._rows = {place: ProposalRow(place, known) for place, known in enumerate(proposals)}
        self._model.invalidate()
        self.view.show_ids(list(self._rows))
        self._plan.setEnabled(bool(proposals))
        shown = number(len(proposals))
        words = shown if len(proposals) == whole else f"{shown} из {number(whole)}"
        self.status_text.emit(f"{WORDS[PROPOSALS].title}: {words}")

    def _fetch(self, ids: Sequence[int]) -> list[ProposalRow]:
        rows = self._rows
        return [rows[place] for place in ids if place in rows]

    def _tell(self, place: int) -> None:
        row = self._rows.get(place)
        if row is not None:
            self.visit_wanted.emit(list(row.proposal.ticket_ids))

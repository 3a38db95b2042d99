"""Visits that repeats ask for, as a list."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop_app.core.records.repeats import VisitProposal
from desktop_app.core.short_address import short_address
from desktop_app.ui.models.columns import Column, Elide, Kind
from desktop_app.ui.models.snapshot_model import SnapshotModel
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

    def __init__(self, tools: Tools) -> None:
        """Start empty."""
        super().__init__()
        self._rows: dict[int, ProposalRow] = {}
        self._model = SnapshotModel(_COLUMNS, self._fetch, tools.jobs, parent=self)
        self.view = ListView("today-proposals", "Предложены выезды", self._model, tools.state)
        self._plan = Button("&Назначить выезд", icon_name="document")
        self._plan.clicked.connect(lambda: self._tell(self.view.current_id()))
        self.view.opened.connect(self._tell)
        self.setLayout(column(self.view, Footer(self._plan, None)))

    def show_proposals(self, proposals: Sequence[VisitProposal]) -> None:
        """Show proposals, the most pressing first."""
        self._rows = {place: ProposalRow(place, known) for place, known in enumerate(proposals)}
        self._model.invalidate()
        self.view.show_ids(list(self._rows))
        self._plan.setEnabled(bool(proposals))

    def _fetch(self, ids: Sequence[int]) -> list[ProposalRow]:
        rows = self._rows
        return [rows[place] for place in ids if place in rows]

    def _tell(self, place: int) -> None:
        row = self._rows.get(place)
        if row is not None:
            self.visit_wanted.emit(list(row.proposal.ticket_ids))

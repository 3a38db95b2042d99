"""The middle of the card: history by cycle, newest first."""

from PySide6.QtWidgets import QVBoxLayout

from desktop_app.core import clock
from desktop_app.core.deadline_words import late_words
from desktop_app.core.records.tickets import Cycle, TicketCard
from desktop_app.core.text import counted
from desktop_app.ui.pages.ticket_columns import deadline_of
from desktop_app.ui.pages.tickets.events import timeline_event
from desktop_app.ui.theme import Tone
from desktop_app.ui.theme.metrics import PANE_MARGIN
from desktop_app.ui.widgets.facts import SectionHead
from desktop_app.ui.widgets.note import Air, Note
from desktop_app.ui.widgets.panes import Pane, column, drop
from desktop_app.ui.widgets.scroll_pane import ScrollPane
from desktop_app.ui.widgets.timeline import Timeline

_TIME_WIDTH = 92


class HistoryPane(Pane):
    """A bar for every cycle with its deadline or lateness, its events under it."""

    def __init__(self) -> None:
        """Start empty."""
        super().__init__()
        self._outer = column()
        self.setLayout(self._outer)
        self._inside: ScrollPane | None = None

    def show_card(self, card: TicketCard) -> None:
        """Show a ticket's history."""
        body = QVBoxLayout()
        body.setContentsMargins(PANE_MARGIN, 12, PANE_MARGIN, 12)
        body.setSpacing(10)
        records = counted(len(card.history), "запись", "записи", "записей")
        body.addWidget(SectionHead("История по циклам", f"{records}, все сохранены"))
        for cycle in card.cycles:
            body.addWidget(_bar(card, cycle))
            events = [e for e in card.history if e.cycle_number == cycle.number]
            body.addWidget(Timeline([timeline_event(e) for e in events], time_width=_TIME_WIDTH))
        body.addStretch(1)
        drop(self._inside, self._outer)
        self._inside = ScrollPane(body)
        self._outer.addWidget(self._inside)


def _bar(card: TicketCard, cycle: Cycle) -> Note:
    is_current = cycle.number == card.cycle_number and card.row.status.runs_clock
    name = "первичный" if cycle.number == 1 else "повторный"
    title = f"Цикл {cycle.number} · {name}"
    tone, icon, words = Tone.MUTED, "clock", _outcome(cycle)
    if is_current and cycle.deadline_at is not None:
        mark = deadline_of(card.row)
        is_late = "просроч" in mark.text
        tone, icon = (Tone.DANGER, "alert") if is_late else (Tone.INFO, "clock")
        words = f"срок {clock.show_short(cycle.deadline_at)} · {mark.text}"
    return Note(tone, title, aside=words, icon_name=icon, air=Air.BAR)


def _outcome(cycle: Cycle) -> str:
    if cycle.done_at is None:
        return "срок " + clock.show_short(cycle.deadline_at) if cycle.deadline_at else ""
    if cycle.late_minutes:
        return f"исполнено {late_words(cycle.late_minutes)}"
    # Without a term, or with one of the section alone, nobody can say.
    in_time = ", в срок" if cycle.deadline_at and cycle.late_minutes is not None else ""
    return f"исполнено {clock.show_short(cycle.done_at)}{in_time}"

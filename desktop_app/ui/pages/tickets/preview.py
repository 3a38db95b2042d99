"""The panel at the right of the register: the selected ticket at a glance."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from desktop_app.core import clock, phones
from desktop_app.core.deadline_words import DeadlineLevel
from desktop_app.core.enums import TicketStatus
from desktop_app.core.people import short_name
from desktop_app.core.records.tickets import TicketCard, TicketRow
from desktop_app.core.text import NBSP, counted
from desktop_app.ui.pages.ticket_columns import deadline_of
from desktop_app.ui.pages.tickets.events import timeline_event
from desktop_app.ui.theme import Tone, Type, follow_look, look
from desktop_app.ui.theme.metrics import MARGIN
from desktop_app.ui.widgets.bars import Footer
from desktop_app.ui.widgets.button import Button
from desktop_app.ui.widgets.facts import Fact, Facts, SectionHead
from desktop_app.ui.widgets.note import Air, Note
from desktop_app.ui.widgets.panes import Hairline, Pane, column, drop, row, set_shown
from desktop_app.ui.widgets.pill_label import PillLabel
from desktop_app.ui.widgets.text import Paragraph, Text
from desktop_app.ui.widgets.timeline import Timeline

_SHOWN_EVENTS = 3
_LATE_MS = 150  # sooner, the words would flicker at every step through the list
_LEAST_SHARE, _MOST_SHARE = 0.22, 0.35  # of the page: a large screen, large type
_NARROW = 300  # 12 px under the look's own: beside it a topic is read whole at 1366 px


class TicketPreview(Pane):
    """Fills from the row at once and from the database a moment later.

    Buttons: `hand_over`, `done`, `open_card`.
    """

    hand_over = Signal()
    done = Signal()
    open_card = Signal()

    def __init__(self) -> None:
        """Build the zones; nothing is shown before the first ticket."""
        super().__init__()
        self._page_width = 0
        self._card_id = -1  # of the ticket whose words are shown
        self._late = QTimer(self, singleShot=True, interval=_LATE_MS)
        self._late.timeout.connect(self._forget_words)
        self._number = Text("", Type.BODY, Tone.MUTED)
        self._pill = PillLabel()
        self._address = Paragraph("", Type.SUBJECT)
        self._place = Paragraph("", Type.CELL, Tone.MUTED)
        self._notes = QVBoxLayout()
        self._notes.setContentsMargins(0, 4, 0, 4)
        self._notes.setSpacing(8)
        self._facts = Facts()
        self._words = Paragraph("", Type.BODY)
        self._history = SectionHead("История")
        self._timeline = Timeline()
        self._repeats = QVBoxLayout()
        self._hand = Button("&Передать")
        self._done = Button("&Исполнено")
        self._open = Button("&Открыть")
        self._build()
        for button, signal in (
            (self._hand, self.hand_over),
            (self._done, self.done),
            (self._open, self.open_card),
        ):
            button.clicked.connect(signal)
        follow_look(self._relook)

    def _build(self) -> None:
        body = QWidget()
        content = column(
            row(self._number, None, self._pill),
            4,
            self._address,
            2,
            self._place,
            8,
            self._notes,
            4,
            self._facts,
            11,
            Hairline(),
            11,
            self._words,
            11,
            Hairline(),
            9,
            self._history,
            9,
            self._timeline,
            10,
            self._repeats,
            None,
        )
        content.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        body.setLayout(content)
        scroll = QScrollArea()
        scroll.setWidget(body)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setAccessibleName("Выбранное обращение")
        footer = Footer(self._hand, self._done, None, self._open, space=6)
        self.setLayout(column(scroll, footer))
        self._body = body
        set_shown(body, False)

    def show_row(self, ticket: TicketRow | None) -> None:
        """Show what the list already knows."""
        set_shown(self._body, ticket is not None)
        for button in (self._hand, self._done, self._open):
            button.setEnabled(ticket is not None)
        if ticket is None:
            self._late.stop()
            return
        if ticket.id != self._card_id:
            self._late.start()
        self._number.setText(f"№ {ticket.number}")
        self._pill.set_pill(ticket.status)
        flat = f", кв. {ticket.premise}" if ticket.premise else ""
        self._address.set_text(f"{ticket.address}{flat}")
        self._hand.setEnabled(ticket.status.runs_clock)
        self._done.setEnabled(ticket.status.runs_clock or ticket.status is TicketStatus.ON_HOLD)
        self._show_deadline(ticket, cycles=1, cycle=1)
        self._show_facts(ticket, "")

    def show_card(self, card: TicketCard) -> None:
        """Show what came from the database."""
        self._late.stop()
        self._card_id = card.row.id
        self.show_row(card.row)
        parts = [
            f"подъезд {card.entrance}" if card.entrance else "",
            f"этаж {card.floor}" if card.floor else "",
        ]
        place = ", ".join(part for part in parts if part)
        self._place.set_text(" · ".join(part for part in (place, card.house_facts) if part))
        self._show_deadline(card.row, cycles=len(card.cycles), cycle=card.cycle_number)
        sent = card.handovers[0].sent_at if card.handovers else None
        self._show_facts(card.row, f", с{NBSP}{sent:%d.%m}" if sent else "", no_phone=card.no_phone)
        self._words.set_text(card.details)
        shown = [timeline_event(event) for event in card.history[:_SHOWN_EVENTS]]
        self._timeline.set_events(shown)
        more = len(card.history) - len(shown)
        self._history.set_aside(f"ещё {more}" if more > 0 else "")
        self._show_repeats(card)

    def _forget_words(self) -> None:
        """Show no words of the ticket before under the number of one that is slow to come."""
        self._card_id = -1
        for words in (self._place, self._words):
            words.set_text("")
        self._timeline.set_events(())
        self._history.set_aside("")
        _clear(self._repeats)

    def _show_facts(self, ticket: TicketRow, since: str, *, no_phone: bool = False) -> None:
        self._facts.set_facts(
            [
                Fact("Тема", ticket.topic),
                Fact("Заявитель", ticket.applicant_name),
                Fact(
                    "Телефон",
                    phones.shown(ticket.phone, ticket.phone_digits)
                    or ("без телефона" if no_phone else ""),
                    bold=True,
                ),
                Fact("Исполнитель", f"{ticket.organization}{since}" if ticket.organization else ""),
                Fact("Оператор", short_name(ticket.clerk)),
            ]
        )

    def _show_deadline(self, ticket: TicketRow, *, cycles: int, cycle: int) -> None:
        _clear(self._notes)
        mark = deadline_of(ticket)
        tones = {DeadlineLevel.OVERDUE: Tone.DANGER, DeadlineLevel.NEAR: Tone.WARNING}
        if mark.level not in tones or ticket.deadline_at is None:
            return
        verb = "срок был" if mark.level is DeadlineLevel.OVERDUE else "срок"
        words = f"{verb} {clock.show_short(ticket.deadline_at)}"
        if cycles > 1:
            words += f" · цикл {cycle} из {cycles}"
        title = mark.text[0].upper() + mark.text[1:]
        note = Note(tones[mark.level], title, air=Air.PREVIEW)
        note.add_text(words, ink=False, role=Type.CELL)
        self._notes.addWidget(note)

    def _show_repeats(self, card: TicketCard) -> None:
        _clear(self._repeats)
        if card.tickets_week > 1:
            many = counted(card.tickets_week, "обращение", "обращения", "обращений")
            title = f"{many} по дому за 7 дней"
            self._repeats.addWidget(Note(Tone.WARNING, title, icon_name="repeat", air=Air.PREVIEW))

    def set_page_width(self, pixels: int) -> None:
        """Take a share of the page, between what words need and what the list can spare."""
        least, most = round(pixels * _LEAST_SHARE), round(pixels * _MOST_SHARE)
        self._page_width = pixels
        self.setFixedWidth(min(max(look().metrics.px(_NARROW), least), most))

    def _relook(self) -> None:
        if self._page_width:
            self.set_page_width(self._page_width)
        else:
            self.setFixedWidth(look().metrics.preview)


def _clear(layout: QVBoxLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        drop(item.widget())

"""The card of an outage: what callers are told, houses, who was told, tickets, history."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLayout

from desktop_app.core import clock
from desktop_app.core.deadline_words import DeadlineLevel
from desktop_app.core.enums import IncidentState
from desktop_app.core.outage_words import by_street, end_mark, tell_until, untold_words
from desktop_app.core.records.incidents import IncidentCard, Told
from desktop_app.core.records.tickets import TicketRow
from desktop_app.core.text import NBSP, counted, number
from desktop_app.ui import keys
from desktop_app.ui.pages.card_frame import CardFrame, Part
from desktop_app.ui.pages.choice_menu import drop_menu, new_menu
from desktop_app.ui.pages.outages.columns import STATE_PILLS, TICKET_COLUMNS, event_of
from desktop_app.ui.pages.rows_table import RowsTable
from desktop_app.ui.theme import Tone, Type, look
from desktop_app.ui.theme.pills import Pill
from desktop_app.ui.widgets.button import Button, Keycap, Rank
from desktop_app.ui.widgets.facts import Fact, Facts, SectionHead
from desktop_app.ui.widgets.note import Note
from desktop_app.ui.widgets.panes import column, row
from desktop_app.ui.widgets.text import Paragraph, Text
from desktop_app.ui.widgets.timeline import Timeline

_LABEL, _TIME = 136, 92
_MOST_ROWS, _LARGE = 14, 1.3


class OutageCard(CardFrame):
    """Shows one outage; the signals name what was asked for.

    `told_wanted(Told)`; `detach_wanted(ticket id)`: Del on a ticket; `ticket_wanted(ticket id)`.
    """

    edit_wanted = Signal()
    move_wanted = Signal()
    close_wanted = Signal()
    cancel_wanted = Signal()
    notice_wanted = Signal()
    told_wanted = Signal(str)
    attach_all_wanted = Signal()
    detach_wanted = Signal(int)
    ticket_wanted = Signal(int)

    def __init__(self) -> None:
        """Build the head."""
        self._more = Button("&Ещё", icon_name="chevron-down")
        self.notice = Button("&Объявление", icon_name="printer", key=keys.cap("form_print"))
        self._move = Button("&Перенести окончание", icon_name="clock")
        self._close = Button("&Закончить", Rank.PRIMARY, icon_name="check")
        super().__init__("Отключения", [self._more, self.notice, self._move, self._close])
        self.card: IncidentCard | None = None
        self.tickets: RowsTable | None = None
        self._more.clicked.connect(self._show_more)
        self.notice.clicked.connect(self.notice_wanted)
        self._move.clicked.connect(self.move_wanted)
        self._close.clicked.connect(self.close_wanted)
        keys.bind("open", self, self.edit_wanted.emit)
        keys.bind("form_print", self, self.notice_wanted.emit)
        keys.bind("join_incident", self, self.attach_all_wanted.emit)

    @property
    def is_open(self) -> bool:
        """Tell whether the outage shown is still watched."""
        return self.card is not None and self.card.row.state.is_open

    def show_card(self, card: IncidentCard) -> None:
        """Show an outage."""
        self.card = card
        had_focus = self.tickets is not None and self.tickets.hasFocus()
        place = self.tickets.current_row() if self.tickets is not None else 0
        outage = card.row
        since = f"с {clock.show_moment(outage.started_at)}"
        if outage.ended_at is not None:
            since += f" по {clock.show_moment(outage.ended_at)}"
        subject = f"{outage.kind.title_ru} · {outage.service.title_ru} · {since}"
        self.set_head(outage.title, outage.title, subject)
        self.set_pills(self._state_pills(card))
        for button in (self._move, self._close):
            button.setVisible(outage.state.is_open)
        self._close.setEnabled(outage.state is IncidentState.ON)
        self.notice.setVisible(outage.state is not IncidentState.CANCELLED)
        self.set_columns([(5, self._left(card)), (6, self._right(card))])
        if had_focus and self.tickets is not None:
            self.tickets.setFocus()
            self.tickets.select_row(min(place, len(card.tickets) - 1))

    def _state_pills(self, card: IncidentCard) -> list[Pill]:
        pills, mark = [STATE_PILLS[card.row.state]], end_mark(card.row, clock.now())
        words = f"{mark.text[:1].upper()}{mark.text[1:]}"
        if mark.level is DeadlineLevel.OVERDUE:
            pills.append(Pill(words, "alert", Tone.DANGER))
        elif mark.level is DeadlineLevel.NEAR:
            pills.append(Pill(words, "clock", Tone.WARNING))
        return pills

    # The left column

    def _left(self, card: IncidentCard) -> list[Part]:
        parts: list[Part] = []
        if card.public_text:
            going = card.row.state.is_open
            title = "Читать звонящим" if going else "Читали звонящим, теперь не читать"
            note = Note(Tone.INFO if going else Tone.MUTED, title, icon_name="phone")
            note.add_text(card.public_text, role=Type.SPOKEN if going else Type.CELL)
            parts.append(note)
        if card.cancel_reason:
            parts.append(Note(Tone.MUTED, f"Записано ошибочно: {card.cancel_reason}"))
        parts += [SectionHead("Что известно"), Facts(_facts(card), label_width=_LABEL)]
        parts += [None, SectionHead("Оповещение")]
        parts.append(column(*(self._told(card, told) for told in Told), space=5))
        many = counted(card.row.houses, "дом", "дома", "домов")
        parts += [None, SectionHead("Дома", many)]
        parts += [
            Paragraph(f"{street}: {houses}" if houses else street, Type.BODY, columns=90)
            for street, houses in by_street(card.houses)
        ]
        return parts

    def _told(self, card: IncidentCard, told: Told) -> QLayout:
        mark, tone = card.told.get(told), Tone.PLAIN
        if mark is not None:
            said = (clock.show_moment(mark.at), mark.way, mark.who)
            words = ", ".join(part for part in said if part)
        else:
            words = untold_words(card.row, told)
            if card.row.state is IncidentState.ON and tell_until(card.row, told) < clock.now():
                tone = Tone.WARNING
        facts = Facts([Fact(_TOLD_LABELS[told], words, tone=tone)], label_width=_LABEL)
        button = Button("Исправить" if mark else "Отметить", Rank.LINK, inline=True)
        button.setAccessibleName(f"{told.title_ru}: {button.text()}")
        button.clicked.connect(lambda _checked=False: self.told_wanted.emit(told.value))
        if card.row.state is IncidentState.CANCELLED:
            button.hide()  # showing one that has no parent yet would open a window
        line = row(facts, button)
        line.setStretch(0, 1)
        line.setAlignment(button, Qt.AlignmentFlag.AlignTop)
        return line

    # The right column

    def _right(self, card: IncidentCard) -> list[Part]:
        parts: list[Part] = []
        if card.proposed:
            parts.append(self._proposal(card))
        aside = ""
        if card.tickets:
            aside = f"ещё не исполнено {number(card.row.open_tickets)}"
            if cancelled := len(card.tickets) - card.row.tickets:
                aside = f"отменено {number(cancelled)} · {aside}"
        head = f"Присоединённые обращения: {number(card.row.tickets)}"
        parts.append(SectionHead(head if card.tickets else "Присоединённые обращения", aside))
        self.tickets = None
        if card.tickets:
            self.tickets = self._table(card.tickets)
            hint = row(Keycap("Enter"), Text("открыть", Type.CAPTION, Tone.MUTED), 6, space=6)
            if card.row.state.is_open:
                hint.addWidget(Keycap("Del"))
                hint.addWidget(Text("отсоединить", Type.CAPTION, Tone.MUTED))
            hint.addStretch(1)
            parts += [self.tickets, hint]
        else:
            words = (
                "Пока ни одного. При звонке из этих домов оператор присоединит обращение клавишей "
                f"{keys.cap('join_incident')}."
            )
            parts.append(Paragraph(words, Type.CELL, Tone.MUTED, columns=90))
        if card.history:
            records = counted(len(card.history), "запись", "записи", "записей")
            events = [event_of(event) for event in card.history]
            parts += [None, SectionHead("История", records), Timeline(events, time_width=_TIME)]
        return parts

    def _proposal(self, card: IncidentCard) -> Note:
        many = counted(len(card.proposed), "обращение", "обращения", "обращений")
        note = Note(Tone.WARNING, f"Похоже на это отключение: {many}", icon_name="repeat")
        listed = [_short(ticket) for ticket in card.proposed[:3]]
        if len(card.proposed) > len(listed):
            listed.append(f"и ещё {number(len(card.proposed) - len(listed))}")
        note.add_text("; ".join(listed), role=Type.CELL)
        join = Button("Присоединить &все")
        join.clicked.connect(self.attach_all_wanted)
        note.add_row(join, Keycap(keys.cap("join_incident"), Tone.WARNING), None)
        return note

    def _table(self, tickets: tuple[TicketRow, ...]) -> RowsTable:
        # With the largest type there is no room for names beside numbers and addresses.
        names = look().metrics.scale < _LARGE
        columns = [item for item in TICKET_COLUMNS if names or item.key != "applicant"]
        table = RowsTable(
            "Присоединённые обращения", columns, least=min(3, len(tickets)), most=_MOST_ROWS
        )
        table.set_edge(0)
        table.show_rows([_Placed(place, ticket) for place, ticket in enumerate(tickets)])
        table.opened.connect(lambda place: self.ticket_wanted.emit(tickets[place].id))
        table.whole_wanted.connect(lambda place: self.ticket_wanted.emit(tickets[place].id))
        table.removed.connect(lambda place: self.detach_wanted.emit(tickets[place].id))
        table.setMinimumHeight(table.sizeHint().height())
        return table

    def _show_more(self) -> None:
        card = self.card
        if card is None:
            return
        menu = new_menu(self)
        if card.row.state.is_open:
            menu.addAction("Изменить…", self.edit_wanted.emit)
        if card.row.state is not IncidentState.CANCELLED:
            for told in Told:
                menu.addAction(f"{told.title_ru}…", partial(self.told_wanted.emit, told.value))
        if card.row.state.is_open:
            menu.addSeparator()
            menu.addAction("Отменить как ошибочное…", self.cancel_wanted.emit)
        drop_menu(menu, self._more)


_TOLD_LABELS = {Told.AUTHORITY: "ОМС", Told.CONSUMERS: "Потребители"}


class _Placed:
    """A ticket at its place in the table: its attributes with the place as `id`."""

    def __init__(self, place: int, ticket: TicketRow) -> None:
        self.id = place
        self.number, self.registered_at = ticket.number, ticket.registered_at
        self.address, self.premise = ticket.address, ticket.premise
        self.applicant_name, self.status = ticket.applicant_name, ticket.status


def _short(ticket: TicketRow) -> str:
    flat = f", кв. {ticket.premise}" if ticket.premise else ""
    return f"№{NBSP}{ticket.number}, {ticket.address}{flat}"


def _facts(card: IncidentCard) -> list[Fact]:
    outage = card.row
    end = clock.show_moment(outage.planned_end) if outage.planned_end else ""
    mark = end_mark(outage, clock.now())
    late = mark.level is DeadlineLevel.OVERDUE
    facts = [
        Fact("Причина", card.cause),
        Fact("Начало", clock.show_moment(outage.started_at)),
        Fact("План окончания", end, bold=late, tone=Tone.DANGER if late else Tone.PLAIN),
    ]
    if outage.ended_at is not None:
        facts.append(Fact("Закончено", clock.show_moment(outage.ended_at)))
    facts.append(Fact("Устраняет", card.organization_name))
    if card.organization_phone:
        facts.append(Fact("Диспетчер", card.organization_phone, bold=True))
    return facts

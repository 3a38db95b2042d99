"""The card of a site: what it is, when it is collected, what was missed, what was done to it."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from desktop_app.core.clock import Clock
from desktop_app.core.collection_words import schedule_words, titled_words, when_words
from desktop_app.core.container_words import containers_words
from desktop_app.core.records.history import HistoryEntry
from desktop_app.core.records.waste import KindLateness, SiteCard
from desktop_app.core.text import NBSP, counted, decimal, number
from desktop_app.core.waste_lateness import Delay
from desktop_app.ui import keys
from desktop_app.ui.pages.card_frame import CardFrame
from desktop_app.ui.pages.rows_table import RowsTable
from desktop_app.ui.pages.waste.columns import (
    HOUSE_COLUMNS,
    MISSED_COLUMNS,
    SCHEDULE_COLUMNS,
    Placed,
    hours_words,
    missed_row,
)
from desktop_app.ui.pages.waste.small_sheets import signed
from desktop_app.ui.pages.waste.words import timeline_event
from desktop_app.ui.theme import Tone, Type
from desktop_app.ui.widgets.button import Button, Keycap, Rank
from desktop_app.ui.widgets.facts import Fact, Facts, SectionHead
from desktop_app.ui.widgets.note import Note
from desktop_app.ui.widgets.panes import row
from desktop_app.ui.widgets.text import Paragraph, Text
from desktop_app.ui.widgets.timeline import Timeline

_LABEL = 130
_MOST_HOUSES, _MOST_MISSED, _MOST_EVENTS, _MOST_CALLS = 8, 6, 12, 4


class SiteView(CardFrame):
    """Shows one site; signals name what the clerk asked for, with a place in its table."""

    edit_wanted = Signal()
    houses_wanted = Signal()
    schedule_wanted = Signal(int)
    schedule_added = Signal()
    schedule_removed = Signal(int)
    missed_wanted = Signal()
    collected_wanted = Signal()
    house_opened = Signal(int)
    ticket_opened = Signal(int)
    visit_wanted = Signal(list)
    cause_wanted = Signal(int)

    def __init__(self, now: Clock) -> None:
        """Build the head."""
        self._edit = Button("Изменить", icon_name="pencil", key=keys.cap("open"))
        self._houses = Button("&Дома", icon_name="home")
        self.collected = Button("&Вывезли", icon_name="check", key=keys.cap("collected"))
        self.missed = Button("&Не вывезли", Rank.PRIMARY, icon_name="truck", key=keys.cap("missed"))
        buttons = [self._edit, self._houses, self.collected, self.missed]
        super().__init__("Вывоз", buttons)
        self._now = now
        self.card: SiteCard | None = None
        self.schedules: RowsTable | None = None
        self._edit.clicked.connect(self.edit_wanted)
        self._houses.clicked.connect(self.houses_wanted)
        self.missed.clicked.connect(self.missed_wanted)
        self.collected.clicked.connect(self.collected_wanted)
        keys.bind("open", self, self.edit_wanted.emit)
        keys.bind("add_row", self, self.schedule_added.emit)

    def show_card(self, card: SiteCard, history: Sequence[HistoryEntry]) -> None:
        """Show a site with its history."""
        self.card = card
        draft = card.draft
        numbered = f"№{NBSP}{draft.register_number} в реестре" if draft.register_number else ""
        subject = " · ".join(part for part in (draft.settlement, numbered) if part)
        self.set_head(draft.address, draft.address, subject)
        self.collected.setVisible(any(k.lateness.current for k in card.lateness))
        self.set_columns(
            [(10, self._site(card)), (12, self._collection(card)), (11, _history(history))]
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let F4 name the cause of the last failure when no table of the card took the key."""
        card = self.card
        if event.key() == Qt.Key.Key_F4 and not event.modifiers() and card and card.missed:
            self.cause_wanted.emit(card.missed[0].id)
        else:
            super().keyPressEvent(event)

    def _site(self, card: SiteCard) -> list[QWidget | None]:
        draft = card.draft
        parts: list[QWidget | None] = []
        if draft.note:
            note = Note(Tone.INFO, "Заметка")
            note.add_text(draft.note)
            parts.append(note)
        parts += [SectionHead("Площадка"), Facts(_facts(card), label_width=_LABEL), None]
        link = "Изменить" if card.houses else "Указать дома"
        many = counted(len(card.houses), "дом", "дома", "домов")
        head = SectionHead(f"Обслуживает {many}" if card.houses else "Дома", link=link)
        if head.button is not None:
            head.button.clicked.connect(self.houses_wanted)
        parts.append(head)
        if not card.houses:
            parts.append(Text("Домов пока нет", Type.CELL, Tone.MUTED))
            return parts
        table = RowsTable("Дома площадки", HOUSE_COLUMNS, most=_MOST_HOUSES)
        table.set_edge(0)
        table.show_rows([Placed(n, house.address) for n, house in enumerate(card.houses)])
        for signal in (table.opened, table.whole_wanted):
            signal.connect(lambda place: self.house_opened.emit(card.houses[place].id))
        return [*parts, table]

    def _collection(self, card: SiteCard) -> list[QWidget | None]:
        parts: list[QWidget | None] = [
            _late_note(late, late.lateness.current)
            for late in card.lateness
            if late.lateness.current is not None
        ]
        if card.calls:
            parts.append(self._calls_note(card))
        parts.append(SectionHead("Ближайшие вывозы"))
        if card.upcoming:
            parts.append(Facts(_upcoming(card, self._now), label_width=_LABEL))
        else:
            words = "График закончился" if card.draft.schedules else "Графика пока нет"
            parts.append(Text(words, Type.CELL, Tone.MUTED))
        parts += [None, SectionHead("График"), *self._timetable(card)]
        if card.missed:
            parts += [None, *self._missed(card)]
        return parts

    def _timetable(self, card: SiteCard) -> list[QWidget | None]:
        parts: list[QWidget | None] = []
        rows = [
            Placed(place, titled_words(item), _carrier(card, place))
            for place, item in enumerate(card.draft.schedules)
        ]
        self.schedules = None
        if rows:
            self.schedules = RowsTable("График вывоза", SCHEDULE_COLUMNS)
            self.schedules.set_edge(0)
            self.schedules.show_rows(rows)
            self.schedules.opened.connect(self.schedule_wanted)
            self.schedules.whole_wanted.connect(self.schedule_wanted)
            self.schedules.removed.connect(self.schedule_removed)
            parts.append(self.schedules)
        add = Button("Добавить график", Rank.LINK, icon_name="plus", key=keys.cap("add_row"))
        add.clicked.connect(self.schedule_added)
        foot = QWidget()
        foot.setLayout(row(add, Keycap(keys.cap("add_row")), None))
        return [*parts, foot]

    def _missed(self, card: SiteCard) -> list[QWidget | None]:
        today = self._now().date()
        tickets = [row.ticket_id for row in card.missed if row.ticket_id and not row.collected_at]
        head = SectionHead("Срывы вывоза", f"за {today:%m.%Y}")
        if tickets:
            head = SectionHead("Срывы вывоза", link="Выезд и акт")
            if head.button is not None:
                head.button.clicked.connect(lambda: self.visit_wanted.emit(tickets))
        parts: list[QWidget | None] = [head]
        parts += [
            Facts(_month_facts(late, self._now), label_width=_LABEL) for late in card.lateness
        ]
        shown = card.missed[:_MOST_MISSED]
        table = RowsTable("Срывы вывоза", MISSED_COLUMNS)
        table.set_edge(0)
        table.show_rows([missed_row(place, item) for place, item in enumerate(shown)])
        table.opened.connect(lambda place: self._open_ticket(card, place))
        table.whole_wanted.connect(lambda place: self.cause_wanted.emit(shown[place].id))
        parts.append(table)
        why = Button("Указать причину", Rank.LINK, key=keys.cap("whole_row"))
        why.clicked.connect(lambda: self.cause_wanted.emit(shown[max(table.current_row(), 0)].id))
        foot = QWidget()
        foot.setLayout(row(why, Keycap(keys.cap("whole_row")), None))
        parts.append(foot)
        if len(card.missed) > len(shown):
            more = f"и ещё {number(len(card.missed) - len(shown))}"
            parts.append(Text(more, Type.CELL, Tone.MUTED))
        return parts

    def _calls_note(self, card: SiteCard) -> Note:
        """People call and nobody has marked it: the numbers, each a way to its ticket."""
        many = counted(len(card.calls), "обращение", "обращения", "обращений")
        note = Note(Tone.WARNING, f"Не отмечено, а звонят: {many}", icon_name="phone")
        links: list[QWidget | None] = []
        for ticket_id, shown in card.calls[:_MOST_CALLS]:
            link = Button(f"№{NBSP}{shown}", Rank.LINK)
            link.clicked.connect(lambda _=False, one=ticket_id: self.ticket_opened.emit(one))
            links.append(link)
        note.add_row(*links, None)
        return note

    def _open_ticket(self, card: SiteCard, place: int) -> None:
        ticket = card.missed[place].ticket_id
        if ticket is not None:
            self.ticket_opened.emit(ticket)


def _facts(card: SiteCard) -> list[Fact]:
    draft = card.draft
    point = ""
    if draft.latitude is not None and draft.longitude is not None:
        point = f"{decimal(draft.latitude, 6)}; {decimal(draft.longitude, 6)}"
    roof = {True: "есть", False: "нет", None: ""}[draft.has_roof]
    return [
        Fact("Контейнеры", containers_words(draft.containers)),
        Fact("Владелец", card.owner),
        Fact("Покрытие", draft.surface),
        Fact("Ограждение", draft.fence),
        Fact("Крыша", roof),
        Fact("Площадь", f"{decimal(draft.area)}{NBSP}м²" if draft.area else ""),
        Fact("Координаты", point),
    ]


def _upcoming(card: SiteCard, now: Clock) -> list[Fact]:
    facts = []
    for place, item in enumerate(card.upcoming):
        schedule = card.draft.schedules[item.place]
        label = "Ближайший" if not place else "Потом"
        words = when_words(item, now(), has_window=schedule.has_window)
        facts.append(Fact(label, f"{words} · {schedule.kind.title_ru}", bold=not place))
    return facts


def _carrier(card: SiteCard, place: int) -> str:
    carrier = card.carrier_of(card.draft.schedules[place])
    return carrier.name if carrier else ""


def _late_note(late: KindLateness, delay: Delay) -> Note:
    tone = Tone.DANGER if delay.is_violation else Tone.WARNING
    title = f"Не вывезли, {late.kind.title_ru}: прошло {hours_words(delay)}"
    note = Note(tone, title, aside=f"срок {delay.since:%d.%m %H:%M}", icon_name="truck")
    degrees = "температура дня неизвестна"
    if delay.temperature is not None:
        degrees = f"средняя за сутки {signed(delay.temperature)}"
    allowed = f"Норма разово {delay.allowed_hours}{NBSP}ч, {degrees}"
    if delay.is_violation:
        allowed = f"{allowed}. Сверх нормы {number(delay.excess_hours)}{NBSP}ч"
    note.add_text(allowed)
    return note


def _month_facts(late: KindLateness, now: Clock) -> list[Fact]:
    month = late.month(now().date())
    beyond = Fact(
        "Сверх нормы",
        f"{number(month.excess_hours)}{NBSP}ч",
        bold=bool(month.excess),
        tone=Tone.DANGER if month.excess else Tone.PLAIN,
    )
    total = f"{number(month.hours)} из {number(late.lateness.month_hours)}{NBSP}ч за месяц"
    return [Fact(late.kind.label_ru, total), beyond]


def _history(history: Sequence[HistoryEntry]) -> list[QWidget | None]:
    newest = list(reversed(history))
    events = [timeline_event(entry) for entry in newest[:_MOST_EVENTS]]
    parts: list[QWidget | None] = [SectionHead("История"), Timeline(events)]
    if len(newest) > _MOST_EVENTS:
        parts.append(Paragraph(f"и ещё {number(len(newest) - _MOST_EVENTS)}", Type.CELL))
    return parts


def removal_words(card: SiteCard, place: int) -> str:
    """Return what the undo bar says of a timetable taken off."""
    return f"Убран график: {schedule_words(card.draft.schedules[place])}"

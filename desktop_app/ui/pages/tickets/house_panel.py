"""The house beside the call: outage, who serves it, repeats, last tickets — in order of need."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.core import clock, phones
from desktop_app.core.enums import Service
from desktop_app.core.flats import flat_number
from desktop_app.core.records.buildings import ActiveIncident, BuildingCard
from desktop_app.core.records.repeats import Nearness, SimilarTicket
from desktop_app.core.records.tickets import TicketRow
from desktop_app.core.short_address import short_address
from desktop_app.core.text import NBSP, counted
from desktop_app.ui import keys
from desktop_app.ui.models.columns import Column, Elide
from desktop_app.ui.models.snapshot_model import Reader
from desktop_app.ui.pages.collection_lines import collection_lines
from desktop_app.ui.pages.contact_lines import contact_lines
from desktop_app.ui.pages.small_table import small_table
from desktop_app.ui.pages.ticket_columns import house_ticket_columns
from desktop_app.ui.theme import Tone, Type
from desktop_app.ui.theme.metrics import MARGIN, PANE_MARGIN
from desktop_app.ui.widgets.button import Button, Keycap, Rank
from desktop_app.ui.widgets.facts import SectionHead
from desktop_app.ui.widgets.note import Note
from desktop_app.ui.widgets.panes import Hairline, column, drop, row
from desktop_app.ui.widgets.scroll_pane import ScrollPane, SidePane
from desktop_app.ui.widgets.text import Paragraph, Text

_WIDTH = 540
_ROLES = {
    Service.MANAGEMENT: "Управляющая компания",
    Service.HEATING: "Отопление",
    Service.HOT_WATER: "Горячая вода",
    Service.COLD_WATER: "Холодная вода",
    Service.SEWERAGE: "Водоотведение",
    Service.WASTE: "Вывоз отходов",
}
_NO_HOUSE = (
    "Здесь появится дом: что отключено и что об этом сказать, кто обслуживает и их телефоны, "
    "когда вывоз, о чём уже звонили"
)
_NEAR = {Nearness.FLAT: "", Nearness.ENTRANCE: "тот же подъезд, ", Nearness.HOUSE: "тот же дом, "}
_REPEAT_KEYS = {"add": "repeat_add", "link": "repeat_link"}
_COLUMNS = house_ticket_columns(150)
_CALLER_COLUMNS = (
    *_COLUMNS[:2],
    Column(
        "address",
        "Адрес",
        270,
        lambda row: short_address(row.address, row.premise),
        elide=Elide.MIDDLE,
        sortable=False,
    ),
    *_COLUMNS[3:],
)


class HousePanel(SidePane):
    """Shows one house; the buttons tell what the clerk decided about a repeat or an outage.

    `repeat_chosen(what, ticket id)`: «add», «link» or «new».
    """

    card_wanted = Signal(int)
    repeat_chosen = Signal(str, int)
    incident_joined = Signal(int)
    ticket_wanted = Signal(int)

    def __init__(self, reader: Reader) -> None:
        """Start empty."""
        super().__init__(_WIDTH)
        self._reader = reader
        self._inside: ScrollPane | None = None
        self._similar: Sequence[SimilarTicket] = ()
        self._calls: Sequence[TicketRow] = ()
        self._repeat_buttons: dict[str, Button] = {}
        self._peek = False
        self._layout = column()
        self.setLayout(self._layout)
        self._card: BuildingCard | None = None
        self._joined: int | None = None
        self._linked: int | None = None
        self.show_house(None)

    def show_calls(self, calls: Sequence[TicketRow]) -> None:
        """Take the tickets of the caller's phone, shown while there is no house."""
        self._calls = calls

    @property
    def has_calls(self) -> bool:
        """Tell whether tickets of a phone are held."""
        return bool(self._calls)

    def show_joined(self, incident_id: int | None) -> None:
        """Say on the note of an outage that the call will be attached to it; None for no outage."""
        if incident_id != self._joined:
            self._joined = incident_id
            if self._card is not None:
                self.show_house(self._card, self._similar, peek=self._peek)

    def show_linked(self, ticket_id: int | None) -> None:
        """Say on the note of a repeat that the call will be linked with it; None for no link."""
        if ticket_id != self._linked:
            self._linked = ticket_id
            if self._card is not None:
                self.show_house(self._card, self._similar, peek=self._peek)

    def show_house(
        self,
        card: BuildingCard | None,
        similar: Sequence[SimilarTicket] = (),
        *,
        peek: bool = False,
    ) -> None:
        """Show a house with its repeats; `peek` while it is only highlighted in the list."""
        drop(self._inside, self._layout)
        self._inside = None
        self._card, self._similar, self._peek = card, similar, peek
        self._repeat_buttons.clear()
        body = QVBoxLayout()
        body.setContentsMargins(PANE_MARGIN, 11, MARGIN, 0)
        body.setSpacing(0)
        parts = self._parts(card, similar, peek) if card else self._caller()
        for item in parts:
            if isinstance(item, int):
                body.addSpacing(item)
            elif isinstance(item, QWidget):
                body.addWidget(item)
            else:
                body.addLayout(item)
        body.addStretch(1)
        self._inside = ScrollPane(body)
        self._layout.addWidget(self._inside)

    def incidents(self) -> list[int]:
        """Return the ids of outages shown, the first on top."""
        return [incident.id for incident in self._card.incidents] if self._card else []

    def choose_repeat(self, what: str) -> None:
        """Decide about the repeat shown, as its button would; nothing happens without one."""
        button = self._repeat_buttons.get(what)
        if button is not None and button.isEnabled():
            button.click()

    def _parts(self, card: BuildingCard, similar: Sequence[SimilarTicket], peek: bool) -> list[Any]:
        parts: list[Any] = [self._head(card, peek), 7]
        parts += [Paragraph(facts_of(card), Type.CELL, Tone.MUTED, columns=90), 9]
        if card.passport.note:
            parts += [_clerk_note(card.passport.note), 9]
        for incident in card.incidents:
            parts += [self._outage(incident), 7]
        for incident in card.incidents_ahead:
            parts += [_outage_ahead(incident), 7]
        for contact in _contacts(card):
            parts += [contact, 5]
        for lines in collection_lines(card.collections, clock.now()):
            parts += [lines, 5]
        parts += [2, Hairline(), 9]
        if similar:
            parts += [self._repeat(similar[0]), 9]
        if card.last_tickets:
            week = f"{card.tickets_week} за 7 дней · {card.tickets_season} за сезон"
            last = card.last_tickets
            table = small_table(
                "Последние обращения по дому",
                _COLUMNS,
                last,
                self._reader,
                self.ticket_wanted.emit,
            )
            parts += [SectionHead("Последние по дому", week), 6, table]
        else:
            parts.append(Text("Обращений по дому ещё не было", Type.CELL, Tone.MUTED))
        return parts

    def _caller(self) -> list[Any]:
        """Return what stands here before the house: who called by this phone, or how to begin."""
        if not self._calls:
            return [_no_house()]
        table = small_table(
            "Обращения с этого номера",
            _CALLER_COLUMNS,
            self._calls,
            self._reader,
            self.ticket_wanted.emit,
        )
        shown = phones.shown(self._calls[0].phone, self._calls[0].phone_digits)
        return [SectionHead("Обращения с этого номера", shown), 6, table, 9, _no_house()]

    def _head(self, card: BuildingCard, peek: bool) -> Any:  # noqa: ANN401  a layout of two kinds
        title = Text(card.address, Type.SUBJECT)
        if peek:
            return row(title, None, Text("просмотр выделенного дома", Type.CELL, Tone.MUTED))
        link = Button("Карточка дома", Rank.LINK)
        link.clicked.connect(lambda: self.card_wanted.emit(card.id))
        return row(title, None, link, 6)

    def _outage(self, incident: ActiveIncident) -> Note:
        since = f"с {incident.started_at:%H:%M}"
        if incident.started_at.date() != clock.today():
            since = f"с {clock.show_short(incident.started_at)}"
        note = Note(Tone.DANGER, incident.title, aside=since, icon_name="flame")
        if incident.public_text:
            note.add_text(f"«{incident.public_text}»")
        mine = incident.id == self._joined
        join = Button("Не присоединять" if mine else "Присоединить к отключению")
        join.clicked.connect(lambda: self.incident_joined.emit(incident.id))
        words = "будет присоединено" if mine else f"присоединено {incident.attached}"
        joined = Text(words, Type.CELL_BOLD if mine else Type.CELL, Tone.DANGER)
        # One key acts on one outage: the chosen one, else the first.
        on_key = mine if self._joined in self.incidents() else incident.id == self.incidents()[0]
        cap = [Keycap(keys.cap("join_incident"), Tone.DANGER)] if on_key else []
        note.add_row(join, *cap, None, joined)
        return note

    def _repeat(self, similar: SimilarTicket) -> Note:
        flat = f"кв. {similar.premise}, " if similar.premise else ""
        mine = similar.id == self._linked
        title = (
            f"{'Будет связано с' if mine else 'Похоже на повтор:'} № {similar.number}, "
            f"{flat}{_NEAR[similar.nearness]}"
            f"{similar.registered_at:%d.%m} — {similar.status.title_ru.lower()}"
        )
        note = Note(Tone.WARNING, title.replace(" № ", f" №{NBSP}"), icon_name="repeat")
        shown: list[QWidget] = []
        offered = [("link", "Новое, связать"), ("new", "Не повтор")]
        if mine:
            offered = [("link", "Не связывать")]
        elif similar.status.is_open:
            offered.insert(0, ("add", "Дополнить прежнее"))
        for what, words in offered:
            key = keys.cap(_REPEAT_KEYS[what]) if what in _REPEAT_KEYS else ""
            button = Button(words, key=key)
            button.clicked.connect(
                lambda _checked=False, what=what: self.repeat_chosen.emit(what, similar.id)
            )
            self._repeat_buttons[what] = button
            shown.append(button)
            if what == offered[0][0]:  # three buttons and two keycaps would not fit a line
                shown.append(Keycap(key, Tone.WARNING))
        note.add_row(*shown, None, gap=6)
        return note


def _no_house() -> Paragraph:
    return Paragraph(_NO_HOUSE, Type.CELL, Tone.MUTED, columns=90)


def facts_of(card: BuildingCard) -> str:
    """Return the muted line: «5 этажей · 4 подъезда · 80 квартир · 1978 г. · узел ИТП-14»."""
    passport = card.passport
    unit = " ".join(p for p in (passport.heating_unit, passport.temperature_chart) if p)
    parts = [
        counted(passport.floors, "этаж", "этажа", "этажей") if passport.floors else "",
        counted(passport.entrances, "подъезд", "подъезда", "подъездов")
        if passport.entrances
        else "",
        counted(passport.flats, "квартира", "квартиры", "квартир") if passport.flats else "",
        f"{passport.year} г." if passport.year else "",
        f"узел {unit}" if unit else "",
    ]
    return " · ".join(part for part in parts if part) or card.settlement


def flat_doubt(card: BuildingCard, typed: str) -> str:
    """Return why a flat is hardly in the house: its number is beyond the last one known."""
    number, last = flat_number(typed), card.passport.flats
    if number is None or not last or number <= last:
        return ""
    return f"в доме {counted(last, 'квартира', 'квартиры', 'квартир')}: проверьте номер"


def _outage_ahead(incident: ActiveIncident) -> Note:
    since = f"с {clock.show_short(incident.started_at)}"
    note = Note(Tone.INFO, incident.title, aside=since, icon_name="calendar")
    if incident.public_text:
        note.add_text(f"«{incident.public_text}»")
    return note


def _clerk_note(words: str) -> Note:
    note = Note(Tone.INFO, "Заметка по дому")
    note.add_text(words)
    return note


def _contacts(card: BuildingCard) -> list[QVBoxLayout]:
    merged: dict[tuple[str, str, str], list[str]] = {}
    order = {service: place for place, service in enumerate(_ROLES)}
    for served in sorted(card.served_by, key=lambda one: order.get(one.service, len(order))):
        key = (served.organization, served.dispatcher_phone, served.dispatcher_hours)
        merged.setdefault(key, []).append(_ROLES.get(served.service, served.service.title_ru))
    shown = []
    for (name, phone, hours), roles in merged.items():
        role = ", ".join([roles[0], *(word.lower() for word in roles[1:])])
        shown.append(contact_lines(role, name, phone, hours))
    return shown

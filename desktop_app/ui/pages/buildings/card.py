"""The card of a house: passport, who serves it, entrances, notes, last tickets."""

from collections.abc import Sequence

from PySide6.QtCore import Signal, SignalInstance
from PySide6.QtWidgets import QWidget

from desktop_app.core import clock
from desktop_app.core.records.buildings import BuildingCard
from desktop_app.core.records.house_life import HouseLife, HouseVisit
from desktop_app.core.text import NBSP
from desktop_app.ui import keys
from desktop_app.ui.pages.buildings.columns import TICKET_COLUMNS
from desktop_app.ui.pages.buildings.facts import (
    entrance_facts,
    months_chart,
    passport_facts,
    past_facts,
    served_facts,
)
from desktop_app.ui.pages.card_frame import CardFrame
from desktop_app.ui.pages.collection_lines import fact_words
from desktop_app.ui.pages.small_table import small_table
from desktop_app.ui.pages.tools import Tools
from desktop_app.ui.theme import Tone, Type
from desktop_app.ui.widgets.button import Button, Rank
from desktop_app.ui.widgets.chart import ChartView
from desktop_app.ui.widgets.facts import Fact, Facts, SectionHead
from desktop_app.ui.widgets.note import Note
from desktop_app.ui.widgets.panes import row
from desktop_app.ui.widgets.text import Paragraph, Text

_LABEL, _CHART = 150, 120
_QUIET = (Type.CELL, Tone.MUTED)


class HouseCard(CardFrame):
    """Shows one house; `edit_wanted`, `contract_wanted` and `visit_wanted` carry nothing."""

    edit_wanted = Signal()
    contract_wanted = Signal()
    visit_wanted = Signal(int)
    outage_wanted = Signal(int)
    entrances_wanted = Signal()
    names_wanted = Signal()
    street_wanted = Signal()
    inspection_wanted = Signal(int)
    ticket_wanted = Signal(int)

    def __init__(self, tools: Tools) -> None:
        """Build the head."""
        self._edit = Button("Изменить", icon_name="pencil", key=keys.cap("open"))
        self._contract = Button("&Кто обслуживает", icon_name="building")
        self._visit = Button("&Назначить выезд", Rank.PRIMARY, icon_name="document")
        super().__init__("Дома", [self._edit, self._contract, self._visit])
        self._tools = tools
        self.card: BuildingCard | None = None
        self._edit.clicked.connect(self.edit_wanted)
        self._contract.clicked.connect(self.contract_wanted)
        self._visit.clicked.connect(
            lambda: self.visit_wanted.emit(self.card.id) if self.card else None
        )
        keys.bind("open", self, self.edit_wanted.emit)

    def show_card(self, card: BuildingCard, life: HouseLife) -> None:
        """Show a house and what happened to it."""
        self.card = card
        self.set_head(card.address, card.address, card.full_address)
        self.set_columns([(1, self._passport(card, life)), (1, self._served(card, life))])

    def _passport(self, card: BuildingCard, life: HouseLife) -> list[QWidget | None]:
        parts: list[QWidget | None] = []
        for incident in card.incidents:
            note = Note(Tone.DANGER, incident.title, icon_name="flame")
            if incident.public_text:
                note.add_text(incident.public_text)
            opening = Button("&Открыть отключение", Rank.LINK)
            opening.clicked.connect(
                lambda _checked=False, one=incident.id: self.outage_wanted.emit(one)
            )
            note.add_row(opening, None)
            parts.append(note)
        for incident in card.incidents_ahead:
            since = f"с {clock.show_short(incident.started_at)}"
            parts.append(Note(Tone.INFO, incident.title, aside=since, icon_name="calendar"))
        if card.passport.note:
            note = Note(Tone.INFO, "Заметка по дому")
            note.add_text(card.passport.note)
            parts.append(note)
        parts += [SectionHead("Паспорт"), Facts(passport_facts(card.passport), label_width=_LABEL)]
        parts += [None, _linked_head("Подъезды", "Изменить", self.entrances_wanted)]
        if card.entrances:
            parts.append(Facts(entrance_facts(card.entrances), label_width=_LABEL))
        else:
            parts.append(Text("Не описаны: подъезд и этаж по квартире не встанут", *_QUIET))
        parts += [None, _linked_head("Называют также", "Изменить", self.names_wanted)]
        parts.append(_names(card.aliases, "Других названий нет"))
        parts += [None, _linked_head("Улицу называют также", "Изменить", self.street_wanted)]
        street = [alias.name for alias in card.street_aliases]
        parts.append(_names(street, "Других названий у улицы нет"))
        past = past_facts(life, clock.today())
        if past:
            parts += [None, SectionHead("Обслуживали раньше"), Facts(past, label_width=_LABEL)]
        return parts

    def _served(self, card: BuildingCard, life: HouseLife) -> list[QWidget | None]:
        parts: list[QWidget | None] = [SectionHead("Кто обслуживает")]
        facts = served_facts(card.served_by)
        if facts:
            parts.append(Facts(facts, label_width=_LABEL))
        else:
            parts.append(Text("Пока не указано", *_QUIET))
        if card.collections:
            told = [Fact(c.kind.label_ru, fact_words(c)) for c in card.collections]
            parts += [None, SectionHead("Вывоз отходов"), Facts(told, label_width=_LABEL)]
        if any(month.tickets for month in life.months):
            chart = ChartView("Обращения по месяцам", _CHART)
            chart.set_chart(months_chart(life))
            parts += [None, SectionHead("Обращения по месяцам"), chart]
        week = f"{card.tickets_week} за 7 дней · {card.tickets_season} за сезон"
        parts += [None, SectionHead("Последние обращения", week)]
        if card.last_tickets:
            table = small_table(
                "Последние обращения по дому",
                TICKET_COLUMNS,
                card.last_tickets,
                self._tools.jobs,
                self.ticket_wanted.emit,
            )
            parts.append(table)
        else:
            parts.append(Text("Обращений по дому ещё не было", *_QUIET))
        parts += [None, SectionHead("Выезды", str(len(life.visits) or ""))]
        parts += [self._visit_line(visit) for visit in life.visits]
        if not life.visits:
            parts.append(Text("Комиссия в доме не была", *_QUIET))
        return parts

    def _visit_line(self, visit: HouseVisit) -> QWidget:
        button = Button(f"№{NBSP}{visit.number}", Rank.LINK, inline=True)
        button.clicked.connect(lambda: self.inspection_wanted.emit(visit.id))
        at = clock.show_moment(visit.at) if visit.at is not None else "день не назначен"
        holder = QWidget()
        words = Text(f"{at} · {visit.status.title_ru.lower()}", Type.CELL, Tone.MUTED)
        holder.setLayout(row(button, words, None))
        return holder


def _names(names: Sequence[str], none: str) -> QWidget:
    return Paragraph(", ".join(names)) if names else Text(none, *_QUIET)


def _linked_head(title: str, link: str, wanted: SignalInstance) -> SectionHead:
    head = SectionHead(title, link=link)
    if head.button is not None:
        head.button.setAccessibleName(f"{link}: {title.lower()}")
        head.button.clicked.connect(wanted)
    return head

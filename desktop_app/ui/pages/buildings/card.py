"""The card of a house: passport, who serves it, entrances, notes, last tickets."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop_app.core.records.buildings import BuildingCard, Passport
from desktop_app.core.text import decimal
from desktop_app.ui import keys
from desktop_app.ui.pages.buildings.columns import TICKET_COLUMNS
from desktop_app.ui.pages.card_frame import CardFrame
from desktop_app.ui.pages.collection_lines import fact_words
from desktop_app.ui.pages.small_table import small_table
from desktop_app.ui.pages.tools import Tools
from desktop_app.ui.theme import Tone, Type
from desktop_app.ui.widgets.button import Button, Rank
from desktop_app.ui.widgets.facts import Fact, Facts, SectionHead
from desktop_app.ui.widgets.note import Note
from desktop_app.ui.widgets.text import Text

_LABEL = 150


class HouseCard(CardFrame):
    """Shows one house; `edit_wanted`, `contract_wanted` and `visit_wanted` carry nothing."""

    edit_wanted = Signal()
    contract_wanted = Signal()
    visit_wanted = Signal(int)
    outage_wanted = Signal(int)

    def __init__(self, tools: Tools) -> None:
        """Build the head."""
        self._edit = Button("Изменить", icon_name="pencil", key=keys.cap("open"))
        self._contract = Button("Кто обслуживает", icon_name="building")
        self._visit = Button("Назначить выезд", Rank.PRIMARY, icon_name="document")
        super().__init__("Дома", [self._edit, self._contract, self._visit])
        self._tools = tools
        self.card: BuildingCard | None = None
        self._edit.clicked.connect(self.edit_wanted)
        self._contract.clicked.connect(self.contract_wanted)
        self._visit.clicked.connect(
            lambda: self.visit_wanted.emit(self.card.id) if self.card else None
        )
        keys.bind("open", self, self.edit_wanted.emit)

    def show_card(self, card: BuildingCard) -> None:
        """Show a house."""
        self.card = card
        self.set_head(card.address, card.address, card.full_address)
        self.set_columns([(1, self._passport(card)), (1, self._served(card))])

    def _passport(self, card: BuildingCard) -> list[QWidget | None]:
        parts: list[QWidget | None] = []
        for incident in card.incidents:
            note = Note(Tone.DANGER, incident.title, icon_name="flame")
            if incident.public_text:
                note.add_text(incident.public_text)
            opening = Button("Открыть отключение", Rank.LINK)
            opening.clicked.connect(
                lambda _checked=False, one=incident.id: self.outage_wanted.emit(one)
            )
            note.add_row(opening, None)
            parts.append(note)
        if card.passport.note:
            note = Note(Tone.INFO, "Заметка по дому")
            note.add_text(card.passport.note)
            parts.append(note)
        parts += [SectionHead("Паспорт"), Facts(passport_facts(card.passport), label_width=_LABEL)]
        if card.entrances:
            rows = [
                Fact(f"Подъезд {e.number}", f"кв. {e.flat_from}–{e.flat_to}")
                for e in card.entrances
            ]
            parts += [None, SectionHead("Подъезды"), Facts(rows, label_width=_LABEL)]
        names = [*card.aliases, *(alias.name for alias in card.street_aliases)]
        if names:
            facts = Facts([Fact("Называют также", ", ".join(names))], label_width=_LABEL)
            parts += [None, facts]
        return parts

    def _served(self, card: BuildingCard) -> list[QWidget | None]:
        parts: list[QWidget | None] = [SectionHead("Кто обслуживает")]
        facts = [
            Fact(
                served.service.label_ru,
                " · ".join(
                    part
                    for part in (
                        served.organization,
                        served.dispatcher_phone,
                        served.dispatcher_hours,
                    )
                    if part
                ),
            )
            for served in card.served_by
        ]
        if facts:
            parts.append(Facts(facts, label_width=_LABEL))
        else:
            parts.append(Text("Пока не указано", Type.CELL, Tone.MUTED))
        if card.collections:
            told = [Fact(c.kind.label_ru, fact_words(c)) for c in card.collections]
            parts += [None, SectionHead("Вывоз отходов"), Facts(told, label_width=_LABEL)]
        week = f"{card.tickets_week} за 7 дней · {card.tickets_season} за сезон"
        parts += [None, SectionHead("Последние обращения", week)]
        if card.last_tickets:
            table = small_table(
                "Последние обращения по дому",
                TICKET_COLUMNS,
                card.last_tickets,
                self._tools.jobs,
                self,
            )
            parts.append(table)
        else:
            parts.append(Text("Обращений по дому ещё не было", Type.CELL, Tone.MUTED))
        return parts


def passport_facts(passport: Passport) -> list[Fact]:
    """Return what is known of a house, unknown facts as «—»."""

    def shown(value: float | None, unit: str = "") -> str:
        return f"{value:g} {unit}".strip().replace(".", ",") if value is not None else ""

    dangerous = {True: "да", False: "нет", None: ""}[passport.is_dangerous]
    place = ""
    if passport.latitude is not None and passport.longitude is not None:
        place = f"{decimal(passport.latitude, 6)}; {decimal(passport.longitude, 6)}"
    return [
        Fact("Год постройки", shown(passport.year)),
        Fact("Этажей", shown(passport.floors)),
        Fact("Подъездов", shown(passport.entrances)),
        Fact("Квартир", shown(passport.flats)),
        Fact("Площадь", shown(passport.area_total, "м²")),
        Fact("Узел", passport.heating_unit),
        Fact("Схема", passport.heating_scheme),
        Fact("График", passport.temperature_chart),
        Fact("Аварийный", dangerous),
        Fact("Серия", passport.series),
        Fact("Управление", passport.management_method),
        Fact("ФИАС", passport.fias_guid),
        Fact("Кадастровый №", passport.cadastral),
        Fact("Координаты", place),
    ]

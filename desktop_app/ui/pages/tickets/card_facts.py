"""The left pane of the card: what was said, the house, links."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.core import clock, phones
from desktop_app.core.enums import Service
from desktop_app.core.records.buildings import BuildingCard
from desktop_app.core.records.tickets import TicketCard
from desktop_app.core.text import NBSP
from desktop_app.ui.theme.metrics import MARGIN
from desktop_app.ui.widgets.button import Button, Rank
from desktop_app.ui.widgets.facts import Fact, Facts, SectionHead
from desktop_app.ui.widgets.panes import Hairline, column, drop, row
from desktop_app.ui.widgets.scroll_pane import ScrollPane, SidePane
from desktop_app.ui.widgets.text import Paragraph

_WIDTH, _LABEL = 300, 86
_SHORT = {Service.MANAGEMENT: "УК", Service.HEATING: "РСО", Service.WASTE: "Вывоз"}


class FactsPane(SidePane):
    """Groups divided by hairlines."""

    house_wanted = Signal(int)
    ticket_wanted = Signal(int)
    outage_wanted = Signal(int)

    def __init__(self) -> None:
        """Start empty."""
        super().__init__(_WIDTH)
        self._outer = column()
        self.setLayout(self._outer)
        self._inside: ScrollPane | None = None

    def show_card(self, card: TicketCard, house: BuildingCard | None) -> None:
        """Show a ticket and its house."""
        body = QVBoxLayout()
        body.setContentsMargins(MARGIN, 12, MARGIN, 12)
        body.setSpacing(9)
        groups = [_ticket(card), _said(card)]
        if card.incident_id is not None:
            groups.append(self._outage(card.incident_id, card.incident_title))
        if house is not None:
            groups.append(self._house(house))
        if card.links or card.inspections:
            groups.append(self._links(card))
        for place, group in enumerate(groups):
            if place:
                body.addSpacing(2)
                body.addWidget(Hairline())
                body.addSpacing(2)
            for widget in group:
                body.addWidget(widget)
        body.addStretch(1)
        drop(self._inside, self._outer)
        self._inside = ScrollPane(body)
        self._outer.addWidget(self._inside)

    def _house(self, house: BuildingCard) -> list[QWidget]:
        head = SectionHead("Дом", link="Карточка дома")
        if head.button is not None:
            head.button.clicked.connect(lambda: self.house_wanted.emit(house.id))
        facts = [
            Fact(
                _SHORT[served.service],
                ",\n".join(part for part in (served.organization, served.dispatcher_phone) if part),
            )
            for served in house.served_by
            if served.service in _SHORT
        ]
        unit = ", ".join(
            part for part in (house.passport.heating_unit, house.passport.temperature_chart) if part
        )
        if unit:
            facts.append(Fact("Узел", unit))
        return [head, Facts(facts, label_width=_LABEL)]

    def _outage(self, incident_id: int, title: str) -> list[QWidget]:
        head = SectionHead("Отключение", link="Открыть")
        if head.button is not None:
            head.button.setAccessibleName("Открыть отключение")
            head.button.clicked.connect(lambda: self.outage_wanted.emit(incident_id))
        return [head, Paragraph(title)]

    def _links(self, card: TicketCard) -> list[QWidget]:
        widgets: list[QWidget] = [
            SectionHead("Связи", str(len(card.links) + len(card.inspections)))
        ]
        for link in card.links:
            words = f"{link.kind.title_ru} №{NBSP}{link.other_number}"
            words = f"{words}, {link.other_status.title_ru.lower()}"
            button = Button(words, Rank.LINK, inline=True)
            button.clicked.connect(
                lambda _checked=False, other=link.other_id: self.ticket_wanted.emit(other)
            )
            holder = QWidget()
            holder.setLayout(row(button, None))
            widgets.append(holder)
        if card.inspections:
            numbers = ", ".join(card.inspections)
            widgets.append(Facts([Fact("выезд", f"№ {numbers}")], label_width=_LABEL))
        return widgets


def _ticket(card: TicketCard) -> list[QWidget]:
    ticket = card.row
    phone = phones.shown(ticket.phone, ticket.phone_digits) or (
        "без телефона" if card.no_phone else ""
    )
    source = ticket.source.title_ru.lower()
    facts = [
        Fact("Принято", f"{clock.show_moment(card.received_at)}, {source}"),
        Fact("Вид", card.kind.title_ru.lower()),
        Fact("Тема", card.topic_path),
        Fact("Телефон", phone.replace(NBSP, " "), bold=True),  # in large type it breaks there
        Fact("Срок", clock.show_moment(ticket.deadline_at) if ticket.deadline_at else ""),
        Fact("Почему", card.deadline_basis.replace(NBSP, " ")),
        Fact("Оператор", ticket.clerk),
    ]
    if card.room_temperature is not None:
        facts.insert(3, Fact("В комнате", f"{card.room_temperature:g} °C".replace(".", ",")))
    return [SectionHead("Обращение"), Facts(facts, label_width=_LABEL)]


def _said(card: TicketCard) -> list[QWidget]:
    widgets: list[QWidget] = [SectionHead("Со слов заявителя"), Paragraph(card.details)]
    if card.answer:
        widgets += [SectionHead("Ответ исполнителя"), Paragraph(card.answer)]
    return widgets

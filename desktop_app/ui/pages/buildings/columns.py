"""Columns of houses."""

from desktop_app.core.enums import TicketStatus
from desktop_app.ui.models.columns import Column, Elide, Kind

HOUSE_COLUMNS = (
    Column("address", "Адрес", 250, lambda house: house.address, elide=Elide.MIDDLE),
    Column("settlement", "Населённый пункт", 170, lambda h: h.settlement, muted=True, leaves=1),
    Column("manager", "Управляет", 220, lambda house: house.manager or None),
    Column("year", "Год", 70, lambda h: str(h.year) if h.year else None, muted=True, leaves=4),
    Column("floors", "Этажей", 80, lambda house: house.floors, Kind.NUMBER, leaves=3),
    Column(
        "entrances", "Подъездов", 100, lambda h: h.entrances, Kind.NUMBER, sortable=False, leaves=5
    ),
    Column("flats", "Квартир", 90, lambda house: house.flats, Kind.NUMBER, leaves=2),
    Column(
        "open_tickets",
        "Открыто",
        90,
        lambda house: house.open_tickets or None,
        Kind.NUMBER,
        bold=lambda house: bool(house.open_tickets),
    ),
)

TICKET_COLUMNS = (
    Column("number", "№", 100, lambda t: t.number, Kind.BOLD_NUMBER, sortable=False),
    Column(
        "day",
        "Дата",
        66,
        lambda t: f"{t.registered_at:%d.%m}",
        elide=Elide.NONE,
        muted=True,
        sortable=False,
    ),
    Column("flat", "Кв.", 52, lambda t: t.premise or None, elide=Elide.NONE, sortable=False),
    Column("topic", "Тема", 170, lambda t: t.topic, sortable=False),
    Column("status", "Статус", 130, lambda t: TicketStatus(t.status), Kind.STATUS, sortable=False),
)

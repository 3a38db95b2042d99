"""Columns of houses."""

from desktop_app.ui.models.columns import Column, Elide, Kind
from desktop_app.ui.pages.ticket_columns import house_ticket_columns

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

TICKET_COLUMNS = house_ticket_columns(170)

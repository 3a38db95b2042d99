"""Columns of organisations."""

from desktop_app.ui.models.columns import Column, Kind
from desktop_app.ui.theme import Tone

ORGANIZATION_COLUMNS = (
    Column("name", "Организация", 280, lambda o: o.name),
    Column("kind", "Кто это", 230, lambda o: o.kind.title_ru, muted=True, leaves=2),
    Column("phone", "Диспетчер", 170, lambda o: o.dispatcher_phone or None, sortable=False),
    Column(
        "hours",
        "Часы",
        110,
        lambda o: o.dispatcher_hours or None,
        muted=True,
        sortable=False,
        leaves=3,
    ),
    Column("houses", "Домов", 80, lambda o: o.houses or None, Kind.NUMBER, leaves=1),
    Column("open_tickets", "Открыто", 90, lambda o: o.open_tickets or None, Kind.NUMBER),
    Column(
        "overdue_tickets",
        "Просрочено",
        110,
        lambda o: o.overdue_tickets or None,
        Kind.NUMBER,
        bold=lambda o: bool(o.overdue_tickets),
        tone=lambda o: Tone.DANGER if o.overdue_tickets else Tone.PLAIN,
    ),
    Column("inn", "ИНН", 110, lambda o: o.inn or None, sortable=False, hidden=True),
)

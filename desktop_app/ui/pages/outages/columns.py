"""What the section shows of outages: columns, pills, events of history."""

from types import MappingProxyType

from desktop_app.core import clock
from desktop_app.core.enums import IncidentState, Operation, TicketStatus
from desktop_app.core.outage_words import end_mark
from desktop_app.core.records.incidents import IncidentEvent
from desktop_app.core.short_address import short_address
from desktop_app.ui.models.columns import Column, Elide, Kind, Mark
from desktop_app.ui.theme import Tone
from desktop_app.ui.theme.pills import Pill
from desktop_app.ui.widgets.timeline import Event

STATE_PILLS = MappingProxyType(
    {
        IncidentState.ON: Pill("Идёт", "bolt", TicketStatus.REWORK),
        IncidentState.AHEAD: Pill("Предстоит", "calendar", TicketStatus.SENT),
        IncidentState.ENDED: Pill("Закончено", "check", TicketStatus.CLOSED),
        IncidentState.CANCELLED: Pill("Отменено", "struck", TicketStatus.CANCELLED),
    }
)
_ICONS = MappingProxyType(
    {
        Operation.INCIDENT_OPENED: ("bolt", Tone.INFO),
        Operation.INCIDENT_MOVED: ("clock", Tone.WARNING),
        Operation.INCIDENT_TOLD: ("bell", Tone.INFO),
        Operation.INCIDENT_ENDED: ("check", Tone.GOOD),
        Operation.INCIDENT_CANCELLED: ("struck", Tone.MUTED),
        Operation.UNDONE: ("undo", Tone.MUTED),
    }
)

OUTAGE_COLUMNS = (
    Column("started", "Начало", 90, lambda o: o.started_at, Kind.DATE, muted=True),
    Column("title", "Отключение", 300, lambda o: o.title),
    Column("state", "Состояние", 118, lambda o: STATE_PILLS[o.state], Kind.PILL),
    Column(
        "planned_end",
        "Плановое окончание",
        182,
        lambda o: end_mark(o, clock.now()),
        Kind.DEADLINE,
        sample="срок прошёл 00 дней назад",
    ),
    Column(
        "tickets",
        "Обращений",
        96,
        lambda o: o.tickets or None,
        Kind.NUMBER,
        bold=lambda o: bool(o.open_tickets),
    ),
    Column("houses", "Домов", 70, lambda o: o.houses, Kind.NUMBER, leaves=2),
    Column("service", "Услуга", 118, lambda o: o.service.label_ru, leaves=1),
    Column("organization", "Устраняет", 140, lambda o: o.organization or None, leaves=3),
    Column("kind", "Вид", 150, lambda o: o.kind.title_ru, hidden=True),
    Column("place", "Дома", 220, lambda o: o.place, sortable=False, hidden=True),
)

TICKET_COLUMNS = (
    Column("number", "№", 95, lambda t: t.number, Kind.BOLD_NUMBER, sortable=False),
    Column("at", "Принято", 84, lambda t: t.registered_at, Kind.DATE, muted=True, sortable=False),
    Column(
        "address",
        "Адрес",
        150,
        lambda t: short_address(t.address, t.premise),
        elide=Elide.MIDDLE,
        sortable=False,
    ),
    Column("applicant", "Заявитель", 170, lambda t: t.applicant_name or None, sortable=False),
    Column("status", "Статус", 120, lambda t: t.status, Kind.STATUS, sortable=False),
)

HOUSE_COLUMNS = (
    Column("address", "Дом", 330, lambda h: h.address, elide=Elide.MIDDLE, sortable=False),
    Column(
        "settlement",
        "Населённый пункт",
        160,
        lambda h: h.settlement or None,
        muted=True,
        sortable=False,
    ),
)

TICKED = Mark("да", "check", Tone.GOOD)
LEFT_OUT = Mark("нет", "", Tone.MUTED)


def event_of(event: IncidentEvent) -> Event:
    """Return one line of history: when, what, and in the detail what became of what."""
    icon, tone = _ICONS.get(Operation(event.operation), ("pencil", Tone.MUTED))
    return Event(clock.show_short(event.at), icon, tone, event.title, event.details)

"""What the section shows of visits: columns, pills, marks and the words of a head."""

from dataclasses import dataclass
from types import MappingProxyType

from PySide6.QtCore import Qt

from desktop_app.core import clock
from desktop_app.core.enums import (
    Access,
    ActKind,
    InspectionStatus,
    RemedyState,
    SignatureState,
    TicketStatus,
    Verdict,
)
from desktop_app.core.norms import NEEDS_TIME, plain, shown
from desktop_app.core.people import short_name
from desktop_app.core.records.inspections import (
    InspectionCard,
    InspectionDraft,
    Judgement,
    Measurement,
    Member,
    OpenRemedy,
    Remedy,
)
from desktop_app.core.text import NBSP, counted, one_line, plural
from desktop_app.ui.models.columns import Column, Elide, Kind, Mark
from desktop_app.ui.theme import Tone
from desktop_app.ui.theme.pills import Pill

KIND_WORDS = MappingProxyType(
    {
        ActKind.SERVICE_QUALITY: "качество услуги",
        ActKind.AIR_TEMPERATURE: "температура воздуха",
        ActKind.CONSUMER: "проверка потребителями",
        ActKind.AFTER_REPAIR: "проверка после устранения",
        ActKind.COOLANT: "параметры теплоносителя",
        ActKind.WASTE_OPERATOR: "нарушение регоператора",
        ActKind.WASTE_SITE: "контейнерная площадка",
    }
)
STATUS_PILLS = MappingProxyType(
    {
        InspectionStatus.PLANNED: Pill("Назначен", "calendar", TicketStatus.NEW),
        InspectionStatus.DRAFT: Pill("Составляется", "half", TicketStatus.IN_PROGRESS),
        InspectionStatus.ISSUED: Pill("Акт выпущен", "check", TicketStatus.CLOSED),
        InspectionStatus.CANCELLED: Pill("Отменён", "struck", TicketStatus.CANCELLED),
    }
)
REMEDY_PILLS = MappingProxyType(
    {
        RemedyState.NEW: Pill("Новое", "dot", TicketStatus.NEW),
        RemedyState.SENT: Pill("Передано", "arrow-right", TicketStatus.SENT),
        RemedyState.IN_PROGRESS: Pill("В работе", "half", TicketStatus.IN_PROGRESS),
        RemedyState.FIXED: Pill("Устранено", "check", TicketStatus.CLOSED),
        RemedyState.CANCELLED: Pill("Снято", "struck", TicketStatus.CANCELLED),
    }
)
_SIGNATURES = MappingProxyType(
    {
        SignatureState.SIGNED: Mark("есть", "check", Tone.GOOD),
        SignatureState.REFUSED: Mark("отказ, с отметкой", "warning", Tone.WARNING),
        SignatureState.PENDING: Mark("не подписан", "", Tone.MUTED),
    }
)
VIOLATIONS = (Verdict.BELOW, Verdict.ABOVE)
_RIGHT = Qt.AlignmentFlag.AlignRight


@dataclass(frozen=True, slots=True)
class Measured:
    """A measurement at its place in the table, with what it says."""

    id: int
    row: Measurement
    said: Judgement


@dataclass(frozen=True, slots=True)
class Following:
    """A remedy at its place in the table."""

    id: int
    row: Remedy


@dataclass(frozen=True, slots=True)
class Present:
    """A member of the commission at their place in the table."""

    id: int
    row: Member


def _violates(line: Measured) -> bool:
    return line.said.verdict in VIOLATIONS


def value_text(row: Measurement) -> str:
    """Return a measured value beside its norm, an empty text while nothing is measured."""
    if row.value is None:
        return ""
    return shown(row.value)


def _verdict(line: Measured) -> Mark | None:
    if not line.said.words:
        return None
    if _violates(line):
        return Mark(line.said.words, "alert", Tone.DANGER, bold=True)
    if line.said.verdict is Verdict.OK:
        return Mark(line.said.words, "check", Tone.GOOD)
    return Mark(line.said.words, "info", Tone.MUTED)


def _due(line: Following) -> str | None:
    day = line.row.due_on
    return f"{day:%d.%m}" if day else None


def _post(line: Present) -> str:
    member = line.row
    words = ", ".join(part for part in (member.organization, member.post) if part)
    return words or member.role.title_ru


VISIT_COLUMNS = (
    Column("number", "№", 98, lambda v: v.number, sample="0000-0000"),
    Column("kind", "Вид", 180, lambda v: KIND_WORDS[v.kind], muted=True, leaves=2),
    Column("address", "Адрес", 300, lambda v: v.address, elide=Elide.MIDDLE),
    Column("visited", "Когда", 110, lambda v: v.visited_at, Kind.DATE),
    Column("status", "Статус", 142, lambda v: STATUS_PILLS[v.status], Kind.PILL),
    Column("tickets", "Обращений", 104, lambda v: v.tickets or None, Kind.NUMBER, leaves=3),
    Column(
        "violations",
        "Нарушений",
        106,
        lambda v: v.violations or None,
        Kind.NUMBER,
        bold=lambda v: bool(v.violations),
    ),
    Column(
        "open_remedies",
        "Мер открыто",
        120,
        lambda v: v.open_remedies or None,
        Kind.NUMBER,
        leaves=1,
    ),
)

MEASUREMENT_COLUMNS = (
    Column(
        "place",
        "Точка замера",
        200,
        lambda m: m.row.place or None,
        elide=Elide.WITHIN,
        sortable=False,
    ),
    Column("quantity", "Показатель", 190, lambda m: m.row.quantity, sortable=False),
    Column("unit", "Ед.", 60, lambda m: m.row.unit or None, sortable=False, sample="кгс/см²"),
    Column(
        "value",
        "Замер",
        84,
        lambda m: value_text(m.row),
        elide=Elide.NONE,
        sortable=False,
        align=_RIGHT,
        bold=_violates,
        tone=lambda m: Tone.DANGER if _violates(m) else Tone.PLAIN,
        sample="−000,00",
    ),
    Column(
        "norm",
        "Норма",
        130,
        lambda m: m.said.norm_text or None,
        elide=Elide.NONE,
        sortable=False,
        align=_RIGHT,
        muted=True,
        sample="не выше 00,0",
    ),
    Column("basis", "Основание", 190, lambda m: m.row.basis or None, muted=True, sortable=False),
    Column(
        "verdict",
        "Вывод",
        170,
        _verdict,
        Kind.MARK,
        sortable=False,
        sample="ниже на 00,0, допуск 0 %",
    ),
)


def _overdue(remedy: OpenRemedy) -> bool:
    return remedy.due_on is not None and remedy.due_on < clock.today()


# The list of all remedies that wait.
FOLLOWED_COLUMNS = (
    Column("due", "Срок", 100, lambda r: r.due_on, Kind.DATE, sortable=False, bold=_overdue,
           tone=lambda r: Tone.DANGER if _overdue(r) else Tone.PLAIN),
    Column("what", "Что сделать", 330, lambda r: r.what, sortable=False, least=180),
    Column("who", "Кто отвечает", 210, lambda r: r.responsible or None, sortable=False, least=120),
    Column("state", "Состояние", 130, lambda r: REMEDY_PILLS[r.state], Kind.PILL, sortable=False),
    Column("address", "Адрес", 260, lambda r: r.address, elide=Elide.MIDDLE, sortable=False,
           least=160),
    Column("number", "Акт", 98, lambda r: r.number, sortable=False, sample="0000-0000", leaves=1),
)  # fmt: skip

REMEDY_COLUMNS = (
    Column("what", "Что сделать", 270, lambda r: r.row.what, sortable=False),
    Column("who", "Кто отвечает", 180, lambda r: r.row.responsible or None, sortable=False),
    Column("due", "Срок", 68, _due, elide=Elide.NONE, sortable=False, sample="00.00"),
    Column(
        "state",
        "Состояние",
        130,
        lambda r: REMEDY_PILLS[r.row.state],
        Kind.PILL,
        sortable=False,
        sample="Устранено и",
    ),
)

MEMBER_COLUMNS = (
    Column(
        "name",
        "Комиссия",
        132,
        lambda m: short_name(m.row.name),
        sortable=False,
        sample="Соколова В. А.",
    ),
    Column("post", "Должность", 196, _post, sortable=False),
    Column(
        "signature",
        "Подпись",
        150,
        lambda m: _SIGNATURES[m.row.signature],
        Kind.MARK,
        sortable=False,
        sample="отказ, с отметкой и",
    ),
)


def subject_of(card: InspectionCard, draft: InspectionDraft) -> str:
    """Return «пр-кт Ленина, д. 12, кв. 52 — параметры теплоносителя»."""
    premise = draft.premise
    flat = f", кв.{NBSP}{premise}" if premise.isdecimal() else (premise and f", {premise}")
    return f"{card.address}{flat} — {KIND_WORDS[draft.kind]}"


def summary_of(card: InspectionCard, draft: InspectionDraft) -> str:
    """Return the one line of a head: when, access, outdoor temperature, basis in short."""
    parts = [_when(draft)]
    if draft.started_at is not None or draft.access is not Access.GRANTED:
        parts.append(draft.access.title_ru)
    if draft.outdoor_temperature is not None:
        parts.append(f"на улице {plain(draft.outdoor_temperature)}{NBSP}°C")
    if card.previous is not None:
        parts.append(f"повторно после №{NBSP}{card.previous.number}")
    if card.later:
        parts.append(f"проверен снова: №{NBSP}{card.later[-1].number}")
    tickets = card.ticket_numbers
    if tickets:
        many = counted(len(tickets), "обращение", "обращения", "обращений")
        parts.append(f"основание: {many}, № {', '.join(tickets)}")
    elif draft.basis:
        parts.append(f"основание: {one_line(draft.basis)}")
    return " · ".join(parts)


def violation_pill(lines: list[Measured]) -> Pill | None:
    """Return «4 нарушения из 8» of what has a verdict, None while nothing has.

    A figure whose verdict hangs on the hour is never counted as one without a violation.
    """
    judged = sum(line.said.verdict is not Verdict.NO_NORM for line in lines)
    waiting = sum(line.said.words == NEEDS_TIME for line in lines)
    bad = sum(_violates(line) for line in lines)
    if waiting and not bad:
        return Pill(f"{NEEDS_TIME}: {waiting}", "clock", Tone.WARNING)
    if not judged:
        return None
    if not bad:
        return Pill("нарушений нет", "check", Tone.GOOD)
    words = plural(bad, "нарушение", "нарушения", "нарушений")
    return Pill(f"{bad} {words} из {judged}", "alert", Tone.DANGER)


def _when(draft: InspectionDraft) -> str:
    started, finished = draft.started_at, draft.finished_at
    if started is None:
        planned = draft.planned_at
        return f"назначен на {clock.show_moment(planned)}" if planned else "день не назначен"
    words = f"{clock.show_date(started)}, {started:%H:%M}"
    if finished is None:
        return words
    day = "" if finished.date() == started.date() else f"{clock.show_date(finished)} "
    return f"{words} – {day}{finished:%H:%M}"

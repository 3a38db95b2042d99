"""Columns of the journals of visits, outages and instruments, after domain/journal_columns.csv."""

from collections.abc import Iterable, Mapping

from desktop_app.core import clock
from desktop_app.core.enums import Access, ActKind, InspectionStatus, MemberRole, Service
from desktop_app.core.records.journals import InstrumentLine, OutageLine, VisitLine
from desktop_app.core.records.sheets import CellKind, SheetColumn, Total

_MOMENT, _INTEGER, _DECIMAL = CellKind.MOMENT, CellKind.INTEGER, CellKind.DECIMAL
_DATE, _SUM = CellKind.DATE, Total.SUM
_REFUSED = "refused"
_PERSONS = frozenset(
    role.value for role in (MemberRole.CONSUMER, MemberRole.COUNCIL, MemberRole.WITNESS)
)
_BY_KIND: Mapping[str, tuple[Service, ...]] = {
    ActKind.AIR_TEMPERATURE.value: (Service.HEATING,),
    ActKind.COOLANT.value: (Service.HEATING,),
    ActKind.WASTE_OPERATOR.value: (Service.WASTE,),
    ActKind.WASTE_SITE.value: (Service.WASTE,),
}


def _basis(line: VisitLine) -> str:
    """Return the tickets and the words typed; a number these name already is not said twice."""
    numbers = ", ".join(f"№ {number}" for number in line.tickets if number not in line.basis)
    return "; ".join(part for part in (numbers, line.basis) if part)


def _numbers(line: VisitLine) -> str:
    return ", ".join(f"№ {number}" for number in line.tickets)


def _commission(line: VisitLine) -> str:
    people = (
        " ".join(part for part in (post, name) if part)
        + (f" ({organization})" if organization else "")
        for _, post, organization, name, _ in line.members
    )
    return "; ".join(person for person in people if person)


def _sides(line: VisitLine) -> str:
    sides = (_public_side(role, org) for role, _, org, _, _ in line.members)
    return "; ".join(dict.fromkeys(sides))


def _public_side(role: str, organization: str) -> str:
    """Return a side without its person: what stands for a resident's organisation is his flat."""
    return _role(role) if role in _PERSONS else organization or _role(role)


def _role(code: str) -> str:
    return next((role.title_ru for role in MemberRole if role.value == code), code)


def _kind(line: VisitLine) -> str:
    return next((f"Акт {kind.title_ru}" for kind in ActKind if kind.value == line.kind), line.kind)


def _access(line: VisitLine) -> str:
    return next((way.title_ru for way in Access if way.value == line.access), line.access)


def _verdict(line: VisitLine) -> str:
    if not line.measurements:
        return "" if line.status is InspectionStatus.PLANNED else "без замеров"
    return "не соответствует" if line.violations else "соответствует"


def _refusals(line: VisitLine) -> str:
    refused = (name or _role(role) for role, _, _, name, sign in line.members if sign == _REFUSED)
    return ", ".join(refused)


def _refused_sides(line: VisitLine) -> str:
    refused = (member for member in line.members if member[4] == _REFUSED)
    sides = (_public_side(role, org) for role, _, org, _, _ in refused)
    return ", ".join(dict.fromkeys(sides))


def _visit_services(line: VisitLine) -> str:
    known = line.services or _BY_KIND.get(line.kind, ())
    return ", ".join(service.title_ru for service in known)


def _copies(line: VisitLine) -> str:
    return _counted(
        dict.fromkeys(
            (name or org) if role in _PERSONS else (org or name)
            for role, _, org, name, _ in line.members
        )
    )


def _public_copies(line: VisitLine) -> str:
    return _counted(dict.fromkeys(_public_side(role, org) for role, _, org, _, _ in line.members))


def _counted(sides: Iterable[str]) -> str:
    named = [side for side in sides if side]
    return f"{len(named)}: {'; '.join(named)}" if named else ""


def _premise(line: VisitLine) -> str:
    return ", ".join(part for part in (line.house, line.premise) if part)


VISITS: tuple[SheetColumn, ...] = (
    SheetColumn("number", "№ акта", width=10),
    SheetColumn("at", "Дата и время выезда", _MOMENT, 13),
    SheetColumn(
        "address",
        "Адрес",
        width=26,
        is_personal=True,
        value=_premise,
        public=lambda line: line.house,
    ),
    SheetColumn("kind", "Вид проверки", width=22, value=_kind),
    SheetColumn("services", "Услуга", width=13, value=_visit_services),
    SheetColumn("status", "Состояние", width=12.5, value=lambda line: line.status.title_ru),
    SheetColumn("basis", "Основание", width=18, is_personal=True, value=_basis, public=_numbers),
    SheetColumn(
        "commission", "Комиссия", width=34, is_personal=True, value=_commission, public=_sides
    ),
    SheetColumn("access", "Доступ", width=14, value=_access),
    SheetColumn("verdict", "Результат", width=15, value=_verdict),
    SheetColumn("violations", "Нарушений", _INTEGER, 10.5, total=_SUM),
    SheetColumn(
        "measured",
        "Параметры (факт / норма)",
        width=36,
        is_personal=True,
        value=lambda line: "; ".join(line.measured),
    ),
    SheetColumn("remedies", "Мероприятий", _INTEGER, 12, total=_SUM),
    SheetColumn("open_remedies", "Не устранено", _INTEGER, 10.5, total=_SUM),
    SheetColumn("due_on", "Срок устранения", _DATE, 12),
    SheetColumn("next_visit_on", "Повторный выезд", _DATE, 12),
    SheetColumn(
        "copies",
        "Экземпляров / кому",
        width=24,
        is_personal=True,
        value=_copies,
        public=_public_copies,
    ),
    SheetColumn(
        "refusals",
        "Отказ от подписи",
        width=18,
        is_personal=True,
        value=_refusals,
        public=_refused_sides,
    ),
    SheetColumn("issued_at", "Акт выпущен", _MOMENT, 13),
    SheetColumn("sha256", "SHA-256 файла PDF", width=22),
)


def _service(line: OutageLine) -> str:
    known = (service.title_ru for service in Service if service.value == line.service)
    return next(known, line.service)


def _hours(line: OutageLine) -> float | None:
    if line.ended_at is None:
        return None
    return round((line.ended_at - line.started_at).total_seconds() / 3600, 1)


def _expected(line: OutageLine) -> float | None:
    if line.planned_end is None:
        return None
    return round((line.planned_end - line.started_at).total_seconds() / 3600, 1)


def _told_consumers(line: OutageLine) -> str:
    when = clock.show_moment(line.consumers_told_at) if line.consumers_told_at else ""
    return ", ".join(part for part in (when, line.consumers_told_way) if part)


def _told_authority(line: OutageLine) -> str:
    when = clock.show_moment(line.authority_told_at) if line.authority_told_at else ""
    return ", ".join(part for part in (when, line.authority_told_way) if part)


def _houses(line: OutageLine) -> str:
    return "; ".join(line.houses)


OUTAGES: tuple[SheetColumn, ...] = (
    SheetColumn("id", "№", _INTEGER, 6),
    SheetColumn("started_at", "Дата и время начала", _MOMENT, 13),
    SheetColumn("kind", "Вид", width=14, value=lambda line: line.kind.title_ru),
    SheetColumn("cause", "Причина", width=24),
    SheetColumn("service", "Услуга", width=13, value=_service),
    SheetColumn("title", "Что отключено", width=24),
    SheetColumn("houses", "Адреса", width=40, value=_houses),
    SheetColumn(
        "houses_count", "Домов", _INTEGER, 7, value=lambda line: len(line.houses), total=_SUM
    ),
    SheetColumn("organization", "Исполнитель", width=18),
    SheetColumn("planned_end", "Ожидаемое возобновление", _MOMENT, 14),
    SheetColumn("expected", "Ожидаемая длительность, ч", _DECIMAL, 13, value=_expected),
    SheetColumn("consumers", "Потребители оповещены", width=18, value=_told_consumers),
    SheetColumn("authority", "ОМС уведомлён", width=18, value=_told_authority),
    SheetColumn("ended_at", "Дата и время возобновления", _MOMENT, 13),
    SheetColumn("hours", "Длительность, ч", _DECIMAL, 12, value=_hours, total=_SUM),
    SheetColumn("tickets", "Обращений", _INTEGER, 10.5, total=_SUM),
)


def _use(line: InstrumentLine) -> str:
    return "в работе" if line.is_active else "списан"


INSTRUMENTS: tuple[SheetColumn, ...] = (
    SheetColumn("title", "Наименование, тип", width=30),
    SheetColumn("serial", "Заводской №", width=14),
    SheetColumn("accuracy", "Диапазон, погрешность", width=16),
    SheetColumn("certificate", "№ записи ФГИС «Аршин», свидетельство", width=24),
    SheetColumn("verified_until", "Действует до", _DATE, 12),
    SheetColumn("state", "Состояние", width=11, value=_use),
    SheetColumn("uses", "Выездов с ним", _INTEGER, 10, total=_SUM),
)

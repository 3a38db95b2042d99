"""Visits of every kind of act: planned, ordinary and heavy, without a database behind them."""

import dataclasses
import datetime as dt

from desktop_app.core.acts.forms import form_of
from desktop_app.core.acts.templates import SiteFacts, method_of, template
from desktop_app.core.conclusions import propose_conclusions
from desktop_app.core.enums import ActKind, MemberRole, SignatureState
from desktop_app.core.norm_book import NormBook
from desktop_app.core.norm_rows import norm_of
from desktop_app.core.records.inspections import (
    Answer,
    InspectionDraft,
    Measurement,
    Member,
    Remedy,
)
from desktop_app.services import shipped
from tests import visit_samples

BOOK = NormBook(norm_of(row) for row in shipped.rows("norms.csv"))
FACTS = SiteFacts(outdoor=-12.5)

_SAID: dict[str, str] = {
    "service": "отопление",
    "place_in_house": "подъезд 3, этаж 5, зал и детская",
    "provider": "УК «Уют-Сервис»",
    "supplier": "АО «Теплосеть»",
    "message": "№ 2026-03507 от 22.11.2026 18:40",
    "told": "22.11.2026 18:55, диспетчеру Рябову",
    "began": "22.11.2026 18:40",
    "began_source": "сообщение потребителя в журнале обращений",
    "dispute": "нет",
    "location": "угловое, торец, последний этаж",
    "insulation": "закрыты и утеплены",
    "heaters": "выключены",
    "covers": "не мешают",
    "radiator": "чугунный, 7 секций; поверхность 41 °C",
    "consumer_basis": "проверка не проведена в срок, п. 108",
    "agreed": "22.11.2026 20:40",
    "first_act": "№ 2026-011 от 20.11.2026",
    "restored": "23.11.2026 09:15",
    "restored_source": "запись исполнителя",
    "work_done": "Спущен воздух из стояка 4, отрегулирован узел ввода.",
    "applicant": "Гордеева Н. П., пр-кт Ленина, д. 12, кв. 52, 8 900 555-14-52",
    "object": "многоквартирный дом, собственник помещения",
    "site": "№ 118 в реестре, 55.7510, 37.6184",
    "contract": "№ 77/25 от 01.02.2026",
    "operator": "ООО «Чистый район»",
    "breach": "вывоз по графику, ежедневно до 10:00",
    "planned": "21.11.2026 до 10:00",
    "made": "не вывезено на 23.11.2026 10:30",
    "representative": "не явился; вызван 22.11.2026 в 12:10 по телефону диспетчера",
    "photos": "IMG_0412.jpg, 23.11.2026 10:34, 55.7510, 37.6184; IMG_0413.jpg, 10:35",
    "demand": "вывезти накопленное до 12:00 24.11.2026, соблюдать график",
    "sent": "24.11.2026, электронной почтой",
    "reply": "не получен",
    "copied": "жилищная инспекция, 24.11.2026",
    "owner": "УК «Уют-Сервис»",
    "last_collection": "20.11.2026 08:20",
    "surface": "твёрдое, уклон есть",
    "fence": "с трёх сторон, высота 1,2 м",
    "approach": "наледь, две машины у выезда",
    "sign": "есть, график не указан",
    "bulky": "диван и две двери у ограждения",
    "spill": "есть, за контейнером 2",
    "containers": "0,75; металл; 100; исправен; есть\n1,1; пластик; 120; сломано колесо; нет\n"
    "1,1; пластик; 80; исправен; есть",
}
_WASTE = (ActKind.WASTE_OPERATOR, ActKind.WASTE_SITE)


def blank(kind: ActKind) -> InspectionDraft:
    """Return a visit just planned."""
    people = () if kind in (*_WASTE, ActKind.CONSUMER) else visit_samples.members()[:3]
    return InspectionDraft(
        building_id=1,
        kind=kind,
        basis=visit_samples.ordinary().basis,
        planned_at=visit_samples.START,
        method_text=method_of(kind),
        measurements=template(kind, BOOK, FACTS),
        members=people,
    )


def ordinary(kind: ActKind) -> InspectionDraft:
    """Return a whole visit of everyday size."""
    if kind is ActKind.COOLANT:
        return visit_samples.ordinary()
    rows = _measured(kind)
    said = {question.key for question in form_of(kind).questions}
    return dataclasses.replace(
        visit_samples.ordinary(),
        kind=kind,
        method_text=method_of(kind),
        measurements=rows,
        members=_people(kind),
        conclusions=propose_conclusions(rows, visit_samples.START)
        or "Нарушение подтверждено: отходы не вывезены в срок.",
        answers=tuple(Answer(key, _SAID[key]) for key in sorted(said)),
        instruments=() if kind in _WASTE else visit_samples.ordinary().instruments,
        condition_text="Снег у площадки не убран." if kind in _WASTE else "",
        remedies=(Remedy("Вывезти отходы", 2, "ООО «Чистый район»", dt.date(2026, 11, 24)),)
        if kind in _WASTE
        else visit_samples.ordinary().remedies,
    )


def heavy(kind: ActKind) -> InspectionDraft:
    """Return a visit with 12 members, 30 measurements and a remark of 40 lines."""
    if kind is ActKind.COOLANT:
        return visit_samples.heavy()
    draft, much = ordinary(kind), visit_samples.heavy()
    own = draft.measurements
    rows = tuple(
        dataclasses.replace(own[n % len(own)], place=f"{own[n % len(own)].place} № {n + 1}")
        for n in range(30)
    )
    more = much.members[4:]
    people = (*draft.members, *more)[:12]
    while len(people) < 12:
        people = (*people, dataclasses.replace(more[-1], name=f"Участник {len(people) + 1}"))
    return dataclasses.replace(
        draft,
        measurements=rows,
        members=people,
        condition_text=much.condition_text,
        conclusions=propose_conclusions(rows, visit_samples.START),
    )


def _measured(kind: ActKind) -> tuple[Measurement, ...]:
    values = {"Воздух": 16.5, "Воздух, угловая": 17.0, "ГВС в точке разбора": 61.0}
    others = {"Задержка вывоза": 52.0, "До дома, детской площадки": 18.0, "Навал": 1.5}
    made = []
    for number, row in enumerate(template(kind, BOOK, FACTS)):
        value = values.get(row.quantity) or others.get(row.quantity) or 0.4
        readings = (value - 0.1, value, value + 0.1) if kind is ActKind.AIR_TEMPERATURE else ()
        made.append(
            dataclasses.replace(
                row,
                value=value + number % 2 if row.unit == "°C" else value,
                readings=tuple(round(reading, 1) for reading in readings),
            )
        )
    return tuple(made)


def _people(kind: ActKind) -> tuple[Member, ...]:
    usual, signed = visit_samples.members(), SignatureState.SIGNED
    council = Member(
        "Седов Игорь Павлович", "председатель совета дома", "", MemberRole.COUNCIL, signed
    )
    if kind is ActKind.CONSUMER:
        neighbour = Member("Орлова Т. В.", "", "кв. 49", MemberRole.CONSUMER, signed)
        return (usual[3], neighbour, council)
    if kind is ActKind.WASTE_OPERATOR:
        witness = Member("Орлов Пётр Ильич", "", "кв. 11", MemberRole.WITNESS, signed)
        absent = Member(
            "Титов А. А.", "мастер", "ООО «Чистый район»", MemberRole.CARRIER,
            SignatureState.REFUSED, "не явился",
        )  # fmt: skip
        return (usual[3], usual[0], absent, witness)
    if kind is ActKind.WASTE_SITE:
        driver = Member("Титов А. А.", "мастер", "ООО «Чистый район»", MemberRole.CARRIER, signed)
        return (usual[0], usual[1], driver)
    return usual

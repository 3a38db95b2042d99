"""Visits for tests and figures: an ordinary one, and one that tries the paper's patience."""

import datetime as dt
import itertools
from dataclasses import replace

from desktop_app.core.acts.house_acts import CAST_IRON, HAS_HOT_WATER
from desktop_app.core.acts.house_rows import with_house
from desktop_app.core.conclusions import propose_conclusions
from desktop_app.core.enums import InspectionStatus, MemberRole, RemedyState, SignatureState
from desktop_app.core.measuring import DEFAULT_METHOD, HOT_WATER, coolant_template
from desktop_app.core.norm_book import NormBook
from desktop_app.core.norm_rows import norm_of
from desktop_app.core.norms import judge
from desktop_app.core.records.inspections import (
    Answer,
    InspectionCard,
    InspectionDraft,
    Measurement,
    Member,
    Remedy,
)
from desktop_app.core.records.reference import Instrument
from desktop_app.services import shipped
from desktop_app.services.act_words import OfficeWords

OFFICE = OfficeWords(
    ("Администрация Северного района города Радужного", "Отдел жилищно-коммунального хозяйства"),
    "г. Радужный",
)
START = dt.datetime(2026, 11, 23, 10, 30)
END = dt.datetime(2026, 11, 23, 11, 40)
ROOM, TAP = ("+4 °C; ночью −3 °C", "ПП РФ № 354, прил. 1, п. 15"), "СанПиН 2.1.3684-21, п. 84"
HOUSE = (Answer("hot_water", HAS_HOT_WATER), Answer("radiators", CAST_IRON))
CHART, CONTRACT = "график 95/70", "договор, прил. 3"


def measurements() -> tuple[Measurement, ...]:
    """Return the measurements of an ordinary visit: four of nine are out of norm."""
    unit = "Узел ввода ИТП-14"
    rooms = (("Кв. 52, зал", "Воздух", 18, 16.5), ("Кв. 52, детская", "Воздух, угловая", 20, 17.0))
    return (
        Measurement("input", unit, "Подача, T1", "°C", 71.0, 84, None, None, "± 3 %", CHART),
        Measurement("input", unit, "Обратка, T2", "°C", 58.5, 64, None, None, "+5 %", CHART),
        Measurement("input", unit, "Давление, P1", "бар", 5.8, None, 5.5, 6.5, "", CONTRACT),
        Measurement("input", unit, "Перепад, P1 − P2", "бар", 0.4, None, 0.8, None, "", CONTRACT),
        *(
            Measurement("room", place, quantity, "°C", value, None, norm, None, *ROOM)
            for place, quantity, norm, value in rooms
        ),
        Measurement("room", "Кв. 49, спальня", "Воздух", "°C", 18.5, None, 18, None, *ROOM),
        Measurement("room", "Кв. 49, спальня", "Поверхность прибора", "°C", 41.0),
        Measurement("hot_water", "Кв. 45", HOT_WATER, "°C", 61.0, None, 60, 75, "", TAP),
    )


def members() -> tuple[Member, ...]:
    """Return the commission of an ordinary visit; one of them refused to sign."""
    signed, refused = SignatureState.SIGNED, SignatureState.REFUSED
    return (
        Member("Лапина Ирина Сергеевна", "начальник отдела", "Администрация района",
               MemberRole.CHAIR, signed),
        Member("Дёмин О. В.", "инженер", "УК «Уют-Сервис»", MemberRole.MANAGER, signed),
        Member("Рябов П. К.", "мастер участка № 2", "АО «Теплосеть»", MemberRole.UTILITY, refused,
               "не согласен с замером перепада"),
        Member("Гордеева Н. П.", "", "", MemberRole.CONSUMER, signed),
    )  # fmt: skip


def ordinary() -> InspectionDraft:
    """Return a whole visit of everyday size."""
    rows = measurements()
    return InspectionDraft(
        building_id=1,
        premise="52",
        basis="повторные обращения № 2026-03391 от 18.11.2026, № 2026-03460 от 20.11.2026, "
        "№ 2026-03488 от 21.11.2026, № 2026-03507 от 22.11.2026",
        started_at=START,
        finished_at=END,
        outdoor_temperature=-14.0,
        outdoor_daily=-12.5,
        outdoor_source="метеостанция района",
        system_text="независимая, закрытая, ИТП-14, чугунные радиаторы",
        chart_text="95/70, утверждён АО «Теплосеть» 01.09.2026",
        heat_meter="ВКТ-7 № 10452, поверка до 14.06.2028; T1 70,8 °C, T2 58,4 °C, G 9,2 т/ч; "
        "распечатка архива приложена",
        method_text=DEFAULT_METHOD,
        condition_text="Изоляция подающего трубопровода в подвале повреждена на участке 4 м. "
        "Утечек нет. Стояк кв. 52 завоздушен.",
        conclusions="1. На вводе недогрев 13 °C и недостаточный перепад: нарушен режим со стороны "
        "сети.\n2. Стояк кв. 52 завоздушен, требуется спуск воздуха и балансировка.",
        attachments_text="фотографии — 4 л., распечатка теплосчётчика — 1 л.",
        next_visit_on=dt.date(2026, 11, 26),
        members=members(),
        instruments=(
            Instrument("Термометр ТК-5", "20817", dt.date(2027, 3, 31), "Аршин С-ВШ/31-03-2026"),
            Instrument("Манометр МП-100", "1162", dt.date(2026, 11, 1)),
        ),
        measurements=rows,
        remedies=(
            Remedy("Поднять T1 до графика", 2, "АО «Теплосеть», участок № 2",
                   dt.date(2026, 11, 24), RemedyState.IN_PROGRESS),
            Remedy("Спустить воздух, стояк 4", 3, "УК «Уют-Сервис»", dt.date(2026, 11, 24)),
            Remedy("Повторный замер в кв. 52", None, "комиссия", dt.date(2026, 11, 26)),
        ),
        answers=HOUSE,
    )  # fmt: skip


def heavy() -> InspectionDraft:
    """Return a visit with 12 members, 30 measurements and a remark of 40 lines."""
    draft = ordinary()
    line = "замечание участника о работе системы, которое записали со слов и не стали сокращать"
    remark = "\n".join(f"{number}. {line.capitalize()}." for number in range(1, 41))
    surnames = (
        "Константинопольский", "Преображенский", "Верхнеуральский", "Благовещенский",
        "Старооскольский", "Новороссийский", "Архангельский", "Зеленогорский",
    )  # fmt: skip
    roles = itertools.cycle((MemberRole.MANAGER, MemberRole.UTILITY, MemberRole.COUNCIL))
    people = tuple(
        Member(
            f"{surname}-Задунайский Владислав Мстиславович",
            "заместитель начальника производственно-технического отдела",
            f"ООО «Управляющая организация жилищного фонда № {number}»",
            next(roles),
        )
        for number, surname in enumerate(surnames, start=5)
    )
    rooms = tuple(
        replace(row, place=f"Подъезд {number}, кв. {number * 17}, комната с окнами во двор")
        for number, row in enumerate(itertools.islice(itertools.cycle(measurements()[4:7]), 21), 1)
    )
    return replace(
        draft,
        members=(*draft.members, *people),
        measurements=(*measurements(), *rooms),
        condition_text=remark,
        conclusions=propose_conclusions((*measurements(), *rooms), START),
    )


def empty() -> InspectionDraft:
    """Return a visit just planned: the house and the rows of the template, nothing measured."""
    book = NormBook(norm_of(row) for row in shipped.rows("norms.csv"))
    rows = with_house(coolant_template(), book, HOUSE)
    return InspectionDraft(
        building_id=1, basis=ordinary().basis, method_text=DEFAULT_METHOD, planned_at=START,
        measurements=rows, members=members()[:3], answers=HOUSE,
    )  # fmt: skip


def card(draft: InspectionDraft) -> InspectionCard:
    """Return the card of a visit without a database behind it."""
    return InspectionCard(
        id=14,
        version=1,
        number="2026-014",
        status=InspectionStatus.DRAFT,
        address="пр-кт Ленина, д. 12",
        full_address="г. Радужный, пр-кт Ленина, д. 12",
        house_words="год постройки 1978, 5 этажей, 4 подъезда, 80 квартир",
        created_at=dt.datetime(2026, 11, 22, 9, 0),
        draft=draft,
        judgements=tuple(judge(row, draft.started_at) for row in draft.measurements),
        ticket_numbers=("2026-03391", "2026-03460", "2026-03488", "2026-03507"),
    )

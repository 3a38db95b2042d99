"""An office whose every text is as long as people really write them, for pictures."""

import datetime as dt
from dataclasses import replace
from pathlib import Path

from desktop_app.core.collection_schedule import Repeat, Schedule, WasteKind
from desktop_app.core.enums import (
    CallbackOutcome,
    HandoverChannel,
    HandoverOutcome,
    IncidentKind,
    OrganizationKind,
    Service,
)
from desktop_app.core.records.buildings import BuildingDraft, Passport
from desktop_app.core.records.incidents import IncidentDraft, Told
from desktop_app.core.records.organizations import OrganizationDraft
from desktop_app.core.records.register import RegisterQuery
from desktop_app.core.records.tickets import HandoverDraft, TicketDraft
from desktop_app.core.records.waste import Container, SiteDraft
from desktop_app.services.office import Office

_STREET = "ул. имени Шестидесятилетия Великой Октябрьской социалистической революции"
_COMPANY = (
    "Муниципальное унитарное предприятие «Производственное жилищно-эксплуатационное и ремонтное "
    "объединение Верхнеозёрского городского поселения имени пятидесятилетия района»"
)
_PERSON = "Константинопольская-Преображенская Аполлинария Вячеславовна (дочь, звонит за мать)"
_DETAILS = (
    "Звонят третий раз за неделю. С понедельника в угловой комнате и на кухне холодные батареи, "
    "в большой комнате тёплая только первая секция. Слесарь приходил во вторник, открыл кран на "
    "верхнем этаже и ушёл, после этого стало хуже. В управляющей компании отвечают, что давление "
    "на вводе ниже нормы, в теплосети говорят, что параметры соблюдаются и дело в доме. "
)


def make_long_texts(path: Path) -> None:
    """Make a database with one house, one organisation and a few tickets, all with long texts."""
    office = Office.open(path)
    try:
        office.clerks.sit(office.clerks.add("Верхнеозёрская-Задунайская Екатерина").id)
        company = office.organizations.add(
            OrganizationDraft(
                OrganizationKind.MANAGER,
                _COMPANY,
                _COMPANY[:90],
                phone="8 (49341) 2-13-45, 2-22-33, +7 900 555-20-10, +7 900 555-20-11",
                dispatcher_phone="+7 900 555-20-10, +7 900 555-20-11, добавочный 1234",
                dispatcher_hours="круглосуточно, в праздники через единую диспетчерскую службу",
                note=_DETAILS,
            )
        ).id
        house = office.buildings.add(
            BuildingDraft(
                "пгт. Верхнеозёрский-на-Сосновке",
                _STREET,
                "127/15 корп. 12 стр. 3",
                Passport(year=1978, floors=16, entrances=12, flats=1_024, note=_DETAILS),
            )
        ).id
        office.buildings.set_contract([house], Service.MANAGEMENT, company)
        _outage(office, house, company)
        _tickets(office, house, company)
        _call(office)
        _site(office, house, company)
    finally:
        office.close()


def _call(office: Office) -> None:
    """Let the executor say of the last ticket that it is done, and ring its applicant once."""
    ticket = max(office.register.ids(RegisterQuery()))
    handover = office.tickets.card(ticket).handovers[0]
    office.handovers.answer(ticket, handover.id, HandoverOutcome.DONE, _DETAILS * 2)
    again = office.desk.now() + dt.timedelta(days=2)
    office.callbacks.record(ticket, CallbackOutcome.LATER, _DETAILS, again)


def _outage(office: Office, house: int, company: int) -> None:
    begun = office.desk.now() - dt.timedelta(days=40)
    draft = IncidentDraft(
        IncidentKind.PLANNED,
        Service.HOT_WATER,
        begun,
        (house,),
        title=f"Замена магистрали и тепловых камер, {_STREET}",
        public_text=_DETAILS * 2,
        cause=_COMPANY,
        organization_id=company,
        planned_end=begun + dt.timedelta(days=3),
    )
    saved = office.incidents.open(draft)
    office.incidents.mark_told(
        saved.id, 1, Told.AUTHORITY, begun, who=_PERSON, way=f"письмо в {_COMPANY}"
    )


def _site(office: Office, house: int, company: int) -> None:
    """Add a collection site with as much as anybody writes of one, and mark it not emptied."""
    early = Schedule(opens=dt.time(0, 5), closes=dt.time(0, 15), carrier_id=company)
    winter = replace(early, kind=WasteKind.SEPARATE, season_from=(10, 15), season_to=(4, 15))
    days = tuple(range(1, 29, 3))
    bulky = Schedule(
        kind=WasteKind.BULKY, repeat=Repeat.MONTH_DAYS, month_days=days, carrier_id=company
    )
    saved = office.waste.add(
        SiteDraft(
            f"{_STREET}, 127/15 корп. 12 стр. 3, за трансформаторной подстанцией у въезда",
            settlement="пгт. Верхнеозёрский-на-Сосновке",
            register_number="37-24-0001/2026-ВОЗ-МКД-000127",
            owner_id=company,
            surface="асфальтобетон по щебёночному основанию",
            fence="профилированный лист с трёх сторон, высота 1,5 м",
            note=_DETAILS,
            containers=tuple(Container(kind, 0.75, 12) for kind in WasteKind),
            schedules=(early, winter, bulky),
            building_ids=(house,),
        )
    )
    office.missed.mark(saved.id, kind=WasteKind.MIXED, note=_DETAILS)


def _tickets(office: Office, house: int, company: int) -> None:
    topic = max(
        (topic for topic in office.reference.topics if not topic.is_group),
        key=lambda topic: len(topic.title),
    )
    for number in range(4):
        saved = office.tickets.register(
            TicketDraft(
                topic.id,
                _DETAILS * (number * 4 + 1),
                house,
                premise="1024 (комната 3, вход со двора)",
                applicant_name=_PERSON,
                phone="8 900 555-18-63, 8 900 555-18-64 (соседка), звонить после 19:00",
                is_control=True,
                is_emergency=True,
            )
        )
        if number:
            draft = HandoverDraft(
                company, HandoverChannel.SYSTEM, _PERSON[:60], "Вх. 01-12/2026-004417-ЖКХ"
            )
            office.handovers.hand_over([saved.id], draft)

"""Commission visits of the demo: two with issued acts, one being filled in, two planned."""

import dataclasses
import datetime as dt
from random import Random

from db.queries import demo as queries
from desktop_app.core.conclusions import propose_conclusions
from desktop_app.core.enums import MemberRole, RemedyState, SignatureState
from desktop_app.core.measuring import AIR, AIR_CORNER, HOT_WATER, RADIATOR, RETURN, SUPPLY
from desktop_app.core.records.inspections import InspectionDraft, Measurement, Member, Remedy
from desktop_app.core.records.reference import Instrument
from desktop_app.core.settings import OFFICE_DEPARTMENT, OFFICE_HEAD, OFFICE_HEAD_POST
from desktop_app.services.demo import pictures
from desktop_app.services.office import Office

_LOOK_BACK = dt.timedelta(days=30)
_TICKETS = 3
_DAY = dt.timedelta(days=1)
_CHART = {SUPPLY: 78.0, RETURN: 59.0}
# What the commission reads off: the lowest and the highest value of each quantity.
_VALUES = {
    SUPPLY: (64.0, 77.0),
    RETURN: (49.0, 58.0),
    "Давление, P1": (5.4, 6.4),
    "Давление, P2": (4.6, 5.2),
    AIR: (15.5, 19.5),
    AIR_CORNER: (16.5, 20.5),
    RADIATOR: (34.0, 52.0),
    HOT_WATER: (54.0, 65.0),
}


def make_visits(office: Office, rng: Random, shots: Random) -> None:
    """Send commissions to the houses that call most; their papers are typed at the end.

    `shots` is the source of chance of their pictures alone.
    """
    now, store = office.desk.now(), office.desk.store
    houses = queries.houses_calling_about_heat(store, now - _LOOK_BACK, 5)
    hours = (dt.time(10, 30), dt.time(14, 0), dt.time(15, 30))
    for place, building_id in enumerate(houses):
        tickets = queries.tickets_about_heat(store, building_id, now - _LOOK_BACK, _TICKETS)
        draft = office.inspections.from_tickets(tickets)
        if place < len(hours):
            start = dt.datetime.combine(now.date() - _DAY * (2 - place // 2), hours[place])
            draft = _visited(office, draft, start, rng)
            saved = office.inspections.plan(draft)
            pictures.of_visit(office, saved.id, start, shots)
            if place < 2:
                office.acts.issue(saved.id)
                _follow(office, saved.id, place)
        else:
            day = now.date() + _DAY * (place - len(hours))
            planned = dt.datetime.combine(day, dt.time(16, 0))
            office.inspections.plan(dataclasses.replace(draft, planned_at=planned))
            if place == len(hours):
                pictures.of_ticket(office, tickets[0], now - _DAY, shots)


def _visited(
    office: Office, draft: InspectionDraft, start: dt.datetime, rng: Random
) -> InspectionDraft:
    """Fill a visit in as if the commission had just come back."""
    rows = [_measured(row, rng) for row in draft.measurements]
    measured = tuple(row for row in rows if row.value is not None)
    today = start.date()
    return dataclasses.replace(
        draft,
        started_at=start,
        finished_at=start + dt.timedelta(minutes=rng.randint(40, 95)),
        outdoor_temperature=float(rng.randint(-14, -4)),
        outdoor_daily=float(rng.randint(-12, -5)),
        outdoor_source="метеостанция района",
        condition_text="Изоляция трубопровода в подвале местами нарушена. Утечек нет.",
        conclusions=propose_conclusions(measured, start),
        next_visit_on=today + _DAY * 5,
        members=_commission(office, draft.building_id, rng),
        instruments=(
            Instrument("Термометр контактный ТК-5", "20817", today + _DAY * 200),
            Instrument("Манометр МП-100", "1162", today + _DAY * 90),
        ),
        measurements=measured,
        remedies=(
            Remedy(
                "Поднять температуру подачи до графика",
                responsible="теплоснабжающая организация",
                due_on=today + _DAY * 2,
            ),
            Remedy(
                "Спустить воздух из стояка",
                responsible="управляющая организация",
                due_on=today + _DAY,
            ),
        ),
    )


def _measured(row: Measurement, rng: Random) -> Measurement:
    """Return a row with a value, or without one where the commission did not measure."""
    bounds = _VALUES.get(row.quantity)
    if bounds is None:
        return row
    value = round(rng.uniform(*bounds) * 2) / 2
    place = f"{row.place} {rng.randint(2, 60)}" if row.place.endswith("кв.") else row.place
    return dataclasses.replace(
        row, value=value, place=place, chart_value=_CHART.get(row.quantity, row.chart_value)
    )


def _commission(office: Office, building_id: int, rng: Random) -> tuple[Member, ...]:
    settings, signed = office.settings, SignatureState.SIGNED
    post = settings.get(OFFICE_HEAD_POST)
    members = [
        Member(
            settings.get(OFFICE_HEAD),
            post[:1].lower() + post[1:],
            settings.get(OFFICE_DEPARTMENT),
            MemberRole.CHAIR,
            signed,
        )
    ]
    roles = (("management", MemberRole.MANAGER), ("heating", MemberRole.UTILITY))
    for service, role in roles:
        for served in office.buildings.card(building_id).served_by:
            if served.service.value == service:
                person = rng.choice(office.organizations.card(served.organization_id).draft.people)
                members.append(Member(person.name, person.post, served.organization, role, signed))
    return tuple(members)


def _follow(office: Office, inspection_id: int, place: int) -> None:
    """Let the first remedy of the older visit be done already."""
    remedy = office.inspections.card(inspection_id).draft.remedies[0]
    if place == 0 and remedy.id is not None:
        done = office.desk.now().date() - _DAY
        office.inspections.set_remedy_state(remedy.id, RemedyState.FIXED, done)

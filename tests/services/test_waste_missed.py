"""«Не вывезли»: a ticket for the carrier, hours that run, «вывезли», and all of it taken back."""

import datetime as dt
from dataclasses import replace

import pytest

from desktop_app.core.collection_schedule import Repeat, Schedule, WasteKind
from desktop_app.core.enums import Operation, OrganizationKind, Service, TicketStatus
from desktop_app.core.errors import InvalidDraft, NotAllowed, NotFound
from desktop_app.core.records.tickets import StatusChange
from desktop_app.core.records.waste import MissCause, SiteDraft, SiteQuery
from desktop_app.core.settings import WASTE_BOUNDARY_WARM
from desktop_app.services.health import Health
from desktop_app.services.office import Office
from tests.factories import new_company, new_house
from tests.services.fixtures import HandClock, new_ticket

MORNING = Schedule(opens=dt.time(7), closes=dt.time(9))


def _site(office: Office, **more: object) -> tuple[int, int, int]:
    """Return a site with a morning timetable, its house and its carrier."""
    house = new_house(office.buildings)
    carrier = new_company(office.organizations, "ООО «Чистый двор»", OrganizationKind.CARRIER)
    draft = SiteDraft(
        "ул. Садовая, у дома 3",
        schedules=(replace(MORNING, carrier_id=carrier),),
        building_ids=(house,),
    )
    saved = office.waste.add(replace(draft, **more))  # type: ignore[arg-type]  # by their names
    return saved.id, house, carrier


def test_missed_becomes_a_ticket(office: Office) -> None:
    """One call writes down what was missed and registers a ticket with the carrier proposed."""
    site, house, carrier = _site(office)
    saved = office.missed.mark(site, note="Звонила Соколова")
    assert saved.due == dt.datetime(2026, 11, 24, 9)
    ticket = office.tickets.card(saved.ticket_id or 0)
    assert (ticket.building_id, ticket.organization_id) == (house, carrier)
    assert ticket.topic_id == office.reference.topic("MSW.MISS").id
    assert "срок по графику 24.11.2026 09:00. Звонила Соколова" in ticket.details
    card = office.waste.card(site)
    assert [(row.ticket, row.due_at) for row in card.missed] == [(saved.ticket, saved.due)]
    assert list(office.waste.ids(SiteQuery(only_late=True))) == [site]
    assert office.waste.late_count() == 1
    operations = [entry.operation for entry in office.waste.history(site)]
    assert operations == [Operation.SITE_SAVED, Operation.COLLECTION_MISSED]
    assert all(finding.is_sound for finding in Health(office.desk).check())


def test_hours_run_by_the_norm(office: Office, hand_clock: HandClock) -> None:
    """The delay grows by the clock; the day's temperature decides how much of it is allowed."""
    site, house, _ = _site(office)
    office.missed.mark(site)
    hand_clock.moment = dt.datetime(2026, 11, 25, 16, 0)
    (row,) = office.waste.page([site])
    assert row.delay is not None
    assert (row.delay.hours, row.delay.allowed_hours, row.delay.is_violation) == (31, 48, False)
    office.weather.set_temperature(dt.date(2026, 11, 24), 7.0, "gismeteo")
    (row,) = office.waste.page([site])
    assert row.delay is not None
    assert (row.delay.allowed_hours, row.delay.excess_hours) == (24, 7)
    told = office.waste.of_house(house)[0]
    assert told.delay is not None
    assert told.delay.hours == 31


def test_exactly_five_degrees_is_the_offices_choice(office: Office, hand_clock: HandClock) -> None:
    """At +5 °C 48 hours hold by ПП 354, 24 where the office follows СанПиН."""
    site, _, _ = _site(office)
    office.missed.mark(site)
    office.weather.set_temperature(dt.date(2026, 11, 24), 5.0)
    hand_clock.forward(hours=30)
    assert office.waste.card(site).lateness[0].lateness.delays[0].excess == 0
    office.settings.set(WASTE_BOUNDARY_WARM, value=True)
    late = office.waste.card(site).lateness[0]
    assert late.lateness.delays[0].allowed_hours == 24
    assert late.month(dt.date(2026, 11, 24)).excess_hours == 6


def test_collected_after_all(office: Office, hand_clock: HandClock) -> None:
    """«Вывезли» ends the delay and moves the ticket on; taken back, both wait again."""
    site, _, _ = _site(office)
    marked = office.missed.mark(site)
    hand_clock.forward(hours=5)
    saved = office.missed.collected(site, dt.datetime(2026, 11, 24, 13, 0))
    ticket = marked.ticket_id or 0
    assert office.tickets.card(ticket).row.status is TicketStatus.DONE
    assert office.waste.page([site])[0].delay is None
    (delay,) = office.waste.card(site).lateness[0].lateness.delays
    assert (delay.hours, delay.is_open) == (4, False)
    office.missed.not_collected(saved)
    assert office.tickets.card(ticket).row.status is TicketStatus.NEW
    assert office.waste.page([site])[0].delay is not None


def test_a_mark_is_taken_back(office: Office) -> None:
    """The ticket is withdrawn, the site is in order, and the mark may be made again."""
    site, _, _ = _site(office)
    saved = office.missed.mark(site)
    office.missed.unmark(saved)
    assert office.waste.card(site).missed == ()
    assert office.tickets.card(saved.ticket_id or 0).row.status is TicketStatus.CANCELLED
    with pytest.raises(NotAllowed):
        office.missed.unmark(saved)
    again = office.missed.mark(site)
    assert again.ticket != saved.ticket
    assert all(finding.is_sound for finding in Health(office.desk).check())


def test_nothing_is_marked_without_cause(office: Office, hand_clock: HandClock) -> None:
    """Twice, too early, without a timetable: each is refused in its own words, nothing written."""
    site, _, _ = _site(office)
    saved = office.missed.mark(site)
    with pytest.raises(NotAllowed, match=f"уже отмечен, обращение № {saved.ticket}"):
        office.missed.mark(site)
    ahead = Schedule(repeat=Repeat.DATES, dates=(dt.date(2026, 11, 27),))
    early = office.waste.add(SiteDraft("ул. Лесная, 10", schedules=(ahead,))).id
    with pytest.raises(NotAllowed, match=r"ещё не прошёл, ближайший вывоз: пт, 27\.11"):
        office.missed.mark(early)
    bare = office.waste.add(SiteDraft("ул. Полевая, 1")).id
    with pytest.raises(NotAllowed, match="нет графика"):
        office.missed.mark(bare)
    with pytest.raises(NotAllowed, match="нет отмеченных"):
        office.missed.collected(bare)
    with pytest.raises(InvalidDraft, match="Не раньше срока"):
        office.missed.collected(site, dt.datetime(2026, 11, 24, 8))
    with pytest.raises(InvalidDraft, match="ещё не наступило"):
        office.missed.collected(site, hand_clock.moment + dt.timedelta(hours=1))
    with pytest.raises(InvalidDraft, match="ещё не наступил"):
        office.weather.set_temperature(dt.date(2026, 11, 25), 5.0)
    with pytest.raises(InvalidDraft, match="Проверьте"):
        office.weather.set_temperature(dt.date(2026, 11, 24), 75.0)


def test_a_site_without_houses_names_its_address(office: Office) -> None:
    """The ticket of such a site has the address of the site itself."""
    site, _, _ = _site(office, building_ids=(), schedules=(MORNING,))
    saved = office.missed.mark(site, kind=WasteKind.MIXED)
    ticket = office.tickets.card(saved.ticket_id or 0)
    assert (ticket.building_id, ticket.row.address) == (None, "ул. Садовая, у дома 3")
    assert office.missed.tickets(site) == [(saved.ticket_id, saved.ticket)]


def test_temperatures_are_typed_or_taken_from_visits(office: Office) -> None:
    """A day's own figure wins over what a visit wrote; forgotten, the visit speaks again."""
    day = dt.date(2026, 11, 24)
    house = new_house(office.buildings)
    with office.desk.store.write():
        office.desk.store.execute(
            "INSERT INTO inspection (number, kind, status, building_id, started_at, outdoor_daily,"
            " created_at) VALUES ('1', 'waste_site', 'draft', ?, '2026-11-24T10:00:00', -4.5,"
            " '2026-11-24T10:00:00')",
            (house,),
        )
    (found,) = office.weather.temperatures(day, day)
    assert (found.average, found.source) == (-4.5, "по выездам комиссии")
    office.weather.set_temperature(day, -6.0, "метеостанция")
    (found,) = office.weather.temperatures(day, day)
    assert (found.average, found.source) == (-6.0, "метеостанция")
    office.weather.set_temperature(day, None)
    (found,) = office.weather.temperatures(day, day)
    assert found.average == -4.5


def test_a_call_taken_before_is_not_doubled(office: Office) -> None:
    """An open ticket of the same morning is linked; taken back, that ticket stays as it was."""
    site, house, _ = _site(office)
    called = new_ticket(office, "MSW.MISS", building_id=house, details="Не приехали")
    saved = office.missed.mark(site)
    assert (saved.ticket_id, saved.ticket_actions) == (called, ())
    office.missed.unmark(saved)
    assert office.tickets.card(called).row.status is TicketStatus.NEW
    assert office.waste.card(site).missed == ()
    with pytest.raises(NotAllowed, match="уже снята"):
        office.missed.unmark(saved)


def test_a_call_while_the_lorry_may_still_come_is_about_it(
    office: Office, hand_clock: HandClock
) -> None:
    """Who called inside the window called about that collection: one ticket, not two."""
    site, house, _ = _site(office)
    hand_clock.moment = dt.datetime(2026, 11, 24, 8)
    called = new_ticket(office, "MSW.MISS", building_id=house, details="Ещё не приехали")
    hand_clock.forward(hours=2)
    assert office.missed.mark(site).ticket_id == called


def test_calls_nobody_marked_are_seen(office: Office, hand_clock: HandClock) -> None:
    """Open calls stand beside the site until it is marked; «вывезли» finishes all of them."""
    site, house, _ = _site(office)
    first = new_ticket(office, "MSW.MISS", building_id=house, details="Не приехали")
    (row,) = office.waste.page([site])
    assert row.calls == 1
    assert [one for one, _ in office.waste.card(site).calls] == [first]
    assert office.missed.tickets(site) == []
    office.missed.mark(site)
    second = new_ticket(office, "MSW.MISS", building_id=house, details="Всё ещё полные")
    other = new_ticket(office, "MSW.OVER", building_id=house, details="Навал")
    assert [one for one, _ in office.missed.tickets(site)] == [first, second]
    hand_clock.forward(hours=2)
    saved = office.missed.collected(site)
    statuses = [office.tickets.card(one).row.status for one in (first, second, other)]
    assert statuses == [TicketStatus.DONE, TicketStatus.DONE, TicketStatus.NEW]
    office.missed.not_collected(saved)
    statuses = [office.tickets.card(one).row.status for one in (first, second)]
    assert statuses == [TicketStatus.NEW, TicketStatus.NEW]


def test_mixed_waste_is_meant_first(office: Office) -> None:
    """With several kinds due the mixed one is marked; another is named."""
    bulky = Schedule(kind=WasteKind.BULKY, opens=dt.time(7), closes=dt.time(9, 30))
    site, _, _ = _site(office, schedules=(bulky, MORNING))
    office.missed.mark(site)
    office.missed.mark(site, kind=WasteKind.BULKY)
    kinds = [row.kind for row in office.waste.card(site).missed]
    assert sorted(kinds) == [WasteKind.BULKY, WasteKind.MIXED]


def test_why_it_was_missed(office: Office) -> None:
    """The cause is kept with its note and told in history; what stood before takes it back."""
    site, _, _ = _site(office)
    (missed,) = office.missed.mark(site).missed_ids
    _, before = office.missed.set_causes(site, {missed: (MissCause.SNOW, "Двор не чищен")})
    (row,) = office.waste.card(site).missed
    assert (row.cause, row.note) == (MissCause.SNOW, "Двор не чищен")
    assert office.waste.history(site)[-1].changes[0].after == "снег"
    office.missed.set_causes(site, before)
    (row,) = office.waste.card(site).missed
    assert (row.cause, row.note) == (None, "")
    with pytest.raises(NotFound):
        office.missed.set_causes(site, {99: (None, "")})


def test_kinds_of_one_hour_are_marked_apart(office: Office) -> None:
    """Mixed and bulky waste due till the same stroke are two misses, each written once."""
    bulky = replace(MORNING, kind=WasteKind.BULKY)
    site, _, _ = _site(office, schedules=(MORNING, bulky))
    for kind in (WasteKind.MIXED, WasteKind.BULKY):
        office.missed.mark(site, kind=kind)
        with pytest.raises(NotAllowed, match="уже отмечен"):
            office.missed.mark(site, kind=kind)
    assert len(office.waste.card(site).missed) == 2


def test_what_can_be_marked_is_of_the_last_month(office: Office, hand_clock: HandClock) -> None:
    """The latest first; what was due 32 days ago is nobody's call of today."""
    once = Schedule(repeat=Repeat.DATES, dates=(dt.date(2026, 11, 20), dt.date(2026, 11, 23)))
    site, _, _ = _site(office, schedules=(once,))
    assert [item.day.day for item in office.missed.due(site)] == [23, 20]
    hand_clock.moment = dt.datetime(2026, 12, 24, 23)
    assert [item.day.day for item in office.missed.due(site)] == []
    hand_clock.forward(seconds=-1)
    assert [item.day.day for item in office.missed.due(site)] == [23]


def test_one_lorry_takes_all_that_waits(office: Office, hand_clock: HandClock) -> None:
    """Never before the last miss was due; calls since the first one are about it, and done."""
    site, house, _ = _site(office)
    office.missed.mark(site)
    called = new_ticket(office, "MSW.MISS", building_id=house, details="Всё ещё полные")
    hand_clock.forward(days=1)
    office.missed.mark(site)
    about = [one for one, _ in office.missed.tickets(site)]
    assert called in about
    with pytest.raises(InvalidDraft, match="Не раньше срока"):
        office.missed.collected(site, dt.datetime(2026, 11, 24, 20))
    saved = office.missed.collected(site)
    assert {office.tickets.card(one).row.status for one in about} == {TicketStatus.DONE}
    assert len(saved.missed_ids) == 2
    with pytest.raises(NotAllowed, match="нет отмеченных"):
        office.missed.collected(site)


def test_collected_is_not_unmarked(office: Office, hand_clock: HandClock) -> None:
    """First «вывезли» is taken back, then «не вывезли»; nothing is taken back twice."""
    site, _, _ = _site(office)
    marked = office.missed.mark(site)
    hand_clock.forward(hours=1)
    saved = office.missed.collected(site)
    with pytest.raises(NotAllowed, match="Сначала верните отметку"):
        office.missed.unmark(marked)
    office.missed.not_collected(saved)
    with pytest.raises(NotAllowed, match="уже сняли или изменили"):
        office.missed.not_collected(saved)
    again = office.missed.collected(site, hand_clock() - dt.timedelta(minutes=10))
    with pytest.raises(NotAllowed, match="уже сняли или изменили"):
        office.missed.not_collected(saved)
    office.missed.not_collected(again)
    office.missed.unmark(marked)
    assert office.waste.card(site).missed == ()


def test_a_removed_site_misses_nothing(office: Office) -> None:
    """What is no more in the list is not marked."""
    site, _, _ = _site(office)
    office.waste.remove([site])
    with pytest.raises(NotFound):
        office.missed.mark(site)


def test_who_carries_is_the_lines_carrier_then_the_houses(office: Office) -> None:
    """A timetable without a carrier proposes the one who serves the house, and nobody otherwise."""
    site, house, _ = _site(office, schedules=(MORNING,))
    first = office.missed.mark(site)
    assert office.tickets.card(first.ticket_id or 0).organization_id is None
    office.missed.unmark(first)
    other = new_company(office.organizations, "ООО «Вывоз»", OrganizationKind.CARRIER)
    office.buildings.set_contract([house], Service.WASTE, other)
    second = office.missed.mark(site)
    assert office.tickets.card(second.ticket_id or 0).organization_id == other


def test_where_no_mixed_waste_was_due_the_other_is_meant(office: Office) -> None:
    """«Не вывезли» without a kind is about what should have been taken."""
    bulky = replace(MORNING, kind=WasteKind.BULKY)
    ahead = Schedule(repeat=Repeat.DATES, dates=(dt.date(2026, 12, 1),))
    site, _, _ = _site(office, schedules=(ahead, bulky))
    saved = office.missed.mark(site)
    assert [row.kind for row in office.waste.card(site).missed] == [WasteKind.BULKY]
    assert "не вывезены крупногабаритные" in office.tickets.card(saved.ticket_id or 0).details


def test_a_ticket_done_before_the_lorry_stays_as_it_is(
    office: Office, hand_clock: HandClock
) -> None:
    """The carrier answered first: «вывезли» moves the others and leaves that one's moment."""
    site, house, _ = _site(office)
    first = office.missed.mark(site).ticket_id or 0
    second = new_ticket(office, "MSW.MISS", building_id=house, details="Всё ещё полные")
    answered = hand_clock.forward(hours=1)
    office.tickets.set_status(first, StatusChange(TicketStatus.DONE))
    hand_clock.forward(hours=1)
    office.missed.collected(site)
    cards = [office.tickets.card(one) for one in (first, second)]
    assert [card.row.status for card in cards] == [TicketStatus.DONE] * 2
    assert cards[0].cycles[0].done_at == answered

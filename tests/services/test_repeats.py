"""Repeats while typing, and the visits they ask for."""

import datetime as dt

import pytest

from desktop_app.core.enums import CancelReason, CloseResult, TicketStatus
from desktop_app.core.errors import InvalidDraft
from desktop_app.core.records.inspections import InspectionDraft
from desktop_app.core.records.repeats import Nearness, RepeatRule
from desktop_app.core.records.tickets import StatusChange
from desktop_app.services.office import Office
from tests.factories import new_house
from tests.services.fixtures import HandClock, new_ticket
from tests.services.test_incidents import heating


@pytest.fixture
def house(office: Office) -> int:
    """Return the id of a house."""
    store = office.desk.store
    with store.write():
        store.execute("INSERT INTO settlement (name, folded) VALUES ('Озёрск', 'озерск')")
        store.execute(
            "INSERT INTO street (settlement_id, type, name, folded) VALUES (1, 'ул.', 'Лесная',"
            " 'лесная')"
        )
        store.execute(
            "INSERT INTO building (settlement_id, street_id, house_key, address, folded, sort_key)"
            " VALUES (1, 1, '3', 'ул. Лесная, д. 3', 'лесная 3', 'лесная 000003')"
        )
    return 1


def test_nearest_and_same_topic_first(office: Office, house: int, hand_clock: HandClock) -> None:
    """The flat comes before the entrance, the entrance before the house."""
    other = new_ticket(office, building_id=house, premise="90", entrance="3")
    door = new_ticket(office, building_id=house, premise="50", entrance="2")
    flat = new_ticket(office, "HEAT.UNDER", building_id=house, premise="52", entrance="2")
    new_ticket(office, "MSW.MISS", building_id=house, premise="52", entrance="2")
    hand_clock.forward(days=1)
    topic = office.reference.topic("HEAT.NO").id
    found = office.repeats.similar(house, topic, "52", "2")
    assert [(item.id, item.nearness) for item in found] == [
        (flat, Nearness.FLAT),
        (door, Nearness.ENTRANCE),
        (other, Nearness.HOUSE),
    ]


def test_the_word_flat_beside_its_number_changes_nothing(office: Office, house: int) -> None:
    """«кв. 52» of one clerk and «52» of another are one door, kept and shown by its number."""
    first = new_ticket(office, building_id=house, premise="кв 52")
    assert office.tickets.card(first).row.premise == "52"
    topic = office.reference.topic("HEAT.NO").id
    for typed in ("52", "кв.52", "Квартира № 52"):
        near = office.repeats.similar(house, topic, typed)
        assert [item.nearness for item in near] == [Nearness.FLAT]


def test_a_bill_is_no_repeat_of_the_cold(office: Office, house: int) -> None:
    """A question about a bill repeats one from the same flat, never a neighbour's nor a fault."""
    new_ticket(office, building_id=house, premise="52")
    mine = new_ticket(office, "HEAT.CHARGE", building_id=house, premise="52")
    new_ticket(office, "HEAT.CHARGE", building_id=house, premise="53")
    bill, cold = (office.reference.topic(code).id for code in ("HEAT.CHARGE", "HEAT.NO"))
    assert [item.id for item in office.repeats.similar(house, bill, "52")] == [mine]
    assert mine not in [item.id for item in office.repeats.similar(house, cold, "52")]


def test_three_in_two_weeks_ask_for_a_visit(
    office: Office, house: int, hand_clock: HandClock
) -> None:
    """Two tickets of different flats do not, a third does; billing never does."""
    for flat in ("1", "2"):
        new_ticket(office, building_id=house, premise=flat)
        new_ticket(office, "HEAT.CHARGE", building_id=house, premise=flat)
    assert office.repeats.proposals() == []
    third = new_ticket(office, building_id=house, premise="3")
    (proposal,) = office.repeats.proposals()
    assert (proposal.count, proposal.address) == (3, "ул. Лесная, д. 3")
    assert third in proposal.ticket_ids
    hand_clock.forward(days=15)
    assert office.repeats.proposals() == []


def test_a_topic_with_its_own_rule(office: Office, house: int, hand_clock: HandClock) -> None:
    """A topic's own rule is the only one for its tickets, and its service's others do not add."""
    topic = office.reference.topic("HEAT.UNDER").id
    office.repeats.set_own_rule(topic, RepeatRule(2, 1, 5, 60))
    for flat in ("1", "2", "3"):
        new_ticket(office, "HEAT.UNDER", building_id=house, premise=flat)
    new_ticket(office, building_id=house, premise="4")
    new_ticket(office, building_id=house, premise="5")
    assert office.repeats.proposals() == []
    hand_clock.forward(days=30)
    for flat in ("6", "7"):
        new_ticket(office, "HEAT.UNDER", building_id=house, premise=flat)
    (proposal,) = office.repeats.proposals()
    assert (proposal.count, proposal.premise) == (5, "")
    office.repeats.set_own_rule(topic, None)
    assert office.repeats.proposals() == []


@pytest.mark.parametrize("rule", [(1, 7, 3, 14), (2, 0, 3, 14), (2, 7, 101, 14), (2, 7, 3, 366)])
def test_impossible_rules_are_refused(office: Office, rule: tuple[int, int, int, int]) -> None:
    """One call is no repeat, and no rule looks back over more than a year."""
    topic = office.reference.topic("HEAT.NO").id
    with pytest.raises(InvalidDraft):
        office.repeats.set_own_rule(topic, RepeatRule(*rule))
    assert office.repeats.own_rule(topic) is None


def test_two_from_one_flat_in_a_week(office: Office, house: int) -> None:
    """The flat's own rule is stricter than the house's."""
    for _ in range(2):
        new_ticket(office, building_id=house, premise="52")
    (proposal,) = office.repeats.proposals()
    assert proposal.premise == "52"


def test_the_days_of_a_rule_are_counted_to_the_second(
    office: Office, house: int, hand_clock: HandClock
) -> None:
    """A call just fourteen days old counts, one a second older does not."""
    for flat in ("1", "2", "3"):
        new_ticket(office, building_id=house, premise=flat)
    hand_clock.forward(days=14)
    assert [found.count for found in office.repeats.proposals()] == [3]
    hand_clock.forward(seconds=1)
    assert office.repeats.proposals() == []


def test_calls_without_a_flat_are_of_no_flat(office: Office, house: int) -> None:
    """Two callers who named no flat are not two calls of one."""
    for _ in range(2):
        new_ticket(office, building_id=house)
    assert office.repeats.proposals() == []


def test_a_strict_rule_of_one_topic_hides_no_other(office: Office, house: int) -> None:
    """The usual rule goes on for all the rest."""
    topic = office.reference.topic("HEAT.UNDER").id
    office.repeats.set_own_rule(topic, RepeatRule(9, 7, 9, 14))
    for flat in ("1", "2", "3"):
        new_ticket(office, building_id=house, premise=flat)
    assert [found.count for found in office.repeats.proposals()] == [3]


def test_a_house_with_a_visit_ahead_is_not_proposed_and_the_busiest_leads(office: Office) -> None:
    """Most calls first; a visit that is planned already is not asked for again."""
    few, many = (new_house(office.buildings, "ул. Лесная", number) for number in ("3", "5"))
    for house, calls in ((few, 3), (many, 4)):
        for flat in range(calls):
            new_ticket(office, building_id=house, premise=f"{flat}")
    assert [found.building_id for found in office.repeats.proposals()] == [many, few]
    ahead = office.desk.now() + dt.timedelta(days=2)
    office.inspections.plan(InspectionDraft(many, planned_at=ahead))
    assert [found.building_id for found in office.repeats.proposals()] == [few]


def test_the_likeliest_of_a_flat_leads(office: Office, house: int, hand_clock: HandClock) -> None:
    """The same topic before another of the service, open before closed, then the newest.

    A cancelled one is like nothing.
    """
    same, closed, other = (
        new_ticket(office, topic, building_id=house, premise="52")
        for topic in ("HEAT.NO", "HEAT.NO", "HEAT.UNDER")
    )
    mistake = new_ticket(office, building_id=house, premise="52")
    change = StatusChange(TicketStatus.CANCELLED, cancel_reason=CancelReason.MISTAKE)
    office.tickets.set_status(mistake, change)
    for step in (
        StatusChange(TicketStatus.DONE),
        StatusChange(TicketStatus.CLOSED, result=CloseResult.CONFIRMED),
    ):
        office.tickets.set_status(closed, step)
    hand_clock.forward(days=1)
    newest = new_ticket(office, building_id=house, premise="52")
    topic = office.reference.topic("HEAT.NO").id
    found = [item.id for item in office.repeats.similar(house, topic, "52")]
    assert found == [newest, same, closed, other]


def test_calls_of_an_outage_and_mistakes_ask_for_no_visit(office: Office, house: int) -> None:
    """What an outage explains needs no commission, and a cancelled call was none."""
    outage = office.incidents.open(heating([house])).id
    for flat in ("1", "2"):
        new_ticket(office, building_id=house, premise=flat)
    new_ticket(office, building_id=house, premise="3", incident_id=outage)
    mistake = new_ticket(office, building_id=house, premise="4")
    change = StatusChange(TicketStatus.CANCELLED, cancel_reason=CancelReason.MISTAKE)
    office.tickets.set_status(mistake, change)
    assert office.repeats.proposals() == []
    office.tickets.set_status(mistake, StatusChange(TicketStatus.NEW, note="звонок был"))
    assert [found.count for found in office.repeats.proposals()] == [3]


@pytest.mark.parametrize(("ago", "is_asked"), [(14, False), (15, True)])
def test_a_visit_just_made_is_not_asked_for_again(
    office: Office, house: int, hand_clock: HandClock, ago: int, is_asked: bool
) -> None:
    """An act issued within the days of the rule answers these calls; an older one does not."""
    for flat in ("1", "2", "3"):
        new_ticket(office, building_id=house, premise=flat)
    made = hand_clock() - dt.timedelta(days=ago)
    with office.desk.store.write():
        office.desk.store.execute(
            "INSERT INTO inspection (number, kind, status, building_id, started_at, created_at)"
            " VALUES ('1', 'air_temperature', 'issued', ?1, ?2, ?2)",
            (house, made.isoformat()),
        )
    assert bool(office.repeats.proposals()) is is_asked


def test_nobody_is_a_neighbour_of_a_flat_that_was_not_said(office: Office, house: int) -> None:
    """Two calls that name neither flat nor entrance are of one house, no nearer."""
    new_ticket(office, building_id=house)
    topic = office.reference.topic("HEAT.NO").id
    near = [item.nearness for item in office.repeats.similar(house, topic)]
    assert near == [Nearness.HOUSE]

"""Repeats while typing, and the visits they ask for."""

import pytest

from desktop_app.core.records.repeats import Nearness
from desktop_app.services.office import Office
from tests.services.fixtures import HandClock, new_ticket


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


def test_two_from_one_flat_in_a_week(office: Office, house: int) -> None:
    """The flat's own rule is stricter than the house's."""
    for _ in range(2):
        new_ticket(office, building_id=house, premise="52")
    (proposal,) = office.repeats.proposals()
    assert proposal.premise == "52"

"""Outages written down, corrected, moved, told of; their list and their card."""

import datetime as dt
import sqlite3
from functools import partial
from pathlib import Path

import pytest

from db.connection import APPLICATION_ID
from db.migrations import m0001
from desktop_app.core.changes import Kind
from desktop_app.core.enums import (
    CancelReason,
    IncidentKind,
    IncidentState,
    OrganizationKind,
    Service,
    TicketStatus,
)
from desktop_app.core.errors import Conflict, InvalidDraft, NotAllowed, NotFound
from desktop_app.core.records.incidents import (
    IncidentCard,
    IncidentDraft,
    IncidentQuery,
    IncidentSort,
    IncidentView,
    Told,
)
from desktop_app.core.records.tickets import StatusChange
from desktop_app.services.office import Office
from tests.factories import new_company, new_house
from tests.services.fixtures import HandClock, new_ticket

NOW = dt.datetime(2026, 11, 24, 9, 41)


@pytest.fixture
def houses(office: Office) -> list[int]:
    """Return four houses of two streets."""
    return [
        new_house(office.buildings, "ул. Садовая", "1"),
        new_house(office.buildings, "ул. Садовая", "3"),
        new_house(office.buildings, "ул. Садовая", "12а"),
        new_house(office.buildings, "пр-кт Ленина", "12"),
    ]


def heating(houses: list[int], **more: object) -> IncidentDraft:
    """Return a breakdown of heating since eight o'clock."""
    values: dict[str, object] = {
        "kind": IncidentKind.EMERGENCY,
        "service": Service.HEATING,
        "started_at": NOW.replace(hour=8, minute=0),
        "building_ids": tuple(houses),
        "cause": "Порыв на вводе",
        "planned_end": NOW.replace(hour=18, minute=0),
        **more,
    }
    return IncidentDraft(**values)  # type: ignore[arg-type]  # by name


def _words(card: IncidentCard) -> list[str]:
    return [f"{event.title}: {event.details}" for event in card.history]


def test_an_outage_is_written_down_with_houses_and_a_title(
    office: Office, houses: list[int]
) -> None:
    """The card holds what was typed; the title and the text for callers are proposed."""
    draft = heating(houses)
    saved = office.incidents.open(draft)
    assert saved.changes.ids[Kind.INCIDENT] == {saved.id}
    card = office.incidents.card(saved.id)
    assert card.row.title == "Авария: отопление, пр-кт Ленина и ул. Садовая"
    assert [house.address for house in card.houses] == [
        "пр-кт Ленина, д. 12",
        "ул. Садовая, д. 1",
        "ул. Садовая, д. 3",
        "ул. Садовая, д. 12а",
    ]
    assert card.row.state is IncidentState.ON
    assert card.row.place == "пр-кт Ленина, д. 12 и ещё 3"
    text = office.incidents.propose_text(draft)
    assert text.startswith("Нет отопления: авария, порыв на вводе. Закончить обещают до 18:00")
    addresses = "; ".join(house.address for house in card.houses)
    assert _words(card) == [f"Записано отключение: добавлены: {addresses}"]


def test_what_is_missing_is_named(office: Office, houses: list[int]) -> None:
    """No houses, an end before the beginning, a text too long: all at once, nothing written."""
    with pytest.raises(InvalidDraft) as refused:
        office.incidents.open(heating([], planned_end=NOW.replace(hour=7), public_text="о" * 2_001))
    assert set(refused.value.fields) == {"houses", "planned_end", "public_text"}
    assert not office.incidents.ids(IncidentQuery(IncidentView.ALL))
    with pytest.raises(NotAllowed):
        office.incidents.open(heating([999]))
    with pytest.raises(NotAllowed):
        office.incidents.open(heating(houses, organization_id=999))
    with pytest.raises(NotFound):
        office.incidents.card(1)


def test_a_correction_keeps_what_was(office: Office, houses: list[int]) -> None:
    """Columns and houses change, history says from what to what, a stale version is refused."""
    saved = office.incidents.open(heating(houses[:2]))
    draft = office.incidents.card(saved.id).draft
    wanted = heating([houses[1], houses[3]], title="Порыв на Садовой", cause="Порыв трубы")
    after = office.incidents.save(saved.id, saved.version, wanted)
    card = office.incidents.card(saved.id)
    assert (card.version, card.row.title) == (after.version, "Порыв на Садовой")
    assert {house.id for house in card.houses} == {houses[1], houses[3]}
    words = _words(card)[0]
    assert "причина: Порыв на вводе → Порыв трубы" in words
    assert "добавлены: пр-кт Ленина, д. 12" in words
    assert "убраны: ул. Садовая, д. 1" in words
    with pytest.raises(Conflict):
        office.incidents.save(saved.id, saved.version, draft)
    assert office.incidents.save(saved.id, after.version, card.draft).changes.ids == {}


def test_undo_puts_a_correction_back(office: Office, houses: list[int]) -> None:
    """Every column and every house is as before; a second undo and one after a change refuse."""
    saved = office.incidents.open(heating(houses[:2]))
    before = office.incidents.card(saved.id)
    after = office.incidents.save(saved.id, 1, heating(houses[2:], title="Иначе"))
    assert after.changes.action is not None
    office.undo.undo(after.changes.action)
    card = office.incidents.card(saved.id)
    assert (card.draft, card.houses) == (before.draft, before.houses)
    with pytest.raises(NotAllowed, match="уже отменена"):
        office.undo.undo(after.changes.action)
    first = office.incidents.save(saved.id, card.version, heating(houses[2:]))
    office.incidents.mark_told(saved.id, first.version, Told.AUTHORITY, NOW, way="телефон")
    assert first.changes.action is not None
    with pytest.raises(NotAllowed, match="После этого было"):
        office.undo.undo(first.changes.action)


def test_undo_of_a_new_outage_cancels_it(office: Office, houses: list[int]) -> None:
    """What was written down stays as a cancelled row; with a ticket attached it is refused."""
    saved = office.incidents.open(heating(houses))
    assert saved.changes.action is not None
    office.undo.undo(saved.changes.action)
    assert office.incidents.card(saved.id).row.state is IncidentState.CANCELLED
    assert office.incidents.card(saved.id).cancel_reason == "запись отменена"
    other = office.incidents.open(heating(houses))
    new_ticket(office, building_id=houses[0], address_text="", incident_id=other.id)
    assert other.changes.action is not None
    with pytest.raises(NotAllowed, match="присоединено 1"):
        office.undo.undo(other.changes.action)


def test_cancelled_tickets_keep_no_outage(office: Office, houses: list[int]) -> None:
    """An outage only cancelled tickets hang on is taken back, and they hang on it no more."""
    saved = office.incidents.open(heating(houses))
    call = new_ticket(office, building_id=houses[0], address_text="", incident_id=saved.id)
    mistake = StatusChange(TicketStatus.CANCELLED, cancel_reason=CancelReason.MISTAKE)
    office.tickets.set_status(call, mistake)
    assert saved.changes.action is not None
    undone = office.undo.undo(saved.changes.action)
    assert undone.ids[Kind.TICKET] == {call}  # an open card of it must not go stale
    assert office.incidents.card(saved.id).row.state is IncidentState.CANCELLED
    office.tickets.set_status(call, StatusChange(TicketStatus.NEW, note="это не ошибка"))
    assert office.tickets.card(call).incident_id is None


def test_moving_the_end_says_old_and_new(office: Office, houses: list[int]) -> None:
    """History holds both moments and the reason; a passed moment is refused; the text follows."""
    saved = office.incidents.open(heating(houses))
    later = NOW.replace(hour=23, minute=30)
    moved = office.incidents.move_end(
        saved.id, 1, later, reason="ждут экскаватор", public_text="Тепло вернут ночью"
    )
    card = office.incidents.card(saved.id)
    assert card.row.planned_end == later
    assert card.public_text == "Тепло вернут ночью"
    words = _words(card)[0]
    assert words.startswith("Перенесено окончание:")
    assert "плановое окончание: 24.11 18:00 → 24.11 23:30" in words
    assert "ждут экскаватор" in words
    with pytest.raises(InvalidDraft):
        office.incidents.move_end(saved.id, moved.version, NOW)


def test_who_was_told_is_kept(office: Office, houses: list[int]) -> None:
    """Both marks hold moment, person and way, also after the end; a future one is refused."""
    saved = office.incidents.open(heating(houses))
    told = office.incidents.mark_told(
        saved.id, 1, Told.AUTHORITY, NOW, who="Лапина И.", way="телефон, дежурный"
    )
    ended = office.incidents.tickets.close(saved.id, told.version, NOW, [])
    last = office.incidents.mark_told(
        saved.id, ended.version, Told.CONSUMERS, NOW.replace(hour=9), way="объявления"
    )
    marks = office.incidents.card(saved.id).told
    assert marks[Told.AUTHORITY].who == "Лапина И."
    assert marks[Told.CONSUMERS].at == NOW.replace(hour=9)
    with pytest.raises(InvalidDraft) as refused:
        office.incidents.mark_told(saved.id, last.version, Told.CONSUMERS, NOW.replace(hour=23))
    assert set(refused.value.fields) == {"at", "way"}


def test_the_list_puts_open_ones_first(
    office: Office, houses: list[int], hand_clock: HandClock
) -> None:
    """Going on, ahead, ended, mistaken; views, filters and search agree with the counts."""
    going = office.incidents.open(heating(houses[:1])).id
    ahead = office.incidents.open(
        heating(
            houses[3:],
            kind=IncidentKind.PLANNED,
            service=Service.COLD_WATER,
            cause="Замена задвижки",
            started_at=NOW + dt.timedelta(days=1),
            planned_end=NOW + dt.timedelta(days=1, hours=3),
        )
    ).id
    ended = office.incidents.open(heating(houses[1:2])).id
    office.incidents.tickets.close(ended, 1, NOW, [])
    mistaken = office.incidents.open(heating(houses[2:3])).id
    office.incidents.tickets.cancel(mistaken, 1, "не тот дом")
    incidents, whole = office.incidents, IncidentQuery(IncidentView.ALL)
    assert list(incidents.ids(whole)) == [going, ahead, ended, mistaken]
    assert list(incidents.ids()) == [going, ahead]
    assert incidents.counts() == {
        IncidentView.OPEN: 2,
        IncidentView.DUE: 0,
        IncidentView.ENDED: 2,
        IncidentView.ALL: 4,
    }
    hand_clock.forward(hours=7)
    assert list(incidents.ids(IncidentQuery(IncidentView.DUE))) == [going]
    watch = office.today.read().outages
    assert (watch.open, watch.soon, watch.late) == (2, 1, 0)
    hand_clock.forward(hours=2)
    watch = office.today.read().outages
    assert (watch.due, watch.late) == (1, 1)
    for query, found in _narrowed(going, ahead, ended, mistaken, houses[1]):
        assert list(incidents.ids(query)) == found
        assert incidents.counts(query)[IncidentView.ALL] == len(found)


def _narrowed(
    going: int, ahead: int, ended: int, mistaken: int, house: int
) -> list[tuple[IncidentQuery, list[int]]]:
    """Return questions to the whole list with what each finds, in order."""
    whole = partial(IncidentQuery, IncidentView.ALL)
    return [
        (whole(text="ЛЕНИНА 12"), [ahead]),
        (whole(text="задвижк"), [ahead]),
        (whole(text="садовая порыв"), [going, ended, mistaken]),
        (whole(text="такого нет"), []),
        (whole(kinds=(IncidentKind.PLANNED,)), [ahead]),
        (whole(services=(Service.HEATING,)), [going, ended, mistaken]),
        (whole(building_id=house), [ended]),
    ]


@pytest.mark.parametrize("sort", list(IncidentSort))
@pytest.mark.parametrize("descending", [False, True])
def test_every_column_sorts(
    office: Office, houses: list[int], sort: IncidentSort, descending: bool
) -> None:
    """Whatever the order, each outage stands in the list once."""
    found = {office.incidents.open(heating([house])).id for house in houses}
    query = IncidentQuery(IncidentView.ALL, sort=sort, descending=descending)
    assert sorted(office.incidents.ids(query)) == sorted(found)
    assert [row.id for row in office.incidents.page(office.incidents.ids(query))]


def test_houses_come_from_street_organisation_and_typed_text(
    office: Office, houses: list[int]
) -> None:
    """The same houses by three ways; what names no house for sure is given back."""
    company = new_company(office.organizations, "ООО «Теплосеть»", OrganizationKind.UTILITY)
    office.buildings.set_contract(houses[:2], Service.HEATING, company)
    office.buildings.set_contract(houses[2:3], Service.MANAGEMENT, company)
    choose = office.incidents.houses
    street = next(s for s in office.buildings.streets() if "Садовая" in s.title)
    assert [house.id for house in choose.of_street(street.id)] == houses[:3]
    assert [h.id for h in choose.of_organization(company, Service.HEATING)] == houses[:3]
    assert [h.id for h in choose.of_organization(company, Service.WASTE)] == houses[2:3]
    typed = choose.typed("ул. Садовая, 1, 3, д. 12а; Ленина 12\nул. Мира 5; Садовая")
    assert set(typed.building_ids) == set(houses)
    assert typed.unknown == ("ул. Мира, 5", "Садовая")


def test_the_panel_of_a_house_knows_its_outage(office: Office, houses: list[int]) -> None:
    """An outage over a house is read to callers until it ends or proves a mistake."""
    saved = office.incidents.open(heating(houses[:1], public_text="Тепло вернут к 18:00"))
    (shown,) = office.buildings.card(houses[0]).incidents
    assert (shown.id, shown.public_text) == (saved.id, "Тепло вернут к 18:00")
    assert not office.buildings.card(houses[1]).incidents
    assert [row.id for row in office.incidents.over(houses)] == [saved.id]
    office.incidents.tickets.cancel(saved.id, 1, "проверка связи")
    assert not office.buildings.card(houses[0]).incidents
    assert not office.incidents.over(houses)


def test_outages_of_the_first_schema_are_kept(tmp_path: Path) -> None:
    """A file of schema 1 with an outage over a house and a ticket of it opens with all of them."""
    path = tmp_path / "old.sqlite"
    connection = sqlite3.connect(path)
    m0001.up(connection.execute)
    connection.executescript("""
        INSERT INTO settlement (id, type, name, folded) VALUES (1, 'г.', 'Радужный', 'радужный');
        INSERT INTO street (id, settlement_id, type, name, folded)
            VALUES (1, 1, 'ул.', 'Мира', 'м');
        INSERT INTO building (id, settlement_id, street_id, house_key, address, folded, sort_key)
            VALUES (7, 1, 1, '1', 'ул. Мира, д. 1', 'ул. мира, д. 1', 'a');
        INSERT INTO incident (id, kind, service, title, started_at)
            VALUES (3, 'waste', 'waste', 'Снег', '2026-01-05T08:00:00');
        INSERT INTO incident_building VALUES (3, 7);
    """)
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute("PRAGMA user_version = 1")
    connection.commit()
    connection.close()
    office = Office.open(path, now=lambda: NOW)
    card = office.incidents.card(3)
    assert (card.row.kind, card.row.title) == (IncidentKind.WASTE, "Снег")
    assert [house.id for house in card.houses] == [7]
    office.incidents.tickets.close(3, card.version, NOW, [])
    office.close()


def test_what_is_ahead_is_told_beforehand(office: Office, houses: list[int]) -> None:
    """Planned work of the next days stands apart from what goes on; later ones are not told."""
    soon = office.incidents.open(
        heating(
            houses[:1],
            kind=IncidentKind.PLANNED,
            started_at=NOW + dt.timedelta(days=2),
            planned_end=NOW + dt.timedelta(days=2, hours=3),
        )
    )
    later = {"started_at": NOW + dt.timedelta(days=9), "planned_end": None}
    office.incidents.open(heating(houses[:1], **later))
    gone = office.incidents.open(heating(houses[:1], started_at=NOW + dt.timedelta(hours=1)))
    office.incidents.tickets.cancel(gone.id, 1, "перенесли")
    card = office.buildings.card(houses[0])
    assert not card.incidents
    assert [(one.id, one.service) for one in card.incidents_ahead] == [(soon.id, Service.HEATING)]

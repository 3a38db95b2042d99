"""Collection sites: kept whole, guarded, undone; a house knows its next collection."""

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.core.changes import Kind
from desktop_app.core.collection_schedule import Repeat, Schedule, WasteKind, Weeks
from desktop_app.core.collection_words import schedule_words
from desktop_app.core.container_words import containers_words, kind_words, read_containers
from desktop_app.core.enums import OrganizationKind, Service
from desktop_app.core.errors import Conflict, InvalidDraft, NotAllowed, NotFound
from desktop_app.core.records.waste import Container, SiteDraft, SiteQuery, SiteSort
from desktop_app.services.office import Office
from tests.factories import new_company, new_house

NBSP = "\N{NO-BREAK SPACE}"
WEEKDAYS = Schedule(
    weekdays=frozenset(range(5)),
    weeks=Weeks.EVEN,
    opens=dt.time(7),
    closes=dt.time(10),
)
BULKY = Schedule(kind=WasteKind.BULKY, repeat=Repeat.MONTH_DAYS, month_days=(1, 15))


def site_draft(**more: object) -> SiteDraft:
    """Return a site as typed."""
    plain = SiteDraft(
        "ул. Садовая, у дома 3",
        settlement="г. Радужный",
        register_number="51-017",
        containers=(Container(WasteKind.MIXED, 0.75, 3), Container(WasteKind.BULKY, 8.0, 1)),
        schedules=(WEEKDAYS, BULKY),
    )
    return replace(plain, **more)  # type: ignore[arg-type]  # fields by their names


def test_a_site_is_kept_whole(office: Office) -> None:
    """Everything typed comes back from the file, the owner by name."""
    house = new_house(office.buildings)
    carrier = new_company(office.organizations, "ООО «Чистый двор»", OrganizationKind.CARRIER)
    owner = new_company(office.organizations)
    draft = site_draft(
        owner_id=owner,
        owner_text="забудется",
        latitude=63.7,
        longitude=34.28,
        has_roof=True,
        area=12.5,
        surface="бетон",
        fence="профлист",
        schedules=(replace(WEEKDAYS, carrier_id=carrier), BULKY),
        building_ids=(house,),
    )
    saved = office.waste.add(draft)
    card = office.waste.card(saved.id)
    assert card.draft == replace(
        draft,
        owner_text="",
        schedules=(draft.schedules[0], replace(BULKY, weekdays=frozenset())),
    )
    assert card.owner == "ООО «УК «Уют-Сервис»»"
    assert [house.address for house in card.houses] == ["ул. Садовая, д. 3"]
    assert card.carriers[carrier].name == "ООО «Чистый двор»"
    assert saved.changes.touches(Kind.SITE)
    assert saved.changes.ids[Kind.BUILDING] == {house}


def test_a_house_of_another_settlement_names_it(office: Office) -> None:
    """Houses of one number in two villages are told apart where a site serves both."""
    near = new_house(office.buildings, settlement="г. Радужный", house="8")
    far = new_house(office.buildings, settlement="с. Заозёрное", house="8")
    site = office.waste.add(site_draft(building_ids=(near, far))).id
    shown = [house.address for house in office.waste.card(site).houses]
    assert sorted(shown) == ["с. Заозёрное, ул. Садовая, д. 8", "ул. Садовая, д. 8"]


def test_rows_say_when_and_who(office: Office) -> None:
    """A row has the next collection, the carrier and how many houses; search and order work."""
    carrier = new_company(office.organizations, "ООО «Чистый двор»", OrganizationKind.CARRIER)
    house = new_house(office.buildings)
    first = office.waste.add(
        site_draft(schedules=(replace(WEEKDAYS, carrier_id=carrier),), building_ids=(house,))
    ).id
    second = office.waste.add(
        SiteDraft("ул. Лесная, 10", "г. Радужный", "51-002", owner_text="МУП «Быт»")
    ).id
    # 24 November 2026 is in week 48, an even one.
    row = office.waste.page([first, second])[0]
    assert row.upcoming is not None
    assert row.upcoming.opens == dt.datetime(2026, 11, 24, 7)
    assert (row.carrier, row.houses, row.delay) == ("ООО «Чистый двор»", 1, None)
    assert office.waste.page([second])[0].upcoming is None
    assert list(office.waste.ids()) == [second, first]
    assert list(office.waste.ids(SiteQuery(text="сад 017"))) == [first]
    assert list(office.waste.ids(SiteQuery(text="быту"))) == []
    assert list(office.waste.ids(SiteQuery(text="быт"))) == [second]
    by_houses = SiteQuery(sort=SiteSort.HOUSES, descending=True)
    assert list(office.waste.ids(by_houses)) == [first, second]
    assert list(office.waste.ids(SiteQuery(sort=SiteSort.NUMBER))) == [second, first]
    assert list(office.waste.ids(SiteQuery(only_late=True))) == []


def test_two_clerks_do_not_lose_each_other(office: Office) -> None:
    """A save over an older version is refused and changes nothing."""
    saved = office.waste.add(site_draft())
    office.waste.save(saved.id, 1, site_draft(note="Ключ у дворника"))
    with pytest.raises(Conflict, match="изменили, пока карточка была открыта"):
        office.waste.save(saved.id, 1, site_draft(note="Другое"))
    assert office.waste.card(saved.id).draft.note == "Ключ у дворника"
    assert office.waste.save(saved.id, 2, site_draft(note="Ключ у дворника")).version == 2


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"address": "  "}, "address"),
        ({"latitude": 55.0}, "longitude"),
        ({"latitude": 155.0, "longitude": 30.0}, "latitude"),
        ({"area": -1.0}, "area"),
        ({"schedules": (Schedule(weekdays=frozenset()),)}, "weekdays"),
        ({"schedules": (Schedule(repeat=Repeat.MONTH_DAYS, month_days=(32,)),)}, "days"),
        ({"schedules": (Schedule(repeat=Repeat.DATES),)}, "days"),
        ({"schedules": (Schedule(opens=dt.time(7)),)}, "closes"),
        ({"schedules": (Schedule(opens=dt.time(7), closes=dt.time(7)),)}, "closes"),
        ({"schedules": (Schedule(season_from=(4, 31), season_to=(5, 1)),)}, "season_from"),
        ({"schedules": (Schedule(season_from=(4, 30)),)}, "season_to"),
        ({"register_number": "9" * 101}, "register_number"),
    ],
)
def test_bad_fields_are_named(office: Office, more: dict[str, object], field: str) -> None:
    """Each mistake points at its field, and nothing is written."""
    with pytest.raises(InvalidDraft) as refused:
        office.waste.add(site_draft(**more))
    assert list(refused.value.fields) == [field]
    assert list(office.waste.ids()) == []


def test_doubles_are_refused(office: Office) -> None:
    """One register number is one site, and so is one address without numbers."""
    office.waste.add(site_draft())
    with pytest.raises(InvalidDraft, match="номер уже у другой"):
        office.waste.add(site_draft(address="ул. Другая, 1"))
    with pytest.raises(InvalidDraft, match="уже есть"):
        office.waste.add(site_draft(register_number=""))
    office.waste.add(site_draft(register_number="51-018"))


def test_changes_are_undone(office: Office) -> None:
    """An edit, a removal and an addition are each taken back whole."""
    house = new_house(office.buildings)
    saved = office.waste.add(site_draft())
    before = office.waste.card(saved.id).draft
    changed = office.waste.save(
        saved.id,
        1,
        site_draft(
            register_number="",
            latitude=55.0,
            longitude=37.0,
            containers=(),
            schedules=(),
            building_ids=(house,),
        ),
    )
    assert changed.changes.action is not None
    office.waste.undo(changed.changes.action)
    assert office.waste.card(saved.id).draft == before
    removed = office.waste.remove([saved.id])
    assert list(office.waste.ids()) == []
    with pytest.raises(NotFound):
        office.waste.card(saved.id)
    office.waste.undo(removed.action or 0)
    assert office.waste.card(saved.id).draft == before
    other = office.waste.add(SiteDraft("ул. Лесная, 10"))
    office.waste.undo(other.changes.action or 0)
    assert list(office.waste.ids()) == [saved.id]


def test_undo_stops_where_life_went_on(office: Office) -> None:
    """A site changed since is not thrown back; a foreign action is refused."""
    saved = office.waste.add(site_draft())
    first = office.waste.save(saved.id, 1, site_draft(note="Первая"))
    office.waste.save(saved.id, 2, site_draft(note="Вторая"))
    with pytest.raises(NotAllowed, match="с тех пор меняли"):
        office.waste.undo(first.changes.action or 0)
    assert office.waste.card(saved.id).draft.note == "Вторая"
    with pytest.raises(NotAllowed, match="нельзя отменить"):
        office.waste.undo(999)


def test_edits_are_undone_one_after_another_and_once(office: Office) -> None:
    """The later one first; what was taken back stands in nobody's way and is not taken back twice.

    A missed collection is no edit of the site: it hinders nothing.
    """
    saved = office.waste.add(site_draft())
    whole = office.waste.card(saved.id).draft
    first = office.waste.save(saved.id, 1, site_draft(note="Первая"))
    second = office.waste.save(saved.id, 2, site_draft(note="Вторая"))
    office.missed.mark(saved.id)
    office.waste.undo(second.changes.action or 0)
    assert office.waste.card(saved.id).draft.note == "Первая"
    told = office.waste.history(saved.id)[-1].changes[0]
    assert (told.field, told.before, told.after) == ("note", "Вторая", "Первая")
    with pytest.raises(NotAllowed, match="с тех пор меняли"):
        office.waste.undo(second.changes.action or 0)
    office.waste.undo(first.changes.action or 0)
    assert office.waste.card(saved.id).draft == whole


def test_a_house_knows_its_collections(office: Office) -> None:
    """The nearest of each kind, with site and carrier: the timetable's, else the contract's."""
    house = new_house(office.buildings)
    carrier = new_company(office.organizations, "ООО «Чистый двор»", OrganizationKind.CARRIER)
    office.buildings.set_contract([house], Service.WASTE, carrier, None)
    late = replace(WEEKDAYS, weekdays=frozenset({5}))
    saved = office.waste.add(site_draft(schedules=(late, WEEKDAYS, BULKY), building_ids=(house,)))
    told = office.waste.of_house(house)
    assert [item.kind for item in told] == [WasteKind.MIXED, WasteKind.BULKY]
    assert told[0].upcoming is not None
    assert told[0].upcoming.opens == dt.datetime(2026, 11, 24, 7)
    assert schedule_words(told[0].schedule) == "по будням 7:00–10:00, чётные недели"
    assert (told[0].carrier, told[0].site) == ("ООО «Чистый двор»", "ул. Садовая, у дома 3")
    assert told[1].upcoming is not None
    assert told[1].upcoming.day == dt.date(2026, 12, 1)
    assert office.buildings.card(house).collections == told
    office.waste.remove([saved.id])
    assert office.waste.of_house(house) == ()
    with pytest.raises(NotFound):
        office.waste.of_house(10_000)


def test_doubles_made_one_keep_their_site(office: Office) -> None:
    """Houses and carriers that were two lose no site; undoing older edits does not stumble."""
    one, two = new_house(office.buildings), new_house(office.buildings, house="5")
    first = new_company(office.organizations, "ООО «Чистый двор»", OrganizationKind.CARRIER)
    second = new_company(office.organizations, "ООО «Чистота»", OrganizationKind.CARRIER)
    draft = site_draft(
        schedules=(replace(WEEKDAYS, carrier_id=second),), owner_id=second, building_ids=(one, two)
    )
    saved = office.waste.add(draft)
    emptied = office.waste.save(saved.id, 1, site_draft(building_ids=(), schedules=()))
    office.waste.undo(emptied.changes.action or 0)
    emptied = office.waste.save(saved.id, 3, site_draft(building_ids=(), schedules=()))
    office.merging.merge_houses(one, two)
    office.merging.merge_organizations(first, second)
    office.waste.undo(emptied.changes.action or 0)
    card = office.waste.card(saved.id)
    assert [house.id for house in card.houses] == [one]
    assert card.draft.owner_id is None
    again = office.waste.save(
        saved.id,
        card.version,
        replace(card.draft, schedules=(replace(WEEKDAYS, carrier_id=first),)),
    )
    with pytest.raises(InvalidDraft, match="больше нет в справочнике"):
        office.waste.assign_houses(saved.id, again.version, [two])


def test_houses_alone(office: Office) -> None:
    """Houses are changed without the rest, with the same guard."""
    house = new_house(office.buildings)
    saved = office.waste.add(site_draft())
    saved = office.waste.assign_houses(saved.id, saved.version, [house, house])
    card = office.waste.card(saved.id)
    assert [item.id for item in card.houses] == [house]
    kinds = [item.kind for item in site_draft().schedules]
    assert [item.kind for item in card.draft.schedules] == kinds
    with pytest.raises(Conflict):
        office.waste.assign_houses(saved.id, 1, [])


@given(
    st.lists(
        st.builds(
            Container,
            kind=st.just(WasteKind.MIXED),
            volume=st.integers(1, 9999).map(lambda n: n / 100),
            amount=st.integers(1, 200),
        ),
        unique_by=lambda item: item.volume,
        max_size=5,
    )
)
def test_containers_are_read_back(containers: list[Container]) -> None:
    """What is shown of containers is read back as the same containers."""
    shown = kind_words(containers, WasteKind.MIXED)
    assert list(read_containers(shown, WasteKind.MIXED)) == containers


def test_containers_in_words() -> None:
    """Containers read as people write them, in several hands; nonsense is refused."""
    mixed = read_containers("3x0,75 м3; 2 шт. по 1.1", WasteKind.MIXED)
    assert containers_words(mixed) == f"3{NBSP}×{NBSP}0,75, 2{NBSP}×{NBSP}1,1{NBSP}м³"
    bulky = read_containers("1 × 8", WasteKind.BULKY)
    assert containers_words(bulky) == f"КГО: 1{NBSP}×{NBSP}8{NBSP}м³"
    for text in ("три бака", "3 × 0", "5000 × 1", "3 × 0,75 и ещё"):
        with pytest.raises(ValueError, match=r"\S"):
            read_containers(text, WasteKind.MIXED)

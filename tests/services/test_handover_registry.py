"""The registry of handing over: what it lists, whom it refuses, what its files say."""

import dataclasses
import datetime as dt
from pathlib import Path

import openpyxl
import pytest

from db import history
from desktop_app.core.enums import Entity, HandoverOutcome, Operation, TicketStatus
from desktop_app.core.errors import (
    DiskFull,
    InvalidDraft,
    NotAllowed,
    NotFound,
    SomeRefused,
    TargetError,
)
from desktop_app.core.records.handover_registry import Registry
from desktop_app.core.records.journal import Exported
from desktop_app.core.records.tickets import HandoverDraft, StatusChange
from desktop_app.core.registry_columns import GIST
from desktop_app.core.settings import OFFICE_NAME
from desktop_app.services.office import Office
from tests.factories import new_company, new_house
from tests.reports.printed import pages
from tests.services.fixtures import HandClock, new_ticket

TUESDAY = dt.date(2026, 11, 24)


@pytest.fixture
def utility(office: Office) -> int:
    """Return the organisation tickets are handed to, with a clerk at the desk."""
    office.settings.set(OFFICE_NAME, "Администрация Лесного района")
    office.clerks.sit(office.clerks.add("Лапина Ирина Олеговна", "специалист").id)
    return new_company(office.organizations, "АО «Теплосеть»")


def _hand(office: Office, organization: int, *tickets: int) -> None:
    office.handovers.hand_over(tickets, HandoverDraft(organization))


def _numbers(registry: Registry) -> list[str]:
    return [row.number for row in registry.rows]


def test_a_row_tells_the_least(office: Office, utility: int) -> None:
    """Address with flat, phone and matter, the term; the applicant's name is nowhere."""
    house = new_house(office.buildings, "ул. Садовая", "3")
    ticket = new_ticket(office, building_id=house, premise="45", details="Холодно\nс ночи")
    _hand(office, utility, ticket)
    (registry,) = office.handover_registry.of_tickets([ticket])
    (row,) = registry.rows
    assert row.address == "г. Радужный, ул. Садовая, д. 3, кв. 45"
    assert (row.phone, row.topic) == (
        "+7\xa0(900)\xa0555-18-63",
        office.tickets.card(ticket).row.topic,
    )
    assert row.accepted_at == dt.datetime(2026, 11, 24, 9, 41)
    assert row.deadline_at == office.tickets.card(ticket).row.deadline_at
    assert (registry.author, registry.author_post) == ("Лапина Ирина Олеговна", "специалист")
    assert (registry.organization, registry.first) == ("АО «Теплосеть»", TUESDAY)
    assert "Соколова" not in repr(registry)


def test_a_silent_phone_is_said(office: Office, utility: int) -> None:
    """«Без телефона» is printed rather than an empty cell."""
    ticket = new_ticket(office, phone="", no_phone=True)
    _hand(office, utility, ticket)
    assert office.handover_registry.of_tickets([ticket])[0].rows[0].phone == "без телефона"


def test_only_what_is_handed_over_now_is_listed(office: Office, utility: int) -> None:
    """New and returned tickets are left out and named; of those alone there is no registry."""
    sent, returned, new = (new_ticket(office) for _ in range(3))
    _hand(office, utility, sent, returned)
    handover = office.tickets.card(returned).handovers[0]
    office.handovers.answer(returned, handover.id, HandoverOutcome.RETURNED, "не наше")
    registry = office.handover_registry
    chosen = [sent, returned, new]
    assert [_numbers(one) for one in registry.of_tickets(chosen)] == [["2026-00001"]]
    left = "Не переданы и в реестр не вошли: № 2026-00002, № 2026-00003"
    assert (registry.left_out(chosen), registry.left_out([sent])) == (left, "")
    with pytest.raises(NotAllowed) as refused:
        registry.of_tickets([returned, new])
    assert "№ 2026-00002, № 2026-00003" in refused.value.cause
    with pytest.raises(NotAllowed, match="не выбраны"):
        registry.of_tickets([])
    assert _numbers(registry.of_tickets([sent])[0]) == ["2026-00001"]


def test_days_of_an_organisation(office: Office, utility: int, hand_clock: HandClock) -> None:
    """Inclusive days, each ticket once, without what went to others the same day."""
    other = new_company(office.organizations, "МУП «Водоканал»")
    monday, again, taken, tuesday = (new_ticket(office) for _ in range(4))
    _hand(office, utility, monday, again, taken)
    hand_clock.forward(hours=1)
    _hand(office, other, taken)
    hand_clock.forward(days=1)
    _hand(office, utility, tuesday, again)
    days = office.handover_registry.of_days
    wednesday = TUESDAY + dt.timedelta(days=1)
    assert _numbers(days(utility, TUESDAY)) == ["2026-00001"]
    assert _numbers(days(utility, wednesday)) == ["2026-00002", "2026-00004"]
    both = days(utility, TUESDAY, wednesday)
    assert _numbers(both) == ["2026-00001", "2026-00002", "2026-00004"]
    assert office.handover_registry.last_day(utility) == wednesday
    with pytest.raises(NotFound, match=r"23\.11\.2026 ничего не передавалось"):
        days(utility, TUESDAY - dt.timedelta(days=1))
    with pytest.raises(InvalidDraft):
        days(utility, wednesday, TUESDAY)


def test_a_day_keeps_what_was_done_in_an_earlier_cycle(office: Office, utility: int) -> None:
    """Done, reopened, handed over anew: each day's registry of that day holds the ticket once."""
    ticket = new_ticket(office)
    _hand(office, utility, ticket)
    office.tickets.set_status(ticket, StatusChange(TicketStatus.DONE))
    office.tickets.set_status(ticket, StatusChange(TicketStatus.REWORK, note="холодно"))
    with pytest.raises(NotAllowed, match="№ 2026-00001"):
        office.handover_registry.of_tickets([ticket])
    assert _numbers(office.handover_registry.of_days(utility, TUESDAY)) == ["2026-00001"]
    _hand(office, utility, ticket)
    assert _numbers(office.handover_registry.of_days(utility, TUESDAY)) == ["2026-00001"]
    assert _numbers(office.handover_registry.of_tickets([ticket])[0]) == ["2026-00001"]


def test_the_files_say_the_same_and_history_keeps_them(
    office: Office, utility: int, tmp_path: Path
) -> None:
    """PDF and workbook hold the numbers and the lines to sign; each leaves one entry."""
    tickets = [new_ticket(office, details=f"Протечка {n}") for n in range(3)]
    _hand(office, utility, *tickets)
    service = office.handover_registry
    (registry,) = service.of_tickets(tickets)
    assert service.file_name([registry]) == "Реестр передачи 24.11.2026 АО «Теплосеть».pdf"
    pdf = service.write(registry, tmp_path / "р.pdf")
    book = service.write(registry, tmp_path / "р.xlsx")
    printed = " ".join(pages(pdf.path.read_bytes()))
    sheet = openpyxl.load_workbook(book.path).worksheets[0]
    cells = " ".join(str(cell) for row in sheet.values for cell in row if cell is not None)
    for words in ("2026-00001", "2026-00003", "Протечка 2", "Принял", "АО «Теплосеть»"):
        assert words in printed
        assert words in cells
    assert "И. О. Лапина" in printed
    assert "Соколова" not in printed + cells
    sql = "SELECT entity_id FROM history WHERE operation = ? ORDER BY id"
    kept = [row[0] for row in office.desk.store.rows(sql, (Operation.EXPORTED.value,))]
    assert len(kept) == 2
    (entry,) = history.of_entity(office.desk.store, Entity.EXPORT, kept[0])
    facts = {change.field: change.after for change in entry.changes}
    assert facts["tickets"] == "2026-00001, 2026-00002, 2026-00003"
    assert (facts["rows"], facts["organization"]) == (3, "АО «Теплосеть»")
    assert facts["sha256"] == pdf.sha256
    assert entry.clerk == "Лапина Ирина Олеговна"


def test_a_wrong_suffix_writes_nothing(office: Office, utility: int, tmp_path: Path) -> None:
    """Neither a file nor an entry stays of a file of another kind."""
    ticket = new_ticket(office)
    _hand(office, utility, ticket)
    (registry,) = office.handover_registry.of_tickets([ticket])
    with pytest.raises(TargetError, match=r"\.docx"):
        office.handover_registry.write(registry, tmp_path / "р.docx")
    assert list(tmp_path.glob("р.*")) == []
    sql = "SELECT count(*) FROM history WHERE operation = 'exported'"
    assert office.desk.store.scalar(sql) == 0


def test_long_matters_are_cut_and_said(office: Office, utility: int, tmp_path: Path) -> None:
    """A matter over the limit ends with «…», and the result tells of it."""
    tickets = [new_ticket(office, details="холодно дома " * 100), new_ticket(office)]
    _hand(office, utility, *tickets)
    (registry,) = office.handover_registry.of_tickets(tickets)
    made = office.handover_registry.write(registry, tmp_path / "р.xlsx")
    assert made.notices == (
        "В 1\N{NO-BREAK SPACE}строке суть сокращена, полностью она в карточке обращения",
    )
    values = [
        cell for row in openpyxl.load_workbook(made.path).worksheets[0].values for cell in row
    ]
    (cut,) = [value for value in values if isinstance(value, str) and value.endswith(" …")]
    assert len(cut) <= GIST


def test_equal_registries_give_equal_pages(office: Office, utility: int, tmp_path: Path) -> None:
    """The file depends on the registry alone, not on the clock of the printing."""
    ticket = new_ticket(office)
    _hand(office, utility, ticket)
    (registry,) = office.handover_registry.of_tickets([ticket])
    first = office.handover_registry.write(registry, tmp_path / "1.pdf")
    second = office.handover_registry.write(dataclasses.replace(registry), tmp_path / "2.pdf")
    assert first.sha256 == second.sha256


def test_a_refused_batch_names_all_and_hands_over_none(office: Office, utility: int) -> None:
    """Two of three may not go: both are named, the third stays new; without them it goes."""
    good, done, cancelled = (new_ticket(office) for _ in range(3))
    office.tickets.set_status(done, StatusChange(TicketStatus.DONE))
    office.tickets.set_status(cancelled, StatusChange(TicketStatus.DONE))
    with pytest.raises(SomeRefused) as refused:
        _hand(office, utility, good, done, cancelled)
    assert refused.value.refused == {done, cancelled}
    assert "№ 2026-00002, № 2026-00003" in refused.value.cause
    assert office.tickets.card(good).row.status is TicketStatus.NEW
    assert office.tickets.card(good).handovers == ()
    rest = [ticket for ticket in (good, done, cancelled) if ticket not in refused.value.refused]
    _hand(office, utility, *rest)
    assert office.tickets.card(good).row.status is TicketStatus.SENT


def test_a_mixed_morning_goes_each_to_its_own(office: Office, utility: int) -> None:
    """One action hands every ticket to its executor; nobody's is named, none goes."""
    other = new_company(office.organizations, "ООО «Уют»")
    first = new_ticket(office, organization_id=utility)
    second = new_ticket(office, organization_id=other)
    nobodys = new_ticket(office)
    draft = HandoverDraft(None, each_own=True)
    with pytest.raises(SomeRefused) as refused:
        office.handovers.hand_over([first, second, nobodys], draft)
    assert refused.value.refused == {nobodys}
    assert office.tickets.card(first).row.status is TicketStatus.NEW
    office.handovers.hand_over([first, second], draft)
    assert [office.tickets.card(t).handovers[0].organization for t in (first, second)] == [
        "АО «Теплосеть»",
        "ООО «Уют»",
    ]


@pytest.fixture
def mixed(office: Office, utility: int) -> list[int]:
    """Return three tickets handed over, two to one organisation and one to another."""
    other = new_company(office.organizations, "ООО «Уют»")
    long = "холодно дома " * 100
    tickets = [
        new_ticket(office, organization_id=other, details=long),
        new_ticket(office, organization_id=utility),
        new_ticket(office, organization_id=utility),
    ]
    office.handovers.hand_over(tickets, HandoverDraft(None, each_own=True))
    return tickets


def test_each_organisation_gets_its_own_file(
    office: Office, mixed: list[int], tmp_path: Path
) -> None:
    """A file for each, named by it, with its tickets alone; an older file is not written over."""
    service = office.handover_registry
    registries = service.of_tickets(mixed)
    assert [_numbers(one) for one in registries] == [["2026-00002", "2026-00003"], ["2026-00001"]]
    name = service.file_name(registries)
    assert name == "Реестр передачи 24.11.2026.pdf"
    older = tmp_path / "Реестр передачи 24.11.2026 ООО «Уют».pdf"
    older.write_text("прежний", encoding="utf-8")
    first, second = service.write_each(registries, tmp_path / name)
    assert first.path.name == "Реестр передачи 24.11.2026 АО «Теплосеть».pdf"
    assert second.path.name == "Реестр передачи 24.11.2026 ООО «Уют» (2).pdf"
    assert older.read_text(encoding="utf-8") == "прежний"
    assert not (tmp_path / name).exists()
    printed = [" ".join(pages(one.path.read_bytes())) for one in (first, second)]
    assert ["2026-00001" in words for words in printed] == [False, True]
    assert ["2026-00003" in words for words in printed] == [True, False]
    assert [notice[:11] for notice in second.notices] == ["ООО «Уют»: "]
    sql = "SELECT count(*) FROM history WHERE operation = 'exported'"
    assert office.desk.store.scalar(sql) == 2


def test_organisations_of_one_name_get_two_files(
    office: Office, mixed: list[int], tmp_path: Path
) -> None:
    """Names Windows cannot tell apart are numbered, so neither registry is lost."""
    service = office.handover_registry
    first, second = service.of_tickets(mixed)
    alike = [first, dataclasses.replace(second, organization="АО «Теплосеть»?")]
    written = service.write_each(alike, tmp_path / "р.xlsx")
    assert [one.path.name for one in written] == [
        "р АО «Теплосеть».xlsx",
        "р АО «Теплосеть» (2).xlsx",
    ]
    assert len({one.sha256 for one in written}) == 2


def test_a_disk_that_fills_between_files_is_said(
    office: Office, mixed: list[int], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was written before stays and is named; history keeps only what is there."""
    service, write = office.handover_registry, office.handover_registry.write

    def fails(registry: Registry, path: Path) -> Exported:
        if registry.organization == "ООО «Уют»":
            raise DiskFull("На диске нет места", "ничего не записано", "освободите место")
        return write(registry, path)

    monkeypatch.setattr(service, "write", fails)
    with pytest.raises(DiskFull, match="На диске нет места") as refused:
        service.write_each(service.of_tickets(mixed), tmp_path / "р.pdf")
    safe = "остальные не записаны, записанное цело: «р АО «Теплосеть».pdf»"
    assert refused.value.safe == safe
    assert [path.name for path in tmp_path.glob("р *")] == ["р АО «Теплосеть».pdf"]

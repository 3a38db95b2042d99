"""A batch taken back: the book is as it was, and what people used since stays."""

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest

from desktop_app.core.enums import Entity, Operation, Service
from desktop_app.core.errors import NotAllowed, NotFound
from desktop_app.core.records.tickets import TicketDraft
from desktop_app.services.office import Office
from tests.services.fixtures import entries_of, new_ticket
from tests.services.import_files import (
    card,
    contents,
    house,
    houses_in,
    ticket,
    tickets_in,
    write_houses,
    write_journal,
)

_BOOK = ("settlement", "street", "organization", "building", "service_contract", "ticket",
         "ticket_cycle", "ticket_link")  # fmt: skip


def _book(office: Office) -> dict[str, list[tuple[object, ...]]]:
    """Return what an import may add to the book, versions left out of comparison."""
    found = contents(office)
    return {name: found[name] for name in _BOOK}


def test_a_first_list_leaves_nothing_behind(office: Office, tmp_path: Path) -> None:
    """Proves that houses, streets, companies and contracts of a batch all go with it."""
    before = _book(office)
    rows = [house(number=f"д. {n}") for n in range(1, 40)]
    result = office.imports.run(houses_in(write_houses(tmp_path / "a.csv", *rows)))
    assert result.batch_id is not None
    undone = office.imports.undo(result.batch_id)
    assert (undone.removed, undone.restored, undone.kept) == (40, 0, 0)  # with the company
    assert _book(office) == before
    assert office.house_search.find("сад 5") == []
    assert office.imports.batches()[0].undone_at == dt.datetime(2026, 11, 24, 9, 41)
    assert all(finding.is_sound for finding in office.health.check())


def test_what_an_update_changed_is_put_back(office: Office, tmp_path: Path) -> None:
    """Proves that passports and the managing company stand again as they did before."""
    office.imports.run(houses_in(write_houses(tmp_path / "a.csv", house(), house(number="д. 2"))))
    before = card(office, "ул. Садовая, д. 1")
    served = office.buildings.life.read(before.id).served
    changed = house(YEAR="1999", LEVELS_MAX="9", MGMT_COMPANY="ООО «Другая»")
    second = office.imports.run(houses_in(write_houses(tmp_path / "b.csv", changed)))
    assert card(office, "ул. Садовая, д. 1").passport.year == 1999
    assert len(office.buildings.life.read(before.id).served) == 2
    undone = office.imports.undo(second.batch_id or 0)
    after = card(office, "ул. Садовая, д. 1")
    assert after.passport == before.passport
    assert office.buildings.life.read(before.id).served == served
    assert (undone.removed, undone.restored, undone.kept) == (1, 1, 0)
    last = entries_of(office, Entity.BUILDING, before.id)[-1]
    assert last.operation is Operation.UNDONE


def test_houses_with_calls_stay(office: Office, tmp_path: Path) -> None:
    """Proves that a house somebody called from, and one a clerk changed, are kept and told."""
    rows = [house(number=f"д. {n}") for n in range(1, 6)]
    result = office.imports.run(houses_in(write_houses(tmp_path / "a.csv", *rows)))
    called, edited = card(office, "ул. Садовая, д. 1"), card(office, "ул. Садовая, д. 2")
    topic = office.reference.topic("HEAT.NO").id
    call = TicketDraft(building_id=called.id, topic_id=topic, details="Холодно", no_phone=True)
    office.tickets.register(call)
    office.buildings.save(edited.id, edited.version, replace(edited.draft, house="2а"))
    undone = office.imports.undo(result.batch_id or 0)
    assert undone.removed == 3
    assert dict(undone.reasons) == {
        "по ним есть обращения": 1,
        "изменено после загрузки": 1,
        "они обслуживают дома": 1,
    }
    assert office.desk.store.scalar("SELECT count(*) FROM building") == 2
    kept = office.buildings.card(called.id)
    assert kept.served_by[0].service is Service.MANAGEMENT
    assert office.desk.store.rows("PRAGMA foreign_key_check") == []


def test_a_journal_is_taken_back_with_its_words(office: Office, tmp_path: Path) -> None:
    """Proves that tickets go with cycles, links and search; one worked upon stays."""
    office.imports.run(houses_in(write_houses(tmp_path / "a.csv", house(), house(number="д. 2"))))
    before = _book(office)
    lines = [ticket(n, parent="900001") for n in range(1, 6)]
    journal = write_journal(tmp_path / "b.csv", *lines)
    result = office.imports.run(tickets_in(journal))
    assert len(office.search.tickets("холодные", 10)) == 5
    undone = office.imports.undo(result.batch_id or 0)
    assert (undone.removed, undone.kept) == (5, 0)
    assert _book(office) == before
    assert office.search.tickets("холодные", 10) == []
    again = office.imports.run(tickets_in(journal))
    worked = office.tickets.card(office.search.tickets("00000003/21", 10)[0].id)
    office.tickets.set_private_note(worked.row.id, "Звонили ещё раз")
    second = office.imports.undo(again.batch_id or 0)
    assert second.removed == 3  # the worked upon stays, and the one it is linked to
    assert dict(second.reasons) == {"изменено после загрузки": 1, "связано с другим обращением": 1}
    assert all(finding.is_sound for finding in office.health.check())


def test_an_updated_journal_line_is_put_back(office: Office, tmp_path: Path) -> None:
    """Proves that a ticket closed by a second journal is open again, in the register as well."""
    office.imports.run(houses_in(write_houses(tmp_path / "a.csv", house())))
    office.imports.run(tickets_in(write_journal(tmp_path / "b.csv", ticket(1, date_end=""))))
    before = _book(office)["ticket"]
    second = office.imports.run(tickets_in(write_journal(tmp_path / "c.csv", ticket(1))))
    assert second.updated == 1
    undone = office.imports.undo(second.batch_id or 0)
    assert (undone.removed, undone.restored, undone.kept) == (0, 1, 0)
    after = _book(office)["ticket"]
    assert [row[:-1] for row in after] == [row[:-1] for row in before]  # the version has grown
    assert all(finding.is_sound for finding in office.health.check())


def test_only_once_and_only_what_is_there(office: Office, tmp_path: Path) -> None:
    """Proves that a second undoing and a wrong number are refused in words."""
    result = office.imports.run(houses_in(write_houses(tmp_path / "a.csv", house())))
    office.imports.undo(result.batch_id or 0)
    frozen = contents(office)
    with pytest.raises(NotAllowed, match=r"уже отменена 24\.11\.2026"):
        office.imports.undo(result.batch_id or 0)
    with pytest.raises(NotFound, match="Загрузки № 77 нет"):
        office.imports.undo(77)
    assert contents(office) == frozen


def test_the_file_may_come_again(office: Office, tmp_path: Path) -> None:
    """Proves that after an undoing the same file is taken as if for the first time."""
    path = write_houses(tmp_path / "a.csv", house(), house(number="д. 2"))
    first = office.imports.run(houses_in(path))
    office.imports.undo(first.batch_id or 0)
    second = office.imports.run(houses_in(path))
    assert (second.added, second.organizations_added) == (first.added, first.organizations_added)


def test_numbers_of_a_batch_that_went_come_to_nothing_else(office: Office, tmp_path: Path) -> None:
    """Proves that the same files taken again, and a call after them, are other records."""
    houses = write_houses(tmp_path / "a.csv", house(), house(number="д. 2"))
    journal = write_journal(tmp_path / "b.csv", *(ticket(n) for n in range(1, 4)))
    seen: dict[str, set[object]] = {"building": set(), "organization": set(), "ticket": set()}
    for _ in range(2):
        first, second = (
            office.imports.run(houses_in(houses)),
            office.imports.run(tickets_in(journal)),
        )
        for table in seen:
            ids = {row[0] for row in office.desk.store.rows(f"SELECT id FROM {table}")}  # noqa: S608  our own names
            assert ids
            assert not ids & seen[table]
            seen[table] |= ids
        office.imports.undo(second.batch_id or 0)
        office.imports.undo(first.batch_id or 0)
    assert new_ticket(office) not in seen["ticket"]

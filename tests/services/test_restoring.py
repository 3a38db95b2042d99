"""Going back to a kept copy: what is offered, what happens to the file replaced."""

import datetime as dt
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from db.files import open_store
from desktop_app.core.enums import Entity
from desktop_app.core.errors import DatabaseDamaged, DatabaseLocked, TargetError
from desktop_app.core.records.copies import Copy, CopyKind, Kin
from desktop_app.core.settings import AREA_CODE, OFFICE_PLACE
from desktop_app.services.backups import Backups, copies_in
from desktop_app.services.imports.batch import copy_before
from desktop_app.services.office import Office
from desktop_app.services.restoring import Restoring
from tests.factories import new_house
from tests.fresh import fresh_office
from tests.services.fixtures import HandClock, draft, new_ticket

_JOURNAL = b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7" + b"x" * 600


def _dump(path: Path) -> list[str]:
    """Return everything a closed file holds, as text."""
    with closing(sqlite3.connect(path.as_uri() + "?mode=ro", uri=True)) as base:
        return list(base.iterdump())


def _restoring(office: Office, hand_clock: HandClock) -> Restoring:
    return Restoring(office.path, [office.backups.folder], hand_clock)


def _copied(office: Office) -> Copy:
    """Take a ticket and return the copy made after it."""
    new_ticket(office)
    copy = office.backups.make()
    assert copy is not None
    return copy


def _leave_journal(office: Office) -> Path:
    """Return a hot journal beside the live file, as a power cut leaves one."""
    journal = office.path.with_name(f"{office.path.name}-journal")
    journal.write_bytes(_JOURNAL)
    return journal


@pytest.fixture
def office(tmp_path: Path, hand_clock: HandClock) -> Office:
    """Return an office whose copies lie in a folder of their own."""
    return fresh_office(tmp_path / "office.sqlite", hand_clock, tmp_path / "копии")


def test_a_year_of_copies_opens_and_equals_its_source(
    office: Office, hand_clock: HandClock, figure: Callable[[str, object], None]
) -> None:
    """Of 365 days with a ticket and a copy each, every kept copy holds what the base held then."""
    sources: dict[str, tuple[int, bytes]] = {}
    for _ in range(365):
        copy = _copied(office)
        store = office.desk.store
        tickets = store.scalar("SELECT count(*) FROM ticket")
        head = store.scalar("SELECT hash FROM history ORDER BY id DESC LIMIT 1")
        sources[copy.path.name] = (tickets, head)
        hand_clock.forward(hours=24)
    kept = office.backups.copies()
    for copy in kept:
        opened = open_store(copy.path, create=False)
        found = opened.scalar("SELECT count(*) FROM ticket")
        head = opened.scalar("SELECT hash FROM history ORDER BY id DESC LIMIT 1")
        assert opened.scalar("PRAGMA integrity_check") == "ok"
        assert (found, head) == sources[copy.path.name]
        opened.close()
    assert 20 <= len(kept) <= 40
    figure("копий после 365 дней, все открыты и равны источнику", len(kept))


def test_a_copy_comes_back_and_the_replaced_file_stays(
    office: Office, hand_clock: HandClock
) -> None:
    """The restored file equals the copy; the replaced one opens under its new name."""
    copy = _copied(office)
    new_ticket(office)
    office.close()
    before, wanted = _dump(office.path), _dump(copy.path)
    done = _restoring(office, hand_clock).restore(copy.path)
    assert done.kept is not None
    assert done.kept.name == "office заменён 2026-11-24 09-41-00.sqlite"
    assert _dump(office.path) == wanted
    assert _dump(done.kept) == before
    assert Office.open(office.path).register.counts().total == 1


def test_what_would_be_lost_is_counted(office: Office, hand_clock: HandClock) -> None:
    """The list tells tickets taken since a copy apart from older ones changed since."""
    first = new_ticket(office)
    office.backups.make()
    hand_clock.forward(minutes=5)
    new_ticket(office)
    new_ticket(office)
    office.tickets.edit(first, 1, draft(office, details="Стало холоднее"))
    kept = _restoring(office, hand_clock).kept()
    assert [(k.facts.tickets if k.facts else None) for k in kept] == [1]
    assert kept[0].newer is not None
    assert (kept[0].newer.taken, kept[0].newer.changed) == (2, 1)


def test_what_else_would_be_lost_is_counted(office: Office, hand_clock: HandClock) -> None:
    """A house and two settings written since a copy are counted, apart from tickets."""
    new_ticket(office)
    office.backups.make()
    hand_clock.forward(minutes=5)
    new_house(office.buildings, house="77")
    office.settings.set(OFFICE_PLACE, "г. Тестов")
    office.settings.set(AREA_CODE, "3473")
    kept = _restoring(office, hand_clock).kept()[0]
    assert kept.newer is not None
    assert (kept.newer.taken, kept.newer.changed) == (0, 0)
    assert dict(kept.newer.others) == {Entity.SETTING: 2, Entity.BUILDING: 1}


def test_a_copy_of_another_branch_is_told_as_such(office: Office, hand_clock: HandClock) -> None:
    """After going back, the copy made just before it is no earlier state; the live file reads."""
    first = _copied(office)
    hand_clock.forward(minutes=5)
    _copied(office)
    office.close()
    restoring = _restoring(office, hand_clock)
    restoring.restore(first.path)
    newest, oldest = restoring.kept()
    assert (newest.kin, oldest.kin) == (Kin.OTHER, Kin.EARLIER)


def test_a_damaged_live_file_does_not_stand_in_the_way(
    office: Office, hand_clock: HandClock
) -> None:
    """A copy is restored over a spoilt file and over a missing one."""
    copy = _copied(office)
    office.close()
    office.path.write_bytes(b"\x00" * 5000)
    restoring = _restoring(office, hand_clock)
    assert restoring.kept()[0].kin is Kin.LIVE_UNREADABLE
    done = restoring.restore(copy.path)
    assert done.kept is not None
    assert done.kept.read_bytes() == b"\x00" * 5000
    office.path.unlink()
    assert restoring.kept()[0].kin is Kin.LIVE_MISSING
    assert restoring.restore(copy.path).kept is None
    assert Office.open(office.path).register.counts().total == 1


def test_a_journal_leaves_with_its_own_file(office: Office, hand_clock: HandClock) -> None:
    """A hot journal of the replaced file is not rolled back into the restored one."""
    copy = _copied(office)
    office.close()
    wanted = _dump(copy.path)
    journal = _leave_journal(office)
    office.path.write_bytes(b"spoilt" * 1000)
    _restoring(office, hand_clock).restore(copy.path)
    assert not journal.exists()
    assert _dump(office.path) == wanted


def test_a_bad_copy_changes_nothing(office: Office, hand_clock: HandClock) -> None:
    """A spoilt copy, a foreign file and a missing one are refused, the live file is whole."""
    new_ticket(office)
    office.close()
    before = office.path.read_bytes()
    bad = office.path.with_name("плохая.sqlite")
    for content in (b"", b"not a base", before[:3000]):
        bad.write_bytes(content)
        with pytest.raises(DatabaseDamaged, match="не годится"):
            _restoring(office, hand_clock).restore(bad)
    bad.unlink()
    with pytest.raises(DatabaseDamaged, match="такого файла нет"):
        _restoring(office, hand_clock).restore(bad)
    assert office.path.read_bytes() == before


def test_a_file_at_work_is_not_replaced(
    office: Office, hand_clock: HandClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While another connection writes, restoring is refused by name."""
    monkeypatch.setattr("db.restore._BUSY_SECONDS", 0.1)
    copy = _copied(office)
    with office.desk.store.write(), pytest.raises(DatabaseLocked):
        _restoring(office, hand_clock).restore(copy.path)


def test_a_second_place_and_a_disk_that_is_out(
    office: Office, hand_clock: HandClock, tmp_path: Path
) -> None:
    """Copies lie in both places byte for byte; a place that is away is told, not failed."""
    stick = tmp_path / "флешка"
    stick.mkdir()
    office.keep_second(stick / "Копии Райштаба")
    copy = _copied(office)
    assert copy.second_problem == ""
    again = stick / "Копии Райштаба" / "office" / copy.path.name
    assert again.read_bytes() == copy.path.read_bytes()
    office.keep_second(tmp_path / "нет такого диска" / "Копии Райштаба")
    hand_clock.forward(minutes=30)
    second = _copied(office)
    assert "Вторая копия не записана" in second.second_problem
    assert len(office.backups.copies()) == 2


def test_two_bases_share_a_second_place_without_mixing(
    office: Office, hand_clock: HandClock, tmp_path: Path
) -> None:
    """An archive opened each evening thins out no copy of the work base, and is not offered it."""
    stick = tmp_path / "флешка"
    stick.mkdir()
    office.keep_second(stick)
    archive = fresh_office(tmp_path / "архив.sqlite", hand_clock, tmp_path / "копии архива")
    archive.keep_second(stick)
    for _ in range(4):
        for opened in (office, archive):
            new_ticket(opened)
            opened.backups.make()
            hand_clock.forward(hours=1)
        hand_clock.forward(hours=22)
    held = [copies_in(stick / opened.path.stem) for opened in (office, archive)]
    assert [len(copies) for copies in held] == [4, 4]
    for opened, copies in zip((office, archive), held, strict=True):
        offered = opened.restoring.copies()
        assert {copy.path.name for copy in offered} == {copy.path.name for copy in copies}


def test_two_bases_of_one_name_do_not_mix(
    office: Office, hand_clock: HandClock, tmp_path: Path
) -> None:
    """Bases called the same in two folders share the folder of copies; the mark keeps them apart.

    Neither thins out the other's copies, nor is offered them; a base that does not read any more
    is offered all of them.
    """
    stick = tmp_path / "флешка"
    stick.mkdir()
    (tmp_path / "другая").mkdir()
    office.keep_second(stick)
    namesake = fresh_office(tmp_path / "другая" / "office.sqlite", hand_clock, tmp_path / "копии 2")
    namesake.keep_second(stick)
    for _ in range(4):
        for opened in (office, namesake):
            new_ticket(opened)
            opened.backups.make()
            hand_clock.forward(hours=1)
        hand_clock.forward(hours=22)
    assert len(copies_in(stick / "office")) == 8
    names = []
    for opened in (office, namesake):
        offered = {copy.path.name for copy in opened.restoring.copies()}
        assert len(offered) == 4
        assert offered >= {copy.path.name for copy in opened.backups.copies()}
        names.append(offered)
    assert not names[0] & names[1]
    namesake.close()
    namesake.path.write_bytes(b"damaged")
    assert len(namesake.restoring.copies()) == 8


@pytest.mark.parametrize("is_marked", [True, False])
def test_copies_before_imports_are_thinned_too(
    tmp_path: Path, office: Office, hand_clock: HandClock, *, is_marked: bool
) -> None:
    """Copies made before imports go with age as the others do.

    Those of another file stay, and so do those of a namesake and what does not read, which former
    versions named without a mark.
    """
    folder = tmp_path / "копии"
    new_ticket(office)
    mine = copy_before(office.desk, folder)
    (tmp_path / "другая").mkdir()
    hand_clock.forward(minutes=1)
    namesake = fresh_office(tmp_path / "другая" / "office.sqlite", hand_clock, folder)
    new_ticket(namesake)
    theirs = copy_before(namesake.desk, folder)
    for day in range(60):
        at = f"{dt.datetime(2025, 11, 1, 10, 0) + dt.timedelta(days=day):%Y-%m-%d %H-%M-%S}"
        mark = mine.stem[-14:] if is_marked else ""
        (folder / f"office до импорта {at}{mark}.sqlite").write_bytes(mine.read_bytes())
        for name, made in (
            (f"чужая до импорта {at}", b""),
            (f"office до импорта {at[:-2]}59", b""),
        ):
            (folder / f"{name}.sqlite").write_bytes(made)
        (folder / f"office до импорта {at[:-2]}30.sqlite").write_bytes(theirs.read_bytes())
    office.backups.make()
    kept = [copy.path.name for copy in copies_in(folder) if copy.kind is CopyKind.IMPORT]
    ours = [name for name in kept if name.startswith("office") and f"00{mark}.sqlite" in name]
    assert 10 <= len(ours) <= 25
    assert sum(name.startswith("чужая") for name in kept) == 60
    assert sum(name.endswith("30.sqlite") for name in kept) == 60
    assert sum(name.endswith("59.sqlite") for name in kept) == 60
    offered = [copy.path.name for copy in office.restoring.copies()]
    assert theirs.name not in offered
    assert not any(name.endswith("30.sqlite") for name in offered)


def test_an_empty_namesake_thins_out_nothing(
    office: Office, hand_clock: HandClock, tmp_path: Path
) -> None:
    """A base without history has no mark: what bears one is not its own."""
    for _ in range(8):
        _copied(office)
        hand_clock.forward(hours=1)
    hand_clock.forward(days=40)
    (tmp_path / "другая").mkdir()
    empty = fresh_office(tmp_path / "другая" / "office.sqlite", hand_clock, office.backups.folder)
    assert empty.backups.make() is not None
    assert len(copies_in(office.backups.folder)) == 9


def test_backups_of_one_file_say_so(office: Office) -> None:
    """The head of the chain stands in the name of a copy."""
    new_ticket(office)
    copy = Backups(office.desk, office.backups.folder).make()
    assert copy is not None
    head = office.desk.store.row("SELECT id, hash FROM history ORDER BY id DESC LIMIT 1")
    assert head is not None
    assert f"запись {head[0]} {head[1].hex()[:8]}.sqlite" in copy.path.name


def test_a_journal_of_a_missing_file_is_kept_aside(office: Office, hand_clock: HandClock) -> None:
    """Where only a journal is left, it goes aside under the replaced file's name."""
    copy = _copied(office)
    office.close()
    office.path.unlink()
    journal = _leave_journal(office)
    _restoring(office, hand_clock).restore(copy.path)
    assert not journal.exists()
    assert [path.stat().st_size for path in office.path.parent.glob("*заменён*-journal")] == [
        len(_JOURNAL)
    ]
    assert _dump(office.path) == _dump(copy.path)


def test_a_copy_that_cannot_take_the_place_leaves_the_live_file_in_it(
    office: Office, hand_clock: HandClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The last step fails, as it does under a guard of the disk: the base opens as before."""
    copy = _copied(office)
    new_ticket(office)
    office.close()
    before = _dump(office.path)
    real = Path.replace

    def refused(path: Path, target: Path) -> Path:
        if path.suffix == ".restoring":
            raise PermissionError(13, "guarded", str(path))
        return real(path, target)

    with monkeypatch.context() as guarded:
        guarded.setattr(Path, "replace", refused)
        with pytest.raises(TargetError):
            _restoring(office, hand_clock).restore(copy.path)
    assert _dump(office.path) == before
    assert [path.name for path in office.path.parent.glob("*.sqlite")] == ["office.sqlite"]


def test_another_history_of_the_same_length_is_copied(
    office: Office, hand_clock: HandClock
) -> None:
    """After going back other entries get the same numbers: the last copy is not of this base."""
    first = _copied(office)
    hand_clock.forward(hours=1)
    new_ticket(office, details="Это обращение пропало")
    hand_clock.forward(hours=1)
    assert office.backups.make() is not None
    office.close()
    _restoring(office, hand_clock).restore(first.path)
    again = Office.open(office.path, now=hand_clock, backups=office.backups.folder)
    try:
        hand_clock.forward(hours=1)
        new_ticket(again, details="А это принято взамен")
        made = again.backups.make()
        assert made is not None
        assert again.backups.make() is None
    finally:
        again.close()

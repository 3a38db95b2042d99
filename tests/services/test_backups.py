"""Copies made by themselves, and which of them stay."""

import datetime as dt
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.files import open_store
from desktop_app.core.backup_thinning import ALL_FOR, kept
from desktop_app.services.backups import Backups
from desktop_app.services.office import Office
from tests.services.fixtures import HandClock, new_ticket

_NOW = dt.datetime(2026, 11, 24, 12, 0)


def test_a_year_of_copies_is_thinned(figure: Callable[[str, object], None]) -> None:
    """With a copy every half hour of working days, days, weeks and months stay, no more."""
    alive: set[dt.datetime] = set()
    start = dt.datetime(2026, 1, 1, 9, 0)
    most = 0
    for day in range(365):
        for half_hour in range(16):
            now = start + dt.timedelta(days=day, minutes=30 * half_hour)
            alive.add(now)
            alive = kept(alive, now)
        most = max(most, len(alive))
    assert most <= 3 * 16 + 12 + 10 + 9
    oldest = min(alive)
    assert dt.timedelta(days=230) < now - oldest < dt.timedelta(days=290)
    ages = sorted((now - moment).days for moment in alive)
    assert len([age for age in ages if 2 < age <= 12]) >= 9
    figure("копий после года работы", len(alive))


@given(st.lists(st.datetimes(dt.datetime(2025, 1, 1), _NOW), max_size=60))
def test_the_newest_copy_always_stays(moments: list[dt.datetime]) -> None:
    """Thinning keeps the newest, all of two days, and only what it was given."""
    stays = kept(moments, _NOW)
    assert stays <= set(moments)
    if moments:
        assert max(moments) in stays
    assert {moment for moment in moments if _NOW - moment <= ALL_FOR} <= stays


def test_a_copy_only_when_something_changed(
    office: Office, hand_clock: HandClock, tmp_path: Path
) -> None:
    """The copy opens, holds what the base held, and is not made twice for nothing."""
    backups = Backups(office.desk, tmp_path / "копии")
    new_ticket(office)
    first = backups.make()
    assert first is not None
    assert backups.make() is None
    hand_clock.forward(minutes=30)
    new_ticket(office)
    second = backups.make()
    assert [copy.path for copy in backups.copies()] == [second.path if second else None, first.path]
    store = open_store(first.path, create=False)
    assert store.scalar("SELECT count(*) FROM ticket") == 1
    store.close()


def test_foreign_files_are_left_alone(office: Office, tmp_path: Path) -> None:
    """Thinning never touches what it did not name."""
    folder = tmp_path / "копии"
    folder.mkdir()
    mine = folder / "отчёт.sqlite"
    mine.write_bytes(b"x")
    backups = Backups(office.desk, folder)
    new_ticket(office)
    backups.make()
    assert mine.exists()
    assert len(backups.copies()) == 1


def test_an_old_copy_that_is_held_stands_in_no_new_one_s_way(
    office: Office, hand_clock: HandClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An old copy open elsewhere, or guarded, is thinned out when it may be."""
    real = Path.unlink
    held = {"now": True}

    def unlink(path: Path, missing_ok: bool = False) -> None:
        if held["now"] and path.suffix == ".sqlite":
            raise PermissionError(13, "held by another program", str(path))
        real(path, missing_ok)

    monkeypatch.setattr(Path, "unlink", unlink)
    for _ in range(12):
        new_ticket(office)
        hand_clock.forward(hours=9)
        assert office.backups.make() is not None
    held["now"] = False
    new_ticket(office)
    hand_clock.forward(hours=9)
    assert office.backups.make() is not None
    assert len(office.backups.copies()) < 13


def test_copies_a_program_was_killed_over_go_after_a_day(
    office: Office, hand_clock: HandClock
) -> None:
    """Half a copy fills the disk; one that may be on its way stays, and so does another's."""
    new_ticket(office)
    whole = office.backups.make()
    assert whole is not None
    mark = whole.mark
    assert mark in whole.path.name
    folder, old = whole.path.parent, (hand_clock() - dt.timedelta(days=2)).timestamp()
    stray = {
        "killed": folder / f"{whole.path.name}.0000000a.part",
        "import": folder
        / f"office до импорта 2026-11-01 10-00-00 база {mark}.sqlite.0000000b.part",
        "fresh": folder / f"{whole.path.name}.0000000c.part",
        "other": folder / f"{whole.path.name.replace(mark, 'deadbeef')}.0000000d.part",
        "foreign": folder / "что-то.sqlite.0000000e.part",
    }
    for name, path in stray.items():
        path.write_bytes(b"half")
        moment = hand_clock().timestamp() if name == "fresh" else old
        os.utime(path, (moment, moment))
    new_ticket(office)
    office.backups.make()
    assert [name for name, path in stray.items() if path.exists()] == ["fresh", "other", "foreign"]


def test_a_clock_that_ran_ahead_once_makes_no_copies_of_the_same(
    office: Office, hand_clock: HandClock
) -> None:
    """The copy of a year to come stays the newest by its name: each half hour it was made again.

    Going back to a state that has its copy needs no other one; a changed base does.
    """
    right = hand_clock.moment
    hand_clock.forward(days=3650)
    new_ticket(office)
    assert office.backups.make() is not None
    hand_clock.moment = right
    new_ticket(office)
    assert office.backups.make() is not None
    for _ in range(3):
        hand_clock.forward(minutes=30)
        assert office.backups.make() is None
    new_ticket(office)
    assert office.backups.make() is not None
    assert len(office.backups.copies()) == 3

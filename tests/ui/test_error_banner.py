"""The red banner of a failure stays as long as it is true, and no longer."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from desktop_app.core.changes import Changes, Kind
from desktop_app.core.errors import (
    DatabaseLocked,
    DatabaseReadOnly,
    DiskFull,
    NotFound,
    OfficeError,
    TargetError,
)
from desktop_app.ui.changes_hub import ChangesHub
from desktop_app.ui.errors import words_of
from desktop_app.ui.jobs import Jobs
from desktop_app.ui.shell.banner import BannerZone
from desktop_app.ui.shell.error_banner import ErrorBanner

pytestmark = pytest.mark.gui
CHANGED = Changes.of(Kind.TICKET, 1)


class Bench:
    """The banner over real lanes; two owners work: a page, and whatever keeps drafts."""

    def __init__(self, qtbot: QtBot) -> None:
        """Show «tickets» in front."""
        self.jobs, self.hub, self.zone = Jobs(), ChangesHub(), BannerZone()
        self.page, self.keeper = QObject(), QObject()
        self.banner = ErrorBanner(self.zone, self.jobs, self.hub)
        self.banner.page_shown("tickets")
        self._qtbot = qtbot
        qtbot.addWidget(self.zone)

    def fail(self, error: OfficeError, *, reading: bool = False) -> None:
        """Let work of the page fail."""

        def work() -> None:
            raise error

        lane = self.jobs.read if reading else self.jobs.write
        lane(work, lambda _: None, lambda e: self.banner.show(e, words_of(e)), owner=self.page)
        self.wait()
        assert self.shown

    def write(self, owner: QObject, changes: Changes | None = None) -> None:
        """Let a write succeed, telling of a change or of none."""
        tell = self.hub.announce
        self.jobs.write(lambda: None, lambda _: tell(changes) if changes else None, owner=owner)
        self.wait()

    def read(self, changes: Changes | None = None) -> None:
        """Let a read of the page succeed; it may tell what a colleague saved."""
        tell = self.hub.announce
        self.jobs.read(lambda: None, lambda _: tell(changes) if changes else None, owner=self.page)
        self.wait()

    def wait(self) -> None:
        """Wait for the lanes."""
        self._qtbot.waitUntil(lambda: self.jobs.idle)

    @property
    def shown(self) -> bool:
        """Tell whether the banner is there."""
        return bool(self.zone.titles)


@pytest.fixture
def bench(qtbot: QtBot) -> Iterator[Bench]:
    """Give the banner, and end the lanes afterwards."""
    bench = Bench(qtbot)
    yield bench
    bench.jobs.shutdown()


def test_a_full_disk_ends_with_a_saved_change(bench: Bench) -> None:
    """A draft that still fits proves nothing; a change told of anywhere does."""
    bench.fail(DiskFull("На диске нет места"))
    bench.write(bench.keeper)
    assert bench.shown
    bench.banner.page_shown("buildings")
    bench.write(bench.keeper, CHANGED)
    assert not bench.shown


def test_a_full_disk_ends_with_what_failed(bench: Bench) -> None:
    """The same owner's next write succeeds: the banner goes, though nothing was told of."""
    bench.fail(DiskFull("На диске нет места"))
    bench.write(bench.page)
    assert not bench.shown


@pytest.mark.parametrize("kind", [DatabaseLocked, DatabaseReadOnly])
def test_a_hindrance_ends_with_any_write(bench: Bench, kind: type[OfficeError]) -> None:
    """The smallest write shows that the file is free again."""
    bench.fail(kind("База занята"))
    bench.read()
    assert bench.shown
    bench.write(bench.keeper)
    assert not bench.shown


def test_a_held_list_ends_with_its_reading(bench: Bench) -> None:
    """F5 that succeeds takes away what the same list said."""
    bench.fail(DatabaseLocked("База занята"), reading=True)
    bench.read()
    assert not bench.shown


def test_a_missing_record_outlives_other_reads(bench: Bench) -> None:
    """A page reads several things at once: a list that came is no answer to a card that did not."""
    bench.fail(NotFound("Обращения нет"), reading=True)
    bench.read()
    assert bench.shown
    bench.write(bench.page)
    assert bench.shown


def test_other_failures_belong_to_their_page(bench: Bench) -> None:
    """A change on another page does not end them; one on theirs does; a colleague's never."""
    bench.fail(TargetError("Не записан файл"))
    bench.read(CHANGED)
    bench.banner.page_shown("buildings")
    bench.write(bench.keeper, CHANGED)
    assert bench.shown
    bench.banner.page_shown("tickets")
    bench.write(bench.keeper, CHANGED)
    assert not bench.shown


def test_a_colleague_ends_nothing(bench: Bench) -> None:
    """What another program saved proves nothing of this one's disk."""
    bench.fail(DiskFull("На диске нет места"))
    bench.read(CHANGED)
    assert bench.shown

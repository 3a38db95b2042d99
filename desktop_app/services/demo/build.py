"""Makes a demo file: built beside its name, checked whole, then put in place."""

import datetime as dt
import gc
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random

from db import bulk, bulk_check, bulk_process, failures, files
from db.queries import demo as queries
from db.queries import rollups
from desktop_app.core import clock, file_moves
from desktop_app.core.errors import Cancelled, TargetError
from desktop_app.services.demo import book, sites, visits
from desktop_app.services.demo.calls import Calls, District
from desktop_app.services.demo.companies import Companies
from desktop_app.services.demo.fate import Fate
from desktop_app.services.demo.life import Ids, Life
from desktop_app.services.demo.moments import DAY, Moments, last_moment, season_start
from desktop_app.services.demo.outages import plan_outages
from desktop_app.services.demo.people import residents
from desktop_app.services.demo.scribe import Scribe
from desktop_app.services.demo.subjects import Subjects
from desktop_app.services.demo.tally import Tally
from desktop_app.services.demo.terms import Terms
from desktop_app.services.demo.town import make_houses
from desktop_app.services.demo.waves import Hours, day_counts
from desktop_app.services.office import Office

IN_ONE_PROCESS = 100_000
"""Most tickets a thread of our own writes; a second process pays for more."""

Progress = Callable[[int, int], object]
Stop = Callable[[], bool]


@dataclass(frozen=True, slots=True)
class DemoOrder:
    """What to make; the same order gives the same rows, whatever the day it is given on.

    `until` is the last moment of the demo; None means this morning (see `last_moment`).
    """

    houses: int = 400
    tickets: int = 5_000
    seed: int = 1
    until: dt.datetime | None = None


def make_demo(
    path: Path,
    order: DemoOrder,
    *,
    progress: Progress | None = None,
    cancelled: Stop | None = None,
) -> dict[str, int]:
    """Make a database of an invented district; return how many rows its tables hold.

    The file appears whole or not at all. TargetError when there is one already, DiskFull or
    another StorageError when it cannot be written, Cancelled when `cancelled()` says so.
    """
    if path.exists():
        raise TargetError(
            f"Файл {path.name} уже есть", "он не изменён", "назовите новый файл ключом --db"
        )
    temporary = path.with_name(f"{path.name}.demo")
    try:
        files.forget(temporary)
        files.create_file(temporary)
        maker = _Maker(temporary, order, progress or _silent, cancelled or _never)
        found = maker.make()
        bulk_check.verify(temporary)
        file_moves.replace(temporary, path)
    except OSError as error:
        raise failures.os_fault(error, path) from error
    finally:
        files.forget(temporary)
    return found


class _Maker:
    """One demo on its way."""

    def __init__(self, path: Path, order: DemoOrder, progress: Progress, cancelled: Stop) -> None:
        self._path, self._order = path, order
        self._progress, self._cancelled = progress, cancelled
        self._until = (order.until or last_moment(clock.now())).replace(microsecond=0)
        self._first = season_start(self._until.date(), order.tickets)
        self._moments = Moments(self._first, self._until)

    def make(self) -> dict[str, int]:
        office = Office.open(self._path, now=self._first_morning)
        try:
            district, terms = self._district(office)
            chain = queries.Chain(office.desk.store)
        finally:
            office.close()
        tally = Tally()
        numbers = self._tell(district, terms, chain, tally)
        office = Office.open(self._path, now=lambda: self._until)
        try:
            with office.desk.store.write():
                queries.set_counters(office.desk.store, numbers)
                rollups.put(office.desk.store, tally.counted())
            visits.make_visits(office, self._rng("visits"), self._rng("pictures"))
            sites.make_sites(office, self._rng("sites"))
            return queries.totals(office.desk.store)
        finally:
            office.close()

    def _district(self, office: Office) -> tuple[District, Terms]:
        """Fill the book; return everything the calls are made of."""
        people = residents(self._rng("people"))
        cast = book.open_office(office, people, self._rng("office"))
        companies = Companies(office.organizations, people, self._rng("companies"))
        houses = make_houses(self._order.houses, self._rng("town"))
        book.settle(office, houses, companies)
        rng = self._rng("outages")
        outages = plan_outages(houses, self._order.tickets, self._moments, rng)
        book.write_outages(office.desk.store, outages, houses, self._moments)
        subjects = Subjects(office.reference, self._rng("subjects"))
        cast = replace(cast, dispatch=companies.dispatch)
        district = District(houses, people, subjects, outages, cast, self._moments)
        return district, Terms(office.reference, self._moments)

    def _tell(
        self, district: District, terms: Terms, chain: queries.Chain, tally: Tally
    ) -> dict[str, int]:
        """Let all calls be made; return the last number of each year."""
        is_big = self._order.tickets > IN_ONE_PROCESS
        writer = bulk_process.BulkProcess if is_big else bulk.BulkFile
        file: bulk.Filling = writer(self._path, queries.IN_ORDER)
        # Millions of small rows and not one circle among them: looking for circles is 7 % of it.
        was_collecting = gc.isenabled()
        gc.disable()
        try:
            numbers = self._days(district, terms, Scribe(file, chain, tally))
            file.finish()
        finally:
            file.abandon()
            if was_collecting:
                gc.enable()
        return numbers

    def _days(self, district: District, terms: Terms, scribe: Scribe) -> dict[str, int]:
        calls = Calls(district, self._rng("calls"))
        fate = Fate(self._rng("fate"), district.cast, self._moments.until)
        rng, moments, ids, total = self._rng("days"), self._moments, Ids(), self._order.tickets
        hours, numbers = Hours(rng), dict[str, int]()
        counts = day_counts(moments.first, moments.until // DAY + 1, total, rng)
        for day, count in enumerate(counts):
            if self._cancelled():
                raise Cancelled
            year = moments.date(day * DAY).year
            given = numbers.get(f"ticket:{year}", 0)
            for second in calls.moments_of(day, hours.draw(day, count, moments.until)):
                given += 1
                told = calls.draw(second, ids.ticket + 1, f"{year}-{given:05d}")
                life = Life(told.call, ids, moments, terms)
                fate.live(life, told.subject, told.house)
                scribe.write(life, told.house)
            if given:
                numbers[f"ticket:{year}"] = given
            scribe.end_day(day)
            self._progress(ids.ticket, total)
        scribe.flush()
        return numbers

    def _first_morning(self) -> dt.datetime:
        return dt.datetime.combine(self._first, dt.time(7, 30))

    def _rng(self, part: str) -> Random:
        """Return a source of its own for each part, so that a change of one leaves the others."""
        return Random(f"{self._order.seed}:{part}")


def _silent(_done: int, _total: int) -> None:
    """Tell nobody."""


def _never() -> bool:
    return False

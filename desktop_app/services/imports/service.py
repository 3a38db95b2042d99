"""Imports: a file of another office becomes records of the book, all or nothing."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from db.integrity import private_copy
from db.queries import imports as queries
from desktop_app.core.records.imports import (
    BatchUndone,
    FileView,
    ImportBatch,
    ImportKind,
    ImportPlan,
    ImportResult,
    PreviewLine,
)
from desktop_app.core.settings import OFFICE_NAME
from desktop_app.importers.table import Table
from desktop_app.services.desk import Desk
from desktop_app.services.house_search import HouseSearch
from desktop_app.services.imports import preview, rejects
from desktop_app.services.imports.batch import Work
from desktop_app.services.imports.files import Files
from desktop_app.services.imports.ledger import Ledger
from desktop_app.services.imports.organization_taker import OrganizationTaker
from desktop_app.services.imports.own_profiles import OwnProfiles
from desktop_app.services.imports.pace import IsCancelled, Pace, Progress
from desktop_app.services.imports.profiles import Columns
from desktop_app.services.imports.site_taker import SiteTaker
from desktop_app.services.imports.spool import Spool
from desktop_app.services.imports.takers import HouseTaker, Taker, TicketTaker
from desktop_app.services.imports.undo import BatchUndo
from desktop_app.services.organizations import Organizations
from desktop_app.services.reference import Reference
from desktop_app.services.settings import Settings
from desktop_app.services.waste import Waste

_LISTED = 200
_PREVIEWED = 100


class Imports:
    """Use cases of files that come into the office."""

    def __init__(
        self,
        desk: Desk,
        search: HouseSearch,
        reference: Reference,
        settings: Settings,
        organizations: Organizations,
        waste: Waste,
        backups: Path | None = None,
    ) -> None:
        """Work at the desk; before each import the database is copied to `backups` (beside it)."""
        self._desk, self._search = desk, search
        self._settings, self._waste = settings, waste
        self._backups = backups or desk.store.path.parent
        self.profiles = OwnProfiles(settings)
        self._files = Files(self.profiles)
        self._reference = reference
        self._takers = self._takers_at(desk, organizations)

    def _takers_at(self, desk: Desk, organizations: Organizations) -> Mapping[ImportKind, Taker]:
        return {
            ImportKind.HOUSES: HouseTaker(desk, self._search),
            ImportKind.ORGANIZATIONS: OrganizationTaker(desk),
            ImportKind.TICKETS: TicketTaker(desk, self._search, self._reference),
            ImportKind.SITES: SiteTaker(desk, self._search, organizations),
        }

    def run(
        self,
        plan: ImportPlan,
        *,
        dry_run: bool = False,
        progress: Progress | None = None,
        cancelled: IsCancelled | None = None,
    ) -> ImportResult:
        """Take a file in by a plan: sheet, heading row and columns as a person chose, or as found.

        New records are added, known ones brought up to date; what a clerk typed by hand stays.
        Organisations are known by ИНН, ОГРН or name, sites by their number in the register or
        address. Of another office's journal only rows whose house is found for sure are taken, and
        a ticket taken before changes while nobody has worked on it here.

        All rows are written in one transaction after a verified copy of the database; `dry_run`
        counts the same on a copy of its own. Raises BadFile for a file that is no such list,
        Cancelled, StorageError; nothing is changed then.
        """
        pace = Pace(progress, cancelled)
        with self._files.opened(plan, pace.is_cancelled) as (table, columns), Spool() as spool:
            pace.expect(table.size * 2)
            path, kind = plan.path, plan.kind.value
            work = Work(path, kind, table, columns, Ledger(path), pace, dry_run)
            with self._place_for(dry_run=dry_run) as takers:
                result = takers[plan.kind].take(work, spool, self._backups)
        if plan.kind is ImportKind.HOUSES and result.changes.ids:
            self._search.reload()
        return result

    @contextmanager
    def _place_for(self, *, dry_run: bool) -> Iterator[Mapping[ImportKind, Taker]]:
        """Give the takers; a trial of a whole file works at a copy, so that nobody waits for it."""
        if not dry_run:
            yield self._takers
            return
        with private_copy(self._desk.store, "trial") as copy:
            desk = Desk(copy, self._desk.now, self._desk.clerk_id)
            yield self._takers_at(desk, Organizations(desk))

    def look(
        self, plan: ImportPlan, cancelled: IsCancelled | None = None
    ) -> tuple[FileView, tuple[PreviewLine, ...]]:
        """Return what a file holds, how its columns are matched and its first rows as they will be.

        The rows are written as an import writes them, and that is taken back: nothing is kept.
        There are no rows while a column is missing. BadFile when it is no table.
        """
        pace = Pace(None, cancelled)
        with self._files.looked(plan, pace.is_cancelled) as (view, table, columns):
            if view.missing:
                return view, ()
            return view, self._lines(plan, replace(table, limit=_PREVIEWED), columns, pace)

    def write_rejects(self, result: ImportResult, target: Path) -> tuple[Path, ...]:
        """Write rows that were not taken, with reasons, as xlsx; return the files written."""
        return rejects.write(result, target, self._settings.get(OFFICE_NAME))

    def batches(self, limit: int = _LISTED) -> list[ImportBatch]:
        """Return the latest imports, newest first."""
        return queries.batches(self._desk.store, limit)

    def undo(self, batch_id: int) -> BatchUndone:
        """Take a batch back: what it added goes, what it changed is put back.

        Rows somebody has worked with since stay and are told with reasons. NotFound without such
        a batch, NotAllowed when it is undone already; a verified copy is written first.
        """
        undone = BatchUndo(self._desk, self._waste).undo(batch_id, self._backups)
        self._search.reload()
        return undone

    def _lines(
        self, plan: ImportPlan, table: Table, columns: Columns, pace: Pace
    ) -> tuple[PreviewLine, ...]:
        taker, ledger = self._takers[plan.kind], Ledger(plan.path, is_preview=True)
        work = Work(plan.path, plan.kind.value, table, columns, ledger, pace, is_dry_run=True)
        with Spool() as spool:
            taker.take(work, spool, self._backups)
        houses = self._search if plan.kind is ImportKind.TICKETS else None
        as_will_be = taker.foretell(table, columns, Ledger(plan.path))
        return preview.lines(table, columns, as_will_be, houses, ledger)

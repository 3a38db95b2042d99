"""Registers of collection sites (ПП 1039) from xlsx and csv: one batch that can be taken back."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

from db import history
from db.history import Action
from db.queries import waste_batches, waste_edit
from desktop_app.core import clock
from desktop_app.core.assets import resource
from desktop_app.core.changes import Changes, Kind
from desktop_app.core.enums import Entity, Operation
from desktop_app.core.errors import NotAllowed, NotFound
from desktop_app.core.records.imports import (
    BatchUndone,
    ImportBatch,
    ImportResult,
    RegisterColumns,
)
from desktop_app.core.settings import OFFICE_NAME
from desktop_app.importers import faults
from desktop_app.importers.reader import open_table
from desktop_app.importers.table import Table
from desktop_app.services.desk import Desk
from desktop_app.services.house_search import HouseSearch
from desktop_app.services.imports import addresses, profiles, rejects
from desktop_app.services.imports.batch import Work, copy_before, digest
from desktop_app.services.imports.ledger import Ledger, surplus_reason
from desktop_app.services.imports.pace import IsCancelled, Pace, Progress
from desktop_app.services.imports.profiles import Columns
from desktop_app.services.imports.sites_houses import ServedHouses
from desktop_app.services.imports.sites_prepare import PreparedSite, SiteReader
from desktop_app.services.imports.sites_write import SiteWriter
from desktop_app.services.organizations import Organizations
from desktop_app.services.settings import Settings
from desktop_app.services.waste import Waste

KIND: Final = "sites"
_LISTED: Final = 50
_SHIFTED: Final = "строка не подходит к заголовкам"
_CHANGED: Final = "площадку с тех пор меняли"


class _DryRun(Exception):
    """Ends the transaction of a trial: everything was counted, nothing is kept."""


class SiteImports:
    """Use cases of registers of collection sites."""

    def __init__(
        self,
        desk: Desk,
        search: HouseSearch,
        organizations: Organizations,
        waste: Waste,
        settings: Settings,
    ) -> None:
        """Work at the desk; a verified copy is put beside the database before each import."""
        self._desk, self._search, self._organizations = desk, search, organizations
        self._waste, self._settings = waste, settings
        self._backups = desk.store.path.parent

    def look(self, path: Path, cancelled: IsCancelled | None = None) -> RegisterColumns:
        """Return which columns of a register are understood by themselves; BadFile, Cancelled."""
        pace = Pace(None, cancelled)
        known = profiles.load(resource("reference", "site_columns.csv"))
        with open_table(path, profiles.titles_of(known), is_cancelled=pace.is_cancelled) as table:
            columns = profiles.guess(table, known)
        matched = {name: columns.title(name) for name in columns.places}
        return RegisterColumns(columns.titles, matched)

    def load(
        self,
        path: Path,
        *,
        chosen: Mapping[str, str] | None = None,
        dry_run: bool = False,
        progress: Progress | None = None,
        cancelled: IsCancelled | None = None,
    ) -> ImportResult:
        """Take a register in: new sites added, known ones brought up to date, by number or address.

        `chosen` are the columns a person matched, field to heading; by themselves when None.
        What a clerk typed by hand stays. All rows are written in one transaction after a verified
        copy; `dry_run` counts the same and keeps nothing. Raises BadFile for a file that is no
        such register, Cancelled, StorageError; nothing is changed then.
        """
        pace = Pace(progress, cancelled)
        known = profiles.load(resource("reference", "site_columns.csv"))
        titles = profiles.titles_of(known)
        with open_table(path, titles, is_cancelled=pace.is_cancelled) as table:
            columns = profiles.guess(table, known)
            if chosen is not None:
                columns = profiles.by_hand(columns, known[0], chosen)
            _demand_address(path, columns)
            pace.expect(table.size * 2)
            ledger = Ledger(path)
            sites = _prepare(table, columns, ledger, pace.tick)
            work = Work(path, KIND, table, columns, ledger, pace, dry_run)
            sha256 = digest(path)
            if not dry_run:
                copy_before(self._desk, self._backups)
            outcome: list[ImportResult] = []
            try:
                self._write(work, sha256, sites, outcome)
            except _DryRun:
                return outcome[0]
        return outcome[0]

    def undo(self, batch_id: int) -> BatchUndone:
        """Take a batch back: added sites go, changed ones are put back as they were.

        Sites somebody changed since stay and are counted. NotFound without such a batch,
        NotAllowed when it is taken back already. Organisations that were added stay.
        """
        batch = waste_batches.batch(self._desk.store, batch_id)
        if batch is None:
            raise NotFound("Такой загрузки площадок нет", "", "посмотрите список загрузок")
        if batch.is_undone:
            raise NotAllowed("Эта загрузка уже отменена", "ничего не изменено")
        removed = restored = kept = 0
        changes = Changes()
        with self._desk.action() as action:
            for entry in history.of_action(self._desk.store, batch.action):
                if entry.entity is not Entity.SITE or entry.operation is not Operation.IMPORTED:
                    continue
                try:
                    changes |= self._waste.put_back(action, entry)
                except NotAllowed:
                    kept += 1
                    continue
                was_new = any(c.field == "address" and c.before is None for c in entry.changes)
                removed, restored = removed + was_new, restored + (not was_new)
            stamp = clock.stamp(self._desk.now())
            waste_edit.finish_batch(self._desk.store, batch_id, {"undone_at": stamp})
        reasons = {_CHANGED: kept} if kept else {}
        return BatchUndone(batch_id, removed, restored, kept, reasons, changes)

    def undo_last(self) -> BatchUndone:
        """Take the latest batch back that is not taken back yet; NotAllowed without one."""
        last = waste_batches.last(self._desk.store)
        if last is None:
            raise NotAllowed("Отменять нечего: реестр площадок не загружали", "ничего не изменено")
        return self.undo(last)

    def batches(self, limit: int = _LISTED) -> list[ImportBatch]:
        """Return the latest imports, newest first."""
        return waste_batches.batches(self._desk.store, limit)

    def write_rejects(self, result: ImportResult, target: Path) -> tuple[Path, ...]:
        """Write rows that were not taken, with reasons, as xlsx; return the files written."""
        return rejects.write(result, target, self._settings.get(OFFICE_NAME))

    def _write(
        self,
        work: Work,
        sha256: str,
        sites: list[PreparedSite],
        outcome: list[ImportResult],
    ) -> None:
        ledger, store = work.ledger, self._desk.store
        houses = ServedHouses(self._search)
        with self._desk.action() as action:
            batch_id = self._start(work.path, sha256, action)
            writer = SiteWriter(
                store, action, batch_id, ledger, work.columns, self._organizations, houses
            )
            for site in sites:
                writer.write(site)
                work.pace.tick()
            ledger.settle(work.table)
            ledger.close()
            counts = {
                "rows_read": ledger.read,
                "rows_added": ledger.added,
                "rows_updated": ledger.updated,
                "rows_same": ledger.same,
                "rows_rejected": len(ledger.rejects),
            }
            waste_edit.finish_batch(store, batch_id, counts)
            kept = None if work.is_dry_run else batch_id
            outcome.append(_result(work.path, work.columns, ledger, writer, kept))
            if work.is_dry_run:
                raise _DryRun

    def _start(self, path: Path, sha256: str, action: Action) -> int:
        return waste_edit.start_batch(
            self._desk.store,
            {
                "file_name": path.name,
                "file_sha256": sha256,
                "started_at": clock.stamp(self._desk.now()),
                "clerk_id": self._desk.clerk_id,
                "action": action.number,
            },
        )


def _demand_address(path: Path, columns: Columns) -> None:
    if columns.has("address") or (columns.has("street") and columns.has("house")):
        return
    heads = columns.profile.fields["address"]
    raise faults.no_column(path, heads[0], heads, columns.titles)


def _prepare(
    table: Table, columns: Columns, ledger: Ledger, tick: Callable[[], None]
) -> list[PreparedSite]:
    reader = SiteReader(columns, ledger)
    sites = []
    for row in table.rows():
        ledger.read += 1
        shifted = surplus_reason(row)
        if shifted:
            ledger.reject(row, shifted, _SHIFTED)
        elif not addresses.written(row, columns):
            ledger.reject(row, addresses.NO_ADDRESS)
        else:
            sites.append(reader.read(row))
        tick()
    return sites


def _result(
    path: Path, columns: Columns, ledger: Ledger, writer: SiteWriter, batch_id: int | None
) -> ImportResult:
    kinds = (Kind.SITE, Kind.BUILDING) if writer.touched and batch_id is not None else ()
    if writer.companies_added and batch_id is not None:
        kinds = (*kinds, Kind.ORGANIZATION)
    return ImportResult(
        batch_id=batch_id,
        kind=KIND,
        read=ledger.read,
        added=ledger.added,
        updated=ledger.updated,
        same=ledger.same,
        headers=columns.titles,
        rejects=ledger.rejects,
        reasons=dict(ledger.reasons.most_common()),
        organizations_added=writer.companies_added,
        changes=Changes.many(kinds),
        remarks=tuple(ledger.remarks),
        notices=tuple(ledger.notices),
        profile=columns.profile.title,
        file_name=path.name,
        is_dry_run=batch_id is None,
    )

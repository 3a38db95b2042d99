"""Imports: a file of another office becomes houses or tickets, all of it or nothing."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from db.history import Action
from db.queries import import_tickets
from db.queries import imports as queries
from desktop_app.core.changes import Changes
from desktop_app.core.records.imports import ImportBatch, ImportResult
from desktop_app.core.settings import OFFICE_NAME
from desktop_app.core.text import fold
from desktop_app.importers.reader import open_table
from desktop_app.services.desk import Desk
from desktop_app.services.house_search import HouseSearch
from desktop_app.services.imports import prepared_house, prepared_ticket, profiles, rejects, topics
from desktop_app.services.imports.batch import Work, write_batch
from desktop_app.services.imports.houses_prepare import HousePreparer
from desktop_app.services.imports.houses_write import HouseWriter
from desktop_app.services.imports.ledger import Ledger
from desktop_app.services.imports.pace import IsCancelled, Pace, Progress
from desktop_app.services.imports.profiles import HOUSES, TICKETS
from desktop_app.services.imports.spool import Spool
from desktop_app.services.imports.tickets_prepare import TicketPreparer
from desktop_app.services.imports.tickets_write import TicketWriter
from desktop_app.services.imports.topics import TOPIC_MAP, TopicMap
from desktop_app.services.reference import Reference
from desktop_app.services.settings import Settings

_LISTED = 200


class Imports:
    """Use cases of files that come into the office."""

    def __init__(
        self,
        desk: Desk,
        search: HouseSearch,
        reference: Reference,
        settings: Settings,
        backups: Path | None = None,
    ) -> None:
        """Work at the desk; before each import the database is copied to `backups` (beside it)."""
        self._desk, self._search = desk, search
        self._reference, self._settings = reference, settings
        self._backups = backups or desk.store.path.parent

    def houses(
        self,
        path: Path,
        *,
        dry_run: bool = False,
        progress: Progress | None = None,
        cancelled: IsCancelled | None = None,
    ) -> ImportResult:
        """Take a list of houses in: new ones added, known ones brought up to date.

        What a clerk typed by hand stays. All rows are written in one transaction after a verified
        copy of the database; `dry_run` counts the same and keeps nothing. Raises BadFile for a file
        that is no such list, Cancelled, StorageError; nothing is changed then.
        """
        pace = Pace(progress, cancelled)
        with self._opened(path, HOUSES, pace, is_dry_run=dry_run) as work, Spool() as spool:
            result = self._take_houses(work, spool)
        if result.changes.ids:
            self._search.reload()
        return result

    def tickets(
        self,
        path: Path,
        *,
        dry_run: bool = False,
        progress: Progress | None = None,
        cancelled: IsCancelled | None = None,
    ) -> ImportResult:
        """Take another office's journal in with its own numbers, dates and states; see `houses`.

        Only rows whose house is found for sure are taken. A ticket taken before is brought up to
        date while nobody has worked on it here.
        """
        pace = Pace(progress, cancelled)
        with self._opened(path, TICKETS, pace, is_dry_run=dry_run) as work, Spool() as spool:
            return self._take_tickets(work, spool)

    def write_rejects(self, result: ImportResult, target: Path) -> tuple[Path, ...]:
        """Write rows that were not taken, with reasons, as xlsx; return the files written."""
        return rejects.write(result, target, self._settings.get(OFFICE_NAME))

    def batches(self, limit: int = _LISTED) -> list[ImportBatch]:
        """Return the latest imports, newest first."""
        return queries.batches(self._desk.store, limit)

    def topic_map(self) -> dict[str, str]:
        """Return which topic each known kind of work becomes: folded label → code."""
        return {**topics.shipped(), **topics.edited(self._settings.get(TOPIC_MAP))}

    def set_topic(self, label: str, code: str) -> Changes:
        """Say which topic a kind of work of other journals is; NotFound for an unknown code.

        The next import of the same journal puts its tickets right.
        """
        known = self._reference.topic(code).code
        office = {**topics.edited(self._settings.get(TOPIC_MAP)), fold(label): known}
        return self._settings.set(TOPIC_MAP, json.dumps(office, ensure_ascii=False))

    @contextmanager
    def _opened(self, path: Path, kind: str, pace: Pace, *, is_dry_run: bool) -> Iterator[Work]:
        known = [profile for profile in profiles.load() if profile.kind == kind]
        titles = profiles.titles_of(known)
        with open_table(path, titles, is_cancelled=pace.is_cancelled) as table:
            columns = profiles.recognise(path, table, known)
            pace.expect(table.size * 2)
            yield Work(path, kind, table, columns, Ledger(path), pace, is_dry_run)

    def _take_houses(self, work: Work, spool: Spool) -> ImportResult:
        today = self._desk.now().date()
        preparer = HousePreparer(work.columns, work.ledger, spool, today)
        preparer.run(work.table, work.pace.tick)
        store = self._desk.store

        def write(action: Action, batch_id: int) -> int:
            writer = HouseWriter(store, action, batch_id, work.ledger, today)
            houses = (prepared_house.unpack(packed) for packed in spool)
            writer.run(preparer.chosen(houses), work.columns.title("company"), work.pace.tick)
            return writer.companies.added

        return write_batch(self._desk, work, self._backups, spool.count, write)

    def _take_tickets(self, work: Work, spool: Spool) -> ImportResult:
        store = self._desk.store
        office = topics.edited(self._settings.get(TOPIC_MAP))
        preparer = TicketPreparer(
            work.columns,
            work.ledger,
            self._search,
            TopicMap(self._reference, office),
            self._suggestions,
            self._desk.now(),
        )
        preparer.run(work.table, spool, work.pace.tick)

        def write(action: Action, batch_id: int) -> int:
            writer = TicketWriter(store, action, batch_id, work.ledger)
            tickets = (prepared_ticket.unpack(packed) for packed in spool)
            title = work.columns.title("company")
            writer.run(tickets, preparer.parents, title, work.pace.tick)
            return writer.companies.added

        return write_batch(self._desk, work, self._backups, spool.count, write)

    def _suggestions(self, building_ids: tuple[int, ...]) -> str:
        shown = building_ids[:3]
        found = import_tickets.addresses(self._desk.store, shown) if shown else {}
        return "; ".join(found[house] for house in shown if house in found)

"""One batch: a verified copy of the database, then everything in one transaction or nothing."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from db import backup, base_marks, history
from db.history import Action
from db.queries import imports as queries
from desktop_app.core import clock, fingerprints
from desktop_app.core.changes import Changes, Kind
from desktop_app.core.enums import Entity, Operation
from desktop_app.core.records.history import FieldChange, HistoryDraft
from desktop_app.core.records.imports import ImportKind, ImportResult
from desktop_app.importers import faults
from desktop_app.importers.table import Table
from desktop_app.services.desk import Desk
from desktop_app.services.imports.ledger import Ledger
from desktop_app.services.imports.pace import Pace
from desktop_app.services.imports.profiles import Columns

_TOUCHED = {
    ImportKind.HOUSES: (Kind.BUILDING, Kind.ORGANIZATION),
    ImportKind.ORGANIZATIONS: (Kind.ORGANIZATION,),
    ImportKind.TICKETS: (Kind.TICKET, Kind.ORGANIZATION),
    ImportKind.SITES: (Kind.SITE, Kind.BUILDING, Kind.ORGANIZATION),
}

Write = Callable[[Action, int], int]
"""Writes prepared rows in the name of a batch; returns how many organisations were added."""


@dataclass(frozen=True, slots=True)
class Work:
    """A recognised file on its way into the book."""

    path: Path
    kind: str
    table: Table
    columns: Columns
    ledger: Ledger
    pace: Pace
    is_dry_run: bool


class _Trial(Exception):
    """Ends the transaction of a trial: everything was counted, nothing is kept."""


@contextmanager
def trial(desk: Desk) -> Iterator[Action]:
    """Open an action that is taken back at its end: what it counted is what a real one would."""
    with suppress(_Trial), desk.action() as action:
        yield action
        raise _Trial


def write_batch(desk: Desk, work: Work, backups: Path, rows: int, write: Write) -> ImportResult:
    """Write the prepared rows as one batch and return what became of every row.

    A trial writes too, and takes it all back: its counts are those of the real import.
    """
    sha256 = "" if work.ledger.is_preview else digest(work.path)
    if not work.is_dry_run:
        copy_before(desk, backups)
    opened = trial(desk) if work.is_dry_run else desk.action()
    with queries.readers_stay_free(desk.store, rows), opened as action:
        batch_id = _start(desk, work, sha256, action)
        organizations = write(action, batch_id)
        work.ledger.settle(work.table)
        work.ledger.close()
        _finish(desk, action, work, batch_id)
        if work.ledger.is_preview:
            work.ledger.entries = history.of_action(desk.store, action.number)
    return _result(work, None if work.is_dry_run else batch_id, organizations)


def copy_before(desk: Desk, folder: Path) -> Path:
    """Write a verified copy of the database into a folder; return its path."""
    moment = f"{desk.now():%Y-%m-%d %H-%M-%S}"
    whose = base_marks.in_name(base_marks.of_store(desk.store))
    target = folder / f"{desk.store.path.stem} до импорта {moment}{whose}.sqlite"
    backup.write_copy(desk.store, target)
    return target


def digest(path: Path) -> str:
    """Return the SHA-256 of a file in hex; BadFile when it does not let itself be read."""
    try:
        return fingerprints.of_file(path)
    except OSError as error:
        raise faults.unreadable(path, error) from error


def _start(desk: Desk, work: Work, sha256: str, action: Action) -> int:
    return queries.start_batch(
        desk.store,
        {
            "kind": work.kind,
            "file_name": work.path.name,
            "file_sha256": sha256,
            "started_at": clock.stamp(desk.now()),
            "clerk_id": desk.clerk_id,
            "action": action.number,
        },
    )


def _finish(desk: Desk, action: Action, work: Work, batch_id: int) -> None:
    counts = {
        "rows_read": work.ledger.read,
        "rows_added": work.ledger.added,
        "rows_updated": work.ledger.updated,
        "rows_same": work.ledger.same,
        "rows_rejected": len(work.ledger.rejects),
    }
    queries.finish_batch(desk.store, batch_id, counts)
    changes = tuple(FieldChange(name, None, value) for name, value in counts.items())
    note = f"{work.columns.profile.title}: {work.path.name}"
    action.record(HistoryDraft(Operation.IMPORTED, Entity.IMPORT, batch_id, changes, note))


def _result(work: Work, batch_id: int | None, organizations: int) -> ImportResult:
    ledger = work.ledger
    changed = ledger.added or ledger.updated or organizations
    kinds = _TOUCHED[ImportKind(work.kind)] if changed and batch_id is not None else ()
    return ImportResult(
        batch_id=batch_id,
        kind=work.kind,
        read=ledger.read,
        added=ledger.added,
        updated=ledger.updated,
        same=ledger.same,
        headers=work.columns.titles,
        rejects=ledger.rejects,
        reasons=dict(ledger.reasons.most_common()),
        organizations_added=organizations,
        changes=Changes.many(kinds),
        remarks=tuple(ledger.remarks),
        notices=tuple(ledger.notices),
        folded=ledger.folded,
        profile=work.columns.profile.title,
        file_name=work.path.name,
        is_dry_run=work.is_dry_run,
    )

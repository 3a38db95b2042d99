"""The journal of what was done: who, what and when; the chain verified and printed."""

import json
from array import array
from collections import deque
from collections.abc import Sequence
from pathlib import Path

from db import history
from db.queries import audit as queries
from desktop_app.core import clock, fingerprints, query_words
from desktop_app.core.enums import Entity, Operation
from desktop_app.core.field_titles import change_words
from desktop_app.core.records.audit import AuditMode, AuditQuery, AuditRow, ChainVerdict
from desktop_app.core.records.history import Scalar
from desktop_app.core.records.journal import Exported
from desktop_app.core.settings import OFFICE_NAME
from desktop_app.services.desk import Desk
from desktop_app.services.outgoing import remember
from desktop_app.services.settings import Settings

_SHOWN = 3
_JOURNAL = "Журнал изменений"
_REASON = "служебное: проверка журнала"


class Audit:
    """Reads history; what is looked at is gathered and written by the beat of the session."""

    def __init__(self, desk: Desk, settings: Settings) -> None:
        """Work at the desk."""
        self._desk, self._settings = desk, settings
        self._looks: deque[tuple[str, int | None, str, int]] = deque()

    def ids(self, query: AuditQuery) -> "array[int]":
        """Return ids of the last 5,000 entries that answer, newest first."""
        return queries.ids(self._desk.store, query)

    def page(self, mode: AuditMode, ids: Sequence[int]) -> list[AuditRow]:
        """Return entries of one mode by their ids, in any order."""
        store = self._desk.store
        if mode is AuditMode.VIEWS:
            looks = queries.looks(store, ids)
            names = queries.names(store, ((row[3], row[4]) for row in looks))
            return [
                AuditRow(
                    row[0],
                    clock.unstamp(row[1]),
                    row[2],
                    "Просмотр",
                    _named(names, row[3], row[4]),
                    "",
                )
                for row in looks
            ]
        entries = queries.entries(store, ids)
        names = queries.names(store, ((row[4], row[5]) for row in entries))
        return [
            AuditRow(
                row[0],
                clock.unstamp(row[1]),
                row[2],
                Operation(row[3]).title_ru,
                _named(names, row[4], row[5]),
                _details(row[6], row[7]),
            )
            for row in entries
        ]

    def verify(self) -> ChainVerdict:
        """Follow the whole chain of history; half a second for a hundred thousand entries."""
        store = self._desk.store
        with store.snapshot():  # another workstation may write meanwhile
            broken = history.broken_link(store)
            entries = int(store.scalar("SELECT count(*) FROM history"))
            redacted = int(store.scalar("SELECT count(*) FROM redaction"))
            return ChainVerdict(entries, broken, history.head(store).hex(), redacted)

    def saw(self, page: str, record_id: int) -> None:
        """Remember that a record was on the screen; written with the next beat."""
        at = clock.stamp(self._desk.now())
        self._looks.append((at, self._desk.clerk_id, page, record_id))

    def write_looks(self) -> int:
        """Write down what was looked at since the last time; return how much."""
        looks = list(self._looks)
        if looks:
            with self._desk.store.write():
                queries.add_looks(self._desk.store, looks)
            # Only now: what could not be written waits for the next beat.
            for _ in looks:
                self._looks.popleft()
        return len(looks)

    def write_pdf(self, query: AuditQuery, path: Path) -> Path:
        """Write the journal as it is asked for, with the verdict on the chain; return the path.

        What it tells of persons leaves with it: history keeps that too.
        """
        from desktop_app.reports import pdf_audit
        from desktop_app.reports.atomic_file import write_whole

        ids = list(self.ids(query))
        rows = {row.id: row for row in self.page(query.mode, ids)}
        chain = self.verify()
        pdf = pdf_audit.render(
            self._settings.get(OFFICE_NAME),
            [rows[key] for key in ids if key in rows],
            chain,
            self._desk.now(),
        )
        write_whole(path, pdf)
        exported = Exported(path, len(rows), fingerprints.of_file(path))
        facts: dict[str, Scalar] = {
            "journal": _JOURNAL,
            "chain": f"№ {chain.entries}: {chain.head}",
            "rows": len(rows),
            "personal": True,
            "period": query_words.period(query.since, query.until),
        }
        remember(self._desk, exported, facts, _REASON)
        return path


def _named(names: dict[tuple[str, int], str], kind: str, record_id: int) -> str:
    known = names.get((kind, record_id))
    if known:
        return known
    try:
        title = str(Entity(kind).title_ru)
    except ValueError:
        title = kind
    return f"{title} {record_id}" if record_id else title


def _details(changes: str, note: str) -> str:
    """Return what changed, in words; the first few fields of many."""
    try:
        fields = json.loads(changes)
    except ValueError:
        fields = []
    words = [said for field in fields if (said := change_words(*field))]
    more = f"и ещё {len(words) - _SHOWN}" if len(words) > _SHOWN else ""
    return "; ".join(part for part in (note, *words[:_SHOWN], more) if part)

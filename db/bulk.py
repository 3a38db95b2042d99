"""Filling a new file fast: rows are written beside their maker, indexes are made at the end.

Only for a file nobody else knows yet: it gives up journal and syncs while it is built, and is
checked as a whole before it may take its name.
"""

import math
import queue
import sqlite3
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, cast

from db import failures, statistics
from db.connection import Value

# A million rows of one writer need no proof each; see `bulk_check`.
_BUILDING = (
    "PRAGMA journal_mode = OFF",
    "PRAGMA synchronous = OFF",
    "PRAGMA foreign_keys = OFF",
    "PRAGMA ignore_check_constraints = ON",
    "PRAGMA temp_store = MEMORY",
    "PRAGMA cache_size = -64000",
    "PRAGMA threads = 2",
)
MOST_PARAMETERS = 32_000
"""Of a statement: SQLite's own limit is 32,766 wherever it was not raised."""

NEAR_PARAMETERS = 4_000
"""As many as stay in the processor's cache from being bound to being written."""

_QUEUED = 2

# NULL of a bulk row: SQLite binds it as such, and Python's driver looks for no adapter of a float.
# None takes it ten times longer, under the lock the caller waits for.
NOTHING = math.nan

Cells = list[Value]  # rows one after another, without borders between them
_AT_ONCE = cast("Callable[[Value], Value]", bytearray)


@dataclass(frozen=True, slots=True)
class Shape:
    """A table and the columns its rows bring; `same` is what a column holds in all of them.

    Texts of `encoded` columns come as bytes of UTF-8, so that nobody on the way decodes them and
    encodes them again; those of `blobs` stay bytes.
    A full-text index writes down what it has gathered after every statement: it takes `long` ones.
    """

    table: str
    columns: tuple[str, ...]
    same: tuple[tuple[str, str], ...] = ()
    encoded: tuple[str, ...] = ()
    blobs: tuple[str, ...] = ()
    long: bool = False

    def insert(self, rows: int) -> str:
        """Return the statement that inserts this many rows at once."""
        marks = ["CAST(? AS TEXT)" if name in self.encoded else "?" for name in self.columns]
        marks += [f"'{text}'" for text in dict(self.same).values()]
        names, one = ",".join((*self.columns, *dict(self.same))), f"({','.join(marks)})"
        values = ",".join([one] * rows)
        return f"INSERT INTO {self.table} ({names}) VALUES {values}"  # noqa: S608  our own words


Block = Sequence[tuple[Shape, Cells]]


class Filling(Protocol):
    """A new file being filled: `put` blocks in order, then `finish`, or `abandon` on the way."""

    def put(self, block: Block) -> None:
        """Hand rows over; raises what went wrong with an earlier block."""

    def finish(self) -> None:
        """Wait until every row is written, its indexes are made and statistics are gathered."""

    def abandon(self) -> None:
        """Stop without caring for what was written."""


class BulkFile:
    """A file filled by a thread; for a big one there is `bulk_process.BulkProcess`.

    Triggers do not fire meanwhile. SQLite works outside Python's lock, so that the caller makes the
    next block at the same time.
    """

    def __init__(self, path: Path, ready: frozenset[str] = frozenset()) -> None:
        """Start the thread; the file holds the schema and perhaps a few rows already.

        Indexes named `ready` grow along with the rows: those whose order the rows come in, or
        nearly. All others are made at the end.
        """
        self._path, self._ready = path, ready
        self._blocks: queue.Queue[Block | None] = queue.Queue(_QUEUED)
        self._failure: BaseException | None = None
        self._is_ended = False
        self._thread = threading.Thread(target=self._work, name="rayshtab-bulk", daemon=True)
        self._thread.start()

    def put(self, block: Block) -> None:
        """Hand rows over; raises what went wrong with an earlier block."""
        self._raise_failure()
        self._blocks.put(block)

    def finish(self) -> None:
        """Wait until every row is written, its indexes are made and statistics are gathered."""
        self._end()
        self._raise_failure()

    def abandon(self) -> None:
        """Stop without caring for what was written."""
        self._failure = self._failure or InterruptedError()
        self._end()

    def _end(self) -> None:
        if self._thread.is_alive():
            self._blocks.put(None)
            self._thread.join()

    def _raise_failure(self) -> None:
        if self._failure is not None:
            raise self._failure

    def _work(self) -> None:
        try:
            with closing(sqlite3.connect(self._path, isolation_level=None)) as connection:
                fill(connection, self._ready, self._coming(), MOST_PARAMETERS)
        except BaseException as error:  # noqa: BLE001  told to the caller's thread
            self._failure = failures.world_fault(error, self._path) or error
            for _ in self._rest():
                pass  # the caller may be waiting for room

    def _coming(self) -> Iterator[Block]:
        for block in self._rest():
            self._raise_failure()
            yield block
        self._raise_failure()

    def _rest(self) -> Iterator[Block]:
        while not self._is_ended:
            block = self._blocks.get()
            if block is None:
                self._is_ended = True
            else:
                yield block


def fill(
    connection: sqlite3.Connection,
    ready: frozenset[str],
    blocks: Iterable[Block],
    parameters: int,
) -> None:
    """Write blocks in order, then indexes and statistics; see `BulkFile` for what is `ready`.

    Statements take as many `parameters`: all there may be where each one waits for Python's lock,
    NEAR_PARAMETERS where nobody else has it.
    """
    for statement in _BUILDING:
        connection.execute(statement)
    dropped = _set_aside(connection, ready)
    writer = _Writer(connection, parameters)
    for block in blocks:
        writer.write(block)
    writer.flush()
    for statement in dropped:
        connection.execute(statement)
    statistics.gather(connection)


class _Writer:
    """Inserts rows by statements of as many parameters as it is told.

    Between two statements a thread may wait 5 ms for Python's lock, so rows that do not fill one
    wait for the next block instead of going one by one.
    """

    def __init__(self, connection: sqlite3.Connection, parameters: int) -> None:
        self._connection, self._parameters = connection, parameters
        self._waiting: dict[Shape, Cells] = {}

    def write(self, block: Block) -> None:
        self._connection.execute("BEGIN")
        for shape, cells in block:
            waiting = self._waiting.pop(shape, [])
            waiting += _bindable(shape, cells)
            most = MOST_PARAMETERS if shape.long else self._parameters
            step = max(most // len(shape.columns), 1) * len(shape.columns)
            whole = len(waiting) - len(waiting) % step
            for start in range(0, whole, step):
                self._insert(shape, waiting[start : start + step])
            self._waiting[shape] = waiting[whole:]
        self._connection.execute("COMMIT")

    def flush(self) -> None:
        for shape, cells in self._waiting.items():
            if cells:
                self._insert(shape, cells)
        self._waiting = {}

    def _insert(self, shape: Shape, cells: Cells) -> None:
        self._connection.execute(shape.insert(len(cells) // len(shape.columns)), cells)


def _bindable(shape: Shape, cells: Cells) -> Cells:
    """Turn bytes into what the driver binds at once: for them it looks for an adapter, as for None.

    The cells are changed in place and returned.
    """
    width = len(shape.columns)
    for name in (*shape.encoded, *shape.blobs):
        place = shape.columns.index(name)
        cells[place::width] = map(_AT_ONCE, cells[place::width])
    return cells


def _set_aside(connection: sqlite3.Connection, ready: frozenset[str]) -> list[str]:
    """Drop triggers and indexes but the ready ones; return the statements that make them again.

    What triggers would have counted is counted once by the caller, after `finish`.
    """
    found = connection.execute(
        "SELECT type, name, sql FROM sqlite_master"
        " WHERE type IN ('index', 'trigger') AND sql IS NOT NULL ORDER BY type, name"
    ).fetchall()
    wanted = [row for row in found if row[1] not in ready]
    for kind, name, _ in wanted:
        connection.execute(f'DROP {kind} "{name}"')
    return [sql for _, _, sql in wanted]

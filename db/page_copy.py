"""The pages of an open base copied into another file while others go on writing."""

from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from db import engine
from db.connection import Store

_STEP, _GROWTH = 2_000, 4  # pages under one lock at first; how much more after each beginning anew
_DONE_SOME = 0  # SQLITE_OK of a step; another number: it waits for a writer


class _BegunAnewError(Exception):
    """Another program has written meanwhile: what was copied so far is of no use."""


def copy_pages(store: Store, target: Path, settings: Sequence[str] = ()) -> None:
    """Copy one state of the base into a file of its own, some pages at a time.

    Between two steps others write, and every write makes SQLite begin anew: with one in a tenth of
    a second a copy of 180 MB never came to its end. So each time more is copied under one lock,
    until it fits between two writes; the others wait for it as they wait for each other.
    Raises what the engines raise.
    """
    pages = _STEP
    while True:
        target.open("wb").close()  # half a copy without a journal is no base to begin with
        with closing(engine.connect(target, store.key, isolation_level=None)) as copy:
            for setting in settings:
                copy.execute(setting)
            try:
                store.raw.backup(copy, pages=pages, progress=_Watch().look)
            except _BegunAnewError:
                pages *= _GROWTH
            else:
                return


class _Watch:
    """Notices that a copy has begun anew: no less is left of it than was before."""

    def __init__(self) -> None:
        """Expect the first step."""
        self._left: int | None = None

    def look(self, status: int, left: int, _total: int) -> None:
        """Take what SQLite tells after each step; raise where less is done than was."""
        if status == _DONE_SOME:
            if self._left is not None and left >= self._left:
                raise _BegunAnewError
            self._left = left

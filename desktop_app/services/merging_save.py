"""Saving what is typed into a form over what another person has saved meanwhile."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, Protocol, TypeVar

from db import history
from db.connection import Store
from desktop_app.core.enums import Entity
from desktop_app.core.errors import Clash, Conflict
from desktop_app.core.merging import field_of, merge_drafts, with_fields
from desktop_app.core.records.history import HistoryEntry
from desktop_app.services.desk import moved_on

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

D = TypeVar("D", bound="DataclassInstance")
D_co = TypeVar("D_co", bound="DataclassInstance", covariant=True)
R = TypeVar("R")


class Card(Protocol[D_co]):
    """A record as a service reads it: its version and its facts."""

    @property
    def version(self) -> int:
        """Return which state of the record this is."""

    @property
    def draft(self) -> D_co:
        """Return the facts a form changes."""


@dataclass(frozen=True, slots=True)
class Opened(Generic[D]):
    """The card of a thing that has no version column of its own: see `Traces`."""

    version: int
    draft: D


class Traces:
    """What history tells of a thing; its last entry stands for a version where there is none."""

    def __init__(self, store: Store, record: tuple[Entity, int], *fields: str) -> None:
        """Take the record, and by which fields the thing is known there; «name:» stands for many.

        Without fields every entry of the record is about the thing.
        """
        self._store, self._record, self._fields = store, record, fields

    @property
    def version(self) -> int:
        """The id of the last entry, 0 when there is none."""
        last = self._last()
        return 0 if last is None else last.id

    @property
    def last_hand(self) -> str:
        """Who wrote last, empty when nobody is known."""
        last = self._last()
        return "" if last is None else last.clerk

    def demand(self, version: int | None, record: str) -> None:
        """Raise Conflict about the record unless it is as it was read; None asks nothing."""
        if version is not None and version != self.version:
            raise moved_on(record)

    def _last(self) -> HistoryEntry | None:
        entries = history.of_entity(self._store, *self._record)
        return next((entry for entry in reversed(entries) if self._is_told(entry)), None)

    def _is_told(self, entry: HistoryEntry) -> bool:
        many = tuple(name for name in self._fields if name.endswith(":"))
        told = (change.field for change in entry.changes)
        return not self._fields or any(f in self._fields or f.startswith(many) for f in told)


class MergingSave(Generic[D, R]):
    """Called with what is typed, it saves; nothing of two people's work is lost.

    Fields only one of them changed are joined without a question. Where both changed the same
    field `Clash` names it with both values; after `clash.decide(...)` the next call saves.
    """

    def __init__(
        self,
        store: Store,
        record: tuple[Entity, int],
        opened: Card[D],
        *,
        traces: Traces | None = None,
        read: Callable[[int], Card[D]],
        save: Callable[[int, int, D], R],
    ) -> None:
        """Take the record, its card as the form shows it, and how it is read anew and saved.

        `traces` tell who wrote last where the record holds other things too.
        """
        self._record, self._traces = record, traces or Traces(store, record)
        self._base, self._now = opened.draft, opened
        self._read, self._write = read, save
        self._mine: frozenset[str] = frozenset()
        self._decided: frozenset[str] = frozenset()

    def __call__(self, typed: D) -> R:
        """Save; Clash when a person has to decide, or whatever the service refuses."""
        try:
            return self._save(typed)
        except Conflict:
            self._now, self._decided = self._read(self._record[1]), frozenset()
        return self._save(typed)

    def _save(self, typed: D) -> R:
        return self._write(self._record[1], self._now.version, self._joined(typed))

    def _joined(self, typed: D) -> D:
        theirs = self._now.draft
        merged, clashes = merge_drafts(self._base, typed, theirs, deep=True)
        open_ones = [name for name in clashes if name not in self._decided]
        if open_ones:
            raise Clash(
                {n: (field_of(typed, n), field_of(theirs, n)) for n in open_ones},
                self._traces.last_hand,
                self._decide,
            )
        return with_fields(merged, theirs, frozenset(clashes) - self._mine)

    def _decide(self, asked: frozenset[str], mine: frozenset[str]) -> None:
        self._decided |= asked
        self._mine = (self._mine - asked) | mine

"""Saving what is typed into a form over what another person has saved meanwhile."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Generic, Protocol, TypeVar

from db import history
from db.connection import Store
from desktop_app.core.enums import Entity
from desktop_app.core.errors import Clash, Conflict
from desktop_app.core.merging import field_of, merge_drafts, with_fields

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
        read: Callable[[int], Card[D]],
        save: Callable[[int, int, D], R],
    ) -> None:
        """Take the record, its card as the form shows it, and how it is read anew and saved."""
        self._store, self._record = store, record
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
                self._last_hand(),
                self._decide,
            )
        return with_fields(merged, theirs, frozenset(clashes) - self._mine)

    def _last_hand(self) -> str:
        """Return who wrote the record last, empty when nobody is known."""
        entries = history.of_entity(self._store, *self._record)
        return entries[-1].clerk if entries else ""

    def _decide(self, asked: frozenset[str], mine: frozenset[str]) -> None:
        self._decided |= asked
        self._mine = (self._mine - asked) | mine

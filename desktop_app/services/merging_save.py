"""Saving what is typed into a form over what another person has saved meanwhile."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

from db import history
from db.connection import Store
from desktop_app.core.enums import Entity
from desktop_app.core.errors import Clash, Conflict
from desktop_app.core.merging import field_of, merge_drafts, with_fields

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

D = TypeVar("D", bound="DataclassInstance")
R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Stored(Generic[D]):
    """A record as it is stored now: its version, its facts, who wrote them last."""

    version: int
    draft: D
    who: str = ""


def last_hand(store: Store, entity: Entity, record_id: int) -> str:
    """Return who wrote a record last, empty when nobody is known."""
    entries = history.of_entity(store, entity, record_id)
    return entries[-1].clerk if entries else ""


class MergingSave(Generic[D, R]):
    """Called with what is typed, it saves; nothing of two people's work is lost.

    Fields only one of them changed are joined without a question. Where both changed the same
    field `Clash` names it with both values; after `clash.decide(...)` the next call saves.
    """

    def __init__(
        self,
        opened: Stored[D],
        reload: Callable[[], Stored[D]],
        save: Callable[[int, D], R],
    ) -> None:
        """Take the record as the form shows it, how it is read anew, and how it is saved."""
        self._base, self._now = opened.draft, opened
        self._reload, self._save = reload, save
        self._mine: frozenset[str] = frozenset()
        self._decided: frozenset[str] = frozenset()

    def __call__(self, typed: D) -> R:
        """Save; Clash when a person has to decide, or whatever the service refuses."""
        try:
            return self._save(self._now.version, self._joined(typed))
        except Conflict:
            self._now, self._decided = self._reload(), frozenset()
        return self._save(self._now.version, self._joined(typed))

    def _joined(self, typed: D) -> D:
        theirs = self._now
        merged, clashes = merge_drafts(self._base, typed, theirs.draft, deep=True)
        open_ones = [name for name in clashes if name not in self._decided]
        if open_ones:
            raise Clash(
                {n: (field_of(typed, n), field_of(theirs.draft, n)) for n in open_ones},
                theirs.who,
                self._decide,
            )
        return with_fields(merged, theirs.draft, frozenset(clashes) - self._mine)

    def _decide(self, asked: frozenset[str], mine: frozenset[str]) -> None:
        self._decided |= asked
        self._mine = (self._mine - asked) | mine

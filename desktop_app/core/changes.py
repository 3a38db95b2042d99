"""What an operation changed, told once to every screen."""

import enum
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field


class Kind(enum.StrEnum):
    """Kinds of things that screens watch."""

    TICKET = "ticket"
    BUILDING = "building"
    ORGANIZATION = "organization"
    INSPECTION = "inspection"
    INCIDENT = "incident"
    CALLBACK = "callback"
    REFERENCE = "reference"
    SETTING = "setting"
    CLERK = "clerk"
    SITE = "site"
    SUMMARY = "summary"


@dataclass(frozen=True, slots=True)
class Changes:
    """Kinds that changed, each with the ids concerned; an empty set of ids means «many».

    `action` is the number of the action in history, by which it can be undone.
    """

    ids: Mapping[Kind, frozenset[int]] = field(default_factory=dict)
    action: int | None = None

    def by(self, action: int | None) -> "Changes":
        """Return the same changes with the number of the action that made them."""
        return Changes(self.ids, action)

    @classmethod
    def of(cls, kind: Kind, *ids: int) -> "Changes":
        """Return a change of one kind."""
        return cls({kind: frozenset(ids)})

    @classmethod
    def many(cls, kinds: Iterable[Kind]) -> "Changes":
        """Return a change of many rows of these kinds, ids unknown."""
        return cls({kind: frozenset() for kind in kinds})

    def touches(self, kind: Kind) -> bool:
        """Tell whether anything of this kind changed."""
        return kind in self.ids

    def __or__(self, other: "Changes") -> "Changes":
        """Return both changes as one; «many» wins over listed ids."""
        merged: dict[Kind, frozenset[int]] = dict(self.ids)
        for kind, ids in other.ids.items():
            known = merged.get(kind)
            merged[kind] = ids if known is None else (known | ids if known and ids else frozenset())
        return Changes(merged, self.action or other.action)

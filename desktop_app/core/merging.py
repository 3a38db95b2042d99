"""Two people in one record: what each of them changed since both read it, put together."""

import dataclasses
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

D = TypeVar("D", bound="DataclassInstance")


def merge_drafts(base: D, mine: D, theirs: D, *, deep: bool = False) -> tuple[D, tuple[str, ...]]:
    """Return the draft with both sides' changes, and the fields both changed differently.

    A field only one of them changed has that one's value; where they differ mine stands, and its
    name is returned, so that a person can decide. A list (commission, measurements) is merged row
    by row while all three have the same rows in the same order, else it is one field; a draft
    inside a draft is one too, unless `deep`. Fields that mean one thing (`together` of a draft) are
    one as well, under the name of the first.
    """
    merged: dict[str, Any] = {}
    clashes: list[str] = []
    for field in dataclasses.fields(base):
        was, own, other = (getattr(draft, field.name) for draft in (base, mine, theirs))
        if deep and dataclasses.is_dataclass(was) and type(was) is type(own) is type(other):
            merged[field.name], inner = merge_drafts(was, own, other, deep=True)  # type: ignore[type-var]  # instances, as just asked
            clashes += inner
            continue
        if _same_rows(was, own, other):
            rows = [merge_drafts(*row) for row in zip(was, own, other, strict=True)]
            merged[field.name] = tuple(row for row, _ in rows)
            clashes += [field.name] * any(names for _, names in rows)
            continue
        merged[field.name] = other if own == was else own
        if own != was and other not in (was, own):
            clashes.append(field.name)
    names = _together(base)
    was, own, other = ([getattr(draft, name) for name in names] for draft in (base, mine, theirs))
    merged.update(zip(names, other if own == was else own, strict=True))
    clashes = [name for name in clashes if name not in names]
    clashes += names[:1] * (own != was and other not in (was, own))
    return dataclasses.replace(base, **merged), tuple(clashes)


def _together(draft: object) -> tuple[str, ...]:
    found: tuple[str, ...] = getattr(draft, "together", ())
    return found


def _same_rows(*sides: object) -> bool:
    """Tell whether lists hold the same rows, whatever was written into them (`known_as`)."""
    names = [
        [getattr(row, "known_as", None) for row in side] if isinstance(side, tuple) else [None]
        for side in sides
    ]
    return None not in names[0] and all(one == names[0] for one in names)


def with_fields(draft: D, source: D, names: frozenset[str]) -> D:
    """Return the draft with these fields, of drafts inside it too, as they are in another."""
    taken: dict[str, Any] = {}
    if names.intersection(_together(draft)):
        names |= frozenset(_together(draft))
    for field in dataclasses.fields(draft):
        own, other = getattr(draft, field.name), getattr(source, field.name)
        if field.name in names:
            taken[field.name] = other
        elif dataclasses.is_dataclass(own) and type(own) is type(other):
            taken[field.name] = with_fields(own, other, names)  # type: ignore[type-var]  # instances, as just asked
    return dataclasses.replace(draft, **taken)


def field_of(draft: object, name: str) -> object:
    """Return a field of a draft or of the drafts inside it; None when there is none.

    Of fields that mean one thing it is the one that says something.
    """
    if name in _together(draft):
        return next((said for one in _together(draft) if (said := getattr(draft, one))), None)
    if hasattr(draft, name):
        return getattr(draft, name)
    inner = (getattr(draft, f.name) for f in dataclasses.fields(draft))  # type: ignore[arg-type]  # a draft
    found = (field_of(part, name) for part in inner if dataclasses.is_dataclass(part))
    return next((value for value in found if value is not None), None)

"""Two people in one visit: what each of them changed since both read it, put together."""

import dataclasses
from typing import Any

from desktop_app.core.records.inspections import InspectionDraft


def merge_drafts(
    base: InspectionDraft, mine: InspectionDraft, theirs: InspectionDraft
) -> tuple[InspectionDraft, tuple[str, ...]]:
    """Return the draft with both sides' changes, and the fields both changed differently.

    A field only one of them changed has that one's value; where they differ mine stands, and its
    name is returned, so that a person can decide. Lists (commission, measurements) are one field.
    """
    merged: dict[str, Any] = {}
    clashes: list[str] = []
    for field in dataclasses.fields(InspectionDraft):
        was, own, other = (getattr(draft, field.name) for draft in (base, mine, theirs))
        merged[field.name] = other if own == was else own
        if own != was and other not in (was, own):
            clashes.append(field.name)
    return InspectionDraft(**merged), tuple(clashes)

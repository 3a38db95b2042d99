"""A visit as history keeps it: columns as they are stored, each row of its parts as JSON."""

import dataclasses
import json
from collections.abc import Sequence
from typing import TYPE_CHECKING

from db.queries import inspections as queries
from desktop_app.core.conclusions import is_edited
from desktop_app.core.records.history import FieldChange, Scalar
from desktop_app.core.records.inspections import InspectionDraft
from desktop_app.services.desk import differences

if TYPE_CHECKING:
    from _typeshed import DataclassInstance


def visit_changes(
    before: InspectionDraft | None, after: InspectionDraft
) -> tuple[FieldChange, ...]:
    """Return what differs between two drafts; rows that are gone end in None.

    Of a new visit (`before` is None) only filled fields are told.
    """
    new = _fields(after)
    if before is None:
        return tuple(change for change in differences({}, new) if change.after not in (None, ""))
    old = _fields(before)
    return differences(old, {**dict.fromkeys(old), **new})


def _fields(draft: InspectionDraft) -> dict[str, Scalar]:
    stored = queries.values(draft).items()
    fields = {name: value for name, value in stored if not isinstance(value, bytes)}
    fields["tickets"] = ", ".join(map(str, sorted(set(draft.ticket_ids))))
    edited = is_edited(draft.conclusions, draft.measurements, draft.started_at)
    fields["conclusions_edited"] = "да" if edited else ""
    fields.update({f"answer:{said.field}": said.text for said in draft.answers})
    parts: tuple[tuple[str, Sequence[DataclassInstance]], ...] = (
        ("member", draft.members),
        ("instrument", draft.instruments),
        ("measurement", draft.measurements),
        ("remedy", draft.remedies),
        ("photo", draft.photos),
    )
    for part, records in parts:
        for number, record in enumerate(records, start=1):
            fields[f"{part}:{number}"] = _packed(record)
    return fields


def _packed(record: "DataclassInstance") -> str:
    values = dataclasses.asdict(record)
    filled = {name: value for name, value in values.items() if value not in (None, "")}
    filled.pop("id", None)
    return json.dumps(filled, ensure_ascii=False, separators=(",", ":"), default=str)

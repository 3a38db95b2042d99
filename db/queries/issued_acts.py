"""Issued acts: the very file, its fingerprint, its cancelling."""

from db import tables
from db.connection import Store
from desktop_app.core import clock
from desktop_app.core.records.inspections import IssuedAct

_LIST = """
SELECT id, inspection_id, issue, issued_at, sha256, length(pdf), cancelled_at, cancel_reason
FROM issued_act
"""


def of_inspection(store: Store, inspection_id: int) -> tuple[IssuedAct, ...]:
    """Return the acts of a visit in the order they were issued, files left out."""
    return _acts(store, "WHERE inspection_id = ? ORDER BY issue", inspection_id)


def one(store: Store, issued_id: int) -> IssuedAct | None:
    """Return one issued act, or None."""
    found = _acts(store, "WHERE id = ?", issued_id)
    return found[0] if found else None


def insert(store: Store, act: IssuedAct, pdf: bytes, clerk_id: int | None) -> int:
    """Keep an issued file; return its id."""
    return store.insert(
        tables.issued_act,
        {
            "inspection_id": act.inspection_id,
            "issue": act.issue,
            "issued_at": clock.stamp(act.issued_at),
            "sha256": act.sha256,
            "pdf": pdf,
            "clerk_id": clerk_id,
        },
    )


def pdf(store: Store, issued_id: int) -> bytes:
    """Return the kept file of an issued act."""
    return bytes(store.scalar("SELECT pdf FROM issued_act WHERE id = ?", (issued_id,)))


def cancel(store: Store, issued_id: int, at: str, reason: str) -> None:
    """Mark an issued act as cancelled at a stored moment; the file stays."""
    store.update(tables.issued_act, issued_id, {"cancelled_at": at, "cancel_reason": reason})


def _acts(store: Store, where: str, key: int) -> tuple[IssuedAct, ...]:
    return tuple(
        IssuedAct(
            id=row[0],
            inspection_id=row[1],
            issue=row[2],
            issued_at=clock.unstamp(row[3]),
            sha256=row[4],
            size=row[5],
            cancelled_at=clock.unstamp(row[6]) if row[6] else None,
            cancel_reason=row[7],
        )
        for row in store.rows(f"{_LIST} {where}", (key,))
    )

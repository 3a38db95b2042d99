"""What a list of calls says of tickets beyond the rows of the queue."""

from collections.abc import Sequence

from db.connection import Store

_PORTION = 500
# The answer of the present cycle alone: an earlier one proved untrue.
_TOLD = """
SELECT t.id, t.details, t.no_phone, coalesce(
    (SELECT h.answer FROM handover AS h
     WHERE h.ticket_id = t.id AND h.cycle_number = t.cycle_number AND h.answer != ''
     ORDER BY coalesce(h.answered_at, h.sent_at) DESC, h.id DESC LIMIT 1),
    CASE t.cycle_number WHEN 1 THEN t.answer ELSE '' END)
FROM ticket AS t WHERE t.id IN ({marks})
"""


def told(store: Store, wanted: Sequence[int]) -> dict[int, tuple[str, bool, str]]:
    """Return by ticket id the complaint, whether there is no phone, and the executor's answer."""
    found: dict[int, tuple[str, bool, str]] = {}
    for start in range(0, len(wanted), _PORTION):
        part = tuple(wanted[start : start + _PORTION])
        marks = ",".join("?" * len(part))
        for row in store.rows(_TOLD.format(marks=marks), part):
            found[row[0]] = (row[1], bool(row[2]), row[3])
    return found

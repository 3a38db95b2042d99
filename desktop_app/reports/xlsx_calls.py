"""A list of calls as xlsx."""

from pathlib import Path

from desktop_app.core import clock
from desktop_app.core.call_list_columns import CALL_LIST_TITLE, COLUMNS, amount
from desktop_app.core.records.call_list import CallList
from desktop_app.core.records.sheets import SheetSpec
from desktop_app.reports import xlsx_journal


def write(path: Path, calls: CallList) -> tuple[str, ...]:
    """Write a list to `path`; return notices of what was not written as it is stored.

    Raises OSError as the disk does: give this function a temporary path.
    """
    return xlsx_journal.write_list(path, _spec(calls), calls.rows)


def _spec(calls: CallList) -> SheetSpec:
    made = f"Составлен {clock.show_moment(calls.made_at)}: {amount(calls)}."
    asked = (f"Отбор: {calls.asked}",) if calls.asked else ()
    return SheetSpec(
        CALL_LIST_TITLE, (", ".join(calls.office), CALL_LIST_TITLE, made, *asked), COLUMNS
    )

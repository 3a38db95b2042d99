"""How a journal is laid out: chosen columns with headings of one's own, groups, totals."""

import dataclasses
import datetime as dt
from collections.abc import Mapping

from desktop_app.core import clock, text
from desktop_app.core.errors import InvalidDraft
from desktop_app.core.records.journals import Journal, JournalLayout
from desktop_app.core.records.sheets import Cell, CellKind, SheetColumn, depersonalised

ROW_NUMBER = "№ п/п"
NOT_NAMED = "не указано"
_AFTER_ALL = "\uffff"
_LONGEST = 200
_GROUPING = (CellKind.TEXT, CellKind.DATE, CellKind.MOMENT)


def columns(journal: Journal, layout: JournalLayout, *, public: bool) -> tuple[SheetColumn, ...]:
    """Return the columns of a layout as they are written, without personal data when `public`.

    InvalidDraft when a column is not known, is named twice or shares its heading, when none is
    left, or when the group's column is not among them.
    """
    known = {column.key: column for column in journal.columns}
    chosen = layout.columns or tuple((c.key, c.title) for c in journal.columns)
    unknown = [key for key, _ in chosen if key not in known]
    if unknown:
        raise InvalidDraft({"columns": f"нет графы «{unknown[0]}» ({journal.title})"})
    found = tuple(
        dataclasses.replace(known[key], title=text.one_line(title) or known[key].title)
        for key, title in chosen
    )
    _check_titles(found)
    left = [c for c in found if not public or not c.is_personal or c.public]
    if not left:
        raise InvalidDraft({"columns": "без персональных данных не остаётся ни одной графы"})
    written = depersonalised(found) if public else found
    if layout.group and layout.group not in {column.key for column in written}:
        raise InvalidDraft({"group": "графы для группировки нет среди выбранных"})
    return written


def group_choices(found: tuple[SheetColumn, ...]) -> tuple[SheetColumn, ...]:
    """Return the columns rows may be grouped by: words and days, not numbers."""
    return tuple(column for column in found if column.kind in _GROUPING)


def group_of(column: SheetColumn, record: object) -> str:
    """Return the title of the group a record belongs to; a moment counts as its day."""
    return shown(column.read(record), days=True) or NOT_NAMED


def group_order(column: SheetColumn, record: object) -> str:
    """Return by what groups are ordered: days by the calendar, words by the alphabet."""
    value = column.read(record)
    if isinstance(value, dt.date):
        return value.isoformat()[:10]
    return text.sort_key(shown(value)) or _AFTER_ALL


def shown(value: Cell, *, days: bool = False) -> str:
    """Return a cell as people read it; `days` leaves the time out."""
    if value is None:
        return ""
    if isinstance(value, dt.datetime):
        return clock.show_date(value) if days else clock.show_moment(value)
    if isinstance(value, dt.date):
        return clock.show_date(value)
    if isinstance(value, float):
        return text.decimal(value)
    return text.one_line(value) if isinstance(value, str) and days else str(value)


def pack(layout: JournalLayout) -> dict[str, object]:
    """Return what a saved set keeps."""
    return {
        "columns": [[key, title] for key, title in layout.columns],
        "group": layout.group,
        "totals": layout.totals,
    }


def unpack(packed: Mapping[str, object], journal: Journal) -> JournalLayout:
    """Return the layout of a saved set; columns the journal no longer has are left out."""
    known = {column.key for column in journal.columns}
    stored = packed.get("columns")
    pairs = stored if isinstance(stored, list) else []
    kept = tuple(
        (str(pair[0]), str(pair[1]))
        for pair in pairs
        if isinstance(pair, list) and len(pair) == 2 and pair[0] in known
    )
    group = packed.get("group")
    return JournalLayout(
        kept,
        group if isinstance(group, str) and group in known else "",
        packed.get("totals") is True,
    )


def _check_titles(found: tuple[SheetColumn, ...]) -> None:
    seen: set[str] = set()
    for column in found:
        folded = text.fold(column.title)
        if folded in seen or folded == text.fold(ROW_NUMBER):
            raise InvalidDraft({"columns": f"две графы с названием «{column.title}»"})
        if len(column.title) > _LONGEST:
            raise InvalidDraft({"columns": f"название графы длиннее {_LONGEST} знаков"})
        seen.add(folded)

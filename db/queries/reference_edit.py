"""Changes of the office's lists: days of the calendar, terms of topics."""

import datetime as dt

from db.connection import Store
from db.tables import deadline_rule
from desktop_app.core.calendar import DayKind
from desktop_app.core.enums import DeadlineUnit


def day(store: Store, date: dt.date) -> tuple[str, str] | None:
    """Return the kind and the name of a listed day, or None."""
    row = store.row("SELECT kind, name FROM calendar_day WHERE day = ?", (date.isoformat(),))
    return (row[0], row[1]) if row else None


def set_day(store: Store, date: dt.date, kind: DayKind | None, name: str) -> None:
    """List a day, or (None) let it follow its weekday again."""
    store.execute("DELETE FROM calendar_day WHERE day = ?", (date.isoformat(),))
    if kind is not None:
        store.execute(
            "INSERT INTO calendar_day (day, kind, name, source) VALUES (?, ?, ?, ?)",
            (date.isoformat(), kind.value, name, "изменено офисом"),
        )


def set_rule(store: Store, rule_id: int, amount: float, unit: DeadlineUnit, basis: str) -> None:
    """Change a term; the office's own word is no proposal any more."""
    store.update(
        deadline_rule,
        rule_id,
        {"amount": amount, "unit": unit.value, "basis": basis, "is_proposal": 0},
    )

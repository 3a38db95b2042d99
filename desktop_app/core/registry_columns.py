"""What a registry of handing over shows of a ticket, the same on paper and in Excel."""

import textwrap

from desktop_app.core import clock, text
from desktop_app.core.records.handover_registry import Registry, RegistryRow
from desktop_app.core.records.sheets import CellKind, SheetColumn

REGISTRY_TITLE = "Реестр передачи обращений"
GIST = 500  # characters of a matter that a list under signature needs


def gist(row: RegistryRow) -> str:
    """Return the matter in one line; a long one is cut at a word, «…» says so."""
    return textwrap.shorten(text.one_line(row.details), GIST, placeholder=" …")


def days(registry: Registry) -> str:
    """Return when the tickets were handed over: «24.11.2026», «с 23.11.2026 по 24.11.2026»."""
    first, last = clock.show_date(registry.first), clock.show_date(registry.last)
    return first if first == last else f"с {first} по {last}"


def amount(registry: Registry) -> str:
    """Return how many tickets there are, in words."""
    return text.counted(len(registry.rows), "обращение", "обращения", "обращений")


def shortened(registry: Registry) -> tuple[str, ...]:
    """Return a notice when matters were cut, or nothing."""
    cut = sum(len(text.one_line(row.details)) > GIST for row in registry.rows)
    if not cut:
        return ()
    rows = text.counted(cut, "строке", "строках", "строках")
    return (f"В {rows} суть сокращена, полностью она в карточке обращения",)


COLUMNS: tuple[SheetColumn, ...] = (
    SheetColumn("number", "№", width=12),
    SheetColumn("accepted_at", "Принято", CellKind.MOMENT, 13),
    SheetColumn("address", "Адрес, квартира", width=30, is_personal=True),
    SheetColumn("topic", "Тема", width=22),
    SheetColumn("details", "Суть", width=42, is_personal=True, value=gist),
    SheetColumn("phone", "Телефон", width=17, is_personal=True),
    SheetColumn("deadline_at", "Срок", CellKind.MOMENT, 13),
    SheetColumn("done", "Отметка исполнителя", width=18, value=lambda _row: ""),
)

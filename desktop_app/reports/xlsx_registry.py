"""A registry of handing over as xlsx; lines to sign stand in its heading."""

from pathlib import Path

from desktop_app.core import clock
from desktop_app.core.records.handover_registry import Registry
from desktop_app.core.records.sheets import SheetSpec
from desktop_app.core.registry_columns import COLUMNS, REGISTRY_TITLE, amount, days
from desktop_app.reports import xlsx_journal

_LINE = "_" * 24


def write(path: Path, registry: Registry) -> tuple[str, ...]:
    """Write a registry to `path`; return notices of what was not written as it is stored.

    Raises OSError as the disk does: give this function a temporary path.
    """
    return xlsx_journal.write_list(path, _spec(registry), registry.rows)


def _spec(registry: Registry) -> SheetSpec:
    author = ", ".join(part for part in (registry.author_post, registry.author) if part)
    return SheetSpec(
        REGISTRY_TITLE,
        (
            ", ".join(registry.office),
            REGISTRY_TITLE,
            f"Кому: {registry.organization}",
            f"Переданы {days(registry)}: {amount(registry)}. "
            f"Реестр составлен {clock.show_moment(registry.made_at)}.",
            f"Передал: {author or _LINE} (подпись) {_LINE}",
            f"Принял (должность, расшифровка): {_LINE} (подпись) {_LINE}",
            "Дата и время приёма: «____» ______________ 20____ г., ____ ч ____ мин",
        ),
        COLUMNS,
    )

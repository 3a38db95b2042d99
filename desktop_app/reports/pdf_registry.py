"""A registry of handing over as PDF: a table that flows, and the lines to sign after it."""

from collections.abc import Iterator

from desktop_app.core import clock
from desktop_app.core.people import signature_name
from desktop_app.core.records.handover_registry import Registry, RegistryRow
from desktop_app.core.registry_columns import REGISTRY_TITLE, amount, days, gist
from desktop_app.reports.fonts import Printable
from desktop_app.reports.pdf_flow import Block, Gap, Keep
from desktop_app.reports.pdf_grid import Column, grid
from desktop_app.reports.pdf_page import BODY, MM
from desktop_app.reports.pdf_paper import Paper, PaperProperties, Rendered
from desktop_app.reports.pdf_parts import SPACE, head, heading, labelled, paragraph, signature

_FOOT = 90  # characters of the foot line that fit between the margins
_RECEIVED = "Дата и время приёма: «____» ______________ 20____ г., ____ ч ____ мин"
_PRIVACY = (
    "Персональные данные переданы только для исполнения обращений и в необходимом для этого объёме."
)
_COLUMNS = (
    Column("№", 21 * MM),
    Column("Принято", 20.5 * MM, True),
    Column("Адрес", 36 * MM),
    Column("Тема, суть", BODY - 132 * MM),
    Column("Телефон", 34 * MM),
    Column("Срок", 20.5 * MM, True),
)


def render(registry: Registry) -> Rendered:
    """Return the file and notices; the same registry gives the same bytes."""
    clean = Printable()
    foot = clean(f"{REGISTRY_TITLE}, {days(registry)}, {registry.organization}")
    paper = Paper(
        PaperProperties(
            title=f"{REGISTRY_TITLE} {days(registry)}",
            subject=clean(registry.organization),
            author=clean(", ".join(registry.office)),
            moment=registry.made_at,
            foot=foot if len(foot) <= _FOOT else f"{foot[:_FOOT]}…",
        )
    )
    pdf = paper.add([*_head(registry, clean), _table(registry, clean), *_end(registry, clean)])
    return Rendered(pdf.finish(), clean.notices())


def _head(registry: Registry, clean: Printable) -> Iterator[Block]:
    yield from head(map(clean, registry.office), REGISTRY_TITLE)
    yield Gap(4 * MM)
    yield labelled("Кому", clean(registry.organization))
    yield labelled("Переданы", f"{days(registry)}, {amount(registry)}")
    yield labelled("Реестр составлен", clock.show_moment(registry.made_at))
    yield SPACE


def _table(registry: Registry, clean: Printable) -> Block:
    return grid(_COLUMNS, [_cells(row, clean) for row in registry.rows])


def _cells(row: RegistryRow, clean: Printable) -> tuple[str, ...]:
    due = f"{row.deadline_at:%d.%m.%Y\n%H:%M}" if row.deadline_at else "—"
    return (
        clean(row.number),
        f"{row.accepted_at:%d.%m.%Y\n%H:%M}",
        clean(row.address),
        clean("\n".join(part for part in (row.topic, gist(row)) if part)),
        clean(row.phone) or "—",
        due,
    )


def _end(registry: Registry, clean: Printable) -> Iterator[Block]:
    """Yield the total with the lines to sign: no sheet holds bare signatures."""
    yield SPACE
    yield Keep(
        (
            paragraph(f"Всего передано: {amount(registry)}. {_PRIVACY}"),
            SPACE,
            heading("Передал:"),
            signature(clean(registry.author_post), clean(signature_name(registry.author))),
            heading("Принял:"),
            signature("", ""),
            Gap(2 * MM),
            paragraph(_RECEIVED),
        )
    )

"""The day sheet of visits: street by street, with room for what was found."""

import itertools
from collections.abc import Iterator

from desktop_app.core import clock
from desktop_app.core.day_words import show_day
from desktop_app.core.people import short_name
from desktop_app.core.records.acts import DaySheet, DayVisit
from desktop_app.core.text import counted
from desktop_app.reports.fonts import Printable
from desktop_app.reports.pdf_flow import Block, Gap
from desktop_app.reports.pdf_grid import Column, grid
from desktop_app.reports.pdf_page import BODY, MM
from desktop_app.reports.pdf_paper import Paper, PaperProperties
from desktop_app.reports.pdf_parts import HAND_ROW, SPACE, centered, head, table_heading

_COLUMNS = (
    Column("Время", 15 * MM, True),
    Column("Адрес", 44 * MM),
    Column("Что проверить", BODY - 139 * MM),
    Column("Обращения, телефоны", 44 * MM),
    Column("Отметка", 36 * MM),
)


def render(sheet: DaySheet) -> bytes:
    """Return the sheet as a PDF file; the same sheet gives the same bytes."""
    clean = Printable()
    title = f"Выезды на {clock.show_date(sheet.day)}"
    foot = f"{title} · составлен {clock.show_moment(sheet.made_at)}"
    author = clean(", ".join(sheet.office))
    paper = Paper(PaperProperties(title, "Дневной лист выездов", author, sheet.made_at, foot))
    return paper.add(list(_blocks(sheet, clean))).finish()


def _blocks(sheet: DaySheet, clean: Printable) -> Iterator[Block]:
    yield from head(map(clean, sheet.office), "Дневной лист выездов")
    many = counted(len(sheet.visits), "выезд", "выезда", "выездов")
    yield centered(f"{show_day(sheet.day)} {sheet.day.year}\N{NO-BREAK SPACE}г., {many}")
    yield Gap(4 * MM)
    for street, visits in itertools.groupby(sheet.visits, lambda visit: visit.street):
        yield table_heading(clean(street) or "Без улицы")
        yield grid(_COLUMNS, [_cells(visit, clean) for visit in visits], (), 2 * HAND_ROW)
        yield SPACE


def _cells(visit: DayVisit, clean: Printable) -> tuple[str, ...]:
    flat = f"кв.\N{NO-BREAK SPACE}{visit.premise}" if visit.premise.isdecimal() else visit.premise
    numbers = [f"№\N{NO-BREAK SPACE}{number}" for number in visit.tickets]
    what = [f"Акт {visit.kind.title_ru}, №\N{NO-BREAK SPACE}{visit.number}"]
    if not visit.tickets and visit.basis:
        what.append(visit.basis)
    if visit.members:
        what.append(f"Едут: {', '.join(map(short_name, visit.members))}")
    return (
        f"{visit.planned_at:%H:%M}" if visit.planned_at else "",
        clean(", ".join(part for part in (visit.address, flat) if part)),
        clean("\n".join(what)),
        clean("\n".join((*numbers, *visit.phones))),
        "",
    )

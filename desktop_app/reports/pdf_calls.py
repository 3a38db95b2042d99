"""A list of calls as PDF: whom to ring and about what, with room for the outcome."""

from collections.abc import Iterator

from desktop_app.core import clock
from desktop_app.core.call_list_columns import (
    CALL_LIST_TITLE,
    OUTCOMES,
    amount,
    answered,
    gist,
    tried,
)
from desktop_app.core.people import signature_name
from desktop_app.core.records.call_list import CallLine, CallList
from desktop_app.reports.fonts import Printable
from desktop_app.reports.pdf_flow import Block, Gap
from desktop_app.reports.pdf_grid import Column, grid
from desktop_app.reports.pdf_page import BODY, MM
from desktop_app.reports.pdf_paper import Paper, PaperProperties, Rendered
from desktop_app.reports.pdf_parts import SPACE, head, labelled

_FOOT = 90  # characters of the foot line that fit between the margins
_COLUMNS = (
    Column("Кому звонить", 46 * MM),
    Column("О чём", BODY - 112 * MM),
    Column("Итог (подчеркнуть)", 30 * MM),
    Column("Замечание, время", 36 * MM),
)
_PRIVACY = (
    "В списке персональные данные: после переноса итогов в программу его уничтожают, "
    "посторонним не передают."
)


def render(calls: CallList) -> Rendered:
    """Return the file and notices; the same list gives the same bytes."""
    clean = Printable()
    made = clock.show_moment(calls.made_at)
    foot = clean(f"{CALL_LIST_TITLE}, {made}")
    paper = Paper(
        PaperProperties(
            title=CALL_LIST_TITLE,
            subject=made,
            author=clean(", ".join(calls.office)),
            moment=calls.made_at,
            foot=foot[:_FOOT],
        )
    )
    pdf = paper.add([*_head(calls, clean), _table(calls, clean)])
    return Rendered(pdf.finish(), clean.notices())


def _head(calls: CallList, clean: Printable) -> Iterator[Block]:
    yield from head(map(clean, calls.office), CALL_LIST_TITLE)
    yield Gap(4 * MM)
    yield labelled("Составлен", f"{clock.show_moment(calls.made_at)}, {amount(calls)}")
    yield labelled("Звонит", clean(signature_name(calls.author)) or "_" * 30)
    if calls.asked:
        yield labelled("Отбор", clean(calls.asked))
    yield SPACE


def _table(calls: CallList, clean: Printable) -> Block:
    rows = [_cells(line, clean) for line in calls.rows]
    return grid(_COLUMNS, rows, notes=(_PRIVACY,))


def _cells(line: CallLine, clean: Printable) -> tuple[str, ...]:
    whom = (line.phone or "—", line.applicant, line.address)
    done = f"Исполнено {clock.show_short(line.done_at)}" if line.done_at else "Исполнено"
    matter = (
        f"№\N{NO-BREAK SPACE}{line.number}. {line.topic}",
        gist(line.details),
        f"{done}. {answered(line)}" if answered(line) else done,
        tried(line),
    )
    return (
        clean("\n".join(part for part in whom if part)),
        clean("\n".join(part for part in matter if part)),
        "\n".join(OUTCOMES),
        "",
    )

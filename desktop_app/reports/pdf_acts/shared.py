"""What all acts share: head, commission, statements, remedies, signatures, refusal."""

import dataclasses
import enum
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar, cast

from desktop_app.core.enums import SignatureState
from desktop_app.core.records.acts import (
    ActDocument,
    ActField,
    ActRow,
    ActSignature,
    ActTable,
)
from desktop_app.reports.fonts import Printable
from desktop_app.reports.pdf_grid import Column, grid
from desktop_app.reports.pdf_page import BODY, MM, Block, Gap, Keep, Paper, PaperProperties
from desktop_app.reports.pdf_parts import (
    HAND_ROW,
    INDENT,
    Ruled,
    centered,
    heading,
    labelled,
    listed,
    note,
    pair,
    paragraph,
    signature,
    table_heading,
    to_fill,
)

T = TypeVar("T")
Layout = Callable[[ActDocument], Iterable[Block]]

_LONG_NORM = 11  # characters a column of 22 mm holds
SPACE = Gap(3 * MM)
SMALL_SPACE = Gap(1 * MM)

_EMPTY_DATE = "«____» ______________ 20____ г."
_MARKS = {
    SignatureState.PENDING: "",
    SignatureState.SIGNED: "подписано",
    SignatureState.REFUSED: "отказ",
}


@dataclass(frozen=True, slots=True)
class Rendered:
    """A file and what the clerk should know of it."""

    pdf: bytes
    notices: tuple[str, ...] = ()


def printable(document: ActDocument) -> tuple[ActDocument, tuple[str, ...]]:
    """Return the document with every text drawable, and notices of what was not."""
    clean = Printable()
    return _cleaned(document, clean), clean.notices()


def render(document: ActDocument, blocks: Layout) -> Rendered:
    """Return an act as a PDF file of the blocks its kind lays out; same document, same bytes."""
    drawable, notices = printable(document)
    return Rendered(_paper(drawable).add(list(blocks(drawable))).finish(), notices)


def render_pack(papers: Sequence[tuple[ActDocument, Layout]]) -> bytes:
    """Return acts one after another in one file; ValueError without any."""
    if not papers:
        raise ValueError("an empty pack")
    (first, layout), *rest = [(printable(document)[0], layout) for document, layout in papers]
    pack = _paper(first).add(list(layout(first)))
    for document, layout in rest:
        pack.next_paper(document.footer).add(list(layout(document)))
    return pack.finish()


def _paper(document: ActDocument) -> Paper:
    number = f" № {document.number}" if document.number else ""
    return Paper(
        PaperProperties(
            title=f"Акт{number} {document.title}",
            subject=document.title,
            author=", ".join(document.office),
            moment=document.moment,
            foot=document.footer,
            code=document.qr,
        )
    )


def head(document: ActDocument) -> Iterator[Block]:
    """Yield office, kind, title, date with number, and place."""
    for line in document.office:
        yield centered(line)
    yield Gap(4 * MM)
    yield centered("АКТ", is_bold=True, size=14)
    yield centered(document.title, is_bold=True)
    yield Gap(3 * MM)
    number = f"№ {document.number}" if document.number else "№ ____________"
    yield pair(document.date or _EMPTY_DATE, number)
    if document.place:
        yield SMALL_SPACE
        yield centered(document.place)
    yield Gap(4 * MM)


def fields(statements: Sequence[ActField]) -> Iterator[Block]:
    """Yield labelled statements; an empty one becomes ruled lines."""
    for statement in statements:
        yield from field(statement)


def field(statement: ActField) -> Iterator[Block]:
    """Yield one statement: labelled, plain, or ruled lines to fill."""
    if statement.text and statement.label:
        yield labelled(statement.label, statement.text)
        yield SMALL_SPACE
    elif statement.text:
        yield paragraph(statement.text, indent=INDENT)
    elif statement.label:
        # Ruled lines at the head of a sheet would not say what belongs on them.
        yield Keep(tuple(to_fill(statement.label, statement.lines)))
        yield SMALL_SPACE
    else:
        yield Ruled(statement.lines)
        yield SMALL_SPACE


def commission(document: ActDocument) -> Iterator[Block]:
    """Yield the list of participants."""
    yield heading(document.members_title)
    for number, member in enumerate(document.members, start=1):
        yield listed(number, member)
    if document.is_blank:
        yield Ruled(2 if document.members else 5)
    yield SPACE


def measurements(table: ActTable) -> Iterator[Block]:
    """Yield a table with its caption and notes; columns nobody filled are left out."""
    shown = _columns(table)
    columns = [Column(item.title, item.width * MM, item.is_centered) for item in shown]
    rows = [[_cell(row, item.name) for item in shown] for row in table.rows]
    bold = frozenset(n for n, item in enumerate(shown) if item.name in ("value", "verdict"))
    strong = [bold if row.is_violation else frozenset[int]() for row in table.rows]
    yield table_heading(table.title)
    height = 0.0 if any(row.value for row in table.rows) else HAND_ROW
    yield grid(columns, rows, strong, height, table.notes)
    yield Gap(4 * MM)


def tables(document: ActDocument) -> Iterator[Block]:
    """Yield all tables of measurements."""
    if document.tables:
        yield SPACE
    for table in document.tables:
        yield from measurements(table)


def grids(document: ActDocument) -> Iterator[Block]:
    """Yield plain tables of words."""
    for table in document.grids:
        columns = [
            Column(head, width * MM, is_centered=True)
            for head, width in zip(table.heads, table.widths, strict=True)
        ]
        yield SPACE
        yield table_heading(table.title)
        yield grid(columns, table.rows, (), 0.0 if any(map(any, table.rows)) else HAND_ROW)
        yield SPACE


def conclusions(document: ActDocument) -> Iterator[Block]:
    """Yield the condition of what was seen, then the conclusions under their heading."""
    if document.condition is not None:
        yield from field(document.condition)
    if document.conclusions:
        yield SPACE
        yield heading("Выводы")
        yield from fields(document.conclusions)
        yield SPACE


def notes(document: ActDocument) -> Iterator[Block]:
    """Yield rules of the law a reader of this kind of act should know."""
    if document.notes:
        yield SPACE
        yield note("\n".join(document.notes))


def remedies(document: ActDocument) -> Iterator[Block]:
    """Yield the table of what must be done; empty rows are left for handwriting."""
    wanted = document.remedies
    if not wanted:
        return
    columns = (
        Column("Что сделать", 76 * MM),
        Column("Кто отвечает", 44 * MM),
        Column("Срок", 25 * MM, True),
        Column("Отметка", BODY - 145 * MM),
    )
    rows = [(item.what, item.who, item.due, item.mark) for item in wanted]
    yield table_heading(document.remedies_title)
    yield grid(columns, rows, (), 0.0 if any(item.what for item in wanted) else HAND_ROW)
    yield SPACE


def signatures(document: ActDocument) -> Iterator[Block]:
    """Yield closing statements and lines to sign; the last statement stays with the lines.

    So no sheet holds bare signatures, which could be put under another text.
    """
    yield from fields(document.closing[:-1])
    last = fields(document.closing[-1:])
    yield Keep((*last, Gap(3 * MM), *_to_sign(document.signatures)))


def opinion_and_refusal(document: ActDocument) -> Iterator[Block]:
    """Yield the special opinion and the refusal with its witnesses, where the paper has them."""
    if document.special_opinion is not None:
        yield SPACE
        opinion = document.special_opinion
        yield from field(opinion) if opinion.text else (Keep(tuple(field(opinion))),)
    if document.refusal:
        yield SPACE
        blocks: list[Block] = [*fields(document.refusal)]
        yield Keep((*blocks, SPACE, *_to_sign(document.witnesses)))


def _to_sign(people: Sequence[ActSignature]) -> Iterator[Block]:
    """Yield lines to sign, each role with its heading."""
    role = ""
    for person in people:
        if person.role != role:
            if role:
                yield Gap(3 * MM)
            role = person.role
            yield heading(f"{role}:")
        yield signature(person.post, person.name, _MARKS[person.state])


@dataclass(frozen=True, slots=True)
class _Shown:
    """A column of a measurement table: the field it shows and how; `width` 0 takes what is left."""

    name: str
    title: str
    width: float = 0.0
    is_centered: bool = True


def _columns(table: ActTable) -> list[_Shown]:
    """Return the columns this table needs, widths in mm; words share what figures leave."""
    places = {row.place for row in table.rows}
    longest = max((len(row.norm) for row in table.rows), default=0)
    wide_norm = 26 if table.has_chart or longest > _LONG_NORM else 22
    quantities = any(row.quantity for row in table.rows)
    units = any(row.unit for row in table.rows)
    wanted = [
        _Shown("place", "Точка замера", is_centered=False) if len(places) > 1 else None,
        _Shown("quantity", "Показатель", is_centered=False) if quantities else None,
        _Shown("unit", "Ед.", 12) if units else None,
        _Shown("norm", table.norm_title, wide_norm),
        *(_Shown(f"readings:{n}", str(n + 1), 11) for n in range(table.readings)),
        _Shown("value", "Сред-\nнее" if table.readings else "Факт", 12),
        _Shown("deviation", "Откло-\nнение", 15),
        _Shown("deviation_percent", "Откл.,\n%", 14) if table.has_chart else None,
        _Shown("tolerance", "Допуск", 24),
        _Shown("verdict", "Вывод", 26, is_centered=False),
    ]
    columns = [column for column in wanted if column is not None]
    left = BODY / MM - sum(column.width for column in columns)
    needs = {
        column.name: min(45, max(24, *(len(_cell(row, column.name)) for row in table.rows)))
        for column in columns
        if not column.width
    }
    return [
        dataclasses.replace(
            column, width=column.width or left * needs[column.name] / sum(needs.values())
        )
        for column in columns
    ]


def _cell(row: ActRow, name: str) -> str:
    """Return the text of a column; «readings:1» is the second single measurement."""
    part, _, place = name.partition(":")
    found = getattr(row, part)
    if not place:
        return str(found)
    return str(found[int(place)]) if int(place) < len(found) else ""


def _cleaned(value: T, clean: Printable) -> T:
    """Return the same record with every text of it made drawable."""
    made: object = value
    if isinstance(value, enum.Enum):
        return value
    if isinstance(value, str):
        made = clean(value)
    elif isinstance(value, tuple):
        made = tuple(_cleaned(item, clean) for item in value)
    elif dataclasses.is_dataclass(value) and not isinstance(value, type):
        own = {item.name: getattr(value, item.name) for item in dataclasses.fields(value)}
        made = type(value)(**{name: _cleaned(item, clean) for name, item in own.items()})
    return cast("T", made)

"""Parts of an act: head, commission, statements, remedies, signatures, refusal."""

from collections.abc import Iterator, Sequence

from desktop_app.core.enums import SignatureState
from desktop_app.core.records.acts import (
    ActDocument,
    ActField,
    ActSignature,
)
from desktop_app.reports import pdf_parts
from desktop_app.reports.pdf_flow import Block, Gap, Keep
from desktop_app.reports.pdf_grid import Column, grid
from desktop_app.reports.pdf_page import BODY, MM
from desktop_app.reports.pdf_parts import (
    HAND_ROW,
    INDENT,
    SMALL_SPACE,
    SPACE,
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

_EMPTY_DATE = "«____» ______________ 20____ г."
_MARKS = {
    SignatureState.PENDING: "",
    SignatureState.SIGNED: "подписано",
    SignatureState.REFUSED: "отказ",
}


def head(document: ActDocument) -> Iterator[Block]:
    """Yield office, kind, title, date with number, and place."""
    yield from pdf_parts.head(document.office, "АКТ")
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
    yield Keep((*last, Gap(3 * MM), *to_sign(document.signatures)))


def opinion_and_refusal(document: ActDocument) -> Iterator[Block]:
    """Yield the special opinion and the refusal with its witnesses, where the paper has them."""
    if document.special_opinion is not None:
        yield SPACE
        opinion = document.special_opinion
        yield from field(opinion) if opinion.text else (Keep(tuple(field(opinion))),)
    if document.refusal:
        yield SPACE
        blocks: list[Block] = [*fields(document.refusal)]
        yield Keep((*blocks, SPACE, *to_sign(document.witnesses)))


def to_sign(people: Sequence[ActSignature]) -> Iterator[Block]:
    """Yield lines to sign, each role with its heading."""
    role = ""
    for person in people:
        if person.role != role:
            if role:
                yield Gap(3 * MM)
            role = person.role
            yield heading(f"{role}:")
        yield signature(person.post, person.name, _MARKS[person.state])

"""An act on paper: the order of its parts; a part its kind does not have prints nothing."""

import dataclasses
import enum
from collections.abc import Iterator, Sequence
from typing import TypeVar, cast

from desktop_app.core.enums import ActKind
from desktop_app.core.records.acts import ActDocument
from desktop_app.reports.fonts import Printable
from desktop_app.reports.pdf_acts import photos, shared, tables
from desktop_app.reports.pdf_flow import Block
from desktop_app.reports.pdf_paper import Paper, PaperProperties, Rendered
from desktop_app.reports.pdf_parts import SPACE

T = TypeVar("T")


def render(document: ActDocument) -> Rendered:
    """Return an act as a PDF file; the same document gives the same bytes."""
    drawable, notices = _printable(document)
    return Rendered(_filled(drawable).finish(), notices)


def annex_plan(document: ActDocument) -> photos.AnnexPlan:
    """Return how the pictures of a document will stand, before any of them is made ready."""
    drawable = _printable(document)[0]
    if drawable.annex is None:
        return photos.AnnexPlan(0, 0.0)
    return photos.plan(drawable, drawable.annex, lambda: _paper(drawable))


def pack(documents: Sequence[ActDocument]) -> bytes:
    """Return several acts as one file, each from its own sheet; ValueError without any."""
    if not documents:
        raise ValueError("an empty pack")
    first, *rest = [_printable(document)[0] for document in documents]
    paper = _paper(first).add(list(_blocks(first)))
    for document in rest:
        paper.next_paper(document.footer).add(list(_blocks(document)))
    return paper.finish()


def _filled(document: ActDocument) -> Paper:
    paper = _paper(document).add(list(_blocks(document)))
    if document.annex is not None:
        room = photos.plan(document, document.annex, lambda: _paper(document)).room
        photos.lay(paper.next_sheet(), document, document.annex, room)
    return paper


def _blocks(document: ActDocument) -> Iterator[Block]:
    layout = _of_operator if document.kind is ActKind.WASTE_OPERATOR else _usual
    return layout(document)


def _usual(document: ActDocument) -> Iterator[Block]:
    """Yield who and why, who checked, what was found, what must be done, signatures.

    Services: ПП 354, прил. 1, п. 15 and пп. 109, 110(1), 113; the coolant and a waste site have
    no form of law, theirs are (б) and (в2) of domain/act_forms.md.
    """
    yield from shared.head(document)
    yield from shared.fields(document.facts)
    yield from shared.commission(document)
    yield from shared.fields(document.checked)
    yield from tables.grids(document)
    yield from tables.measured(document)
    yield from shared.fields(document.means)
    yield from shared.conclusions(document)
    yield from shared.remedies(document)
    yield from shared.signatures(document)
    yield from shared.opinion_and_refusal(document)
    yield from shared.notes(document)


def _of_operator(document: ActDocument) -> Iterator[Block]:
    """Yield consumer and contract, the breach, proofs, the demand, both absences.

    ПП 293 от 07.03.2025: who was present comes after what was demanded.
    """
    yield from shared.head(document)
    yield from shared.fields(document.facts)
    yield from shared.fields(document.checked)
    yield from tables.measured(document)
    yield from shared.conclusions(document)
    yield from shared.fields(document.means)
    yield SPACE
    yield from shared.remedies(document)
    yield from shared.commission(document)
    yield from shared.signatures(document)
    yield from shared.opinion_and_refusal(document)
    yield from shared.notes(document)


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


def _printable(document: ActDocument) -> tuple[ActDocument, tuple[str, ...]]:
    """Return the document with every text drawable, and notices of what was not."""
    clean = Printable()
    return _cleaned(document, clean), clean.notices()


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

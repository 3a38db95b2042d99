"""«Акт комиссионной проверки параметров теплоносителя»: form (б) of domain/act_forms.md."""

from collections.abc import Iterator

from desktop_app.core.records.acts import ActDocument
from desktop_app.reports.pdf_acts import shared
from desktop_app.reports.pdf_acts.shared import Rendered
from desktop_app.reports.pdf_page import Block
from desktop_app.reports.pdf_parts import heading


def render(document: ActDocument) -> Rendered:
    """Return the act as a PDF file; the same document gives the same bytes."""
    drawable, notices = shared.printable(document)
    pdf = shared.paper(drawable).add(list(_blocks(drawable))).finish()
    return Rendered(pdf, notices)


def _blocks(document: ActDocument) -> Iterator[Block]:
    yield from shared.head(document)
    yield from shared.fields(document.facts)
    yield from shared.commission(document)
    yield from shared.fields(document.checked)
    yield shared.SPACE
    for table in document.tables:
        yield from shared.measurements(table)
    yield from shared.fields(document.means)
    if document.condition is not None:
        yield from shared.field(document.condition)
    if document.conclusions:
        yield shared.SPACE
        yield heading("Выводы")
        yield from shared.fields(document.conclusions)
        yield shared.SPACE
    yield from shared.remedies("Мероприятия", document.remedies)
    yield from shared.signatures(document)
    yield from shared.opinion_and_refusal(document)

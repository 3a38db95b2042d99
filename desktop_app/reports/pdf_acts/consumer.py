"""«Акт потребителя без исполнителя»: form (а3), ПП 354, п. 110(1); the scan comes back to us."""

from collections.abc import Iterator

from desktop_app.core.records.acts import ActDocument
from desktop_app.reports.pdf_acts import shared
from desktop_app.reports.pdf_page import Block


def blocks(document: ActDocument) -> Iterator[Block]:
    """Yield the paper: why nobody came, what the consumers saw, the rule, their signatures."""
    yield from shared.head(document)
    yield from shared.fields(document.facts)
    yield from shared.commission(document)
    yield from shared.fields(document.checked)
    yield from shared.tables(document)
    yield from shared.fields(document.means)
    yield from shared.conclusions(document)
    yield from shared.remedies(document)
    yield from shared.signatures(document)
    yield from shared.opinion_and_refusal(document)
    yield from shared.notes(document)

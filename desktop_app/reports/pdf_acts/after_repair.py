"""«Акт проверки после устранения нарушения»: form (а4), ПП 354, п. 113."""

from collections.abc import Iterator

from desktop_app.core.records.acts import ActDocument
from desktop_app.reports.pdf_acts import shared
from desktop_app.reports.pdf_page import Block


def blocks(document: ActDocument) -> Iterator[Block]:
    """Yield the paper: the first act, what was done, values now, when service was restored."""
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

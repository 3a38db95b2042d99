"""«Акт о нарушении региональным оператором обязательств»: form (в1), ПП 293 от 07.03.2025."""

from collections.abc import Iterator

from desktop_app.core.records.acts import ActDocument
from desktop_app.reports.pdf_acts import shared
from desktop_app.reports.pdf_page import Block


def blocks(document: ActDocument) -> Iterator[Block]:
    """Yield the paper: consumer and contract, the breach, proofs, the demand, both absences."""
    yield from shared.head(document)
    yield from shared.fields(document.facts)
    yield from shared.fields(document.checked)
    yield from shared.tables(document)
    yield from shared.conclusions(document)
    yield from shared.fields(document.means)
    yield shared.SPACE
    yield from shared.remedies(document)
    yield from shared.commission(document)
    yield from shared.signatures(document)
    yield from shared.opinion_and_refusal(document)
    yield from shared.notes(document)

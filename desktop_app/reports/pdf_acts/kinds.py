"""The paper of each kind of act, by its code."""

from collections.abc import Callable, Iterable, Sequence
from types import MappingProxyType

from desktop_app.core.enums import ActKind
from desktop_app.core.records.acts import ActDocument
from desktop_app.reports.pdf_acts import (
    after_repair,
    air_temperature,
    consumer,
    coolant,
    service_quality,
    shared,
    waste_operator,
    waste_site,
)
from desktop_app.reports.pdf_acts.shared import Rendered
from desktop_app.reports.pdf_page import Block

_LAYOUTS: MappingProxyType[ActKind, Callable[[ActDocument], Iterable[Block]]] = MappingProxyType(
    {
        ActKind.SERVICE_QUALITY: service_quality.blocks,
        ActKind.AIR_TEMPERATURE: air_temperature.blocks,
        ActKind.CONSUMER: consumer.blocks,
        ActKind.AFTER_REPAIR: after_repair.blocks,
        ActKind.COOLANT: coolant.blocks,
        ActKind.WASTE_OPERATOR: waste_operator.blocks,
        ActKind.WASTE_SITE: waste_site.blocks,
    }
)


def render(document: ActDocument) -> Rendered:
    """Return an act as a PDF file; the same document gives the same bytes."""
    return shared.render(document, _LAYOUTS[document.kind])


def pack(documents: Sequence[ActDocument]) -> bytes:
    """Return several acts as one file, each from its own sheet; ValueError without any."""
    return shared.render_pack([(one, _LAYOUTS[one.kind]) for one in documents])

"""All kinds of acts by their code."""

from types import MappingProxyType

from desktop_app.core.acts.form import ActForm
from desktop_app.core.acts.house_acts import COOLANT
from desktop_app.core.acts.service_acts import (
    AFTER_REPAIR,
    AIR_TEMPERATURE,
    CONSUMER,
    SERVICE_QUALITY,
)
from desktop_app.core.acts.waste_acts import WASTE_OPERATOR, WASTE_SITE
from desktop_app.core.enums import ActKind

FORMS = MappingProxyType(
    {
        form.kind: form
        for form in (
            SERVICE_QUALITY,
            AIR_TEMPERATURE,
            CONSUMER,
            AFTER_REPAIR,
            COOLANT,
            WASTE_OPERATOR,
            WASTE_SITE,
        )
    }
)


def form_of(kind: ActKind) -> ActForm:
    """Return what is particular to a kind of act."""
    return FORMS[kind]

"""Visits for the window's tests: an ordinary filled one, without organisations of any book."""

import dataclasses
import datetime as dt
from typing import Any

from desktop_app.core.records.inspections import InspectionDraft
from desktop_app.services.office import Office
from tests import visit_samples
from tests.factories import new_house

# Yesterday: the window asks the wall clock what has not come yet.
DAY = dt.datetime.now().replace(microsecond=0) - dt.timedelta(days=1)  # noqa: TID251  see above
START, END = DAY.replace(hour=10, minute=30), DAY.replace(hour=11, minute=40)


def filled(office: Office, street: str = "пр-кт Ленина", **fields: Any) -> InspectionDraft:
    """Return a whole visit of yesterday to a new house of a street."""
    sample = visit_samples.ordinary()
    remedies = tuple(dataclasses.replace(known, organization_id=None) for known in sample.remedies)
    own: dict[str, Any] = {
        "building_id": new_house(office.buildings, street, "12"),
        "remedies": remedies,
        "started_at": START,
        "finished_at": END,
        "next_visit_on": None,
        "instruments": (dataclasses.replace(sample.instruments[0], verified_until=END.date()),),
    }
    return dataclasses.replace(sample, **{**own, **fields})


def planned(office: Office, street: str = "пр-кт Ленина") -> InspectionDraft:
    """Return a visit just planned: the rows of the act, nothing measured."""
    return office.inspections.draft_for(new_house(office.buildings, street, "12"))

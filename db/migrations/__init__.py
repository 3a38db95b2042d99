"""Frozen steps from an empty file to today's schema, in order.

A step is one module with `NUMBER`, `TITLE` and `up(execute)`. It holds its own SQL and helpers and
imports nothing from the living program, so that it does tomorrow what it did yesterday.
"""

from collections.abc import Callable
from dataclasses import dataclass

from db.migrations import (
    m0001,
    m0002_incidents,
    m0003_visits,
    m0004_waste,
    m0005_summaries,
    m0006_care,
    m0007_forms,
    m0008_organization_names,
    m0009_audit,
    m0010_waste_causes,
    m0011_norm_overrides,
    m0012_weeks,
    m0013_exact_seals,
    m0014_heating_breaks,
    m0015_one_batch,
    m0016_photos,
    m0017_weather_terms,
)

Execute = Callable[[str], object]


@dataclass(frozen=True, slots=True)
class Step:
    """One migration: its number is the `user_version` it leads to."""

    number: int
    title: str
    up: Callable[[Execute], None]


STEPS: tuple[Step, ...] = (
    Step(m0001.NUMBER, m0001.TITLE, m0001.up),
    Step(m0002_incidents.NUMBER, m0002_incidents.TITLE, m0002_incidents.up),
    Step(m0003_visits.NUMBER, m0003_visits.TITLE, m0003_visits.up),
    Step(m0004_waste.NUMBER, m0004_waste.TITLE, m0004_waste.up),
    Step(m0005_summaries.NUMBER, m0005_summaries.TITLE, m0005_summaries.up),
    Step(m0006_care.NUMBER, m0006_care.TITLE, m0006_care.up),
    Step(m0007_forms.NUMBER, m0007_forms.TITLE, m0007_forms.up),
    Step(
        m0008_organization_names.NUMBER, m0008_organization_names.TITLE, m0008_organization_names.up
    ),
    Step(m0009_audit.NUMBER, m0009_audit.TITLE, m0009_audit.up),
    Step(m0010_waste_causes.NUMBER, m0010_waste_causes.TITLE, m0010_waste_causes.up),
    Step(m0011_norm_overrides.NUMBER, m0011_norm_overrides.TITLE, m0011_norm_overrides.up),
    Step(m0012_weeks.NUMBER, m0012_weeks.TITLE, m0012_weeks.up),
    Step(m0013_exact_seals.NUMBER, m0013_exact_seals.TITLE, m0013_exact_seals.up),
    Step(m0014_heating_breaks.NUMBER, m0014_heating_breaks.TITLE, m0014_heating_breaks.up),
    Step(m0015_one_batch.NUMBER, m0015_one_batch.TITLE, m0015_one_batch.up),
    Step(m0016_photos.NUMBER, m0016_photos.TITLE, m0016_photos.up),
    Step(m0017_weather_terms.NUMBER, m0017_weather_terms.TITLE, m0017_weather_terms.up),
)

LATEST = STEPS[-1].number

"""A value held against a row of the table of norms; hours are counted, money never."""

import datetime as dt
import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from desktop_app.core.norm_rows import Norm
from desktop_app.core.norms import Bounds, exact, exact_or_none, is_night

_HOUR = Decimal(3600)


@dataclass(frozen=True, slots=True)
class Assessment:
    """What a value says; None where the table sets nothing to judge by.

    `deviation` is from the norm itself, in the unit of the norm, 0 inside it; from a utility's
    chart it is in °C, and `source` names the chart.
    """

    norm: Norm
    value: float
    in_norm: bool | None
    within_tolerance: bool | None
    allowed_min: float | None
    allowed_max: float | None
    deviation: float | None
    source: str = ""

    @property
    def basis(self) -> str:
        """Return where the norm comes from, with its edition."""
        if self.source:
            return self.source
        dated = self.norm.edition[:1].isdigit()
        return f"{self.norm.basis} (ред. {self.norm.edition})" if dated else self.norm.basis


@dataclass(frozen=True, slots=True)
class Reading:
    """A value known from a moment until the next one."""

    at: dt.datetime
    value: float


@dataclass(frozen=True, slots=True)
class Violation:
    """How long a norm was broken, and how far: degrees beyond the allowed border times hours."""

    hours: float
    degree_hours: float


def assess(norm: Norm, value: float, at: dt.datetime | None = None) -> Assessment:
    """Return what a value says against a norm; without a moment it is judged as by day."""
    number, own, allowed = exact(value), _own(norm), allowed_by(norm, at)
    if allowed == Bounds(None, None):
        return Assessment(norm, value, None, None, None, None, None)
    within = _inside(allowed, number)
    in_norm = _inside(own, number)
    low = own.low
    deviation = Decimal(0)
    if low is not None and number < low:
        deviation = number - low
    elif own.high is not None and number > own.high:
        deviation = number - own.high
    elif not within and low is not None:
        deviation, in_norm = number - low, False
    return Assessment(
        norm, value, in_norm, within, _float(allowed.low), _float(allowed.high), float(deviation)
    )


def allowed_by(norm: Norm, at: dt.datetime | None) -> Bounds:
    """Return the norm widened by what is tolerated at a moment."""
    own = _own(norm)
    night = at is not None and is_night(at) and norm.night_below is not None
    down = exact((norm.night_below if night else norm.below) or 0)
    low = None if own.low is None else own.low - down
    high = own.high
    if norm.above is not None:
        base = own.high if own.high is not None else own.low
        high = None if base is None else base + exact(norm.above)
    return Bounds(low, high)


def violation(norm: Norm, readings: Sequence[Reading], until: dt.datetime) -> Violation:
    """Return the hours and degree-hours of values that lie outside what is allowed.

    Each reading holds until the next, the last one until `until`; a stretch over 00:00 or 05:00 is
    judged on either side by its own tolerance. Readings must stand in the order of time.
    """
    seconds, weighed = Decimal(0), Decimal(0)
    ends = [reading.at for reading in readings[1:]] + [until]
    for reading, end in zip(readings, ends, strict=True):
        for start, stop in _stretches(reading.at, end):
            lasted = Decimal(str((stop - start).total_seconds()))
            far = _beyond(allowed_by(norm, start), exact(reading.value))
            if far:
                seconds, weighed = seconds + lasted, weighed + lasted * far
    return Violation(float(seconds / _HOUR), float(weighed / _HOUR))


def _own(norm: Norm) -> Bounds:
    return Bounds(exact_or_none(norm.low), exact_or_none(norm.high))


def _inside(bounds: Bounds, number: Decimal) -> bool:
    above_low = bounds.low is None or number >= bounds.low
    return above_low and (bounds.high is None or number <= bounds.high)


def _beyond(bounds: Bounds, number: Decimal) -> Decimal:
    if bounds.low is not None and number < bounds.low:
        return bounds.low - number
    if bounds.high is not None and number > bounds.high:
        return number - bounds.high
    return Decimal(0)


def _stretches(start: dt.datetime, end: dt.datetime) -> list[tuple[dt.datetime, dt.datetime]]:
    """Divide a stretch of time at every 00:00 and 05:00 inside it."""
    cuts = [start]
    day = start.date()
    while day <= end.date():
        for border in (dt.time(0, 0), dt.time(5, 0)):
            moment = dt.datetime.combine(day, border)
            if start < moment < end:
                cuts.append(moment)
        day += dt.timedelta(days=1)
    cuts.append(end)
    return [(a, b) for a, b in itertools.pairwise(cuts) if b > a]


def _float(number: Decimal | None) -> float | None:
    return None if number is None else float(number)

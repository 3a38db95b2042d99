"""Holding a measured value against its norm: verdict, deviation and words.

A value is judged by its norm and the tolerance written beside it, never by figures hidden in code.
Where there is a temperature chart but nobody entered a tolerance with its source, the deviation is
told and no verdict is given: the old figures of Правила № 115 lost force on 01.09.2025 and приказ
Минэнерго № 511 names none.
"""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from desktop_app.core.enums import Verdict
from desktop_app.core.records.inspections import Judgement, Measurement
from desktop_app.core.text import NBSP
from desktop_app.core.tolerances import Limit, Span, parse_tolerance

NIGHT_ENDS = dt.time(5, 0)  # ПП РФ № 354, прил. 1, п. 5 и 15: «с 00:00 до 05:00»

IN_NORM = "в норме"
WITHIN_TOLERANCE = "в пределах допуска"
FOR_REFERENCE = "справочно"
NEEDS_TIME = "нужно время замера"

_AMOUNTS = ("ч", "сут", "мин", "м", "м³")  # what is long or much, not high
_MOST_DIGITS, _FINEST = 3, 6
_LONGEST = 20


@dataclass(frozen=True, slots=True)
class Bounds:
    """From where to where a value is allowed; None where nothing limits that side."""

    low: Decimal | None
    high: Decimal | None

    def verdict(self, value: Decimal) -> Verdict:
        """Return where a value lies; a value on the border is in norm."""
        if self.low is not None and value < self.low:
            return Verdict.BELOW
        if self.high is not None and value > self.high:
            return Verdict.ABOVE
        return Verdict.OK


def judge(measurement: Measurement, moment: dt.datetime | None = None) -> Judgement:
    """Return what a measurement says.

    `moment` stands in where the measurement carries no time of its own; without both, a verdict
    that depends on the night allowance is not given. Raises ValueError for a tolerance that cannot
    be read.
    """
    tolerance = parse_tolerance(measurement.tolerance, measurement.unit)
    at = measurement.measured_at or moment
    span = tolerance.night if at is not None and is_night(at) else tolerance.day
    norm = norm_text(measurement, span)
    if measurement.value is None:
        return Judgement(Verdict.NO_NORM, None, norm, "")
    bounds = bounds_of(measurement, span)
    if bounds == Bounds(None, None):
        return _without_verdict(measurement, norm)
    value = exact(measurement.value)
    verdict = bounds.verdict(value)
    if at is None and bounds_of(measurement, tolerance.night).verdict(value) is not verdict:
        return Judgement(Verdict.NO_NORM, None, norm, NEEDS_TIME)
    deviation = _deviation(measurement, verdict, value)
    words = _words(measurement, verdict, deviation, span)
    return Judgement(verdict, None if deviation is None else float(deviation), norm, words)


def is_night(moment: dt.datetime) -> bool:
    """Tell whether the night allowance applies: 00:00 up to, but not including, 05:00."""
    return moment.time() < NIGHT_ENDS


def bounds_of(measurement: Measurement, span: Span) -> Bounds:
    """Return the allowed interval: the norm widened by the tolerance, or the chart value with it.

    A norm stands by itself; a chart value limits only the sides its tolerance names, since cooling
    the return below the chart is nobody's violation.
    """
    low, high = exact_or_none(measurement.norm_min), exact_or_none(measurement.norm_max)
    if low is None and high is None:
        chart = exact_or_none(measurement.chart_value)
        return Bounds(_lower(chart, span.below), _upper(chart, span.above))
    allowed_low = None if low is None else low - (span.below.of(low) if span.below else 0)
    if high is not None:
        return Bounds(allowed_low, high + (span.above.of(high) if span.above else 0))
    return Bounds(allowed_low, _upper(low, span.above))


def norm_text(measurement: Measurement, span: Span) -> str:
    """Return the norm as a table cell says it: «не ниже 18», «60–75», «84 ± 3 %», «84» or ""."""
    low, high = measurement.norm_min, measurement.norm_max
    if low is not None and high is not None:
        return f"{plain(low)}–{plain(high)}"
    less, more = ("меньше", "больше") if measurement.unit in _AMOUNTS else ("ниже", "выше")
    if low is not None:
        return f"не {less} {plain(low)}"
    if high is not None:
        return f"не {more} {plain(high)}"
    if measurement.chart_value is None:
        return ""
    return _chart_norm(plain(measurement.chart_value), span)


def deviation_percent(measurement: Measurement) -> Decimal | None:
    """Return the deviation from the chart in per cent of the chart value, None without a chart."""
    if measurement.value is None or not measurement.chart_value:
        return None
    chart = exact(measurement.chart_value)
    return (exact(measurement.value) - chart) / abs(chart) * 100


def exact(value: float) -> Decimal:
    """Return the number a person typed, free of binary rounding: 0.6 is 0.6."""
    return Decimal(repr(float(value)))


def exact_or_none(value: float | None) -> Decimal | None:
    """Return the exact number, or None."""
    return None if value is None else exact(value)


def plain(value: float | Decimal) -> str:
    """Return a norm without needless digits: «84», «0,6», «−31»."""
    number = value if isinstance(value, Decimal) else exact(value)
    text = f"{_rounded(number, _MOST_DIGITS).normalize():f}"
    return "0" if text == "-0" else text.replace(".", ",").replace("-", "−")


def shown(value: float | Decimal, like: float | Decimal = 0, *, signed: bool = False) -> str:
    """Return a measured value with a decimal comma, one to three digits after it.

    `like` is the number it is compared with: both then show equally many digits. A difference too
    small for three digits shows more rather than pass for nothing.
    """
    number = value if isinstance(value, Decimal) else exact(value)
    other = like if isinstance(like, Decimal) else exact(like)
    digits = max(_digits(number), _digits(other))
    while digits < _FINEST and number and not _rounded(number, digits):
        digits += 1
    rounded = _rounded(number, digits)
    text = f"{abs(rounded):.{digits}f}".replace(".", ",")
    if rounded < 0:
        return f"−{text}"
    return f"+{text}" if signed and rounded > 0 else text


def _rounded(number: Decimal, digits: int) -> Decimal:
    """Round; a number too long for its fraction to matter stays as it is."""
    return number if number.adjusted() >= _LONGEST else round(number, digits)


def _digits(number: Decimal) -> int:
    exponent = number.normalize().as_tuple().exponent
    return min(_MOST_DIGITS, max(1, -exponent if isinstance(exponent, int) else 1))


def _lower(base: Decimal | None, limit: Limit | None) -> Decimal | None:
    return None if base is None or limit is None else base - limit.of(base)


def _upper(base: Decimal | None, limit: Limit | None) -> Decimal | None:
    return None if base is None or limit is None else base + limit.of(base)


def _chart_norm(chart: str, span: Span) -> str:
    below, above = span.below, span.above
    if below is None and above is None:
        return chart
    if below is not None and above is not None:
        if below == above:
            return f"{chart}{NBSP}±{NBSP}{_amount(above)}"
        return f"{chart} −{_amount(below)}/+{_amount(above)}"
    if above is not None:
        more = f"{NBSP}+{NBSP}{_amount(above)}" if above.amount else ""
        return f"не выше {chart}{more}"
    less = f"{NBSP}−{NBSP}{_amount(below)}" if below and below.amount else ""
    return f"не ниже {chart}{less}"


def _amount(limit: Limit) -> str:
    return f"{plain(limit.amount)}{NBSP}%" if limit.is_percent else plain(limit.amount)


def _without_verdict(measurement: Measurement, norm: str) -> Judgement:
    if measurement.chart_value is None or measurement.value is None:
        return Judgement(Verdict.NO_NORM, None, norm, FOR_REFERENCE)
    deviation = exact(measurement.value) - exact(measurement.chart_value)
    far = shown(deviation, measurement.value, signed=True)
    words = f"отклонение {far}{NBSP}{measurement.unit}".rstrip()
    return Judgement(Verdict.NO_NORM, float(deviation), norm, words)


def _deviation(measurement: Measurement, verdict: Verdict, value: Decimal) -> Decimal | None:
    """Return how far the value is from the norm itself, not from the edge of the tolerance."""
    low, high = exact_or_none(measurement.norm_min), exact_or_none(measurement.norm_max)
    chart = exact_or_none(measurement.chart_value)
    if low is None and high is None:
        return None if chart is None else value - chart
    if low is not None and value < low:
        return value - low
    if high is not None and value > high:
        return value - high
    if verdict is Verdict.ABOVE and low is not None:
        return value - low
    return None


def _words(
    measurement: Measurement, verdict: Verdict, deviation: Decimal | None, span: Span
) -> str:
    has_norm = measurement.norm_min is not None or measurement.norm_max is not None
    if deviation is None or verdict is Verdict.OK:
        return WITHIN_TOLERANCE if has_norm and deviation else IN_NORM
    side, limit = ("ниже", span.below) if verdict is Verdict.BELOW else ("выше", span.above)
    far = shown(abs(deviation), measurement.value or 0)
    if has_norm and limit is not None and limit.amount:
        return f"{side} на {far}, допуск {_amount(limit)}"
    return f"{side} на {far}"

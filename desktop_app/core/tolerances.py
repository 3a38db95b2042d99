"""Tolerances as people write them: «± 3 %», «+5 %», «−0,2/+0,3 бар», «+4 °C; ночью −3 °C»."""

import re
from dataclasses import dataclass
from decimal import Decimal

_NUMBER = r"\d{1,6}(?:[.,]\d{1,4})?"
_SIDES = re.compile(
    rf"(?P<both>±|\+/-|\+-)(?P<even>{_NUMBER})"
    rf"|-(?P<below>{_NUMBER})(?:(?:/|\.\.\.?|…)\+(?P<then_above>{_NUMBER}))?"
    rf"|\+(?P<above>{_NUMBER})(?:(?:/|\.\.\.?|…)-(?P<then_below>{_NUMBER}))?"
)
_SPACES = re.compile(r"\s+")
_MINUSES = str.maketrans("−–—‑", "----")
_NIGHT, _DAY = "ночью", "днём"


@dataclass(frozen=True, slots=True)
class Limit:
    """How far one side may go: in the unit of the value, or as a percentage of the norm."""

    amount: Decimal
    is_percent: bool = False

    def of(self, norm: Decimal) -> Decimal:
        """Return the allowed distance from a norm, in the unit of the norm."""
        return abs(norm) * self.amount / 100 if self.is_percent else self.amount


@dataclass(frozen=True, slots=True)
class Span:
    """Allowed distances down and up; None where the text names no such side."""

    below: Limit | None = None
    above: Limit | None = None

    def over(self, other: "Span") -> "Span":
        """Return these sides, with those of `other` where this span names none."""
        return Span(self.below or other.below, self.above or other.above)


@dataclass(frozen=True, slots=True)
class Tolerance:
    """What is allowed by day and, where the text says «ночью», from 00:00 to 05:00."""

    day: Span = Span()
    night: Span = Span()


def parse_tolerance(text: str, unit: str = "") -> Tolerance:
    """Return the tolerance a text means; an empty text allows nothing.

    Parts are divided by «;»; a part may begin with «днём» or «ночью». The unit after a number may
    be «%», the unit of the measurement or nothing. Raises ValueError, worded for the clerk.
    """
    by_day, by_night = Span(), Span()
    for part in filter(None, (piece.strip() for piece in text.split(";"))):
        if part.casefold().startswith(_NIGHT):
            by_night = _span(part[len(_NIGHT) :], text, unit).over(by_night)
        elif part.casefold().startswith(_DAY):
            by_day = _span(part[len(_DAY) :], text, unit).over(by_day)
        else:
            by_day = _span(part, text, unit).over(by_day)
    return Tolerance(by_day, by_night.over(by_day))


def _span(part: str, whole: str, unit: str) -> Span:
    body = _SPACES.sub("", part).translate(_MINUSES)
    match = _SIDES.match(body)
    if match is None:
        raise ValueError(f"допуск «{whole}» не понят: напишите «± 3 %», «+5 %» или «−0,2/+0,2»")
    tail = body[match.end() :]
    if tail not in ("", "%", _SPACES.sub("", unit)):
        raise ValueError(f"допуск «{whole}»: единица «{tail}», а замер в «{unit}»")
    return _sides(match, is_percent=tail == "%")


def _sides(match: re.Match[str], *, is_percent: bool) -> Span:
    def limit(*names: str) -> Limit | None:
        found = next((match[name] for name in names if match[name] is not None), None)
        return None if found is None else Limit(Decimal(found.replace(",", ".")), is_percent)

    return Span(limit("even", "below", "then_below"), limit("even", "above", "then_above"))

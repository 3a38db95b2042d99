"""How figures are said at the штаб: how many times less, what percent, which way it went."""

import datetime as dt
import enum
from fractions import Fraction

from desktop_app.core.shares import whole_percent
from desktop_app.core.summary_periods import Span, SpanKind, part_of_month
from desktop_app.core.text import NBSP, counted, decimal, number, plural

_TIMES_FROM = Fraction(3, 2)  # from «в 1,5 раза» on people count in times, below in percent
_WHOLE_FROM = 10  # «в 12 раз», not «в 11,7 раза»
_FEW = 20  # below it percent sound silly: «на 3 больше»

PERIOD_WORDS = {
    SpanKind.DAY: "За день",
    SpanKind.WEEK: "За неделю",
    SpanKind.MONTH: "За месяц",
    SpanKind.SEASON: "С начала сезона",
    SpanKind.ANY: "За период",
}
_BEFORE_WORDS = {
    SpanKind.DAY: "днём раньше",
    SpanKind.WEEK: "неделей раньше",
    SpanKind.MONTH: "месяцем раньше",
    SpanKind.SEASON: "за те же дни прошлого сезона",
    SpanKind.ANY: "за столько же дней до этого",
}


class Way(enum.StrEnum):
    """Which way a figure went."""

    LESS = "less"
    MORE = "more"
    SAME = "same"


def way(now: int, before: int) -> Way:
    """Tell which way a figure went."""
    return Way.SAME if now == before else Way.LESS if now < before else Way.MORE


def amount(count: int) -> str:
    """Return «795 обращений», «1 обращение», «ни одного обращения»."""
    if not count:
        return f"ни{NBSP}одного обращения"
    return counted(count, "обращение", "обращения", "обращений")


def percent(part: int, whole: int) -> int | None:
    """Return a part in whole percent, halves up; None of nothing.

    100 is said only of the whole and 0 only of nothing: 480 of 481 is 99.
    """
    rounded = whole_percent(part, whole)
    if rounded is None:
        return None
    if rounded >= 100 and part < whole:
        return 99
    return 1 if not rounded and part else rounded


def share(part: int, whole: int) -> str:
    """Return «84 %», «—» of nothing."""
    found = percent(part, whole)
    return "—" if found is None else f"{found}{NBSP}%"


def difference(now: int, before: int) -> str:
    """Return how a figure stands against another: «в 4,4 раза меньше», «на 12 % больше».

    Safe with zeros: against nothing it is «раньше не было», both nothing or equal «столько же».
    """
    if now == before:
        return "столько же"
    if not before:
        return f"раньше не{NBSP}было"
    word = "меньше" if now < before else "больше"
    if not now:
        return f"на{NBSP}{number(before)} меньше"
    return f"{_by(now, before)} {word}"


def change(now: int, before: int) -> str:
    """Return what became of a figure: «было 1 312, сократилось в 1,7 раза»."""
    if now == before:
        return f"столько{NBSP}же, сколько раньше" if now else f"раньше тоже не{NBSP}было"
    if not before:
        return f"раньше не{NBSP}было"
    if not now:
        return f"было {number(before)}"
    verb = "сократилось" if now < before else "выросло"
    return f"было {number(before)}, {verb} {_by(now, before)}"


def signed(now: int, before: int) -> str:
    """Return the change for a narrow column: «+56 %», «−3» of few, «—» of none."""
    if now == before:
        return "—"
    sign = "+" if now > before else "−"
    part = percent(abs(now - before), before)
    if before < _FEW or part is None:
        return f"{sign}{number(abs(now - before))}"
    return f"{sign}{number(part)}{NBSP}%"


def times(ratio: Fraction) -> str:
    """Return «в 4,4 раза», «в 2 раза», «в 12 раз» for a ratio above one."""
    if ratio < _WHOLE_FROM:
        tenths = int(ratio * 10 + Fraction(1, 2))
        if tenths % 10:
            return f"в{NBSP}{decimal(tenths / 10)}{NBSP}раза"
        whole = tenths // 10
    else:
        whole = int(ratio + Fraction(1, 2))
    return f"в{NBSP}{number(whole)}{NBSP}{plural(whole, 'раз', 'раза', 'раз')}"


def headline(span: Span, now: int, peak: tuple[dt.date, int] | None, season_start: str) -> str:
    """Return the first sentence: how many came, held against the busiest week of the season.

    «За неделю 795 обращений, в 4,4 раза меньше, чем в начале октября (3 500).» `peak` is the day
    that week began and its count; it is left out where it says nothing.
    """
    period = PERIOD_WORDS[span.kind(season_start)]
    sentence = f"{period} {amount(now)}" if now else f"{period} обращений не{NBSP}поступало"
    if peak is None or span.kind(season_start) is not SpanKind.WEEK or not now:
        return f"{sentence}."
    day, most = peak
    if day >= span.first or most <= now or Fraction(most, now) < _TIMES_FROM:
        return f"{sentence}."
    return f"{sentence}, {difference(now, most)}, чем {part_of_month(day)} ({number(most)})."


def against_before(
    span: Span, now: int, before: int, season_start: str, *, running: bool = False
) -> str:
    """Return the sentence about the span before: «Неделей раньше было 1 312, …».

    While the days still run, only as many days of those before are told of.
    """
    words = _BEFORE_WORDS[span.kind(season_start)]
    if running:
        words = f"за те же дни {words}"
    said = f"{words[:1].upper()}{words[1:]}"
    if not before:
        return f"{said} обращений не{NBSP}было."
    if now == before:
        return f"{said} столько{NBSP}же, {number(before)}."
    if not now:
        return f"{said} было {number(before)}."
    verb = "сократилось" if now < before else "выросло"
    return f"{said} было {number(before)}, {verb} {_by(now, before)}."


def _by(now: int, before: int) -> str:
    """Return by how much two different counts, neither nothing, differ."""
    more, less = max(now, before), min(now, before)
    ratio = Fraction(more, less)
    if ratio >= _TIMES_FROM and more >= _FEW:
        return times(ratio)
    part = percent(more - less, before)
    if before < _FEW or part is None or (100 * (more - less)) < before:
        return f"на{NBSP}{number(more - less)}"
    return f"на{NBSP}{part}{NBSP}%"

"""Tolerances are read as people write them, and what cannot be read is told."""

from decimal import Decimal

import pytest

from desktop_app.core.tolerances import Limit, Span, Tolerance, parse_tolerance


def _limit(amount: str, *, percent: bool = False) -> Limit:
    return Limit(Decimal(amount), percent)


@pytest.mark.parametrize(
    ("text", "unit", "span"),
    [
        ("", "°C", Span()),
        ("± 3 %", "°C", Span(_limit("3", percent=True), _limit("3", percent=True))),
        ("±0,2 бар", "бар", Span(_limit("0.2"), _limit("0.2"))),
        ("+/-2", "°C", Span(_limit("2"), _limit("2"))),
        ("+5%", "°C", Span(None, _limit("5", percent=True))),
        ("− 3 °C", "°C", Span(_limit("3"), None)),
        ("–0,2/+0,3", "бар", Span(_limit("0.2"), _limit("0.3"))),
        ("+0,3 / −0,2 кгс/см²", "кгс/см²", Span(_limit("0.2"), _limit("0.3"))),
        ("+4 °C; −3 °C", "°C", Span(_limit("3"), _limit("4"))),
    ],
)
def test_a_tolerance_is_read(text: str, unit: str, span: Span) -> None:
    """Signs, minuses of every kind, per cent and units mean what they mean."""
    assert parse_tolerance(text, unit) == Tolerance(span, span)


def test_day_and_night_differ() -> None:
    """The night part adds its sides to those of the day and leaves the day alone."""
    read = parse_tolerance("+4 °C; ночью −3 °C", "°C")
    assert read.day == Span(None, _limit("4"))
    assert read.night == Span(_limit("3"), _limit("4"))
    assert parse_tolerance("днём ±3; ночью ±5").night == Span(_limit("5"), _limit("5"))
    parts = parse_tolerance("+4; Ночью −3; ночью +6")
    assert (parts.day, parts.night) == (Span(None, _limit("4")), Span(_limit("3"), _limit("6")))


def test_per_cent_are_of_the_size_of_the_norm() -> None:
    """5 % of −20 °C are one degree, as 5 % of +20 °C are."""
    limit = _limit("5", percent=True)
    assert limit.of(Decimal(-20)) == limit.of(Decimal(20)) == 1
    assert _limit("5").of(Decimal(-20)) == 5


@pytest.mark.parametrize(
    "text", ["3 %", "около 3", "не более +4", "±", "±3 градуса", "± 3 %%", "±1e9", "+4 +5"]
)
def test_what_cannot_be_read_is_told(text: str) -> None:
    """A tolerance nobody can apply is refused with words, never dropped."""
    with pytest.raises(ValueError, match="допуск"):
        parse_tolerance(text, "°C")


def test_a_foreign_unit_is_told() -> None:
    """A tolerance in another unit than the measurement is refused."""
    with pytest.raises(ValueError, match="единица «бар», а замер в «МПа»"):
        parse_tolerance("±0,2 бар", "МПа")

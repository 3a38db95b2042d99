"""What an instrument can show: every row of every act has a range, its norm lies inside it."""

import math

import pytest

from desktop_app.core.acts.templates import SiteFacts, template
from desktop_app.core.enums import ActKind
from desktop_app.core.instrument_ranges import not_showable, range_of
from desktop_app.core.norm_book import NormBook
from desktop_app.core.norm_rows import norm_of
from desktop_app.core.records.inspections import Measurement
from desktop_app.services import shipped
from tests.visit_samples import measurements

BOOK = NormBook(norm_of(row) for row in shipped.rows("norms.csv"))


@pytest.mark.parametrize("kind", list(ActKind))
def test_every_row_of_every_act_has_a_range_round_its_norm(kind: ActKind) -> None:
    """A parameter added to an act without a range fails here."""
    for row in template(kind, BOOK, SiteFacts()):
        known = range_of(row)
        assert known is not None, (row.quantity, row.unit)
        for end in (row.norm_min, row.norm_max, row.chart_value):
            assert end is None or known.holds(end), (row.quantity, end)


def test_an_ordinary_visit_is_showable() -> None:
    """Nothing of an everyday act is called mistyped."""
    assert [not_showable(row, row.value, row.chart_value) for row in measurements()] == [""] * 9


@pytest.mark.parametrize(
    ("quantity", "unit", "wrong", "right"),
    [
        ("Воздух", "°C", (61, -61, 999), (60, -60, 18.5)),
        ("Температура воздуха в подъезде", "°C", (75,), (-35,)),
        ("Подача, T1", "°C", (151, -6, 999), (150, -5, 0)),
        ("Поверхность прибора", "°С", (200,), (95, -20)),
        ("Давление, P1", "бар", (9999, 40.1, -1), (0, 40)),
        ("Давление, P1", "МПа", (5.8,), (0.58, 4)),
        ("Статическое давление", "кгс/см²", (400,), (6,)),
        ("Перепад, P1 − P2", "бар", (41,), (-0.3,)),
        ("Задержка", "ч", (-1, 100_000), (72,)),
    ],
)
def test_the_ends_belong_to_the_range(
    quantity: str, unit: str, wrong: tuple[float, ...], right: tuple[float, ...]
) -> None:
    """The unit is taken as written, with a Latin or a Cyrillic letter of the degree."""
    row = Measurement("input", "Узел ввода", quantity, unit)
    for value in wrong:
        assert not_showable(row, value).endswith(f"{unit})")
    assert [not_showable(row, value) for value in right] == [""] * len(right)


def test_what_is_not_known_has_no_range() -> None:
    """A parameter of the clerk's own unit is not judged; no number at all is always told."""
    row = Measurement("site", "Площадка", "Уровень шума", "дБА")
    assert not_showable(row, 9999) == ""
    assert not_showable(row, math.inf) == "проверьте число"
    assert not_showable(row, None) == ""

"""The utility's chart answers for every outdoor temperature it covers and for no other."""

import pytest

from desktop_app.core.heating_chart import (
    HeatingChart,
    chart_for,
    read_rows,
    rows_text,
)

ROWS = [(10.0, 37.0, 33.0), (-14.0, 78.0, 59.0), (-26.0, 95.0, 70.0), (0.0, 55.0, 45.0)]


@pytest.mark.parametrize(
    ("outdoor", "supply", "returned"),
    [
        (10.0, 37.0, 33.0),
        (0.0, 55.0, 45.0),
        (5.0, 46.0, 39.0),
        (-7.0, 66.5, 52.0),
        (-14.0, 78.0, 59.0),
        (-20.0, 86.5, 64.5),
        (-15.5, 80.1, 60.4),
        (-26.0, 95.0, 70.0),
    ],
)
def test_between_rows_the_chart_is_a_straight_line(
    outdoor: float, supply: float, returned: float
) -> None:
    """On a row its own figures hold, between rows those of the line, to a tenth of a degree."""
    point = HeatingChart.of("95/70", "", ROWS).at(outdoor)
    assert point is not None
    assert (point.supply, point.returned) == (supply, returned)


def test_half_a_tenth_goes_up() -> None:
    """84,05 °C is 84,1 and 84,15 is 84,2: by the rule of papers, not to the even figure."""
    for low, high, middle in ((84.0, 84.1, 84.1), (84.1, 84.2, 84.2)):
        rows = [(0.0, low, 40.0), (-2.0, high, 40.1)]
        point = HeatingChart.of("95/70", "", rows).at(-1.0)
        assert point is not None
        assert (point.supply, point.returned) == (middle, 40.1)


@pytest.mark.parametrize("outdoor", [10.1, -26.1, 35.0])
def test_outside_the_chart_there_is_no_answer(outdoor: float) -> None:
    """The chart says nothing of temperatures it does not list."""
    assert HeatingChart.of("95/70", "", ROWS).at(outdoor) is None


def test_a_chart_needs_two_different_rows() -> None:
    """One row is no chart, and one temperature cannot have two answers."""
    with pytest.raises(ValueError, match="не меньше двух строк"):
        HeatingChart.of("95/70", "", ROWS[:1])
    with pytest.raises(ValueError, match="дважды"):
        HeatingChart.of("95/70", "", [ROWS[0], (10.0, 38.0, 34.0)])


@pytest.mark.parametrize(
    "text",
    ["10; 37; 33\n-26; 95; 70", "10\t37\t33\n\n−26\t95\t70", "10 37 33\n-26 95,0 70"],
)
def test_rows_are_typed_or_pasted(text: str) -> None:
    """Semicolons, tabs of a spreadsheet and spaces divide; a comma is a decimal point."""
    assert read_rows(text) == [(10.0, 37.0, 33.0), (-26.0, 95.0, 70.0)]
    chart = HeatingChart.of("95/70", "", read_rows(text))
    assert read_rows(rows_text(chart)) == [(10.0, 37.0, 33.0), (-26.0, 95.0, 70.0)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("10; 37; 33\n-5; шестьдесят; 50", "строка 2"),
        ("10; 37", "три числа"),
        ("1; 2; 3; 4", "три числа"),
    ],
)
def test_a_row_that_is_none_is_named(text: str, words: str) -> None:
    """The mistake is found by its line."""
    with pytest.raises(ValueError, match=words):
        read_rows(text)


def test_a_house_names_its_chart_by_its_first_words() -> None:
    """The longest title that begins the words is meant."""
    charts = [HeatingChart.of(title, "", ROWS) for title in ("95/70", "95/70 срезка")]
    found = chart_for("95/70 срезка, утв. 01.09.2026", charts)
    assert found is charts[1]
    assert chart_for("105/70", charts) is None
    assert chart_for("вместо 95/70", charts) is None

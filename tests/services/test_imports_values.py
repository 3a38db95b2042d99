"""Cells as values: what registers mean by them."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.core.addresses import parse_address, parse_house
from desktop_app.services.imports import addresses, values
from desktop_app.services.imports.values import Reading

UNCLEAR: Reading[float] = Reading(is_clear=False)


@pytest.mark.parametrize(
    "cell",
    ["", " ", "-", "—", "…", "Не заполнено", "НЕЗАПОЛНЕНО", "нет  данных", "Не определён", "#Н/Д",
     "null", "Отсутствует", "\n"],
)  # fmt: skip
def test_placeholders(cell: str) -> None:
    """Proves that each way of saying nothing is nothing."""
    assert values.is_unknown(cell)
    assert values.text(cell) == ""
    assert values.number(cell) == Reading()


@pytest.mark.parametrize("cell", ["0", "д", "Нет отопления", "не", "-1", "инд.", "А"])
def test_not_placeholders(cell: str) -> None:
    """Proves that short true values are not taken for placeholders."""
    assert not values.is_unknown(cell)


@pytest.mark.parametrize(
    ("cell", "value"),
    [("1926.0", 1926.0), ("1 024", 1024.0), ("1\N{NO-BREAK SPACE}024", 1024.0), ("4863,50", 4863.5),
     (" 37.64", 37.64), ("-5", -5.0), ("0", 0.0)],
)  # fmt: skip
def test_numbers(cell: str, value: float) -> None:
    """Proves how registers write numbers."""
    assert values.number(cell) == Reading(value)


@pytest.mark.parametrize(
    "cell", ["1e5", "пять", "1.2.3", "5-6", "1,000,000", "²", "0x1F", "9" * 99]
)
def test_what_is_no_number(cell: str) -> None:
    """Proves that a cell that may mean several numbers is not read as any."""
    assert values.number(cell) == UNCLEAR


def test_zero_that_fills_a_form() -> None:
    """Proves that zero floors are unknown, but a true zero survives where it can be one."""
    assert values.positive_count("0") == Reading()
    assert values.positive("0.00") == Reading()
    assert values.count("0") == Reading(0)
    assert values.count("2.5") == Reading(is_clear=False)


def test_yes_and_no() -> None:
    """Proves that «Нет» is an answer and a strange word is no answer."""
    assert values.yes_no("Нет") == Reading(value=False)
    assert values.yes_no("Аварийный") == Reading(value=True)
    assert values.yes_no("Не заполнено") == Reading()
    assert values.yes_no("ветхий") == Reading(is_clear=False)


@pytest.mark.parametrize(
    ("cell", "value"),
    [("2021-01-02 03:04", dt.datetime(2021, 1, 2, 3, 4)),
     ("2021-01-02T03:04:05", dt.datetime(2021, 1, 2, 3, 4, 5)),
     ("02.01.2021 3:04", dt.datetime(2021, 1, 2, 3, 4)), ("02.01.2021", dt.datetime(2021, 1, 2)),
     ("03.04.2016 в 14:13", dt.datetime(2016, 4, 3, 14, 13)),
     ("01.06.26 09:48", dt.datetime(2026, 6, 1, 9, 48)), ("02.01.21", dt.datetime(2021, 1, 2)),
     ("1.2.98", dt.datetime(1998, 2, 1)), ("02.01.2021 г.", dt.datetime(2021, 1, 2)),
     ("02.01.21г. 8:05", dt.datetime(2021, 1, 2, 8, 5))],
)  # fmt: skip
def test_moments(cell: str, value: dt.datetime) -> None:
    """Proves the ways journals write moments."""
    assert values.moment(cell) == Reading(value)


@pytest.mark.parametrize(
    "cell", ["44197", "1/2/2021", "31.02.2021", "31.02.21", "02.01.211", "вчера", "25:00"]
)
def test_what_is_no_moment(cell: str) -> None:
    """Proves that numbers of days, American dates and days that never were are not guessed at."""
    assert values.moment(cell) == Reading(is_clear=False)


@given(st.text(max_size=60))
def test_no_cell_breaks_a_reader(cell: str) -> None:
    """Proves that any text at all gives a value or «not read», never an error."""
    for reader in (values.number, values.count, values.yes_no, values.moment, values.positive):
        found = reader(cell)
        assert found.is_clear or found.value is None


STREETS = (
    "г. Радужный, ул. Садовая",
    "обл. Озёрная, р-н. Лесной, с. Боровое, ул. 8 Марта",
    "г. Радужный",
    "Садовая",
    "г. Радужный, мкр. 3-й",
    "д. 5",
    "ул. Мира, д. 4",
    "",
)
HOUSES = (
    "1", "12а", "12А", "3/5", "7, к. 2", "7, стр. 1", "15, к. а", "б/н", "3 (дубль 1)", "0",
    "1, к. 1", "5, кв. 3", "12345", "4б/2",
)  # fmt: skip


@given(st.sampled_from(STREETS), st.sampled_from(HOUSES))
def test_the_short_way_reads_the_same(street: str, house: str) -> None:
    """Proves that remembering streets changes nothing of what an address says."""
    text = f"{street}, д. {house}"
    assert addresses.read_written(text) == parse_address(text)


def test_one_letter_in_all_its_forms() -> None:
    """Proves that a lone letter is found in every form and two parts are never one house."""
    for written in ("15а", "15, к. А", "15, лит. А", "15/А", "15, стр. А"):
        house = parse_house(written)
        assert house is not None
        keys = {form.key for form in addresses.lettered_forms(house)}
        assert len(keys) == 5
        assert house.key in keys
    for other in ("15", "15/1", "15, к. 1", "15а, к. 1", "15, лит. А, Б"):
        house = parse_house(other)
        assert house is not None
        assert addresses.lettered_forms(house) == ()

"""Numbers typed in a hurry are read as they are meant, and nothing is guessed."""

import pytest

from desktop_app.core.typed_numbers import read_number


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("71,5", 71.5),
        (" 71.5 ", 71.5),
        ("-14", -14.0),
        ("−14,25", -14.25),
        ("+3", 3.0),
        ("1 250", 1250.0),
        (",5", 0.5),
        ("18,", 18.0),
        ("", None),
        ("  ", None),
    ],
)
def test_numbers_are_read(typed: str, number: float | None) -> None:
    """Comma or point, any minus, spaces between thousands; empty is nothing."""
    assert read_number(typed) == number


@pytest.mark.parametrize("typed", ["18 °C", "1,2,3", "12-15", "-", "nan", "1e5", "٣", "," * 3])
def test_what_is_no_number_is_refused_in_words(typed: str) -> None:
    """Anything else tells what to type."""
    with pytest.raises(ValueError, match="впишите число"):
        read_number(typed)

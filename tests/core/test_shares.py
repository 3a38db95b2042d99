"""Shares as they are said: one rounding, a dash of nothing."""

import pytest

from desktop_app.core.shares import part_of
from desktop_app.core.text import NBSP


@pytest.mark.parametrize(
    ("part", "whole", "words"),
    [(40, 50, "40 из 50 (80 %)"), (1, 8, "1 из 8 (13 %)"), (0, 3, "0 из 3 (0 %)"), (0, 0, "—")],
)
def test_a_part_of_nothing_is_a_dash(part: int, whole: int, words: str) -> None:
    """A share is said only where there is something to divide by; halves go up."""
    assert part_of(part, whole).replace(NBSP, " ") == words

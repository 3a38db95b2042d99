"""Seals of rows are the same whichever engine writes them."""

import random
from contextlib import closing

import pytest

from db import engine, rowseal

pytest.importorskip("sqlcipher3", reason="нет sqlcipher3: дополнение encryption не поставлено")


def test_fractions_are_sealed_the_same_by_both_engines() -> None:
    """One number in a thousand written as each engine likes would make a base seem damaged."""
    dice = random.Random("дроби")
    plain, other = engine.connect(":memory:"), engine.connect_cipher(":memory:")
    with closing(plain) as ours, closing(other) as theirs:
        rowseal.arm(ours)
        rowseal.arm(theirs)
        for _ in range(2_000):
            value = (round(dice.uniform(50, 60), dice.choice((1, 2, 6, 7, 15))),)
            sql = "SELECT rayshtab_bits(?)"
            assert ours.execute(sql, value).fetchone() == theirs.execute(sql, value).fetchone()

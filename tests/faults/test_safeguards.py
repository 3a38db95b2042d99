"""Every safeguard still stands where the list says, and taking one away fails its test."""

from collections.abc import Callable

import pytest

from tests.faults import safeguards
from tests.faults.safeguards import ROOT, SAFEGUARDS, Safeguard

Promise = Callable[[str, object, object], None]


def _name(safeguard: Safeguard) -> str:
    return safeguard.name


@pytest.mark.parametrize("safeguard", SAFEGUARDS, ids=_name)
def test_it_stands_where_the_list_says(safeguard: Safeguard) -> None:
    """Its words are in the code once, and the test named for it is there."""
    for file, words, _ in safeguard.edits:
        assert (ROOT / file).read_text(encoding="utf-8").count(words) == 1
    place, _, test = safeguard.test.partition("::")
    assert f"def {test}" in (ROOT / place).read_text(encoding="utf-8")


@pytest.mark.long
@pytest.mark.parametrize("safeguard", SAFEGUARDS, ids=_name)
def test_its_lack_is_noticed(safeguard: Safeguard, promise: Promise) -> None:
    """Without it the named test fails."""
    failed = safeguards.notices(safeguard)
    promise(f"без защиты: {safeguard.name}", safeguard.test.rpartition("/")[2], failed or "нет")
    assert failed

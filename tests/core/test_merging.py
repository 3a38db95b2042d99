"""Changes of two people in one visit are put together; only true clashes are named."""

from dataclasses import replace

from desktop_app.core.merging import merge_drafts
from desktop_app.core.records.inspections import Measurement, Member
from tests import visit_samples

BASE = visit_samples.ordinary()


def test_changes_of_different_fields_are_both_kept() -> None:
    """Mine and theirs stand side by side without a question."""
    mine = replace(BASE, conclusions="1. Мои выводы.")
    theirs = replace(BASE, outdoor_temperature=-20.0, members=(Member("Орлов П. И."),))
    merged, clashes = merge_drafts(BASE, mine, theirs)
    assert clashes == ()
    assert merged == replace(theirs, conclusions="1. Мои выводы.")


def test_a_field_changed_by_both_keeps_mine_and_is_named() -> None:
    """What I typed stays on the screen, and its name is told."""
    mine = replace(BASE, measurements=(Measurement("room", "Кв. 1", "Воздух", value=17.0),))
    theirs = replace(BASE, measurements=(), conclusions="их выводы")
    merged, clashes = merge_drafts(BASE, mine, theirs)
    assert clashes == ("measurements",)
    assert merged.measurements == mine.measurements
    assert merged.conclusions == "их выводы"


def test_the_same_change_made_twice_is_no_clash() -> None:
    """Two people who wrote the same are of one mind."""
    both = replace(BASE, premise="53")
    assert merge_drafts(BASE, both, both) == (both, ())
    assert merge_drafts(BASE, BASE, BASE) == (BASE, ())

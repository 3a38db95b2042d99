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


def test_figures_of_two_people_in_one_table_are_both_kept() -> None:
    """T1 of one and T2 of the other stand side by side; only a row both wrote is named."""
    t1, t2, t3 = (Measurement("input", "Узел", name) for name in ("T1", "T2", "T3"))
    base = replace(BASE, measurements=(t1, t2, t3))
    mine = replace(base, measurements=(replace(t1, value=65.0), t2, t3))
    theirs = replace(base, measurements=(t1, replace(t2, value=55.0), t3))
    merged, clashes = merge_drafts(base, mine, theirs)
    assert ([row.value for row in merged.measurements], clashes) == ([65.0, 55.0, None], ())
    theirs = replace(base, measurements=(replace(t1, value=71.0), replace(t2, value=55.0), t3))
    merged, clashes = merge_drafts(base, mine, theirs)
    assert [row.value for row in merged.measurements] == [65.0, 55.0, None]
    assert clashes == ("measurements",)


def test_a_table_whose_rows_moved_is_one_field() -> None:
    """A row taken away by one of two is no row to write into: a person decides about the table."""
    t1, t2 = (Measurement("input", "Узел", name, value=1.0) for name in ("T1", "T2"))
    base = replace(BASE, measurements=(t1, t2))
    mine = replace(base, measurements=(t2,))
    theirs = replace(base, measurements=(replace(t1, value=2.0), t2))
    merged, clashes = merge_drafts(base, mine, theirs)
    assert (merged.measurements, clashes) == ((t2,), ("measurements",))

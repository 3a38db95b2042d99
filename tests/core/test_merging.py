"""Changes of two people in one visit are put together; only true clashes are named."""

from dataclasses import dataclass, replace

from hypothesis import given
from hypothesis import strategies as st

from desktop_app.core.merging import field_of, merge_drafts, with_fields
from desktop_app.core.records.inspections import Measurement, Member
from desktop_app.core.records.tickets import TicketDraft
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


@dataclass(frozen=True)
class _Inner:
    """A draft inside a draft."""

    house: int = 0
    flat: int = 0


@dataclass(frozen=True)
class _Draft:
    """A form of a few fields, each of a few values, so that all meetings happen."""

    name: int = 0
    note: int = 0
    place: _Inner = _Inner()


_FEW = st.integers(0, 2)
_DRAFTS = st.builds(_Draft, _FEW, _FEW, st.builds(_Inner, _FEW, _FEW))


def _leaves(draft: _Draft) -> dict[str, int]:
    return {"name": draft.name, "note": draft.note} | vars(draft.place)


@given(_DRAFTS, _DRAFTS, _DRAFTS)
def test_nobodys_change_is_lost_or_made_up(base: _Draft, mine: _Draft, theirs: _Draft) -> None:
    """Each field is whose changed it; both who changed it differently are asked about, no others.

    The one who decides for theirs gets theirs in those fields and everything else of both.
    """
    merged, clashes = merge_drafts(base, mine, theirs, deep=True)
    was, own, other = map(_leaves, (base, mine, theirs))
    wanted = {name: other[name] if own[name] == was[name] else own[name] for name in was}
    assert _leaves(merged) == wanted
    both = {n for n in was if own[n] != was[n] and other[n] != was[n] and own[n] != other[n]}
    assert {*clashes} == both
    assert len(clashes) == len(both)
    decided = _leaves(with_fields(merged, theirs, frozenset(clashes)))
    assert decided == {name: other[name] if name in both else wanted[name] for name in was}
    assert {name: field_of(merged, name) for name in was} == wanted


@given(_DRAFTS, _DRAFTS, _DRAFTS)
def test_a_draft_inside_is_one_field_unless_asked(
    base: _Draft, mine: _Draft, theirs: _Draft
) -> None:
    """A place somebody wrote is never half another's place."""
    merged, clashes = merge_drafts(base, mine, theirs)
    assert merged.place in (mine.place, theirs.place)
    changed = mine.place != base.place
    assert ("place" in clashes) == (changed and theirs.place not in (base.place, mine.place))


_PLACES = st.one_of(
    st.tuples(st.integers(1, 3), st.just("")), st.tuples(st.none(), st.sampled_from(["А", "Б"]))
)


@given(_PLACES, _PLACES, _PLACES)
def test_a_house_and_a_free_address_are_one_place(
    was: tuple[int | None, str], own: tuple[int | None, str], other: tuple[int | None, str]
) -> None:
    """Whoever moves a ticket moves it whole: no house of one beside the words of the other."""
    base, mine, theirs = (
        TicketDraft(1, building_id=house, address_text=words) for house, words in (was, own, other)
    )
    merged, clashes = merge_drafts(base, mine, theirs)
    assert clashes == (("building_id",) if was not in (own, other) and own != other else ())
    assert merged == (theirs if own == was else mine)
    assert with_fields(merged, theirs, frozenset({"building_id"})) == theirs
    assert field_of(mine, "building_id") == (own[0] or own[1])

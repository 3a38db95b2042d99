"""A row of a visit is found again after another clerk's save, and no other is taken for it."""

from dataclasses import replace

from desktop_app.core.records.inspections import Measurement, Member, Remedy
from desktop_app.ui.pages.visits.same_row import place_of

_FIRST = Member("", "представитель", "ООО «Уют»")
_SECOND = Member("", "мастер участка", "АО «Теплосеть»")


def test_of_rows_with_one_name_the_most_alike_is_meant() -> None:
    """Two people not named yet, one of them changed meanwhile: the other is not written over."""
    changed = replace(_SECOND, remark="опоздал")
    assert place_of([_FIRST, changed], 1, _SECOND) == 1
    assert place_of([_FIRST, _FIRST, changed], 1, _SECOND) == 2
    assert place_of([changed, _FIRST], 1, _SECOND) == 0


def test_equal_rows_are_told_by_their_place() -> None:
    """Two measurements of one room: the one that stood nearest."""
    row = Measurement("room", "кв. 5, зал", "Температура воздуха")
    measured = replace(row, value=17.5)
    assert place_of([measured, measured], 1, row) == 1
    assert place_of([row, row], 1, row) == 1
    assert place_of([row], 1, row) == 0


def test_a_remedy_is_known_by_its_number() -> None:
    """Its words were mended by another clerk: it is the same; without a number words tell it."""
    old = Remedy("промыть стояк", id=7)
    mended = replace(old, what="промыть стояк и подводку")
    assert place_of([Remedy("промыть стояк", id=8), mended], 0, old) == 1
    assert place_of([Remedy("утеплить ввод")], 0, Remedy("промыть стояк")) == -1

"""Charts and tolerances two clerks edit at once: joined by field, the same one is asked about."""

from collections.abc import Iterator

import pytest

from desktop_app.core.acts.templates import OfficeTolerance
from desktop_app.core.errors import Clash, Conflict, NotFound
from desktop_app.core.heating_chart import ChartDraft, HeatingChart, draft_of
from desktop_app.services.office import Office

_CODE = "coolant.supply"
_ROWS = [(0.0, 50.0, 40.0), (-30.0, 95.0, 70.0)]
_COLDER = [(0.0, 52.0, 41.0), (-30.0, 95.0, 70.0)]


@pytest.fixture
def other(office: Office) -> Iterator[Office]:
    """Return the same base at another desk, where another clerk sits."""
    office.norms.save_chart("95/70", "РСО, 01.09.2026", _ROWS)
    office.norms.set_tolerance(_CODE, "± 3 %", "договор № 7")
    second = Office.open(office.path)
    second.clerks.sit(second.clerks.add("Иванова Анна").id)
    yield second
    second.close()


def _chart(office: Office) -> HeatingChart:
    (chart,) = [chart for chart in office.norms.charts() if chart.title == "95/70"]
    return chart


def test_fields_of_a_chart_are_joined(office: Office, other: Office) -> None:
    """One changes the paper it comes from, the other its rows: both stand."""
    shown = _chart(office)
    save = office.norms.merging_chart("95/70", shown)
    other.norms.save_chart("95/70", "РСО, 15.10.2026", _ROWS)
    mine = draft_of(HeatingChart.of("95/70", shown.source, _COLDER))
    save(mine)
    assert _chart(office) == HeatingChart.of("95/70", "РСО, 15.10.2026", _COLDER)


def test_rows_of_a_chart_changed_by_both_are_asked_about(office: Office, other: Office) -> None:
    """The clash shows both and who wrote; «моё» is written after the answer."""
    shown = _chart(office)
    other.norms.save_chart("95/70", shown.source, [(0.0, 60.0, 45.0), (-30.0, 95.0, 70.0)])
    save = office.norms.merging_chart("95/70", shown)
    mine = draft_of(HeatingChart.of("95/70", shown.source, _COLDER))
    with pytest.raises(Clash) as asked:
        save(mine)
    assert set(asked.value.fields) == {"points"}
    assert asked.value.who == "Иванова Анна"
    asked.value.decide(frozenset({"points"}), frozenset({"points"}))
    save(mine)
    assert draft_of(_chart(office)) == mine


def test_one_new_chart_typed_at_two_desks_is_asked_about(office: Office, other: Office) -> None:
    """The second is not written over the first without a word."""
    other.norms.save_chart("105/70", "РСО", _ROWS)
    save = office.norms.merging_chart("105/70", None)
    with pytest.raises(Clash) as asked:
        save(draft_of(HeatingChart.of("105/70", "УК", _COLDER)))
    assert set(asked.value.fields) == {"source", "points"}
    office.norms.merging_chart("130/70", None)(draft_of(HeatingChart.of("130/70", "", _ROWS)))
    assert len(office.norms.charts()) == 3


def test_a_chart_removed_or_changed_meanwhile(office: Office, other: Office) -> None:
    """A changed one is not removed unseen; a removed one is told of, not made anew."""
    shown = _chart(office)
    other.norms.save_chart("95/70", "новый", _ROWS)
    with pytest.raises(Conflict, match="График 95/70"):
        office.norms.remove_chart("95/70", seen=shown)
    other.norms.remove_chart("95/70", seen=_chart(other))
    with pytest.raises(NotFound, match="удалили, пока он был открыт"):
        office.norms.merging_chart("95/70", shown)(ChartDraft("УК", draft_of(shown).points))


def test_a_tolerance_of_two_clerks(office: Office, other: Office) -> None:
    """Tolerance and source are joined; the same one changed by both is asked about."""
    shown = office.norms.tolerances()[_CODE]
    other.norms.set_tolerance(_CODE, "± 3 %", "договор № 8")
    office.norms.merging_tolerance(_CODE, shown)(OfficeTolerance("± 2 %", "договор № 7"))
    assert office.norms.tolerances()[_CODE] == OfficeTolerance("± 2 %", "договор № 8")
    other.norms.set_tolerance(_CODE, "± 1 %", "договор № 8")
    with pytest.raises(Clash) as asked:
        office.norms.merging_tolerance(_CODE, shown)(OfficeTolerance("± 5 %", "договор № 7"))
    assert asked.value.fields == {"tolerance": ("± 5 %", "± 1 %")}
    assert asked.value.who == "Иванова Анна"

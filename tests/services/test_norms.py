"""The office's own part of norms: tolerances with a source, the utilities' charts, commands."""

import json

import pytest

from desktop_app.core.enums import ActKind
from desktop_app.core.errors import InvalidDraft, NotFound
from desktop_app.core.norm_book import NormQuestion
from desktop_app.services.office import Office

ROWS = ((10.0, 37.0, 33.0), (-14.0, 78.0, 59.0), (-26.0, 95.0, 70.0))
SUPPLY = NormQuestion("теплоноситель", "температура подачи", outdoor=-14.0)


def test_a_chart_without_a_tolerance_tells_how_far_and_no_verdict(office: Office) -> None:
    """71 °C against 78 °C of the chart is −7 °C; nobody is blamed."""
    office.norms.save_chart("95/70", "АО «Теплосеть», 01.09.2026", ROWS)
    said = office.norms.by_chart(SUPPLY, "95/70", 71.0)
    assert (said.in_norm, said.within_tolerance, said.deviation) == (None, None, -7.0)
    assert said.basis == "график 95/70, АО «Теплосеть», 01.09.2026"


def test_an_entered_tolerance_gives_the_verdict_and_goes_into_new_visits(office: Office) -> None:
    """With a tolerance and its source the border is exact, and new acts carry both."""
    office.norms.save_chart("95/70", "", ROWS)
    office.norms.set_tolerance("coolant.supply", "± 3 %", "договор № 7, прил. 3")
    inside = office.norms.by_chart(SUPPLY, "95/70", 75.66)
    outside = office.norms.by_chart(SUPPLY, "95/70", 75.65)
    assert (inside.within_tolerance, outside.within_tolerance) == (True, False)
    assert inside.allowed_min == pytest.approx(75.66)
    assert inside.basis == "график 95/70; договор № 7, прил. 3"
    row = office.norms.template(ActKind.COOLANT)[0]
    assert (row.tolerance, row.basis) == ("± 3 %", "договор № 7, прил. 3")
    office.norms.set_tolerance("coolant.supply", "", "")
    assert office.norms.template(ActKind.COOLANT)[0].tolerance == ""


@pytest.mark.parametrize(
    ("code", "tolerance", "source", "field"),
    [
        ("coolant.supply", "± 3 %", "", "source"),
        ("coolant.supply", "примерно", "договор", "tolerance"),
        ("heat.air.room", "± 3 °C", "договор", "code"),
    ],
)
def test_a_tolerance_without_a_source_or_sense_is_refused(
    office: Office, code: str, tolerance: str, source: str, field: str
) -> None:
    """Figures nobody answers for do not get into acts; norms of the law are not widened."""
    with pytest.raises(InvalidDraft) as caught:
        office.norms.set_tolerance(code, tolerance, source)
    assert field in caught.value.fields


def test_charts_are_found_by_the_words_of_a_house_and_replaced_whole(office: Office) -> None:
    """«95/70, утверждён …» of a house is the chart 95/70; the longest title wins."""
    office.norms.save_chart("95/70", "", ROWS)
    office.norms.save_chart("95/70 срезка 80", "", ROWS[:2])
    found = office.norms.chart("95/70 срезка 80, утверждён 01.09.2026")
    assert found is not None
    assert found.title == "95/70 срезка 80"
    office.norms.save_chart("95/70", "новый", ROWS[1:])
    assert [len(chart.points) for chart in office.norms.charts()] == [2, 2]
    office.norms.remove_chart("95/70 срезка 80")
    assert [chart.source for chart in office.norms.charts()] == ["новый"]
    with pytest.raises(NotFound):
        office.norms.remove_chart("105/70")


def test_a_chart_of_one_row_is_refused(office: Office) -> None:
    """The mistake is worded and nothing is stored."""
    with pytest.raises(InvalidDraft, match="График не записан"):
        office.norms.save_chart("95/70", "", ROWS[:1])
    assert office.norms.charts() == []


def test_a_temperature_outside_the_chart_is_told(office: Office) -> None:
    """The chart says nothing of −40 °C, and an unknown chart is not made up."""
    office.norms.save_chart("95/70", "", ROWS)
    cold = NormQuestion("теплоноситель", "температура подачи", outdoor=-40.0)
    with pytest.raises(InvalidDraft, match="С графиком не сравнить"):
        office.norms.by_chart(cold, "95/70", 71.0)
    with pytest.raises(NotFound, match="130/70"):
        office.norms.by_chart(SUPPLY, "130/70", 71.0)


def test_history_keeps_the_former_chart(office: Office) -> None:
    """What a chart was before is in history, rows and all."""
    office.norms.save_chart("95/70", "старый", ROWS[:2])
    office.norms.save_chart("95/70", "новый", ROWS)
    row = office.desk.store.row("SELECT changes FROM history ORDER BY id DESC LIMIT 1")
    assert row is not None
    (change,) = json.loads(row[0])
    assert change[0] == "heating_chart:95/70"
    assert change[1].startswith("старый · -14: 78/59")

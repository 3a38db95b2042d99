"""Norms the office changed: held against everywhere, told in history, put back as they were."""

import contextlib
import datetime as dt
from collections.abc import Mapping
from pathlib import Path

import pytest

from desktop_app.core.enums import ActKind
from desktop_app.core.errors import InvalidDraft, NotAllowed
from desktop_app.core.norm_book import NormQuestion
from desktop_app.core.norm_edits import edit_of, tolerance_words, tolerated
from desktop_app.core.records.audit import AuditQuery
from desktop_app.core.records.reference_lists import RefLine
from desktop_app.core.waste_lateness import Norm
from desktop_app.services.norm_list import OWN
from desktop_app.services.norms import shipped_norms
from desktop_app.services.office import Office

ROOM = "Отопление: температура воздуха, жилая комната"
DAY = dt.datetime(2026, 11, 24, 12, 0)
NIGHT = dt.datetime(2026, 11, 24, 3, 0)
OWN_ROOM = {
    "low": "19,5",
    "tolerance": "−0,5 °C; +3 °C; ночью −2 °C",
    "basis": "постановление администрации № 12",
    "edition": "01.10.2026",
}


def _line(office: Office, title: str = ROOM) -> RefLine:
    lines = office.reference_lists.books["norms"].lines()
    return next(line for line in lines if line.title == title)


def _save(office: Office, values: Mapping[str, str], title: str = ROOM) -> None:
    line = _line(office, title)
    office.reference_lists.books["norms"].save(line.id, {**line.values, **values})


def _within(office: Office, value: float, at: dt.datetime) -> tuple[bool | None, bool | None]:
    question = NormQuestion("отопление", "температура воздуха", "жилая комната", at)
    said = office.norms.assess(question, value)
    return said.in_norm, said.within_tolerance


def test_the_office_moves_the_borders(office: Office) -> None:
    """Proves that a value on each border is inside, one step further outside, by day and night."""
    assert _within(office, 18.0, DAY) == (True, True)
    _save(office, OWN_ROOM)
    assert _within(office, 18.0, DAY) == (False, False)
    assert (_within(office, 19.5, DAY), _within(office, 19.4, DAY)) == ((True, True), (False, True))
    assert (_within(office, 19.0, DAY), _within(office, 18.9, DAY)) == (
        (False, True),
        (False, False),
    )
    assert (_within(office, 17.5, NIGHT), _within(office, 17.4, NIGHT)) == (
        (False, True),
        (False, False),
    )
    assert (_within(office, 22.5, DAY), _within(office, 22.6, DAY)) == (
        (True, True),
        (False, False),
    )


def test_new_acts_of_every_kind_carry_it(office: Office) -> None:
    """Proves that rooms of all acts, the coolant's too, begin with the office's figures."""
    before = {kind: office.norms.template(kind) for kind in ActKind}
    _save(office, OWN_ROOM)
    for kind in (ActKind.COOLANT, ActKind.AIR_TEMPERATURE, ActKind.SERVICE_QUALITY):
        rows = [row for row in office.norms.template(kind) if row.quantity == "Воздух"]
        assert rows
        for row in rows:
            assert (row.norm_min, row.basis) == (19.5, OWN_ROOM["basis"])
            assert row.tolerance == "+3 °C; −0,5 °C; ночью −2 °C"
    _put_all_back(office)
    assert {kind: office.norms.template(kind) for kind in ActKind} == before


def test_it_survives_a_new_start_and_is_marked(office: Office, tmp_path: Path) -> None:
    """Proves that the change is in the file, and the line tells what the program has."""
    _save(office, OWN_ROOM)
    again = Office.open(tmp_path / "office.sqlite", now=lambda: DAY)
    line = _line(again)
    assert line.values["own"] == OWN
    assert line.values["shipped"].startswith("в программе: не ниже 18 °C, +4 °C; ночью −3 °C")
    assert _within(again, 18.0, DAY) == (False, False)
    others = [other for other in again.reference_lists.books["norms"].lines() if other != line]
    assert len(others) == 59
    assert not any(other.values["own"] for other in others)
    again.close()


def test_history_tells_old_and_new_and_puts_the_shipped_back(office: Office) -> None:
    """Proves both: two changes in words, and the first one taken back drops what was put."""
    before = _line(office)
    _save(office, OWN_ROOM)
    _save(office, {"low": "20"})
    last, first = office.reference_lists.books["norms"].history(before.id)
    assert last.words == "Не ниже: 19,5 → 20"
    assert first.words.startswith("Не ниже: 18 → 19,5; Допуск: +4 °C; ночью −3 °C → +3 °C;")
    audit = office.audit
    told = [row.details for row in audit.page(AuditQuery().mode, list(audit.ids(AuditQuery())))]
    assert any("не ниже: 19,5 → 20" in words for words in told)
    office.reference_lists.put_back("norms", before.id, first.id)
    assert _line(office) == before
    assert office.norms.book is office.norms.shipped
    assert all(finding.is_sound for finding in office.health.check())


def test_what_changes_nothing_is_not_told(office: Office) -> None:
    """Proves that every shipped line may be saved as it stands and leaves no trace."""
    book = office.reference_lists.books["norms"]
    for line in book.lines():
        with contextlib.suppress(NotAllowed):  # those with rules of their own elsewhere
            book.save(line.id, line.values)
        assert book.history(line.id) == []
    assert office.norms.book is office.norms.shipped


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"low": "19"}, "basis"),
        ({"low": "19", "basis": " "}, "basis"),
        ({"low": "", "basis": "приказ"}, "low"),
        ({"low": "26", "high": "25", "basis": "приказ"}, "high"),
        ({"low": "тепло", "basis": "приказ"}, "low"),
        ({"low": "nan", "basis": "приказ"}, "low"),
        ({"low": "1e9", "basis": "приказ"}, "low"),
        ({"tolerance": "чуть-чуть", "basis": "приказ"}, "tolerance"),
        ({"tolerance": "± 3 %", "basis": "приказ"}, "tolerance"),
        ({"tolerance": "+4; ночью +5", "basis": "приказ"}, "tolerance"),
    ],
)
def test_what_is_refused(office: Office, values: dict[str, str], field: str) -> None:
    """Proves that the field is named and nothing is written."""
    before = _line(office)
    with pytest.raises(InvalidDraft) as refused:
        _save(office, values)
    assert set(refused.value.fields) == {field}
    assert _line(office) == before


def test_a_tolerance_needs_a_figure(office: Office) -> None:
    """Proves that quality by sanitary rules is widened by nothing."""
    title = "Холодная вода: состав и свойства"
    with pytest.raises(InvalidDraft) as refused:
        _save(office, {"tolerance": "+1", "basis": "приказ"}, title)
    assert set(refused.value.fields) == {"tolerance"}


def test_norms_counted_elsewhere_are_changed_there(office: Office) -> None:
    """Proves that the refusal names the place with the rule."""
    lines = office.reference_lists.books["norms"].lines()
    line = next(one for one in lines if one.title.startswith("Теплоноситель: давление подачи"))
    with pytest.raises(NotAllowed) as refused:
        _save(office, {"high": "30", "basis": "приказ"}, line.title)
    assert "«" in str(refused.value.remedy)


COLD = "ТКО: задержка вывоза разово, средняя за сутки не выше +5 °C"
LOCAL = {"basis": "постановление района № 3", "edition": "01.11.2026"}


def test_terms_of_waste_collection_are_rows_like_others(office: Office) -> None:
    """Proves that changed hours count at sites and in new acts, and the shipped come back."""
    assert (office.waste.norm, office.waste.norm_basis) == (
        Norm(),
        "ПП РФ № 354, прил. 1, п. 17",
    )
    line = _line(office, COLD)
    _save(office, {"high": "36", **LOCAL}, COLD)
    _save(office, {"high": "60", **LOCAL}, "ТКО: задержка вывоза за месяц")
    assert office.waste.norm == Norm(cold_hours=36, month_hours=60)
    assert "№ 3" in office.waste.norm_basis
    (row,) = office.norms.template(ActKind.WASTE_OPERATOR, outdoor=-3.0)
    assert (row.norm_max, row.basis) == (36, LOCAL["basis"])
    _save(office, line.values, COLD)
    assert office.waste.norm == Norm(month_hours=60)


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"high": "36"}, "basis"),
        ({"high": "36,5", **LOCAL}, "high"),
        ({"high": "0", **LOCAL}, "high"),
        ({"high": "745", **LOCAL}, "high"),
        ({"low": "2", **LOCAL}, "low"),
        ({"tolerance": "+4", **LOCAL}, "tolerance"),
    ],
)
def test_a_term_of_collection_is_whole_hours(
    office: Office, values: dict[str, str], field: str
) -> None:
    """Proves that what the count of hours could not follow is refused, and without a source."""
    with pytest.raises(InvalidDraft) as refused:
        _save(office, values, COLD)
    assert field in refused.value.fields
    assert office.waste.norm == Norm()


def test_exactly_five_degrees_is_one_value(office: Office) -> None:
    """Proves that the list of norms, a question to it, sites and acts follow the waste page."""

    def asked(outdoor: float) -> tuple[float | None, float | None, int]:
        question = NormQuestion("ТКО", "задержка вывоза разово", outdoor=outdoor)
        (row,) = office.norms.template(ActKind.WASTE_OPERATOR, outdoor=outdoor)
        return office.norms.book.find(question).high, row.norm_max, office.waste.norm.hours(outdoor)

    assert asked(5.0) == (48, 48, 48)
    office.waste.set_boundary(is_warm=True)
    assert (asked(5.0), asked(4.9), asked(5.1)) == ((24, 24, 24), (48, 48, 48), (24, 24, 24))
    titles = [line.title for line in office.reference_lists.books["norms"].lines()]
    assert "ТКО: задержка вывоза разово, средняя за сутки +5 °C и выше" in titles
    assert "ТКО: задержка вывоза разово, средняя за сутки ниже +5 °C" in titles
    office.waste.set_boundary(is_warm=False)
    assert asked(5.0) == (48, 48, 48)
    assert office.norms.book is office.norms.shipped


def test_a_tolerance_of_the_chart_is_seen_in_the_list(office: Office) -> None:
    """Proves that what the office entered for the coolant stands in the table of norms too."""
    office.norms.set_tolerance("coolant.supply", "± 3 %", "договор № 7")
    title = "Теплоноситель: температура подачи, средняя за сутки"
    values = _line(office, title).values
    assert (values["tolerance"], values["basis"], values["own"]) == ("± 3 %", "договор № 7", OWN)


def test_words_of_a_tolerance_are_read_back() -> None:
    """Proves that every shipped tolerance, written out and read, is itself."""
    for norm in shipped_norms().norms:
        edit = edit_of(norm)
        read = tolerated(tolerance_words(norm), norm.unit)
        assert read == (edit.below, edit.above, edit.night_below), norm.code


def _put_all_back(office: Office) -> None:
    line = _line(office)
    first = office.reference_lists.books["norms"].history(line.id)[-1]
    office.reference_lists.put_back("norms", line.id, first.id)

"""Draft conclusions name the side, the figure and the norm, and judge nothing without a norm."""

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from desktop_app.core.conclusions import is_edited, no_access_words, propose_conclusions
from desktop_app.core.enums import Access, Verdict
from desktop_app.core.measuring import Block
from desktop_app.core.norms import judge
from desktop_app.core.records.inspections import Measurement
from desktop_app.core.text import NBSP

NOON = dt.datetime(2026, 11, 23, 12, 0)


def _lines(rows: list[Measurement]) -> list[str]:
    return propose_conclusions(rows, NOON).replace(NBSP, " ").split("\n")


def test_each_measured_side_has_its_line() -> None:
    """Violations of the input, of rooms and of hot water stand in separate numbered lines."""
    rows = [
        Measurement("input", "ИТП-14", "Подача, T1", "°C", 71.0, 84.0, tolerance="± 3 %"),
        Measurement("input", "ИТП-14", "Обратка, T2", "°C", 58.5, norm_max=64.0),
        Measurement("room", "Кв. 52, зал", "Воздух", "°C", 16.5, norm_min=18.0),
        Measurement("room", "Кв. 49", "Воздух", "°C", 18.5, norm_min=18.0),
        Measurement("hot_water", "Кв. 45", "ГВС в точке разбора", "°C", 61.0, None, 60.0, 75.0),
    ]
    assert _lines(rows) == [
        "1. Ввод в дом (сторона РСО). Не соответствуют норме: подача, T1 — 71,0 °C при норме"
        " 84 ± 3 % (ниже на 13,0).",
        "2. Внутридомовая система (сторона УК). Не соответствуют норме: кв. 52, зал, воздух —"
        " 16,5 °C при норме не ниже 18 (ниже на 1,5).",
        "3. Горячая вода. Замеры, для которых есть норма, ей соответствуют.",
    ]


def test_a_chart_without_tolerance_is_not_called_a_violation() -> None:
    """The line tells the deviation and says plainly that no verdict is given."""
    rows = [Measurement("input", "ИТП-14", "Подача, T1", "°C", 71.0, 84.0)]
    assert _lines(rows) == [
        "1. Ввод в дом (сторона РСО). По графику: подача, T1 — 71,0 °C при графике 84 (отклонение"
        " −13,0 °C); допуск не введён, вывода о нарушении нет."
    ]


def test_what_hangs_on_the_hour_is_not_called_in_norm() -> None:
    """16.5 °C is allowed at night only: without the time nobody says that the norm is kept."""
    rows = [
        Measurement(
            "air", "Зал", "Воздух", "°C", 16.5, norm_min=18.0, tolerance="+4 °C; ночью −3 °C"
        ),
        Measurement(
            "air", "Спальня", "Воздух", "°C", 21.0, norm_min=18.0, tolerance="+4 °C; ночью −3 °C"
        ),
    ]
    said = propose_conclusions(rows).replace(NBSP, " ")
    assert said == (
        "1. Температура воздуха. Без вывода, не указано время замера: зал, воздух — 16,5 °C."
    )
    assert "не ниже 18 (ниже на 1,5)" in propose_conclusions(rows, NOON)


def test_nothing_measured_gives_nothing() -> None:
    """Empty rows make no conclusions; rows without norms say they are for reference."""
    assert propose_conclusions([Measurement("room", "Кв. 1", "Воздух")], NOON) == ""
    reference = [Measurement("room", "Кв. 1", "Поверхность прибора", "°C", 48.0)]
    assert _lines(reference) == [
        "1. Внутридомовая система (сторона УК). Замеры записаны справочно, норма не задана."
    ]


def _rows(block: Block) -> st.SearchStrategy[list[Measurement]]:
    number = st.integers(-40, 120).map(float)
    limit = st.none() | number
    row = st.builds(
        lambda place, value, low, high, chart: Measurement(
            block, place, "Температура", "°C", value, chart, low, high
        ),
        st.sampled_from(["Кв. 1", "Кв. 2"]),
        st.none() | number,
        limit,
        limit,
        limit,
    )
    return st.lists(row, min_size=1, max_size=4)


@given(st.sampled_from(Block).flatmap(_rows))
def test_a_broken_norm_is_always_told_and_a_kept_one_never_called_broken(
    rows: list[Measurement],
) -> None:
    """Whatever else was measured: each value out of its norm stands in the line, and only those."""
    said = propose_conclusions(rows, NOON)
    measured = [row for row in rows if row.value is not None]
    verdicts = [judge(row, NOON).verdict for row in measured]
    is_broken = {Verdict.BELOW, Verdict.ABOVE} & {*verdicts}
    assert ("Не соответствуют норме" in said) == bool(is_broken)
    assert ("ей соответствуют" in said) == (not is_broken and Verdict.OK in verdicts)
    assert said.count("\n") == 0
    assert bool(said) == bool(measured)
    broken = said.partition("Не соответствуют норме: ")[2].partition(". По графику")[0]
    told = [part for part in broken.split("; ") if part]
    assert len(told) == sum(verdict in {Verdict.BELOW, Verdict.ABOVE} for verdict in verdicts)


def test_a_figure_above_its_norm_is_told() -> None:
    """Too hot is as much a violation as too cold, beside a figure that keeps its norm."""
    rows = [
        Measurement("hot_water", "Кв. 4", "ГВС в точке разбора", "°C", 61.0, None, 60.0, 75.0),
        Measurement("hot_water", "Кв. 5", "ГВС в точке разбора", "°C", 78.0, None, 60.0, 75.0),
    ]
    assert _lines(rows) == [
        "1. Горячая вода. Не соответствуют норме: кв. 5, ГВС в точке разбора — 78,0 °C при норме"
        " 60–75 (выше на 3,0)."
    ]


def test_a_reference_value_beside_a_kept_norm_changes_nothing() -> None:
    """A row that has no norm neither breaks nor keeps one."""
    rows = [
        Measurement("room", "Кв. 1", "Воздух", "°C", 20.0, norm_min=18.0),
        Measurement("room", "Кв. 1", "Поверхность прибора", "°C", 48.0),
    ]
    assert _lines(rows)[0].endswith("Замеры, для которых есть норма, ей соответствуют.")


def test_without_access_nothing_is_said_to_be_in_order() -> None:
    """Refused or nobody at home: the check was not made, and says so; else there are no words."""
    for access in Access:
        words = no_access_words(access)
        was_let_in = access not in {Access.REFUSED, Access.ABSENT}
        assert (words == "") is was_let_in
        assert was_let_in or words.startswith("Проверка не проведена")


def test_own_words_are_told_from_the_draft() -> None:
    """Nothing written and the draft itself, however its lines break, are no words of a person."""
    rows = [Measurement("room", "Кв. 1", "Воздух", "°C", 16.0, norm_min=18.0)]
    draft = propose_conclusions(rows, NOON)
    assert not is_edited("", rows, NOON)
    assert not is_edited(f"  {draft.replace(' ', '  ')}\n", rows, NOON)
    assert is_edited(f"{draft} Проверить стояк.", rows, NOON)

"""A measured value is held against its norm as the rules say, to the digit on every border."""

import datetime as dt
from dataclasses import replace

import pytest

from desktop_app.core.enums import Verdict
from desktop_app.core.measuring import (
    AIR,
    AIR_CORNER,
    HOT_WATER,
    STATIC,
    coolant_template,
    drop_mismatch,
)
from desktop_app.core.norms import deviation_percent, judge, plain, shown
from desktop_app.core.records.inspections import Measurement
from desktop_app.core.text import NBSP

NOON = dt.datetime(2026, 11, 23, 12, 0)
NIGHT = dt.datetime(2026, 11, 23, 3, 0)
OK, BELOW, ABOVE, NO_NORM = Verdict.OK, Verdict.BELOW, Verdict.ABOVE, Verdict.NO_NORM


def _room(value: float | None, quantity: str = AIR, *, cold: bool = False) -> Measurement:
    rows = coolant_template(is_cold_district=cold)
    return replace(next(row for row in rows if row.quantity == quantity), value=value)


def _chart(value: float, tolerance: str = "", chart: float = 84) -> Measurement:
    return Measurement("input", "Узел", "Подача, T1", "°C", value, chart, tolerance=tolerance)


@pytest.mark.parametrize(
    ("quantity", "cold", "value", "moment", "verdict", "words"),
    [
        # ПП 354, прил. 1, п. 15: 18 °C, в угловой 20 °C; днём вниз нельзя
        (AIR, False, 18.0, NOON, OK, "в норме"),
        (AIR, False, 18.1, NOON, OK, "в норме"),
        (AIR, False, 17.9, NOON, BELOW, "ниже на 0,1"),
        (AIR, False, 16.5, NOON, BELOW, "ниже на 1,5"),
        (AIR_CORNER, False, 20.0, NOON, OK, "в норме"),
        (AIR_CORNER, False, 19.9, NOON, BELOW, "ниже на 0,1"),
        (AIR_CORNER, False, 17.0, NOON, BELOW, "ниже на 3,0"),
        # район с пятидневкой −31 °C и ниже: 20 и 22 °C
        (AIR, True, 20.0, NOON, OK, "в норме"),
        (AIR, True, 19.9, NOON, BELOW, "ниже на 0,1"),
        (AIR_CORNER, True, 22.0, NOON, OK, "в норме"),
        (AIR_CORNER, True, 21.9, NOON, BELOW, "ниже на 0,1"),
        # вверх не более 4 °C, днём и ночью
        (AIR, False, 22.0, NOON, OK, "в норме"),
        (AIR, False, 21.9, NOON, OK, "в норме"),
        (AIR, False, 22.1, NOON, ABOVE, "выше на 4,1, допуск 4"),
        (AIR, False, 22.1, NIGHT, ABOVE, "выше на 4,1, допуск 4"),
        (AIR_CORNER, True, 26.0, NOON, OK, "в норме"),
        (AIR_CORNER, True, 26.1, NOON, ABOVE, "выше на 4,1, допуск 4"),
        # ночью вниз не более 3 °C
        (AIR, False, 15.0, NIGHT, OK, "в пределах допуска"),
        (AIR, False, 15.1, NIGHT, OK, "в пределах допуска"),
        (AIR, False, 14.9, NIGHT, BELOW, "ниже на 3,1, допуск 3"),
        (AIR_CORNER, False, 17.0, NIGHT, OK, "в пределах допуска"),
        (AIR_CORNER, False, 16.9, NIGHT, BELOW, "ниже на 3,1, допуск 3"),
    ],
)
def test_room_air(
    quantity: str, cold: bool, value: float, moment: dt.datetime, verdict: Verdict, words: str
) -> None:
    """Room air is judged by п. 15 on, just inside and just outside each of its borders."""
    said = judge(_room(value, quantity, cold=cold), moment)
    assert (said.verdict, said.words) == (verdict, words)


@pytest.mark.parametrize(
    ("clock", "verdict"),
    [
        ("00:00:00", OK),
        ("04:59:59", OK),
        ("05:00:00", BELOW),
        ("23:59:59", BELOW),
    ],
)
def test_the_night_is_from_midnight_to_five(clock: str, verdict: Verdict) -> None:
    """The night allowance holds from 00:00 and ends at 05:00 sharp."""
    moment = dt.datetime.combine(NOON.date(), dt.time.fromisoformat(clock))
    assert judge(_room(15.0), moment).verdict is verdict


def test_the_time_of_the_measurement_wins_over_that_of_the_visit() -> None:
    """A row measured at three at night is judged by the night even when the visit began at noon."""
    assert judge(replace(_room(15.5), measured_at=NIGHT), NOON).verdict is OK


def test_without_a_time_a_verdict_that_needs_it_is_not_given() -> None:
    """Where day and night would say different things and no time is known, nothing is guessed."""
    said = judge(_room(16.0))
    assert (said.verdict, said.words) == (NO_NORM, "нужно время замера")
    assert judge(_room(18.0)).verdict is OK
    assert judge(_room(14.0)).verdict is BELOW


@pytest.mark.parametrize(
    ("value", "verdict", "words"),
    [
        (60.0, OK, "в норме"),
        (60.1, OK, "в норме"),
        (59.9, BELOW, "ниже на 0,1"),
        (75.0, OK, "в норме"),
        (74.9, OK, "в норме"),
        (75.1, ABOVE, "выше на 0,1"),
        # 57 и 55 °C — пороги платы, а не норма (ВС РФ АКПИ13-394)
        (57.0, BELOW, "ниже на 3,0"),
        (39.9, BELOW, "ниже на 20,1"),
    ],
)
@pytest.mark.parametrize("moment", [NOON, NIGHT])
def test_hot_water(value: float, verdict: Verdict, words: str, moment: dt.datetime) -> None:
    """Hot water is 60–75 °C by day and by night; the fee thresholds change nothing here."""
    said = judge(_room(value, HOT_WATER), moment)
    assert (said.verdict, said.words, said.norm_text) == (verdict, words, "60–75")


def test_a_chart_without_a_tolerance_gives_a_deviation_and_no_verdict() -> None:
    """Nobody entered a tolerance: the act tells how far, not whose fault."""
    said = judge(_chart(71.0), NOON)
    assert said.verdict is NO_NORM
    assert said.deviation == -13.0
    assert said.norm_text == "84"
    assert said.words == f"отклонение −13,0{NBSP}°C"
    assert judge(_chart(85.5)).words == f"отклонение +1,5{NBSP}°C"
    assert judge(_chart(84.0)).words == f"отклонение 0,0{NBSP}°C"


@pytest.mark.parametrize(
    ("tolerance", "value", "verdict", "norm"),
    [
        ("± 3 %", 81.48, OK, "84 ± 3 %"),
        ("± 3 %", 81.47, BELOW, "84 ± 3 %"),
        ("± 3 %", 86.52, OK, "84 ± 3 %"),
        ("± 3 %", 86.53, ABOVE, "84 ± 3 %"),
        ("+5 %", 88.2, OK, "не выше 84 + 5 %"),
        ("+5%", 88.3, ABOVE, "не выше 84 + 5 %"),
        ("+5 %", 40.0, OK, "не выше 84 + 5 %"),
        ("+0", 84.0, OK, "не выше 84"),
        ("+0", 84.1, ABOVE, "не выше 84"),
        ("−2 °C", 82.0, OK, "не ниже 84 − 2"),
        ("-2", 81.9, BELOW, "не ниже 84 − 2"),
        ("−2/+3 °C", 87.0, OK, "84 −2/+3"),
        ("−2…+3", 87.1, ABOVE, "84 −2/+3"),
        ("+3/−2 °C", 81.9, BELOW, "84 −2/+3"),
    ],
)
def test_a_chart_with_an_entered_tolerance(
    tolerance: str, value: float, verdict: Verdict, norm: str
) -> None:
    """The tolerance the office entered is counted from the chart, and only the sides it names."""
    said = judge(_chart(value, tolerance), NOON)
    assert (said.verdict, said.norm_text.replace(NBSP, " ")) == (verdict, norm)


def test_the_deviation_is_from_the_norm_not_from_the_edge_of_the_tolerance() -> None:
    """71 against 84 ± 3 % is lower by 13, which is 15.5 per cent of the chart."""
    row = _chart(71.0, "± 3 %")
    assert judge(row, NOON).words == "ниже на 13,0"
    assert f"{deviation_percent(row):.1f}" == "-15.5"
    assert deviation_percent(_room(16.5)) is None


@pytest.mark.parametrize(
    ("low", "high", "value", "verdict", "norm", "words"),
    [
        (None, 0.6, 0.6, OK, "не выше 0,6", "в норме"),
        (None, 0.6, 0.61, ABOVE, "не выше 0,6", "выше на 0,01"),
        (None, 0.6, 0.59, OK, "не выше 0,6", "в норме"),
        (0.8, None, 0.4, BELOW, "не ниже 0,8", "ниже на 0,4"),
        (0.8, None, 0.8, OK, "не ниже 0,8", "в норме"),
        (5.5, 6.5, 5.8, OK, "5,5–6,5", "в норме"),
        (5.5, 6.5, 5.49, BELOW, "5,5–6,5", "ниже на 0,01"),
        (0.03, 0.45, 0.4501, ABOVE, "0,03–0,45", "выше на 0,0001"),
    ],
)
def test_pressures(
    low: float | None, high: float | None, value: float, verdict: Verdict, norm: str, words: str
) -> None:
    """Pressures are compared as decimal numbers, so 0.6 is not above 0.6."""
    said = judge(Measurement("unit", "", "P3", "МПа", value, norm_min=low, norm_max=high), NOON)
    assert (said.verdict, said.norm_text, said.words) == (verdict, norm, words)


@pytest.mark.parametrize("unit", ["ч", "сут", "мин", "м", "м³"])
def test_what_is_long_or_much_is_not_high(unit: str) -> None:
    """Hours are «не больше 48», degrees «не выше 48»."""
    row = Measurement("waste", "", "Задержка", unit, 50.0, norm_max=48.0)
    assert judge(row, NOON).norm_text == "не больше 48"
    assert judge(replace(row, unit="°C"), NOON).norm_text == "не выше 48"
    least = replace(row, norm_min=3.0, norm_max=None)
    assert judge(least, NOON).norm_text == "не меньше 3"


def test_no_tolerance_is_not_told_as_one() -> None:
    """«± 0» allows nothing, so nothing is said of it."""
    row = Measurement("room", "", "Воздух", "°C", 16.0, norm_min=18.0, tolerance="± 0")
    assert judge(row, NOON).words == "ниже на 2,0"


def test_a_row_without_norm_or_value_says_so() -> None:
    """Without a norm the row is for reference; without a value there are no words at all."""
    assert judge(Measurement("room", "Кв. 1", "Прибор", value=48.0)).words == "справочно"
    assert judge(_room(None)).words == ""
    assert judge(_room(None)).norm_text == "не ниже 18"


def test_the_template_holds_what_the_form_asks() -> None:
    """Tables А, Б, В and hot water are there with sources; the utility's figures stay empty."""
    rows = coolant_template()
    assert [row.quantity for row in rows if row.block == "input"] == [
        "Подача, T1",
        "Обратка, T2",
        "Давление, P1",
        "Давление, P2",
        "Перепад, P1 − P2",
    ]
    assert {row.place.split(",")[0] for row in rows if row.block == "room"} == {
        "Первый этаж",
        "Средний этаж",
        "Верхний этаж",
        "Угловая",
    }
    assert all(row.basis for row in rows if row.norm_min is not None or row.norm_max is not None)
    assert all(row.chart_value is None and row.value is None for row in rows)
    assert next(row for row in rows if row.quantity == "Давление, P3").norm_max is None
    assert STATIC in {row.quantity for row in rows}
    assert any(row.block == "hot_water" for row in rows)


def test_a_wrong_pressure_drop_is_noticed() -> None:
    """A written drop that is not P1 − P2 is told; a right one, or another unit, is not."""

    def rows(drop: float, unit: str = "бар") -> list[Measurement]:
        return [
            Measurement("input", "Узел", "Давление, P1", "бар", 5.8),
            Measurement("input", "Узел", "Давление, P2", "бар", 5.4),
            Measurement("input", "Узел", "Перепад, P1 − P2", unit, drop),
        ]

    assert drop_mismatch(rows(0.4)) == ""
    assert drop_mismatch(rows(0.9)) == "перепад записан 0,9, а P1 − P2 = 0,4 бар"
    assert drop_mismatch(rows(0.9, "МПа")) == ""


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (84, "84"),
        (0.6, "0,6"),
        (-31.0, "−31"),
        (0.0, "0"),
        (-0.0, "0"),
        (1000, "1000"),
        (0.05, "0,05"),
    ],
)
def test_norms_are_written_without_needless_digits(value: float, text: str) -> None:
    """Norms read as people write them."""
    assert plain(value) == text


@pytest.mark.parametrize(
    ("value", "like", "signed", "text"),
    [
        (71, 0, False, "71,0"),
        (0.585, 0, False, "0,585"),
        (-13, 0, True, "−13,0"),
        (1.5, 0, True, "+1,5"),
        (1, 0.25, False, "1,00"),
        (-0.04, 0, True, "−0,04"),
        (0.00001, 0, True, "+0,00001"),
        (0.0, 0, True, "0,0"),
    ],
)
def test_values_show_one_to_three_digits(
    value: float, like: float, signed: bool, text: str
) -> None:
    """Measured values keep the digits that were typed."""
    assert shown(value, like, signed=signed) == text

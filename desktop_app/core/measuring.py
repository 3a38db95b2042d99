"""What a commission measures: blocks of the act, ready rows with their legal sources, checks."""

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

from desktop_app.core.enums import Titled
from desktop_app.core.norms import exact, plain
from desktop_app.core.records.inspections import Measurement

SUPPLY, RETURN = "Подача, T1", "Обратка, T2"
AIR, AIR_CORNER, RADIATOR = "Воздух", "Воздух, угловая", "Поверхность прибора"
HOT_WATER, CIRCULATION = "ГВС в точке разбора", "Циркуляция"
STATIC = "Статическое давление"
UNIT_PRESSURES = ("Давление, P3", "Давление, P4")

ROOM_TOLERANCE = "+4 °C; ночью −3 °C"
ROOM_BASIS = "ПП РФ № 354, прил. 1, п. 15"
HOT_WATER_BASIS = "СанПиН 2.1.3684-21, п. 84"

# The rule gives each pressure in МПа and кгс/см²; 1 бар = 0,1 МПа.
PRESSURE_UNITS = ("бар", "МПа", "кгс/см²")

DEFAULT_METHOD = (
    "Температура воздуха — в центре помещения на высоте 1 м от пола; горячая вода — после слива "
    "не более 3 минут; давление — по манометрам узла ввода"
)


class Block(Titled):
    """Groups of rows of acts, in the order of the paper."""

    INPUT = "input", "Таблица А. Ввод в дом (граница РСО и УК)"
    UNIT = "unit", "Таблица Б. После узла управления"
    ROOM = "room", "Таблица В. Контрольные помещения"
    HOT_WATER = "hot_water", "Горячее водоснабжение"
    COLD_WATER = "cold_water", "Холодное водоснабжение"
    SYSTEM = "system", "Давление в системе отопления"
    AIR = "air", "Температура воздуха"
    WASTE = "waste", "Вывоз отходов"
    SITE = "site", "Площадка"


def coolant_template(*, is_cold_district: bool = False) -> tuple[Measurement, ...]:
    """Return the rows of «Акт комиссионной проверки параметров теплоносителя», values empty.

    A cold district has a coldest five-day period of −31 °C or lower: its rooms need 20 °C and 22 °C
    instead of 18 °C and 20 °C (ПП 354, прил. 1, п. 15). Chart values and contract pressures are the
    utility's and stay empty; the limit of п. 16 and the taps follow the house, see
    `core.acts.house_rows`.
    """
    unit = PRESSURE_UNITS[0]
    rows = _input_rows(unit) + _unit_rows(unit) + _room_rows(20 if is_cold_district else 18)
    return (*rows, *hot_water_rows())


def _input_rows(unit: str) -> list[Measurement]:
    place, block = "Узел ввода", Block.INPUT.value
    return [
        Measurement(block, place, SUPPLY),
        Measurement(block, place, RETURN),
        Measurement(block, place, "Давление, P1", unit),
        Measurement(block, place, "Давление, P2", unit),
        Measurement(block, place, "Перепад, P1 − P2", unit),
    ]


def in_unit(megapascals: float, unit: str) -> float:
    """Return a pressure of the rule in one of `PRESSURE_UNITS`."""
    return float(exact(megapascals) if unit == "МПа" else exact(megapascals) * 10)


def _unit_rows(unit: str) -> list[Measurement]:
    place, block = "После узла", Block.UNIT.value
    return [
        Measurement(block, place, "Подача, T3"),
        Measurement(block, place, "Обратка, T4"),
        *(Measurement(block, place, pressure, unit) for pressure in UNIT_PRESSURES),
        Measurement(block, place, STATIC, unit),
    ]


def _room_rows(norm: float) -> list[Measurement]:
    rows: list[Measurement] = []
    for place in ("Первый этаж, кв.", "Средний этаж, кв.", "Верхний этаж, кв.", "Угловая, кв."):
        is_corner = place.startswith("Угловая")
        rows += [
            Measurement(
                Block.ROOM.value,
                place,
                AIR_CORNER if is_corner else AIR,
                norm_min=norm + 2 if is_corner else norm,
                tolerance=ROOM_TOLERANCE,
                basis=ROOM_BASIS,
            ),
            Measurement(Block.ROOM.value, place, RADIATOR),
        ]
    return rows


def hot_water_rows() -> list[Measurement]:
    """Return the rows of taps and of circulation, values empty."""
    block = Block.HOT_WATER.value
    taps = ("Ближняя точка, кв.", "Дальняя точка, кв.")
    rows = [
        Measurement(block, tap, HOT_WATER, norm_min=60, norm_max=75, basis=HOT_WATER_BASIS)
        for tap in taps
    ]
    return [*rows, Measurement(block, "Узел ввода", CIRCULATION)]


def average(readings: Sequence[float]) -> float | None:
    """Return the average of single measurements to a tenth, halves away from zero; None of none."""
    if not readings:
        return None
    whole = sum((exact(reading) for reading in readings), Decimal(0)) / len(readings)
    return float(whole.quantize(Decimal("0.1"), ROUND_HALF_UP))


def drop_mismatch(measurements: Sequence[Measurement]) -> str:
    """Return a warning where a written pressure drop is not P1 − P2 of the same block, or ""."""
    for block in Block:
        rows = [row for row in measurements if row.block == block and row.value is not None]
        named = {row.quantity.rpartition(" ")[2]: row for row in rows if "Давление" in row.quantity}
        drop = next((row for row in rows if row.quantity.startswith("Перепад")), None)
        high, low = named.get("P1"), named.get("P2")
        if drop is None or high is None or low is None or len({drop.unit, high.unit, low.unit}) > 1:
            continue
        real = exact(high.value or 0) - exact(low.value or 0)
        if abs(real - exact(drop.value or 0)) >= Decimal("0.05"):
            return (
                f"перепад записан {plain(drop.value or 0)}, а P1 − P2 = {plain(real)} {drop.unit}"
            )
    return ""

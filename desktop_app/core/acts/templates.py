"""Rows of measurements every kind of act begins with, norms taken from the table of norms."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from desktop_app.core.enums import ActKind
from desktop_app.core.measuring import (
    AIR,
    AIR_CORNER,
    DEFAULT_METHOD,
    HOT_WATER,
    RETURN,
    SUPPLY,
    Block,
    coolant_template,
)
from desktop_app.core.norm_book import NormBook
from desktop_app.core.norm_edits import tolerance_words
from desktop_app.core.norm_rows import Norm
from desktop_app.core.records.inspections import Measurement

AIR_METHOD = (
    "ПП РФ № 354, прил. 1, сноска к п. 15: высота 1 м от пола, в центре комнаты и в 0,5 м от "
    "наружной стены и от прибора"
)
SERVICE_METHOD = (
    "Температура воздуха — в центре помещения на высоте 1 м от пола; горячая вода — после слива "
    "не более 3 минут; давление — манометром в точке разбора"
)
DELAY, DISTANCE, FENCE = "Задержка вывоза", "До дома, детской площадки", "Высота ограждения"
COOLANT_SUPPLY, COOLANT_RETURN = "coolant.supply", "coolant.return"
_METHODS = {
    ActKind.COOLANT: DEFAULT_METHOD,
    ActKind.SERVICE_QUALITY: SERVICE_METHOD,
    ActKind.AFTER_REPAIR: SERVICE_METHOD,
    ActKind.AIR_TEMPERATURE: AIR_METHOD,
}


@dataclass(frozen=True, slots=True)
class OfficeTolerance:
    """A tolerance to the utility's chart, entered by the office with its source."""

    tolerance: str
    source: str


@dataclass(frozen=True, slots=True)
class SiteFacts:
    """What the office and the house say about norms before anybody goes there.

    `outdoor` is the average of the day, °C; `tolerances` are by code of the table of norms.
    """

    is_cold_district: bool = False
    outdoor: float | None = None
    tolerances: Mapping[str, OfficeTolerance] = field(default_factory=dict)


def method_of(kind: ActKind) -> str:
    """Return the method of measuring a kind of act begins with."""
    return _METHODS.get(kind, "")


def template(kind: ActKind, book: NormBook, facts: SiteFacts) -> tuple[Measurement, ...]:
    """Return the rows of a kind of act, values empty."""
    if kind is ActKind.COOLANT:
        rows = coolant_template(is_cold_district=facts.is_cold_district)
        return tuple(_tolerated(_normed(row, book, facts), facts) for row in rows)
    if kind is ActKind.AIR_TEMPERATURE:
        return tuple(_air(book, facts))
    if kind is ActKind.WASTE_OPERATOR:
        return (_delay(book, facts),)
    if kind is ActKind.WASTE_SITE:
        return tuple(_site(book))
    return tuple(_service(book, facts))


def with_delay_norm(
    rows: tuple[Measurement, ...], book: NormBook, outdoor: float | None
) -> tuple[Measurement, ...]:
    """Return rows whose delay of waste collection is held against the term of the day's average.

    A term somebody wrote by hand stays; without a temperature nothing is changed.
    """
    if outdoor is None:
        return rows
    due = _delay(book, SiteFacts(outdoor=outdoor))
    ours = {"", *(book.by_code(f"waste.delay.{name}").basis for name in ("warm", "cold"))}
    return tuple(
        replace(row, norm_max=due.norm_max, basis=due.basis)
        if row.block == Block.WASTE and row.quantity == DELAY and row.basis in ours
        else row
        for row in rows
    )


def _tolerated(row: Measurement, facts: SiteFacts) -> Measurement:
    code = {SUPPLY: COOLANT_SUPPLY, RETURN: COOLANT_RETURN}.get(row.quantity)
    entered = facts.tolerances.get(code) if code else None
    if entered is None or row.block != Block.INPUT:
        return row
    return replace(row, tolerance=entered.tolerance, basis=entered.source)


def _normed(row: Measurement, book: NormBook, facts: SiteFacts) -> Measurement:
    """Return a row of rooms or taps with the norm of the book: the office may have its own."""
    if row.quantity == HOT_WATER:
        return with_tap_norm(row, book)
    if row.quantity not in (AIR, AIR_CORNER):
        return row
    place = "room" if row.quantity == AIR else "corner"
    norm = book.by_code(f"heat.air.{place}{'.cold' if facts.is_cold_district else ''}")
    return _row(Block(row.block), row.place, row.quantity, norm)


def with_tap_norm(row: Measurement, book: NormBook) -> Measurement:
    """Return a row of hot water at a tap with the norm of the book."""
    norm = _own(book.by_code("hot.temperature.day"))
    return _row(Block(row.block), row.place, row.quantity, norm)


def _air(book: NormBook, facts: SiteFacts) -> list[Measurement]:
    suffix = ".cold" if facts.is_cold_district else ""
    usual, corner = book.by_code(f"heat.air.room{suffix}"), book.by_code(f"heat.air.corner{suffix}")
    points = ("центр, 1 м", "0,5 м от стены", "0,5 м от прибора")
    rows = [_row(Block.AIR, f"Комната 1: {point}", AIR, usual) for point in points]
    return [*rows, _row(Block.AIR, "Угловая комната: центр, 1 м", AIR_CORNER, corner)]


def _service(book: NormBook, facts: SiteFacts) -> list[Measurement]:
    suffix = ".cold" if facts.is_cold_district else ""
    tap, cold, hot = "Точка разбора", "cold.pressure", "hot.pressure"
    pressure = "Давление в точке разбора"
    return [
        _row(Block.AIR, "Комната", AIR, book.by_code(f"heat.air.room{suffix}")),
        _row(Block.AIR, "Угловая комната", AIR_CORNER, book.by_code(f"heat.air.corner{suffix}")),
        _row(Block.HOT_WATER, tap, HOT_WATER, _own(book.by_code("hot.temperature.day"))),
        _row(Block.HOT_WATER, tap, pressure, book.by_code(hot)),
        _row(Block.COLD_WATER, tap, pressure, book.by_code(cold)),
    ]


def _delay(book: NormBook, facts: SiteFacts) -> Measurement:
    if facts.outdoor is None:
        return Measurement(Block.WASTE.value, "Площадка", DELAY, "ч")
    return _row(Block.WASTE, "Площадка", DELAY, _term(book, facts.outdoor))


def _term(book: NormBook, outdoor: float) -> Norm:
    warm = book.by_code("waste.delay.warm")
    is_warm = warm.range is not None and warm.range.holds(outdoor)
    return warm if is_warm else book.by_code("waste.delay.cold")


def _site(book: NormBook) -> list[Measurement]:
    distance = replace(book.by_code("waste.distance"), high=None, below=None)
    fence = book.by_code("waste.fence")
    return [
        _row(Block.SITE, "Площадка", DISTANCE, distance),
        _row(Block.SITE, "Площадка", FENCE, fence),
        Measurement(Block.SITE.value, "Площадка", "Навал", "м³"),
    ]


def _row(block: Block, place: str, quantity: str, norm: Norm) -> Measurement:
    """Return a row whose norm, tolerance and source are those of the table."""
    return Measurement(
        block.value,
        place,
        quantity,
        norm.unit,
        norm_min=norm.low,
        norm_max=norm.high,
        tolerance=tolerance_words(norm),
        basis=norm.basis,
    )


def _own(norm: Norm) -> Norm:
    """Return a norm without its tolerance: fee thresholds of hot water widen no norm."""
    return replace(norm, below=None, above=None, basis=norm.basis.partition("; ПП РФ № 354")[0])

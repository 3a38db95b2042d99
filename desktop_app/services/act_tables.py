"""Measurements of a visit as the tables А, Б, В and hot water of its act."""

from collections.abc import Sequence
from dataclasses import replace

from desktop_app.core.enums import ActKind, Verdict
from desktop_app.core.measuring import Block
from desktop_app.core.norms import deviation_percent, exact, shown
from desktop_app.core.records.acts import ActGrid, ActRow, ActTable
from desktop_app.core.records.inspections import (
    InspectionCard,
    InspectionDraft,
    Judgement,
    Measurement,
)
from desktop_app.core.text import DASH

Pairs = Sequence[tuple[Measurement, Judgement]]

_CHARTED = (Block.INPUT, Block.UNIT)
_READINGS = 3
_CONTAINERS = "containers"
_CONTAINER_HEADS = ("№", "Объём, м³", "Материал", "Заполне-\nние, %", "Исправность", "Крышка")
_CONTAINER_WIDTHS = (14.0, 24.0, 34.0, 24.0, 54.0, 30.0)
_BLANK_CONTAINERS = 6
_NO_TOLERANCE = (
    "Допуск к температурному графику не введён: указано отклонение, вывод о нарушении не делается."
)
_SINGLE = "Разовый замер не заменяет среднесуточного значения."
_VIOLATIONS = {Verdict.BELOW: "ниже нормы", Verdict.ABOVE: "выше нормы"}
_NO_VERDICT = "вывода нет"


def act_tables(card: InspectionCard, *, blank: bool) -> tuple[ActTable, ...]:
    """Return the tables with rows in their order; a filled act leaves out what was not measured."""
    pairs = list(zip(card.draft.measurements, card.judgements, strict=True))
    known = {block.value for block in Block}
    tables = [
        _table(
            block.title_ru,
            [pair for pair in pairs if pair[0].block == block],
            blank=blank,
            has_chart=block in _CHARTED,
            readings=_readings(card, block, blank=blank),
        )
        for block in Block
    ]
    others = [pair for pair in pairs if pair[0].block not in known]
    tables.append(_table("Прочие замеры", others, blank=blank, has_chart=False))
    return tuple(table for table in tables if table.rows)


def container_grids(draft: InspectionDraft, *, blank: bool) -> tuple[ActGrid, ...]:
    """Return the containers of a waste site, a line each, parts divided by «;»."""
    if draft.kind is not ActKind.WASTE_SITE:
        return ()
    width = len(_CONTAINER_HEADS)
    lines = [line for line in draft.answer(_CONTAINERS).split("\n") if line.strip()]
    rows = [_cells(line, number, width) for number, line in enumerate(lines, start=1)]
    if blank:
        rows += [("",) * width] * max(0, _BLANK_CONTAINERS - len(rows))
    if not rows:
        return ()
    return (ActGrid("Контейнеры", _CONTAINER_HEADS, _CONTAINER_WIDTHS, tuple(rows)),)


def _cells(line: str, number: int, width: int) -> tuple[str, ...]:
    """Return the cells of a line; what is too many stays in the last, a lone text is no number."""
    parts = [part.strip() for part in line.split(";")]
    if len(parts) < width:
        parts.insert(0, str(number))
    kept, rest = parts[: width - 1], parts[width - 1 :]
    return (*kept, *("",) * (width - 1 - len(kept)), "; ".join(rest))


def _readings(card: InspectionCard, block: Block, *, blank: bool) -> int:
    if block is not Block.AIR or card.draft.kind is not ActKind.AIR_TEMPERATURE:
        return 0
    if blank:
        return _READINGS
    return max(
        (len(row.readings) for row in card.draft.measurements if row.block == block), default=0
    )


def _table(
    title: str, pairs: Pairs, *, blank: bool, has_chart: bool, readings: int = 0
) -> ActTable:
    told = pairs if blank else [pair for pair in pairs if pair[0].value is not None]
    places = {row.place for row, _said in told}
    if len(places) == 1:
        place = places.pop()
        is_told = not place or place.casefold() in title.casefold()
        title = title if is_told else f"{title}. {place}"
    rows = tuple(_blank_row(*pair) if blank else _row(*pair) for pair in told)
    if readings:
        title, rows = _of_points(title, rows)
    return ActTable(
        title,
        "График, норма" if has_chart else "Норма",
        rows,
        tuple(_notes(told, blank=blank)),
        has_chart,
        readings,
    )


def _of_points(title: str, rows: tuple[ActRow, ...]) -> tuple[str, tuple[ActRow, ...]]:
    """Say quantity and unit once, in the title: single measurements need the room."""
    units = {row.unit for row in rows}
    if len(units) != 1 or any(not row.place for row in rows):
        return title, rows
    made = []
    for row in rows:
        about = row.quantity.partition(", ")[2]
        is_told = not about or about[:4] in row.place.casefold()
        place = row.place if is_told else f"{row.place} ({about})"
        made.append(replace(row, place=place, quantity="", unit=""))
    return f"{title}, {units.pop()}", tuple(made)


def _row(row: Measurement, said: Judgement) -> ActRow:
    percent = deviation_percent(row)
    deviation = DASH
    if said.deviation is not None:
        deviation = shown(said.deviation, row.value or 0, signed=True)
    elif row.chart_value is not None and row.value is not None:
        far = exact(row.value) - exact(row.chart_value)
        deviation = shown(far, row.value, signed=True)
    return ActRow(
        place=_place(row),
        quantity=row.quantity,
        unit=row.unit,
        norm=said.norm_text or DASH,
        value=shown(row.value or 0),
        deviation=deviation,
        deviation_percent=DASH if percent is None else shown(round(percent, 1), signed=True),
        tolerance=_tolerance(row) or DASH,
        verdict=_verdict(said),
        is_violation=said.verdict in _VIOLATIONS,
        readings=tuple(shown(value) for value in row.readings),
    )


def _blank_row(row: Measurement, said: Judgement) -> ActRow:
    return ActRow(
        place=row.place,
        quantity=row.quantity,
        unit=row.unit,
        norm=said.norm_text,
        tolerance=_tolerance(row),
    )


def _place(row: Measurement) -> str:
    return f"{row.place} ({row.measured_at:%H:%M})" if row.measured_at else row.place


def _tolerance(row: Measurement) -> str:
    return row.tolerance.replace("; ", ";\n")


def _verdict(said: Judgement) -> str:
    if said.verdict in _VIOLATIONS:
        return _VIOLATIONS[said.verdict]
    if said.verdict is Verdict.NO_NORM and said.deviation is not None:
        return _NO_VERDICT
    return said.words


def _notes(pairs: Pairs, *, blank: bool) -> list[str]:
    by_basis: dict[str, list[str]] = {}
    for row, _said in pairs:
        if row.basis:
            by_basis.setdefault(row.basis, []).append(f"«{row.quantity}»")
    notes = []
    if len(by_basis) == 1:
        notes.append(f"Основание нормы: {next(iter(by_basis))}.")
    elif by_basis:
        told = "; ".join(
            f"{', '.join(dict.fromkeys(names))} — {basis}" for basis, names in by_basis.items()
        )
        notes.append(f"Основания норм: {told}.")
    charted = [said for row, said in pairs if row.chart_value is not None]
    if charted and not blank:
        if any(said.verdict is Verdict.NO_NORM for said in charted):
            notes.append(_NO_TOLERANCE)
        notes.append(_SINGLE)
    return notes

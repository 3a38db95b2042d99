"""What the house changes in the rows of a coolant act: radiators, hot water."""

from collections.abc import Sequence
from dataclasses import replace

from desktop_app.core.acts.house_acts import (
    CAST_IRON,
    HOT_WATER_SUPPLY,
    NO_HOT_WATER,
    OTHER_RADIATORS,
    RADIATORS,
)
from desktop_app.core.acts.templates import with_tap_norm
from desktop_app.core.measuring import (
    HOT_WATER,
    PRESSURE_UNITS,
    UNIT_PRESSURES,
    Block,
    hot_water_rows,
    in_unit,
)
from desktop_app.core.norm_book import NormBook
from desktop_app.core.norm_rows import Norm
from desktop_app.core.records.inspections import Answer, Measurement
from desktop_app.core.text import fold

ASKED = frozenset({RADIATORS.key, HOT_WATER_SUPPLY.key})
_CODES = {CAST_IRON: "heat.pressure.iron", OTHER_RADIATORS: "heat.pressure.other"}
# What names the radiators in the words of a house's heating.
_ROOTS = {CAST_IRON: ("чугун",), OTHER_RADIATORS: ("конвектор", "панел")}
_MARKS = tuple(f" ({option})" for option in _CODES)


def answers_of(words: str, former: Sequence[Answer]) -> tuple[Answer, ...]:
    """Return what is known of a house: what its last coolant act said, else its heating's words.

    Words that name both kinds of radiators, or none, tell nothing.
    """
    said = {answer.field: answer.text for answer in former if answer.field in ASKED}
    folded = fold(words)
    named = [kind for kind, roots in _ROOTS.items() if any(root in folded for root in roots)]
    if len(named) == 1:
        said.setdefault(RADIATORS.key, named[0])
    return tuple(Answer(key, said[key]) for key in sorted(said))


def with_house(
    rows: Sequence[Measurement],
    book: NormBook,
    answers: Sequence[Answer],
    former: Sequence[Answer] = (),
) -> tuple[Measurement, ...]:
    """Return the rows of a coolant act as the house asks for them.

    The radiators give the pressure after the unit its limit (ПП 354, прил. 1, п. 16); unknown ones
    leave it without a limit, so without a verdict. A limit somebody wrote by hand stays. A house
    without hot water asks nothing of taps, a measured row is never dropped; where the `former`
    answer was «нет» and is taken back, the rows of taps return.
    """
    said = {answer.field: answer.text for answer in answers}
    made = [_limited(row, book, said.get(RADIATORS.key, "")) for row in rows]
    had_none = Answer(HOT_WATER_SUPPLY.key, NO_HOT_WATER) in former
    return tuple(_with_taps(made, book, said.get(HOT_WATER_SUPPLY.key, ""), had_none=had_none))


def _limited(row: Measurement, book: NormBook, radiators: str) -> Measurement:
    """Return a row with the limit of its pressure in its own unit; any other row as it is."""
    is_empty = row.basis == "" and row.norm_min is None and row.norm_max is None
    is_ours = is_empty or row.basis.endswith(_MARKS)
    if row.block != Block.UNIT or row.quantity not in UNIT_PRESSURES or not is_ours:
        return row
    limit = _limit(book, radiators)
    if limit is None or limit.high is None or row.unit not in PRESSURE_UNITS:
        return replace(row, norm_max=None, basis="")
    # The mark tells the reader which limit it is, and us that nobody wrote it by hand.
    basis = f"{limit.basis} ({radiators})"
    return replace(row, norm_max=in_unit(limit.high, row.unit), basis=basis)


def _limit(book: NormBook, radiators: str) -> Norm | None:
    code = _CODES.get(radiators)
    return book.by_code(code) if code else None


def _with_taps(
    rows: list[Measurement], book: NormBook, supply: str, *, had_none: bool
) -> list[Measurement]:
    block = Block.HOT_WATER
    if supply == NO_HOT_WATER:
        return [row for row in rows if row.block != block or row.value is not None]
    if had_none and all(row.block != block for row in rows):
        taps = hot_water_rows()
        return rows + [with_tap_norm(t, book) if t.quantity == HOT_WATER else t for t in taps]
    return rows

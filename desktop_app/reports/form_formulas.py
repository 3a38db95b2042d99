"""References of formulas after repeated rows are written out.

Below a repeated row a reference moves with what it points at; a range over the row grows with it,
also one a person wrote as a single cell inside SUM and the like. Inside the row a reference to the
row itself follows the record; `$E$5:E5` runs from the first record to this one, and a reference to
the row just above runs down, as it would when a person fills the formula down.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from openpyxl.formula import Tokenizer
from openpyxl.formula.tokenizer import Token, TokenizerError

from desktop_app.reports.form_rows import Block, RowMap

_CELL = r"(\$?[A-Za-z]{1,3})(\$?)(\d{1,7})"
_ONE = re.compile(rf"^{_CELL}$")
_RANGE = re.compile(rf"^{_CELL}:{_CELL}$")
_ROWS = re.compile(r"^(\$?)(\d{1,7}):(\$?)(\d{1,7})$")
_SHEET = re.compile(r"^((?:'(?:[^']|'')+'|[^'!:]+)!)?(.*)$", re.DOTALL)
_NAMES = (
    "SUM COUNT COUNTA COUNTBLANK AVERAGE AVERAGEA MIN MAX PRODUCT SUBTOTAL AGGREGATE COUNTIF"
    " COUNTIFS SUMIF SUMIFS AVERAGEIF AVERAGEIFS SUMPRODUCT MEDIAN STDEV STDEV.S LARGE SMALL"
    " RANK MAXIFS MINIFS"
)
_GATHERING = frozenset(_NAMES.split())


@dataclass(frozen=True, slots=True)
class Here:
    """Where a formula stands: its sheet and, inside repeated rows, which record."""

    sheet: str
    block: Block | None = None
    instance: int = 0


class Shifter:
    """Rewrites references by the row maps of all sheets."""

    def __init__(self, maps: Mapping[str, RowMap]) -> None:
        """Take the map of each sheet by its name."""
        self._maps = maps

    def formula(self, formula: str, here: Here) -> str:
        """Return a formula («=…») with its references moved; one not understood stays as it is."""
        try:
            tokens = Tokenizer(formula)
        except TokenizerError:
            return formula
        functions: list[str] = []
        for token in tokens.items:
            if token.type in (Token.FUNC, Token.PAREN) and token.subtype == Token.OPEN:
                functions.append(token.value.rstrip("(").upper())
            elif token.type in (Token.FUNC, Token.PAREN) and token.subtype == Token.CLOSE:
                if functions:
                    functions.pop()
            elif token.type == Token.OPERAND and token.subtype == Token.RANGE:
                gathers = any(name in _GATHERING for name in functions[-1:])
                token.value = self.reference(token.value, here, gathers=gathers)
        return "=" + "".join(token.value for token in tokens.items)

    def reference(self, reference: str, here: Here, *, gathers: bool = False) -> str:
        """Return one reference moved; names and whole columns stay."""
        found = _SHEET.match(reference)
        if found is None:
            return reference
        prefix, rest = found[1] or "", found[2]
        sheet = (
            prefix[:-1].removeprefix("'").removesuffix("'").replace("''", "'")
            if prefix
            else here.sheet
        )
        row_map = self._maps.get(sheet)
        if row_map is None:
            return reference
        own = here if sheet == here.sheet else Here(sheet)
        return prefix + _moved(rest, row_map, own, gathers)

    def area(self, reference: str, sheet: str) -> str:
        """Return a range of a sheet (no sheet in it) grown over its repeated rows."""
        row_map = self._maps.get(sheet)
        return _moved(reference, row_map, Here(sheet), True) if row_map else reference


def _moved(rest: str, row_map: RowMap, here: Here, gathers: bool) -> str:
    if one := _ONE.match(rest):
        return _single(one, row_map, here, gathers)
    if both := _RANGE.match(rest):
        top, bottom = _span(both[2], int(both[3]), both[5], int(both[6]), row_map, here)
        return f"{both[1]}{both[2]}{top}:{both[4]}{both[5]}{bottom}"
    if rows := _ROWS.match(rest):
        top, bottom = _span(rows[1], int(rows[2]), rows[3], int(rows[4]), row_map, here)
        return f"{rows[1]}{top}:{rows[3]}{bottom}"
    return rest


def _single(one: re.Match[str], row_map: RowMap, here: Here, gathers: bool) -> str:
    column, fixed, row = one[1], one[2], int(one[3])
    block = row_map.block_at(row)
    if here.block is None and block is not None and gathers and block.times > 1:
        top, bottom = row_map.first(row), row_map.last(row)
        return f"{column}{fixed}{top}:{column}{fixed}{bottom}"
    return f"{column}{fixed}{_row(fixed, row, row_map, here)}"


def _row(fixed: str, row: int, row_map: RowMap, here: Here) -> int:
    """Return where a single reference points now."""
    block = here.block
    if block is None or fixed:
        return row_map.first(row)
    if block is row_map.block_at(row):
        return row_map.at(row, here.instance)
    if row == block.first - 1 and here.instance:
        return row_map.at(block.last, here.instance - 1)
    return row_map.first(row)


def _span(
    top_fixed: str, top: int, bottom_fixed: str, bottom: int, row_map: RowMap, here: Here
) -> tuple[int, int]:
    """Return the ends of a range; inside repeated rows a loose end follows the record."""
    block = here.block
    inside_top = block is not None and block is row_map.block_at(top)
    inside_bottom = block is not None and block is row_map.block_at(bottom)
    first = row_map.first(top)
    last = row_map.last(bottom)
    if inside_top and not top_fixed:
        first = row_map.at(top, here.instance)
    if inside_bottom and not bottom_fixed:
        last = row_map.at(bottom, here.instance)
    return first, last

"""The only door by which text gets into a cell of an xlsx.

XML 1.0 has no place for most control characters, for halves of surrogate pairs and for U+FFFE and
U+FFFF: a file with one of them opens nowhere. Excel takes at most 32,767 UTF-16 units per cell.
Whatever is changed is counted, and the export tells how many cells it concerned.
"""

import re
import unicodedata
from dataclasses import dataclass

from desktop_app.core import text

LIMIT = 32_767

_STAND_IN = "\N{REPLACEMENT CHARACTER}"
_MARK_ROOM = 60
_BREAKS = re.compile("\r\n|[\r\v\f]")
_ALIEN = re.compile("[\x00-\x08\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_CODE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_TROUBLE = re.compile("[\x00-\x08\v-\x1f\ud800-\udfff\ufffe\uffff]")

_UNUSUAL = re.compile("[\x00-\x08\n-\x1f&<>\ud800-\udfff\ufffe\uffff]|_x")
_SIGNS = ("&", "<", ">", "_x")


def unusual(value: str) -> bool:
    """Tell whether as_xml or cell_text would change a text, or it has line feeds; most have none.

    Nothing of that sort but the signs is printable, and asking so takes a third of the pattern.
    """
    if value.isprintable():
        return any(sign in value for sign in _SIGNS)
    return _UNUSUAL.search(value) is not None


@dataclass(slots=True)
class Cleaning:
    """How many cells of a file could not be written as they are stored."""

    replaced: int = 0
    cut: int = 0

    def notices(self) -> tuple[str, ...]:
        """Return a Russian sentence for each kind of change that happened."""
        told = []
        if self.replaced:
            cells = text.counted(self.replaced, "ячейке", "ячейках", "ячейках")
            told.append(f"В {cells} знаки, которых нет в Excel, заменены на «{_STAND_IN}»")
        if self.cut:
            cells = text.counted(self.cut, "ячейке", "ячейках", "ячейках")
            told.append(
                f"В {cells} текст длиннее {text.number(LIMIT)} знаков обрезан, "
                "полностью он есть в карточке"
            )
        return tuple(told)


def cell_text(value: str, cleaning: Cleaning) -> str:
    """Return text Excel can hold, equal to `value` wherever that is possible.

    Line breaks of every kind (vertical tab and form feed of Word included) become line feeds, which
    are Excel's own and change nothing to the eye. Characters XML forbids become U+FFFD, text over
    the limit ends with a notice of how much is missing: both are counted in `cleaning`. Decomposed
    letters, emoji and direction marks stay. A leading = + - @ stays too: the writers store text as
    text, so it is never a formula.
    """
    if _TROUBLE.search(value):
        value = _BREAKS.sub("\n", value)
        value, found = _ALIEN.subn(_STAND_IN, value)
        cleaning.replaced += bool(found)
    # A character takes one unit or two, so most texts need no counting.
    if len(value) * 2 > LIMIT and _units(value) > LIMIT:
        cleaning.cut += 1
        return _cut(value)
    return value


def escaped(value: str) -> str:
    """Return text as xlsx stores it: a typed `_x0041_` would be read by Excel as the letter A."""
    return _CODE.sub("_x005F_", value) if "_x" in value else value


def as_xml(value: str) -> str:
    """Return the text of an XML element that stands for `value` in a sheet."""
    return escaped(value).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _units(value: str) -> int:
    return len(value.encode("utf-16-le")) // 2


def _cut(value: str) -> str:
    encoded = value.encode("utf-16-le")
    end = len(encoded[: (LIMIT - _MARK_ROOM) * 2].decode("utf-16-le", "ignore"))
    while end > 1 and unicodedata.combining(value[end]):
        end -= 1  # a letter keeps its marks: «й» may be «и» with a breve
    missing = text.counted(len(value) - end, "знак", "знака", "знаков")
    return f"{value[:end]}… [обрезано, ещё {missing}]"

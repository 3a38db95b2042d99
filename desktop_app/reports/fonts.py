"""PT Serif for papers: registered once, embedded as a subset, honest about what it cannot draw."""

import functools
import importlib.resources
import io
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources.abc import Traversable

from reportlab import rl_config
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFError, TTFont

from desktop_app.core.errors import BadFile

STAND_IN = "◊"  # PT Serif draws it; nobody types it into an act

_FILES = {"regular": "PT_Serif-Web-Regular.ttf", "bold": "PT_Serif-Web-Bold.ttf"}
_SPACE, _NO_BREAK_SPACE = " ", "\N{NO-BREAK SPACE}"
# A space after «№», short words and initials, before units and a dash; it begins the pattern so
# that texts are scanned for spaces only.
_TIED = re.compile(
    r" (?:(?<=[№§] )|(?<=\b(?:кв|ул|пр|пл|гр|ст)\. )|(?<=\b(?:зав|мкр|пер|наб|лит|пом)\. )"
    r"|(?<=\b(?:корп|прил)\. )|(?<=\b[дкпгс]\. )(?=\d)|(?<=\b[гсдп]\. )(?<!\d[ \xa0]г\. )(?=[А-ЯЁ])"
    r"|(?<=\bул\.[ \xa0]\d )(?=[А-ЯЁ])|(?<=\bб-р )(?=[А-ЯЁ])|(?<=\bпр-[дт] )(?=[А-ЯЁ])"
    r"|(?<=\b[А-ЯЁ]\. )(?=[А-ЯЁ])|(?<=[а-яё] )(?=[А-ЯЁ]\. ?[А-ЯЁ]\.)|(?=—)"
    r"|(?<=\d )(?=(?:°C|%|мм|см|м|км|л|ч|мин|т/ч|бар|МПа|кгс|г\.|шт|лет|год)(?![А-Яа-яё])))"
)
_FIRST_PRINTABLE = 0x20
_MOST_NAMED = 8
_UNITS = 1000

# The same to a reader: other widths of space, hyphens the font draws by another glyph.
_SAME = {
    0x09: "    ",
    0x2007: _NO_BREAK_SPACE,
    0x202F: _NO_BREAK_SPACE,
    0x2010: "-",
    0x2012: "–",
    0x2015: "—",
    0x2192: "›",  # what a field was and became; the type has no arrows
    **dict.fromkeys((*range(0x2000, 0x2007), *range(0x2008, 0x200B), 0x205F, 0x3000), _SPACE),
}
_BREAKS = {ord("\r"): "", **dict.fromkeys((0x0A, 0x0B, 0x0C, 0x85, 0x2028, 0x2029), "\n")}
# Joiners and soft hyphens draw nothing by themselves.
_INVISIBLE = frozenset((0xAD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFE0E, 0xFE0F, 0xFEFF))


class _Widths(dict[str, float]):
    """Widths of characters in thousandths of the size, read from the font when first met."""

    def __init__(self, font: TTFont) -> None:
        self._known, self._default = font.face.charWidths, font.face.defaultWidth
        super().__init__()

    def __missing__(self, character: str) -> float:
        width = float(self._known.get(ord(character), self._default))
        self[character] = width
        return width


@dataclass(frozen=True, slots=True)
class Face:
    """One weight of the paper's type."""

    name: str
    font: TTFont
    widths: _Widths
    known: frozenset[int]

    def width(self, text: str, size: float) -> float:
        """Return the width of one line of text, in points."""
        return sum(map(self.widths.__getitem__, text)) * size / _UNITS


@dataclass(frozen=True, slots=True)
class Faces:
    """The weights papers are set in."""

    regular: Face
    bold: Face


@functools.cache
def faces() -> Faces:
    """Register PT Serif with reportlab and return its weights; BadFile when it cannot be read."""
    # Plain binary streams: a quarter smaller, and nothing here is sent as text any more.
    rl_config.useA85 = 0
    folder = importlib.resources.files("fontpkg_pt_serif") / "files"
    return Faces(**{weight: _face(folder / name) for weight, name in _FILES.items()})


class Printable:
    """Makes texts of one document printable and remembers what the type could not draw."""

    def __init__(self) -> None:
        """Start with nothing missing."""
        self._table = _Table(faces().regular.known)

    def __call__(self, text: str) -> str:
        """Return text in which every character is drawn; line breaks stay.

        Composed first (й is one letter). A character without a glyph becomes ◊ and is named by
        `notices`; other widths of space become ordinary ones, joiners vanish. Signs and figures
        are tied to their words by no-break spaces: «№ 14», «71 °C», «О. В. Дёмин».
        """
        drawable = unicodedata.normalize("NFC", text).translate(self._table)
        return _TIED.sub(_NO_BREAK_SPACE, drawable)

    def notices(self) -> tuple[str, ...]:
        """Return one sentence naming the characters that were not drawn, or nothing."""
        missing = self._table.missing
        if not missing:
            return ()
        named = ", ".join(map(_named, missing[:_MOST_NAMED]))
        rest = f" и ещё {len(missing) - _MOST_NAMED}" if len(missing) > _MOST_NAMED else ""
        return (f"Шрифт акта не знает знаков {named}{rest}: вместо них напечатано {STAND_IN}",)


def wrap(text: str, face: Face, size: float, width: float, first: float = 0.0) -> list[str]:
    """Return the lines of a text set to a width, the first line shorter by `first`; all in points.

    Line breaks of the text are kept, no-break spaces hold; a word wider than the line is cut.
    """
    room, indent = width * _UNITS / size, first * _UNITS / size
    lines: list[str] = []
    for paragraph in text.split("\n"):
        lines += _wrap_one(paragraph, face.widths, room, 0.0 if lines else indent)
    return lines


def _wrap_one(paragraph: str, widths: _Widths, room: float, indent: float) -> list[str]:
    measure = widths.__getitem__
    if indent + sum(map(measure, paragraph)) <= room:
        return [paragraph.rstrip(_SPACE)]
    space = widths[_SPACE]
    lines: list[str] = []
    line: list[str] = []
    used = indent
    for word in paragraph.split(_SPACE):
        need = sum(map(measure, word))
        if (line or indent) and used + space + need > room:
            lines.append(_SPACE.join(line))
            line, used, indent = [], 0.0, 0.0
        *whole, tail = _cut(word, widths, room) if need > room else (word,)
        lines += whole
        used += (sum(map(measure, tail)) if whole else need) + (space if line else 0.0)
        line.append(tail)
    lines.append(_SPACE.join(line))
    return lines


def _cut(word: str, widths: _Widths, room: float) -> Sequence[str]:
    """Divide a word wider than a line: after a hyphen, else where a no-break space holds it."""
    pieces: list[str] = []
    start, used = 0, 0.0
    for place, character in enumerate(word):
        used += widths[character]
        if used > room and place > start:
            end = _end(word, start, place)
            pieces.append(word[start:end].rstrip(_NO_BREAK_SPACE))
            start = end
            used = sum(map(widths.__getitem__, word[start : place + 1]))
    return [*pieces, word[start:]]


def _end(word: str, start: int, place: int) -> int:
    """Return where a piece of a word ends that has room up to `place`; no line begins with «-»."""
    for mark in ("-", _NO_BREAK_SPACE):
        found = word.rfind(mark, start, place)
        if found > start:
            return found + 1
    return place - 1 if word[place] == "-" and place > start + 1 else place


class _Table(dict[int, str]):
    """A table for `str.translate` that decides on each character once and keeps the missing."""

    def __init__(self, known: frozenset[int]) -> None:
        self._font_knows = known
        self.missing: list[str] = []
        super().__init__({**_BREAKS, **_SAME})

    def __missing__(self, code: int) -> str:
        if code in _INVISIBLE:
            drawn = ""
        elif code >= _FIRST_PRINTABLE and code in self._font_knows:
            drawn = chr(code)
        else:
            drawn = STAND_IN
            self.missing.append(chr(code))
        self[code] = drawn
        return drawn


def _named(character: str) -> str:
    shown = f"{character} " if character.isprintable() else ""
    return f"{shown}(U+{ord(character):04X})"


def _face(file: Traversable) -> Face:
    name = file.name.removesuffix(".ttf")
    try:
        font = TTFont(name, io.BytesIO(file.read_bytes()))
    except (OSError, TTFError) as error:
        raise BadFile(
            f"Не читается шрифт для документов: {file.name}",
            "данные целы, не напечатан только документ",
            "переустановите «Райштаб»",
        ) from error
    pdfmetrics.registerFont(font)
    # The last code of the basic plane is a mark of the table's end, not a letter.
    known = frozenset(font.face.charToGlyph) - {0xFFFE, 0xFFFF}
    return Face(name, font, _Widths(font), known)

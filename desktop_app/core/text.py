"""Folding of text for search and sorting, and Russian number words."""

import re
import unicodedata

NBSP = "\N{NO-BREAK SPACE}"
DASH = "—"

_SPACES = re.compile(r"\s+")
_DIGITS = re.compile(r"\d+")
_WORD = re.compile(r"\w+")
_SORT_WIDTH = 6
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
_SPACED = str.maketrans({",": NBSP, ".": ",", "-": "−"})
_STAND_IN = "\N{REPLACEMENT CHARACTER}"


def fold(value: str) -> str:
    """Return the one form under which text is compared and searched.

    NFC, casefold, ё→е, any run of white space → one space, ends stripped. SQLite folds neither
    Cyrillic case nor ё, so every folded column is filled by this function and nothing else.
    """
    return " ".join(fold_letters(value).split())


def fold_letters(value: str) -> str:
    """Return text with its letters folded and its spaces and signs as they were."""
    return unicodedata.normalize("NFC", value).casefold().replace("ё", "е")


def plain_words(value: str) -> str:
    """Return folded words with one space between them, signs left out: what search looks through.

    «ул. Лесная, д. 3» → «ул лесная д 3».
    """
    return " ".join(_WORD.findall(fold_letters(value)))


def sort_key(value: str) -> str:
    """Return folded text in which every number is zero-padded, so that «д. 2» precedes «д. 10»."""
    return _DIGITS.sub(lambda match: match[0].zfill(_SORT_WIDTH), fold(value))


def storable(value: str) -> str:
    """Return text a file can hold: NUL and halves of broken surrogate pairs become «�».

    The halves come from cut emoji in the clipboard and from names of files; no encoding has them.
    At NUL, SQLite's functions and half of the world's programs take a text for ended.
    """
    return _UNSTORABLE.sub(_STAND_IN, value)


def plural(count: int, one: str, few: str, many: str) -> str:
    """Return the word form for a count: 1 обращение, 2 обращения, 5 обращений."""
    tail_two, tail = abs(count) % 100, abs(count) % 10
    if tail == 1 and tail_two != 11:
        return one
    if 2 <= tail <= 4 and not 12 <= tail_two <= 14:
        return few
    return many


def number(value: int) -> str:
    """Return an integer with no-break spaces between thousands: 3 518."""
    return f"{value:,}".replace(",", NBSP)


def counted(count: int, one: str, few: str, many: str) -> str:
    """Return the number with its word, joined by a no-break space: «3 518 обращений»."""
    return f"{number(count)}{NBSP}{plural(count, one, few, many)}"


def decimal(value: float, digits: int = 1) -> str:
    """Return a number with a decimal comma and a true minus sign, never before nought: «−14,5»."""
    return f"{value:z.{digits}f}".replace(".", ",").replace("-", "−")


def figure(value: float) -> str:
    """Return a number with all its digits and no needless ones: «55,751244», «1234567,8», «−3»."""
    return f"{value:z.15g}".replace(".", ",").replace("-", "−")


def spaced(value: float) -> str:
    """Return a quantity as `figure` does, its thousands parted: «12 632,8»."""
    return f"{value:z,.15g}".translate(_SPACED)


def or_dash(value: str | None) -> str:
    """Return the text, or «—» where there is nothing to show."""
    return value or DASH


def one_line(value: str) -> str:
    """Return text with every run of white space, line breaks included, as one space."""
    return _SPACES.sub(" ", value).strip()

"""Numerals written as words: «первая», «пятидесятилетия», «двадцать шесть»."""

import re
from typing import Final

_STEMS: Final = {
    "перв": 1,
    "втор": 2,
    "трет": 3,
    "четверт": 4,
    "пят": 5,
    "шест": 6,
    "седьм": 7,
    "восьм": 8,
    "девят": 9,
    "десят": 10,
    "одиннадцат": 11,
    "двенадцат": 12,
    "тринадцат": 13,
    "четырнадцат": 14,
    "пятнадцат": 15,
    "шестнадцат": 16,
    "семнадцат": 17,
    "восемнадцат": 18,
    "девятнадцат": 19,
    "двадцат": 20,
    "тридцат": 30,
    "сороков": 40,
    "пятидесят": 50,
    "шестидесят": 60,
    "семидесят": 70,
    "восьмидесят": 80,
    "девяност": 90,
}
_CARDINALS: Final = {
    "десять": 10,
    "двадцать": 20,
    "тридцать": 30,
    "сорок": 40,
    "пятьдесят": 50,
    "шестьдесят": 60,
    "семьдесят": 70,
    "восемьдесят": 80,
    "девяносто": 90,
    "сто": 100,
    "один": 1,
    "два": 2,
    "три": 3,
    "четыре": 4,
    "пять": 5,
    "шесть": 6,
    "семь": 7,
    "восемь": 8,
    "девять": 9,
}
_YEARS: Final = {
    "десяти": 10,
    "двадцати": 20,
    "тридцати": 30,
    "сорока": 40,
    "пятидесяти": 50,
    "шестидесяти": 60,
    "семидесяти": 70,
    "восьмидесяти": 80,
    "девяносто": 90,
    "сто": 100,
}
_ENDINGS: Final = r"(?:ая|яя|ья|ый|ий|ой|ое|ье|ые|ьи|ого|его|ьего|ьей|ей|ую|ых|ьих)"
_ORDINAL: Final = re.compile(rf"({'|'.join(sorted(_STEMS, key=len, reverse=True))}){_ENDINGS}")
_ANNIVERSARY: Final = re.compile(rf"({'|'.join(_YEARS)})лети[яею]")

YEARS: Final = "лет"
"""Key word of «50 лет», «50-летия», «пятидесятилетия»."""


def ordinal(word: str) -> int | None:
    """Return the number a folded ordinal word stands for: «первая» → 1, «девятого» → 9."""
    match = _ORDINAL.fullmatch(word)
    return _STEMS[match[1]] if match else None


def cardinal(word: str) -> int | None:
    """Return the number of a folded cardinal word: «пятьдесят» → 50."""
    return _CARDINALS.get(word)


def anniversary(word: str) -> int | None:
    """Return the number within a folded word of years: «пятидесятилетия» → 50."""
    match = _ANNIVERSARY.fullmatch(word)
    return _YEARS[match[1]] if match else None


def is_years(word: str) -> bool:
    """Return whether a folded word is «лет», «летия», «летие»."""
    return word in {"лет", "летия", "летие", "летию"}

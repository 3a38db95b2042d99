"""Names of streets and settlements as words that compare equal however they are written."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final, Literal

from desktop_app.core.addresses import ordinals
from desktop_app.core.addresses.tokens import Token, tokenize

# A file names the same few streets thousands of times.
_REMEMBERED: Final = 8192
_ORDINAL_ENDING: Final = re.compile("я|й|е|ая|яя|ый|ий|ой|ое|го|ого|его|ей|ых|ые|ти|и|х|ю|ую|му")
_DROPPED: Final = frozenset({"им", "имени", "и"})
_TITLES: Final = {
    "ак": "академика",
    "акад": "академика",
    "адм": "адмирала",
    "ген": "генерала",
    "косм": "космонавта",
    "кап": "капитана",
    "лейт": "лейтенанта",
    "марш": "маршала",
    "полк": "полковника",
    "проф": "профессора",
    "серж": "сержанта",
}
_SIZE_STEMS: Final = ("больш", "мал", "средн", "верхн", "нижн", "нов", "стар")
_SIZE: Final = re.compile(rf"({'|'.join(_SIZE_STEMS)})(?:ая|яя|ый|ий|ой|ое|ее|ые|ие|ого|его|ую|юю)")
_SIZE_SHORT: Final = {
    "бол": "больш",
    "больш": "больш",
    "мал": "мал",
    "ср": "средн",
    "сред": "средн",
    "средн": "средн",
    "верх": "верхн",
    "верхн": "верхн",
    "ниж": "нижн",
    "нижн": "нижн",
    "нов": "нов",
    "стар": "стар",
    "ст": "стар",
}
_SIZE_LETTERS: Final = {"б": "больш", "м": "мал"}
_NOMINATIVE: Final = re.compile(r".*(?:ая|яя|ий|ый|ое|ее|ые|ие|ка|ки|ный|ной|вой)")
_GENITIVE: Final = re.compile(r".*(?:ова|ева|ина|ына|ого|его|ой|ей|ых|их|ича|ко)")


@dataclass(frozen=True, slots=True)
class NameWord:
    """One word of a name: what it compares by, how it is shown, where it stood.

    role: "ordinal" («1-я», «первая»), "size" («Большая», «Б.»), "short" (an abbreviation or an
    initial nobody can expand for sure) or "plain".
    """

    key: str
    shown: str
    role: Literal["plain", "ordinal", "size", "short"]
    start: int
    end: int


@lru_cache(maxsize=_REMEMBERED)
def street_words(name: str) -> tuple[NameWord, ...]:
    """Return the words of a name in their order; marks, «им.» and «и» are left out."""
    return words_of(tokenize(name))


def words_of(tokens: Sequence[Token]) -> tuple[NameWord, ...]:
    """Return the words of a name already cut into tokens."""
    found: list[NameWord] = []
    at = 0
    kept = [token for token in tokens if not token.is_mark("«»\"'()")]
    while at < len(kept):
        words, at = _next_words(kept, at)
        found += words
    return tuple(_sized(_compounds(found)))


def name_key(name: str) -> tuple[str, ...]:
    """Return the comparison key of a name: its words' keys in sorted order."""
    return key_of(street_words(name))


def key_of(words: Iterable[NameWord]) -> tuple[str, ...]:
    """Return the comparison key of words: «Академическая Б.» equals «Большая Академическая»."""
    return tuple(sorted(word.key for word in words))


def _next_words(tokens: Sequence[Token], at: int) -> tuple[list[NameWord], int]:
    token = tokens[at]
    if token.is_number:
        return _number_words(tokens, at)
    if token.kind == "mark":
        return [], at + 1
    return _plain_words(token), at + 1


def _number_words(tokens: Sequence[Token], at: int) -> tuple[list[NameWord], int]:
    """Read «1-я», «26-ти», «60-летия», «137а», «113 А» or a plain number."""
    number = tokens[at]
    dashed = len(tokens) > at + 1 and tokens[at + 1].is_mark("-–—_") and tokens[at + 1].glued
    after = at + (2 if dashed else 1)
    ending = tokens[after] if after < len(tokens) and tokens[after].is_word else None
    word = NameWord(number.text, number.raw, "plain", number.start, number.end)
    if ending is None:
        return [word], at + 1
    if ending.glued and ordinals.is_years(ending.text):
        shown = f"{number.raw}{'-' if dashed else ' '}{ending.raw}"
        years = NameWord(ordinals.YEARS, "", "plain", ending.start, ending.end)
        return [replace(word, shown=shown), years], after + 1
    if ending.glued and _ORDINAL_ENDING.fullmatch(ending.text):
        shown = f"{number.raw}-{ending.text}"
        return [NameWord(number.text, shown, "ordinal", number.start, ending.end)], after + 1
    last = after == len(tokens) - 1
    if len(ending.text) == 1 and not ending.dot and (last or (ending.glued and not dashed)):
        shown = number.raw + ending.raw
        key = number.text + ending.text
        return [NameWord(key, shown, "plain", number.start, ending.end)], after + 1
    return [word], at + 1


def _plain_words(token: Token) -> list[NameWord]:
    text = token.text
    word = NameWord(text, token.raw, "plain", token.start, token.end)
    if text in _DROPPED:
        return []
    if (years := ordinals.anniversary(text)) is not None:
        return [replace(word, key=str(years)), replace(word, key=ordinals.YEARS, shown="")]
    return [_spelled_number(word) or _shortened(word, token)]


def _spelled_number(word: NameWord) -> NameWord | None:
    """Return «первая» as 1 and «летия» as the word of years, None for any other word."""
    number = ordinals.ordinal(word.key)
    if number is not None:
        return replace(word, key=str(number), role="ordinal")
    return replace(word, key=ordinals.YEARS) if ordinals.is_years(word.key) else None


def _shortened(word: NameWord, token: Token) -> NameWord:
    """Return a title or size by its full form; other abbreviations stay short."""
    text = word.key
    if text in _TITLES and (token.dot or text in {"ак", "акад"}):
        return replace(word, key=_TITLES[text], shown=_TITLES[text].capitalize())
    if match := _SIZE.fullmatch(text):
        return replace(word, key=match[1], role="size")
    if text in _SIZE_SHORT and (token.dot or text in _SIZE_STEMS):
        return replace(word, key=_SIZE_SHORT[text], shown="", role="size")
    return replace(word, role="short") if token.dot or len(text) == 1 else word


def _compounds(words: list[NameWord]) -> list[NameWord]:
    """Join «двадцать шесть» and «двадцать пятого» into one number."""
    joined: list[NameWord] = []
    for word in words:
        value = ordinals.cardinal(word.key)
        plain = word if value is None else replace(word, key=str(value))
        tens = _spelled_value(joined[-1]) if joined else 0
        units = _spelled_value(plain)
        if tens >= 20 and tens % 10 == 0 < units < 10:
            last = joined[-1]
            joined[-1] = NameWord(
                str(tens + units),
                f"{last.shown} {word.shown}",
                word.role,
                last.start,
                word.end,
            )
        else:
            joined.append(plain)
    return joined


def _spelled_value(word: NameWord) -> int:
    """Return the number a word spells in letters; 0 for figures, «²» and words of no number."""
    is_spelled = word.key.isdecimal() and not word.shown[:1].isdecimal()
    return int(word.key) if is_spelled else 0


def _sized(words: list[NameWord]) -> list[NameWord]:
    """Expand «Б.» and «М.» where they can only be Большая and Малая, else leave an initial."""
    return [
        replace(word, key=_SIZE_LETTERS[word.key], shown="", role="size")
        if word.key in _SIZE_LETTERS and word.role == "short" and _is_size(words, index)
        else word
        for index, word in enumerate(words)
    ]


def _is_size(words: list[NameWord], index: int) -> bool:
    if index == 0:
        following = next((word for word in words[1:] if word.role == "plain"), None)
        return following is not None and _NOMINATIVE.fullmatch(following.key) is not None
    others = [word for word in words[:index] if word.role == "plain" and word.key.isalpha()]
    return bool(others) and not any(_GENITIVE.fullmatch(word.key) for word in others)

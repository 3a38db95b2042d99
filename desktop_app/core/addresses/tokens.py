"""Cutting an address into words, numbers and marks that remember where they stood."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal

from desktop_app.core.addresses.abbreviations import SPELLINGS
from desktop_app.core.addresses.lookalikes import has_latin, to_cyrillic
from desktop_app.core.text import fold

_LETTERS: Final = r"(?:[^\W\d_][\u0300-\u036f]*)"
# Abbreviations written with a hyphen, a slash or inner dots are one word: «пр-кт», «р.п.», «с/п».
_COMPOUNDS: Final = sorted(
    (word for word in SPELLINGS if not word.replace(" ", "").isalpha()), key=len, reverse=True
)
_COMPOUND: Final = "|".join(map(re.escape, _COMPOUNDS)).replace("ж/д_", r"ж/д[_\s]\s?")
_WORD: Final = re.compile(rf"{_LETTERS}+")
_SCANNER: Final = re.compile(
    # The look ahead spares trying forty abbreviations at every word.
    rf"(?P<compound>(?<![^\W\d_])(?=\w{{1,3}}[-/.])(?:{_COMPOUND})(?![\w-]))"
    rf"|(?P<number>\d+)|(?P<word>{_LETTERS}+)|(?P<mark>[^\w\s]|_)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of text: `text` is folded, `start` and `end` are positions in the original."""

    kind: Literal["word", "number", "mark"]
    text: str
    raw: str
    start: int
    end: int
    glued: bool  # no white space before it
    dot: bool = False  # a full stop follows at once

    @property
    def is_word(self) -> bool:
        """Return whether this is a run of letters."""
        return self.kind == "word"

    @property
    def is_number(self) -> bool:
        """Return whether this is a run of digits."""
        return self.kind == "number"

    def is_mark(self, marks: str) -> bool:
        """Return whether this is one of the given punctuation marks."""
        return self.kind == "mark" and self.text in marks


def _scan(text: str) -> Iterator[Token]:
    end = 0
    for match in _SCANNER.finditer(_without_twins(text)):
        start, glued = match.start(), match.start() == end > 0
        end = match.end()
        raw = text[start:end]
        if match.lastgroup == "compound":
            yield Token("word", fold(match[0]).replace(" ", "_"), raw, start, end, glued)
        elif match.lastgroup == "word":
            yield Token("word", fold(match[0]), raw, start, end, glued)
        elif match.lastgroup == "number":
            yield Token("number", _digits(raw), raw, start, end, glued)
        else:
            yield Token("mark", raw, raw, start, end, glued)


def _without_twins(text: str) -> str:
    """Return text of the same length with Latin twins of Russian letters read as Russian ones.

    Before it is cut: «пp-кт» and «p-н» are abbreviations in any letters.
    """
    if not has_latin(text):
        return text
    return _WORD.sub(lambda word: to_cyrillic(word[0]), text)


def _digits(raw: str) -> str:
    """Return plain digits without leading zeros («012» → «12»)."""
    plain = "".join(str(unicodedata.decimal(char)) for char in raw)
    return plain.lstrip("0") or "0"


def tokenize(text: str) -> list[Token]:
    """Return the tokens of a text in order; a full stop after a word is kept as its `dot`."""
    tokens: list[Token] = []
    for token in _scan(text):
        last = tokens[-1] if tokens else None
        if token.is_mark(".") and token.glued and last and last.is_word and not last.dot:
            tokens[-1] = Token(
                last.kind, last.text, last.raw, last.start, last.end, last.glued, True
            )
        else:
            tokens.append(token)
    return tokens


def joined(tokens: list[Token]) -> str:
    """Return the original text of neighbouring tokens, one space where there was white space."""
    parts = (
        ("" if token.glued or not index else " ") + token.raw + ("." if token.dot else "")
        for index, token in enumerate(tokens)
    )
    return "".join(parts).strip(" ,")

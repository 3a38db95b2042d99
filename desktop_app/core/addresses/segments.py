"""Cutting a written address at commas and telling where its house begins."""

from collections.abc import Sequence
from typing import Final

from desktop_app.core.addresses import house_words as words
from desktop_app.core.addresses.abbreviations import SPELLINGS
from desktop_app.core.addresses.house_parser import read_house
from desktop_app.core.addresses.tokens import Token, joined, tokenize

_INDEX_LENGTH: Final = 6
_BLANKS: Final = "-–—~№"
_LONGEST: Final = 1_000
_MOST_TOKENS: Final = 120

Tokens = tuple[Token, ...]


def segments(text: str) -> list[Tokens] | None:
    """Return the parts between commas outside brackets, without the postal index.

    None when the text is too long to be an address.
    """
    tokens = tokenize(text[: _LONGEST + 1])
    if len(text) > _LONGEST or len(tokens) > _MOST_TOKENS:
        return None
    parts: list[list[Token]] = [[]]
    depth = 0
    for token in tokens:
        depth = max(0, depth + (token.is_mark("(") - token.is_mark(")")))
        if token.is_mark(",;") and depth == 0:
            parts.append([])
        else:
            parts[-1].append(token)
    kept = (_without_index(part, first=not index) for index, part in enumerate(parts))
    return [
        part
        for part in kept
        if any(token.kind != "mark" or token.is_mark(_BLANKS) for token in part)
    ]


def _without_index(tokens: list[Token], *, first: bool) -> Tokens:
    is_index = bool(tokens) and tokens[0].is_number and len(tokens[0].raw) == _INDEX_LENGTH
    if is_index and (len(tokens) == 1 or (first and tokens[1].is_word)):
        return tuple(tokens[1:])
    return tuple(tokens)


def cut_house(tokens: Sequence[Token], *, sure: bool) -> tuple[Tokens, Tokens]:
    """Return the places and the house of one part; the house is empty when there is none.

    sure: only a named house («д. 5») or a part that is nothing but a number counts; otherwise a
    number at the end of the part is a house as well («Ленина 12а»).
    """
    named = next((at for at in range(len(tokens)) if _names_house(tokens, at)), None)
    if named is not None:
        return _without_stray_house_word(tokens[:named]), tuple(tokens[named:])
    if tokens and tokens[0].is_number and _is_clean(tokens):
        return (), tuple(tokens)
    if sure:
        return tuple(tokens), ()
    for at in range(1, len(tokens)):
        if tokens[at].is_number and _has_name(tokens[:at]) and _is_clean(tokens[at:]):
            return tuple(tokens[:at]), tuple(tokens[at:])
    return tuple(tokens), ()


def _without_stray_house_word(tokens: Sequence[Token]) -> Tokens:
    """Read «д. улица Светлая д. 60», «д. г Москва ш Открытое д. 21»: the first «д.» is empty."""
    stray = len(tokens) > 1 and tokens[0].text == "д" and tokens[1].text in SPELLINGS
    return tuple(tokens[1:] if stray else tokens)


def _names_house(tokens: Sequence[Token], at: int) -> bool:
    """Return whether «д.», «дом №», «вл.», «корп.» with a number after it stands here."""
    token = tokens[at]
    if not token.is_word:
        return False
    following = tokens[at + 1] if at + 1 < len(tokens) else None
    if token.text in words.KINDS:
        return _is_number_place(tokens[at + 1 :])
    lone = token.text in words.LONE_KINDS and at == 0
    return lone and following is not None and (following.is_number or following.is_mark("№"))


def _is_number_place(tokens: Sequence[Token]) -> bool:
    """Return whether a number, a blank for it («-», «б/н») or another house word follows."""
    if not tokens:
        return False
    first = tokens[0]
    if first.is_number or first.text in {"бн", "без"}:
        return True
    if first.is_mark(_BLANKS):
        return len(tokens) == 1 or tokens[1].is_number
    if first.text == "б":
        return len(tokens) > 2 and tokens[1].is_mark("/\\") and tokens[2].text == "н"
    nested = first.text in words.KINDS or first.text in words.LONE_KINDS
    return nested and len(tokens) > 1 and tokens[1].is_number


def _is_clean(tokens: Sequence[Token]) -> bool:
    reading = read_house(joined(list(tokens)))
    return reading.house is not None and not reading.rest


def _has_name(tokens: Sequence[Token]) -> bool:
    """Return whether there is a name to stand before a house («мкр. 3» has none)."""
    named = any(
        token.is_number or (token.is_word and token.text not in SPELLINGS) for token in tokens
    )
    return named and not tokens[-1].is_mark("-–—/\\№")


def is_house_tail(tokens: Sequence[Token]) -> bool:
    """Return whether a part after the house goes on with it: «к. 2», «стр. 1», «кв. 5», «2»."""
    first, following = tokens[0], tokens[1] if len(tokens) > 1 else None
    if not first.is_word:
        return first.is_number or first.is_mark("(" + _BLANKS)
    if len(first.text) == 1 and following is None:
        return True
    if first.text in words.LONE_KINDS or first.text in words.PREMISES:
        return len(first.text) > 1 or following is None or not _is_long_word(following)
    if first.text in words.KINDS:
        return (
            following is None
            or not _is_long_word(following)
            or following.text in words.EMPTY_VALUES
        )
    return first.text in {"дубль", "инв"}


def _is_long_word(token: Token) -> bool:
    return len(token.text) > 1 and token.text.isalpha() and token.text not in words.EMPTY_VALUES

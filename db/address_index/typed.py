"""What typed text may mean: every way to tell the house number from the words of the street."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from desktop_app.core.addresses import HouseNumber, parse_address, read_house, street_words
from desktop_app.core.addresses.abbreviations import (
    begun_street_types,
    place_types,
    street_types,
)
from desktop_app.core.addresses.house_words import KINDS, LONE_KINDS, PREMISES
from desktop_app.core.addresses.layout import to_russian_keys
from desktop_app.core.addresses.lookalikes import has_latin
from desktop_app.core.addresses.names import words_of
from desktop_app.core.addresses.tokens import Token, joined, tokenize

_LONGEST: Final = 200
_MOST_TOKENS: Final = 40
_MOST_NUMBERS: Final = 4
_LONGEST_HOUSE: Final = 14
_NOISE: Final = frozenset({*KINDS, *LONE_KINDS, *PREMISES})


@dataclass(frozen=True, slots=True)
class TypedWord:
    """A word of the typed street: as typed, what it compares by and the kinds it may name.

    noise: «д», «дом», «корп» and the like, which may mean nothing here. spare: a number after
    the house, perhaps a flat.
    """

    text: str
    key: str
    kinds: tuple[str, ...] = ()
    place_kinds: tuple[str, ...] = ()
    noise: bool = False
    spare: bool = False

    @property
    def is_kind(self) -> bool:
        """Return whether the word may only name a kind of street or settlement."""
        return bool(self.kinds or self.place_kinds)

    @property
    def optional(self) -> bool:
        """Return whether a street need not have this word."""
        return self.noise or self.spare


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read the text.

    guessed: the parts of the number were not named («12 1»). unused_number: no house was read
    though the text has a number. house_first: the number stands before the street.
    regrouped: words were joined or cut.
    """

    words: tuple[TypedWord, ...]
    house: HouseNumber | None = None
    guessed: bool = False
    unused_number: bool = False
    house_first: bool = False
    regrouped: bool = False

    @property
    def is_certain(self) -> bool:
        """Return whether the house it leads to may be the only one meant."""
        return bool(self.words) and not self.guessed


@dataclass(frozen=True, slots=True)
class TypedText:
    """All readings of one spelling of the text; switched: the layout was changed for it."""

    readings: tuple[Reading, ...]
    switched: bool = False


def typed_texts(text: str) -> list[TypedText]:
    """Return the text as typed and, when it has Latin letters, as on the Russian layout.

    Nobody types more than 200 characters of an address; the rest of a pasted text is left out.
    """
    text = text[:_LONGEST]
    found = [TypedText((*_written(text), *_readings(tokenize(text))))]
    if has_latin(text):
        found.append(TypedText(tuple(_readings(tokenize(to_russian_keys(text)))), switched=True))
    return found


def _written(text: str) -> Iterator[Reading]:
    """Yield the reading of a whole written address; its region and district need no match."""
    if "," not in text:
        return
    parsed = parse_address(text)
    if parsed.house is None or parsed.rest or not (parsed.street_name or parsed.settlement):
        return
    street = f"{parsed.street_type} {parsed.street_name}"
    settlement = f"{parsed.settlement_type} {parsed.settlement}"
    words = (*_words(tokenize(street)), *_words(tokenize(settlement)))
    yield Reading(words, parsed.house)


def _readings(tokens: Sequence[Token]) -> Iterator[Reading]:
    kept = [token for token in tokens if not token.is_mark("«»\"'()")][:_MOST_TOKENS]
    numbers = [at for at, token in enumerate(kept) if token.is_number]
    seen: set[Reading] = set()
    for start in (*numbers[:_MOST_NUMBERS], *numbers[_MOST_NUMBERS:][-1:]):
        for end, guessed in _house_ends(kept, start):
            reading = _reading(kept, start, end, guessed=guessed)
            if reading and reading not in seen:
                seen.add(reading)
                yield reading
    words = _words(kept)
    if words:
        yield Reading(words, unused_number=bool(seen))


def _house_ends(tokens: Sequence[Token], start: int) -> Iterator[tuple[int, bool]]:
    """Yield ends of the house that starts here: the longest, the number with a glued letter."""
    longest = next(
        (
            end
            for end in range(min(len(tokens), start + _LONGEST_HOUSE), start + 1, -1)
            if _is_house(tokens[start:end])
        ),
        start + 1,
    )
    yield longest, False
    if longest > start + 2 and tokens[start + 1].glued and tokens[start + 1].is_word:
        yield start + 2, False
    if longest > start + 1 and not tokens[start + 1].is_mark("/\\"):
        yield start + 1, False
    elif len(tokens) > longest and tokens[longest].is_number:
        yield longest + 1, True


def _is_house(tokens: Sequence[Token]) -> bool:
    reading = read_house(joined(list(tokens)))
    return reading.house is not None and not reading.rest


def _reading(tokens: Sequence[Token], start: int, end: int, *, guessed: bool) -> Reading | None:
    first = start
    while first and (tokens[first - 1].text in KINDS or tokens[first - 1].is_mark("№")):
        first -= 1
    if guessed:
        house = HouseNumber(number=tokens[start].text, fraction=tokens[end - 1].text)
    else:
        found = read_house(joined(list(tokens[first:end]))).house
        if found is None:
            return None
        house = found
    before, after = _words(tokens[:first]), _words(tokens[end:], after_house=True)
    return Reading((*before, *after), house, guessed, house_first=_starts(before) and bool(after))


def _starts(before: Sequence[TypedWord]) -> bool:
    """Return whether nothing but kinds stands before the number («ул 8 марта 2»)."""
    return all(word.is_kind or word.noise for word in before)


def _words(tokens: Sequence[Token], *, after_house: bool = False) -> tuple[TypedWord, ...]:
    texts = {token.start: token.text for token in tokens}
    return tuple(
        _typed(
            word.key, texts.get(word.start, word.key), spare=after_house and word.key.isdecimal()
        )
        for word in words_of(tokens)
    )


def _typed(key: str, text: str, *, spare: bool = False) -> TypedWord:
    kinds = street_types(text) or begun_street_types(text)
    return TypedWord(text, key, kinds, place_types(text), noise=text in _NOISE, spare=spare)


def split_words(
    words: Sequence[TypedWord], is_word: Callable[[str], bool]
) -> Iterator[tuple[TypedWord, ...]]:
    """Yield words with one cut in two: «карламаркса» → «карла маркса», «улчехова» → «ул чехова».

    is_word tells whether a name has such a word; both halves must be known.
    """
    for at, word in enumerate(words):
        if not word.text.isalpha() or is_word(word.text):
            continue
        for cut in range(2, len(word.text) - 2):
            left, right = word.text[:cut], word.text[cut:]
            if is_word(right) and (street_types(left) or (cut > 2 and is_word(left))):
                yield (*words[:at], _typed(left, left), _typed(right, right), *words[at + 1 :])


def joined_pairs(words: Sequence[TypedWord]) -> Iterator[tuple[TypedWord, ...]]:
    """Yield words joined in neighbouring pairs: «красно армейская» → «красноармейская»."""
    for at in range(len(words) - 1):
        text = words[at].text + words[at + 1].text
        if text.isalpha() and len(words[at].text) > 2 < len(words[at + 1].text):
            whole = street_words(text)[0]
            yield (*words[:at], _typed(whole.key, text), *words[at + 2 :])

"""Cutting a part of an address into named places: «Ивановская обл г Фурманов» → two."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from desktop_app.core.addresses.abbreviations import (
    AMBIGUOUS_STREET,
    PLACE_TYPES,
    SPELLINGS,
    Level,
    PlaceType,
)
from desktop_app.core.addresses.tokens import Token, joined

_AMBIGUOUS: Final = PlaceType(AMBIGUOUS_STREET, AMBIGUOUS_STREET, Level.STREET)
_STREET: Final = PLACE_TYPES["ул."]
_KILOMETRE: Final = PLACE_TYPES["км"]
_PHRASES: Final = {
    tuple(full.split()): kind for full, kind in SPELLINGS.items() if len(full.split()) > 1
}
_LONGEST: Final = max(map(len, _PHRASES))
# Full words that are far more often a part of a name: only their short forms name a kind.
_NAME_WORDS: Final = frozenset({"парк", "порт", "зона", "массив", "ряд", "с", "ао", "го", "мр"})


@dataclass(frozen=True, slots=True)
class Unit:
    """A place with its kind, or without one when none was written."""

    kind: PlaceType | None
    tokens: tuple[Token, ...]

    @property
    def name(self) -> str:
        """Return the name as written."""
        return joined(list(self.tokens))


@dataclass(frozen=True, slots=True)
class _Mark:
    """Where a word of a kind stands: tokens[start:end]."""

    kind: PlaceType
    start: int
    end: int


def split_units(tokens: Sequence[Token]) -> list[Unit]:
    """Return the places named in one part of an address between commas, in order."""
    if not tokens:
        return []
    marks = _marks(tokens)
    if not marks:
        return [Unit(None, tuple(tokens))]
    if marks[0].start == 0:
        return _kind_first(tokens, marks)
    return _name_first(tokens, marks)


def street_unit(tokens: Sequence[Token]) -> Unit:
    """Return tokens known to name one street, whichever side its kind stands on."""
    marks = [mark for mark in _marks(tokens) if mark.kind.level >= Level.AREA]
    if not marks:
        return Unit(None, tuple(tokens))
    mark = _street_mark(marks)
    return Unit(mark.kind, (*tokens[: mark.start], *tokens[mark.end :]))


def _marks(tokens: Sequence[Token]) -> list[_Mark]:
    marks: list[_Mark] = []
    at = 0
    while at < len(tokens):
        mark = _mark_at(tokens, at)
        if mark:
            marks.append(mark)
        at = mark.end if mark else at + 1
    return marks


def _mark_at(tokens: Sequence[Token], at: int) -> _Mark | None:
    token = tokens[at]
    if not token.is_word:
        return None
    for size in range(min(_LONGEST, len(tokens) - at), 1, -1):
        kind = _PHRASES.get(tuple(word.text for word in tokens[at : at + size]))
        if kind:
            return _Mark(kind, at, at + size)
    kind = _AMBIGUOUS if token.text == "пр" else SPELLINGS.get(token.text)
    if kind is None or not _is_kind(tokens, at, kind):
        return None
    return _Mark(kind, at, at + 1)


def _is_kind(tokens: Sequence[Token], at: int, kind: PlaceType) -> bool:
    """Tell «с. Лесное» and «парк Победы» from «Дачный парк» and initials («ул. С. Разина»)."""
    token = tokens[at]
    if token.text in _NAME_WORDS and not token.dot and at > 0:
        return False
    if len(token.text) > 1 or at == 0 or kind.level >= Level.AREA:
        return True
    following = tokens[at + 1] if at + 1 < len(tokens) else None
    return following is None or following.is_word


def _kind_first(tokens: Sequence[Token], marks: list[_Mark]) -> list[Unit]:
    """Read «г Сегежа ул Ленина»: every kind stands before its name."""
    first = marks[0]
    doubled = len(marks) > 1 and marks[1].start == first.end
    if doubled and first.kind.level in {Level.AREA, Level.DISTRICT}:
        # «тер. квартал Южный», «внутригородская территория муниципальный округ …»
        return split_units(tokens[first.end :])
    cut = _next_cut(tokens, marks)
    if cut is None:
        return [Unit(first.kind, tuple(tokens[first.end :]))]
    name = tokens[first.end : cut.start]
    if cut.kind.level >= Level.AREA and cut.end == len(tokens) and len(name) > 1:
        # «г Фурманов Социалистический проезд»: the kind at the very end has its name before it.
        return [Unit(first.kind, tuple(name[:1])), Unit(cut.kind, tuple(name[1:]))]
    return [Unit(first.kind, tuple(name)), *split_units(tokens[cut.start :])]


def _next_cut(tokens: Sequence[Token], marks: list[_Mark]) -> _Mark | None:
    """Return where the next place begins; inside a street's name no word is a kind."""
    first = marks[0]
    if first.kind.level == Level.STREET:
        return None
    for mark in marks[1:]:
        if mark.kind == _KILOMETRE:
            continue  # «ст. 193 км» is a name
        short = tokens[mark.start].dot or len(tokens[mark.start].text) <= 3
        if first.kind.level == Level.AREA and not (short or mark.kind == _STREET):
            continue
        return mark
    return None


def _name_first(tokens: Sequence[Token], marks: list[_Mark]) -> list[Unit]:
    """Read «Ивановская обл г Фурманов», «Студёный проезд», «1-я улица Бебеля»."""
    first = marks[0]
    before, after = tokens[: first.start], tokens[first.end :]
    if first.kind.level <= Level.DISTRICT:
        return [Unit(first.kind, tuple(before)), *split_units(after)]
    if first.kind.level == Level.SETTLEMENT:
        if not after:
            return [Unit(first.kind, tuple(before))]
        return [Unit(None, tuple(before)), *split_units(tokens[first.start :])]
    later = [mark for mark in marks if mark.kind.level == Level.SETTLEMENT]
    if later and later[0].end < len(tokens):
        cut = later[0].start
        return [street_unit(tokens[:cut]), *split_units(tokens[cut:])]
    return [street_unit(tokens)]


def _street_mark(marks: list[_Mark]) -> _Mark:
    """Choose the kind among several: «улица» always, else one at the very front, else the last.

    «Большая Набережная улица» is a street, «квартал Волжский Бульвар» a block.
    """
    streets = [mark for mark in marks if mark.kind == _STREET]
    if streets:
        return streets[0]
    return marks[0] if marks[0].start == 0 else marks[-1]

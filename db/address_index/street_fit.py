"""How well a street fits the typed words."""

from dataclasses import dataclass
from enum import IntEnum
from typing import Final

from db.address_index.hits import EXACT, SHORT_FORM, TRUSTED, WordHits
from db.address_index.named import NamedWord
from db.address_index.streets import Street

_NAME_WEIGHT: Final = 1.0
_PLACE_WEIGHT: Final = 0.5
_KIND_WEIGHT: Final = 0.3
_NOISE_WEIGHT: Final = 0.1
_COVERAGE: Final = 0.25
_MISSED_NUMBER: Final = 0.8
_CAPABLE_OF_NOTHING: Final = (0.0, _NAME_WEIGHT, "")


class Trust(IntEnum):
    """How the street was reached: by every whole word, by beginnings, or with errors."""

    WHOLE = 0
    BEGINNING = 1
    ERRORS = 2


@dataclass(slots=True)
class StreetFit:
    """A street with its fit 0…1 and the words that made it: (typed, word of the book)."""

    street: Street
    fit: float
    trust: Trust
    matched: tuple[tuple[str, str], ...]
    placed: bool  # its settlement was typed
    spare_left: bool  # a number after the house that is no part of the name


def fit_street(street: Street, hits: list[WordHits]) -> StreetFit:
    """Return the best fit of the street's name or one of its aliases."""
    best = _fit_name(street, street.named, hits, Trust.WHOLE)
    for alias in street.aliases.values():
        other = _fit_name(street, alias.named, hits, Trust.BEGINNING)
        if other.fit > best.fit:
            best = other
    return best


def _fit_name(
    street: Street, words: tuple[NamedWord, ...], hits: list[WordHits], trust: Trust
) -> StreetFit:
    free = list(words)
    total = weight = 0.0
    placed = spare_left = False
    matched: list[tuple[str, str]] = []
    for hit in hits:
        name, form, fit = _best_word(hit, free)
        other, other_weight, place = _other_fit(street, hit)
        if name is not None and fit * _NAME_WEIGHT >= other * other_weight:
            free.remove(name)
            other, other_weight, place = fit, _NAME_WEIGHT, ""
            matched.append((hit.word.text, form))
        elif place:
            placed = True
            matched.append((hit.word.text, place))
        total, weight = total + other * other_weight, weight + other_weight
        if hit.word.spare and not other:
            spare_left = True
        else:
            trust = max(trust, _trust(hit, other))
    fit = _covered(total / weight if weight else 0.5, words, free)
    return StreetFit(street, fit, _whole(trust, free), tuple(matched), placed, spare_left)


def _best_word(hit: WordHits, free: list[NamedWord]) -> tuple[NamedWord | None, str, float]:
    best: tuple[NamedWord | None, str, float] = (None, "", 0.0)
    for word in free:
        for form in word.forms:
            fit = hit.names.get(form, 0.0)
            if fit > best[2]:
                best = word, form, fit
    return best


def _other_fit(street: Street, hit: WordHits) -> tuple[float, float, str]:
    """Return (fit, weight, word) of a typed word as settlement, kind or noise."""
    word = hit.word
    if hit.places:
        place = max(street.place.words, key=lambda name: hit.places.get(name, 0.0), default="")
        if place in hit.places:
            return hit.places[place], _PLACE_WEIGHT, place
    if street.kind in word.kinds or street.place.kind in word.place_kinds:
        return EXACT, _KIND_WEIGHT, ""
    if word.noise:
        return 0.0, _NOISE_WEIGHT, ""
    return (0.0, _KIND_WEIGHT, "") if word.is_kind else _CAPABLE_OF_NOTHING


def _trust(hit: WordHits, fit: float) -> Trust:
    if fit >= SHORT_FORM or (fit == 0.0 and hit.word.noise):
        return Trust.WHOLE
    return Trust.BEGINNING if fit >= TRUSTED else Trust.ERRORS


def _whole(trust: Trust, free: list[NamedWord]) -> Trust:
    if any(word.is_number for word in free):
        return Trust.ERRORS
    return max(trust, Trust.BEGINNING) if free else trust


def _covered(fit: float, words: tuple[NamedWord, ...], free: list[NamedWord]) -> float:
    """Lower the fit for words of the name nobody typed; a number left out weighs more."""
    if not words:
        return fit
    covered = 1.0 - len(free) / len(words)
    missed = any(word.is_number for word in free)
    return fit * (1.0 - _COVERAGE + _COVERAGE * covered) * (_MISSED_NUMBER if missed else 1.0)

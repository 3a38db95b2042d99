"""Which streets of the book a written name may be, the surest way first."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rapidfuzz.distance import OSA

from db.address_index import reasons
from db.address_index.book import StreetBook
from db.address_index.records import Verdict
from db.address_index.streets import Street, bag_of
from db.address_index.vocabulary import allowed_typos
from desktop_app.core.addresses import ParsedAddress, name_key, street_words, type_options
from desktop_app.core.addresses.names import NameWord, key_of

_TELLING_LENGTH = 4


@dataclass(frozen=True, slots=True)
class StreetChoice:
    """Streets found one way, the most an answer through them may be trusted, and why."""

    streets: tuple[Street, ...]
    verdict: Verdict = Verdict.EXACT
    reason: str = ""


def street_choices(book: StreetBook, parsed: ParsedAddress) -> Iterator[StreetChoice]:
    """Yield streets by equal name, swapped kind, alias, abbreviation, other kind, typo."""
    words = street_words(parsed.street_name)
    key = _key_with_area(book, parsed, key_of(words))
    kinds = type_options(parsed.street_type)
    same = book.streets(book.by_key.get(key, ()))
    if not parsed.street_type:
        named = Verdict.SURE if key else Verdict.EXACT
        yield StreetChoice(tuple(same), named, reasons.KIND_LEFT_OUT if key else "")
    else:
        yield StreetChoice(tuple(street for street in same if street.kind in kinds))
    if not key:
        return
    swapped = {number for kind in kinds for number in book.by_bag.get(bag_of(kind, key), ())}
    yield StreetChoice(tuple(book.streets(swapped)), Verdict.SURE, reasons.KIND_SWAPPED)
    renamed = [
        street
        for street in book.streets(book.by_alias.get(key, ()))
        if _alias_kind_fits(street, key, parsed.street_type, kinds)
    ]
    yield StreetChoice(tuple(renamed), Verdict.SURE, reasons.OLD_NAME)
    shortened = [
        street
        for street in _sharing_word(book, words)
        if (not parsed.street_type or street.kind in kinds) and abbreviates(words, street.words)
    ]
    yield StreetChoice(tuple(shortened), Verdict.SURE, reasons.SHORTENED)
    yield StreetChoice(tuple(same), Verdict.DOUBTFUL, reasons.OTHER_KIND)
    yield StreetChoice(tuple(_similar(book, words)), Verdict.DOUBTFUL, reasons.SIMILAR_STREET)


def _key_with_area(
    book: StreetBook, parsed: ParsedAddress, key: tuple[str, ...]
) -> tuple[str, ...]:
    """Return the key of «1-я (тер. СНТ Ромашка)», as the book tells streets of areas apart."""
    with_area = name_key(f"{parsed.street_name} ({parsed.area})")
    return with_area if parsed.area and with_area in book.by_key else key


def _alias_kind_fits(
    street: Street, key: tuple[str, ...], written: str, kinds: tuple[str, ...]
) -> bool:
    """Return whether the kind written goes with the alias, or with the street under it."""
    known = [alias.kind or street.kind for alias in street.aliases.values() if alias.key == key]
    return not written or any(kind in kinds for kind in known)


def _sharing_word(book: StreetBook, words: Iterable[NameWord]) -> list[Street]:
    """Return streets that have the rarest long word of the name in common with it."""
    telling = [word.key for word in words if len(word.key) >= _TELLING_LENGTH]
    if not telling:
        return []
    found = min((set(book.names.streets(word)) for word in telling), key=len)
    return book.streets(found)


def abbreviates(asked: tuple[NameWord, ...], known: tuple[NameWord, ...]) -> bool:
    """Return whether two names differ only in words cut short: «К. Маркса», «Карла Маркса».

    An initial may also be missing on one side («Маркса», «К. Маркса»); whole words may not.
    """
    left = list(known)
    unmet: list[NameWord] = []
    for word in asked:
        twin = next((other for other in left if other.key == word.key), None)
        if twin is None:
            unmet.append(word)
        else:
            left.remove(twin)
    for word in list(unmet):
        twin = next((other for other in left if _one_cut(word, other)), None)
        if twin is not None:
            unmet.remove(word)
            left.remove(twin)
    return all(_is_initial(word) for word in (*unmet, *left)) and not (unmet and left)


def _one_cut(word: NameWord, other: NameWord) -> bool:
    """Return whether one word is the beginning of the other, cut with a full stop."""
    short_word = word.role == "short" and other.key.startswith(word.key)
    short_other = other.role == "short" and word.key.startswith(other.key)
    return short_word or short_other


def _is_initial(word: NameWord) -> bool:
    return word.role == "short" and len(word.key) == 1


def _similar(book: StreetBook, words: tuple[NameWord, ...]) -> list[Street]:
    """Return streets whose names differ by a typo in one word."""
    found: set[int] = set()
    for place, word in enumerate(words):
        others = [set(book.names.streets(w.key)) for i, w in enumerate(words) if i != place]
        for like in book.names.like(word.key):
            hits = set(book.names.streets(like)).intersection(*others)
            found |= {hit for hit in hits if _close(word.key, like, book.street(hit), len(words))}
    return book.streets(found)


def _close(word: str, like: str, street: Street, count: int) -> bool:
    near = OSA.distance(word, like, score_cutoff=allowed_typos(word)) <= allowed_typos(word)
    return near and len(street.words) == count

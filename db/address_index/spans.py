"""Where the typed letters stand in a shown address, for drawing them bold."""

from collections.abc import Sequence

from db.address_index.records import AddressRecord
from desktop_app.core.addresses import HouseNumber
from desktop_app.core.addresses.names import words_of
from desktop_app.core.addresses.tokens import tokenize

Span = tuple[int, int]


def matched_spans(
    record: AddressRecord, matched: Sequence[tuple[str, str]], house: HouseNumber | None
) -> tuple[Span, ...]:
    """Return sorted (start, end) of matched letters within the record's address."""
    spans: set[Span] = set()
    words = _words(record.address)
    for typed, form in matched:
        place = next((span for forms, span in words if form in forms and span not in spans), None)
        if place is not None:
            spans.add(_matched_part(record.address, place, typed))
    if house is not None:
        spans |= _number_span(record, house)
    return _merged(spans)


def _words(address: str) -> list[tuple[set[str], Span]]:
    tokens = tokenize(address)
    written = [({token.text}, (token.start, token.end)) for token in tokens]
    return written + [({word.key}, (word.start, word.end)) for word in words_of(tokens)]


def _matched_part(address: str, place: Span, typed: str) -> Span:
    """Return the typed beginning of a word, or all of it when it was misspelt or shortened."""
    start, _ = place
    beginning = address[start : start + len(typed)].casefold().replace("ё", "е")
    return (start, start + len(typed)) if beginning == typed else place


def _number_span(record: AddressRecord, house: HouseNumber) -> set[Span]:
    """Return where the number stands, with its letter when it was typed."""
    number = record.house.number
    found = [
        token
        for token in tokenize(record.address)
        if token.is_number and token.text == number.split("-")[0]
    ]
    begun = [
        token
        for token in tokenize(record.address)
        if token.is_number and token.text.startswith(house.number)
    ]
    if not (found or begun):
        return set()
    shown = record.address.rfind(record.house.display())
    after = [token for token in found or begun if token.start >= shown >= 0]
    token = (after or found or begun)[0]
    if token.text != house.number:
        return {(token.start, token.start + len(house.number))} if begun else set()
    end = token.end + (len(house.letter) if record.house.letter == house.letter else 0)
    return {(token.start, end)}


def _merged(spans: set[Span]) -> tuple[Span, ...]:
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        elif start < end:
            merged.append((start, end))
    return tuple(merged)

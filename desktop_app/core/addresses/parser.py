"""Reading whole written addresses; nothing is guessed, what is unclear is left in `rest`."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from desktop_app.core.addresses import house_words
from desktop_app.core.addresses.abbreviations import Level
from desktop_app.core.addresses.display import canonical_name
from desktop_app.core.addresses.house_number import HouseNumber
from desktop_app.core.addresses.house_parser import HouseReading, read_house
from desktop_app.core.addresses.parsed import ParsedAddress
from desktop_app.core.addresses.segments import cut_house, is_house_tail, segments
from desktop_app.core.addresses.tokens import Token, joined, tokenize
from desktop_app.core.addresses.units import Unit, split_units

_FEDERAL_CITIES: Final = frozenset({"москва", "санкт-петербург", "севастополь"})
_COUNTRY: Final = frozenset({("россия",), ("рф",), ("российская", "федерация")})
_ADJECTIVE_ENDINGS: Final = ("ий", "ый", "ой", "ая")


@dataclass(slots=True)
class _Collected:
    """Places met so far, in order; `untyped` ones are told apart at the end."""

    regions: list[str] = field(default_factory=list)
    districts: list[str] = field(default_factory=list)
    settlements: list[tuple[str, str]] = field(default_factory=list)
    areas: list[tuple[str, str]] = field(default_factory=list)
    streets: list[tuple[str, str]] = field(default_factory=list)
    before_house: list[str] = field(default_factory=list)
    after_house: list[str] = field(default_factory=list)
    house_parts: list[str] = field(default_factory=list)
    rest: list[str] = field(default_factory=list)


def parse_address(text: str) -> ParsedAddress:
    """Return a written address by parts; never raises, an empty text gives empty parts.

    A text too long for an address (1,000 characters, 120 words and marks) is all rest.
    """
    parts = segments(text)
    if parts is None:
        return ParsedAddress(rest=(text,))
    found = _Collected()
    for index, tokens in enumerate(parts):
        if found.house_parts and is_house_tail(tokens):
            found.house_parts.append(joined(list(tokens)))
            continue
        sure = not any(cut_house(part, sure=True)[1] for part in parts[index + 1 :])
        places, house = (tokens, ()) if found.house_parts else cut_house(tokens, sure=not sure)
        _add_places(found, places)
        if house:
            found.house_parts.append(joined(list(house)))
    return _assemble(found, read_house(", ".join(found.house_parts)))


def parse_settlement(text: str) -> ParsedAddress:
    """Return where a settlement stands: «Москва, п. Восточный» has a region and a settlement."""
    found = _Collected()
    for tokens in segments(text) or ():
        _add_places(found, tokens)
    found.settlements += [("", canonical_name(name)) for name in found.before_house]
    if found.settlements and not found.settlements[-1][0]:
        found.settlements.sort(key=lambda place: bool(place[0]))
    settlement_type, settlement = _settlement(found)
    return ParsedAddress(
        region=", ".join(found.regions),
        district=", ".join(found.districts),
        settlement_type=settlement_type,
        settlement=settlement,
        rest=_texts(found.rest),
    )


def from_parts(street: str, house: str, corpus: str = "", settlement: str = "") -> ParsedAddress:
    """Return an address given in separate columns, as journals do.

    `street` may hold a settlement («город Зеленоград») or more; a bare `corpus` («1», «А») is a
    corpus, a named one («стр. 2») is what it says. With no house and no corpus the street is read
    as a whole address.
    """
    if not house.strip() and not corpus.strip():
        return parse_address(", ".join(part for part in (settlement, street) if part.strip()))
    found = _Collected()
    for column in (settlement, street):
        parts = segments(column)
        if parts is None:
            found.rest.append(column)
        for tokens in parts or ():
            _add_places(found, tokens)
    return _assemble(found, read_house(_house_text(house, corpus)))


def _house_text(house: str, corpus: str) -> str:
    """Put the two columns together; a lone corpus is marked as having no house."""
    label = tokenize(corpus)
    if not label:
        return house
    named = label[0].text in house_words.LONE_KINDS and len(label) > 1
    return f"{house.strip() or '-'}, {corpus if named else f'к. {corpus}'}"


def _add_places(found: _Collected, tokens: Sequence[Token]) -> None:
    if tuple(token.text for token in tokens if token.is_word) in _COUNTRY:
        return
    bare, bracketed = _without_brackets(tokens)
    for unit in split_units(bare):
        _add_unit(found, unit)
    if bracketed:
        found.rest.append(joined(list(bracketed)))


def _without_brackets(tokens: Sequence[Token]) -> tuple[list[Token], list[Token]]:
    """Return tokens outside and inside brackets."""
    outside: list[Token] = []
    inside: list[Token] = []
    depth = 0
    for token in tokens:
        depth += token.is_mark("(")
        (inside if depth else outside).append(token)
        depth = max(0, depth - token.is_mark(")"))
    return outside, inside


def _add_unit(found: _Collected, unit: Unit) -> None:
    if not unit.tokens:
        if unit.kind:
            found.rest.append(unit.kind.short)
        return
    if unit.kind is None:
        (found.after_house if found.house_parts else found.before_house).append(unit.name)
        return
    name = canonical_name(unit.name)
    if unit.kind.level == Level.REGION:
        region = _with_kind(unit.kind.short, name)
        found.regions.append(region[:1].upper() + region[1:])
    elif unit.kind.level == Level.DISTRICT:
        found.districts.append(_with_kind(unit.kind.short, name))
    elif unit.kind.level == Level.SETTLEMENT:
        found.settlements.append((unit.kind.short, name))
    elif unit.kind.level == Level.AREA:
        found.areas.append((unit.kind.short, name))
    else:
        found.streets.append((unit.kind.short, name))


def _with_kind(kind: str, name: str) -> str:
    """Return «Сегежский р-н», «Ивановская обл.», but «респ. Карелия»."""
    if name.partition(" ")[0].endswith(_ADJECTIVE_ENDINGS):
        return f"{name} {kind}"
    return f"{kind} {name}"


def _assemble(found: _Collected, reading: HouseReading) -> ParsedAddress:
    street_type, street_name, area = _street(found)
    _untyped_settlement(found)
    settlement_type, settlement = _settlement(found)
    return ParsedAddress(
        region=", ".join(found.regions),
        district=", ".join(found.districts),
        settlement_type=settlement_type,
        settlement=settlement,
        street_type=street_type,
        street_name=street_name,
        house=_without_echo(reading.house),
        premise=reading.premise,
        rest=(*_texts(found.rest), *reading.rest),
        area=area,
    )


def _street(found: _Collected) -> tuple[str, str, str]:
    """Return type and name of the street and the area above it; more of them go to the rest."""
    places = found.streets or found.areas
    area = ""
    if found.streets and found.areas:
        area = ", ".join(f"{kind} {name}" for kind, name in found.areas)
    if places:
        found.rest += [f"{kind} {name}" for kind, name in places[1:]]
        return (*places[0], area)
    if found.before_house:
        name = found.before_house.pop()
        return "", canonical_name(name), area
    return "", "", area


def _untyped_settlement(found: _Collected) -> None:
    """Take the first name without a kind for the settlement, if none is named."""
    names = found.before_house + found.after_house
    if names and not found.settlements:
        found.settlements.append(("", canonical_name(names.pop(0))))
    federal = [name for name in names if name.casefold() in _FEDERAL_CITIES]
    found.regions += federal
    found.rest += [name for name in names if name not in federal]


def _settlement(found: _Collected) -> tuple[str, str]:
    """Return the innermost settlement; those around it become region or district."""
    if not found.settlements:
        return "", ""
    *outer, inner = found.settlements
    for kind, name in outer:
        if name.casefold() in _FEDERAL_CITIES:
            found.regions.append(name)
        else:
            found.districts.append(f"{kind} {name}".strip())
    return inner


def _without_echo(house: HouseNumber | None) -> HouseNumber | None:
    """Drop a corpus that only repeats a long number («д. 1622, к. 1622», «д. 12А, к. 12А»)."""
    if house is None or house.corpus.casefold() != f"{house.number}{house.letter}":
        return house
    long = len(house.number) > 2 or house.letter
    return replace(house, corpus="") if long else house


def _texts(parts: Iterable[str]) -> tuple[str, ...]:
    return tuple(part.strip(" ,;()") for part in parts if part.strip(" ,;()"))

"""Where a row of a file says something happens or stands; what is unclear is a reason, no guess."""

import re
from dataclasses import replace
from functools import lru_cache
from typing import Final

from desktop_app.core.addresses import (
    HouseNumber,
    ParsedAddress,
    from_parts,
    parse_address,
    parse_house,
)
from desktop_app.importers.table import SourceRow
from desktop_app.services.imports import values
from desktop_app.services.imports.profiles import Columns

NO_ADDRESS: Final = "не указан адрес"
NO_HOUSE: Final = "в адресе нет номера дома"
NO_SETTLEMENT: Final = "в адресе не назван населённый пункт"
NOT_UNDERSTOOD: Final = "в адресе не всё понято"
PART_OF_HOUSE: Final = "в адресе часть дома, а не дом целиком"
TOO_LONG: Final = "адрес слишком длинный"

_LONGEST: Final = 400
_AROUND: Final = ("region", "district", "settlement")
_SAMPLE_HOUSE: Final = HouseNumber(kind="д", number="1")
_DATE: Final = re.compile(r"\d{4}-\d{2}-\d{2}.*")
_PLAIN_HOUSE: Final = re.compile(
    r"(?P<street>.*\S), д\. (?P<house>[1-9]\d{0,3}[А-ЕЖИКа-ежик]?(?:/[1-9]\d{0,3})?"
    r"(?:, (?:к|стр)\. [1-9]\d{0,2})?)"
)


def written(row: SourceRow, columns: Columns) -> str:
    """Return the address as it stands in the row, "" when nothing is said."""
    if columns.has("address"):
        return values.text(columns.cell(row, "address"))
    parts = [values.text(columns.cell(row, name)) for name in ("street", "house", "corpus")]
    return ", ".join(part for part in parts if part) if parts[0] or parts[1] else ""


def read(row: SourceRow, columns: Columns) -> ParsedAddress:
    """Return the address of a row by parts, from one column or from several."""
    around = [values.text(columns.cell(row, n)) for n in _AROUND if columns.has(n)]
    place = ", ".join(part for part in around if part)
    if columns.has("address"):
        text = values.text(columns.cell(row, "address"))
        parsed = read_written(text)
        return parse_address(f"{place}, {text}") if place and not parsed.settlement else parsed
    street, house, corpus = (
        values.text(columns.cell(row, name)) for name in ("street", "house", "corpus")
    )
    if _DATE.fullmatch(house):
        # «1/5» typed into Excel is the first of May there: what number it was, nobody knows.
        words = f"{house}: номер дома стал в Excel датой"
        return replace(from_parts(street, "", corpus, place), rest=(words,))
    return from_parts(street, house, corpus, place)


def read_written(text: str) -> ParsedAddress:
    """Return what `parse_address` returns, quicker: a list has some twenty houses to a street.

    The street is read once with a plain house; a house as plain as that is put in its place.
    Anything else goes the whole way.
    """
    plain = _PLAIN_HOUSE.fullmatch(text)
    if plain is None:
        return parse_address(text)
    street = _street(plain["street"])
    if street.house != _SAMPLE_HOUSE or street.rest or street.premise:
        return parse_address(text)
    return replace(street, house=_house(plain["house"]))


@lru_cache(maxsize=8192)
def _street(text: str) -> ParsedAddress:
    return parse_address(f"{text}, д. 1")


@lru_cache(maxsize=8192)
def _house(text: str) -> HouseNumber | None:
    return parse_house(text)


def fault(parsed: ParsedAddress) -> tuple[str, str]:
    """Return why an address does not name one house of the book: its kind and full words."""
    if parsed.rest:
        unread = "; ".join(f"«{part}»" for part in parsed.rest)
        return NOT_UNDERSTOOD, f"{NOT_UNDERSTOOD}: {unread}"
    if parsed.house is None:
        return NO_HOUSE, NO_HOUSE
    if parsed.premise:
        return PART_OF_HOUSE, f"{PART_OF_HOUSE}: {parsed.premise}"
    if not parsed.settlement:
        return NO_SETTLEMENT, NO_SETTLEMENT
    if len(parsed.display()) > _LONGEST:
        return TOO_LONG, TOO_LONG
    return "", ""


def lettered_forms(house: HouseNumber) -> tuple[HouseNumber, ...]:
    """Return the ways one letter of a house number is written: «15а», «15, корп. А», «15, лит. А».

    Registers hold the same house twice as «15А» and «15, к. а». Empty for numbers that have no
    lone letter, or more than one part beside the number.
    """
    parts = [
        part
        for part in (house.letter, house.fraction, house.corpus, house.structure, house.litera)
        if part
    ]
    if len(parts) != 1 or len(parts[0]) != 1 or not parts[0].isalpha():
        return ()
    letter = parts[0]
    bare = replace(house, letter="", fraction="", corpus="", structure="", litera="")
    return (
        replace(bare, letter=letter.lower()),
        replace(bare, corpus=letter.upper()),
        replace(bare, litera=letter.upper()),
        replace(bare, structure=letter.upper()),
        replace(bare, fraction=letter.lower()),
    )

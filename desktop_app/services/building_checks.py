"""What must be there before a house goes into the book, worded field by field."""

from dataclasses import replace
from typing import Any

from desktop_app.core import requisites
from desktop_app.core.addresses import HouseNumber, ParsedAddress, from_parts, parse_house
from desktop_app.core.errors import InvalidDraft
from desktop_app.core.records.buildings import BuildingDraft, Passport
from desktop_app.core.text import one_line

_RANGES: dict[str, tuple[float, float, str]] = {
    "year": (1600, 2200, "год постройки — четыре цифры"),
    "floors": (0, 200, "этажей от 0 до 200"),
    "floors_min": (0, 200, "этажей от 0 до 200"),
    "entrances": (0, 500, "подъездов от 0 до 500"),
    "flats": (0, 20_000, "квартир от 0 до 20000"),
    "area_total": (0, 10_000_000, "площадь в м², не меньше нуля"),
    "area_living": (0, 10_000_000, "площадь в м², не меньше нуля"),
    "latitude": (-90, 90, "широта от −90 до 90"),
    "longitude": (-180, 180, "долгота от −180 до 180"),
}
_NUMBERS = {
    "fias_guid": requisites.guid_fault,
    "cadastral": requisites.cadastral_fault,
    "oktmo": requisites.oktmo_fault,
}
_LONGEST_NOTE, _LONGEST_TEXT = 10_000, 300
# Readings need a street or a house beside the part that is read; these are dropped again.
_ANY_STREET, _ANY_HOUSE = "ул. Первая", "1"


def check(draft: BuildingDraft) -> tuple[ParsedAddress, Passport]:
    """Return the address by parts and the tidied passport; InvalidDraft names every bad field."""
    passport = _tidied(draft.passport)
    parsed, problems = read_address(draft)
    problems |= passport_faults(passport)
    if problems:
        raise InvalidDraft(problems)
    return parsed, passport


def check_passport(passport: Passport) -> Passport:
    """Return the tidied passport of a house whose address stays; InvalidDraft names bad fields."""
    tidied = _tidied(passport)
    problems = passport_faults(tidied)
    if problems:
        raise InvalidDraft(problems)
    return tidied


def read_address(draft: BuildingDraft) -> tuple[ParsedAddress, dict[str, str]]:
    """Return the address by parts and what of it was not understood, by field."""
    problems: dict[str, str] = {}
    place = _place(draft, problems)
    street = _street(draft.street, problems)
    house = _house(draft.house, problems)
    return replace(
        place,
        street_type=street.street_type,
        street_name=street.street_name,
        area=street.area,
        house=house,
    ), problems


def passport_faults(passport: Passport) -> dict[str, str]:
    """Return a remedy in a few words for every field that cannot be so."""
    problems: dict[str, str] = {}
    for name, (low, high, remedy) in _RANGES.items():
        value = getattr(passport, name)
        if value is not None and not low <= value <= high:
            problems[name] = remedy
    for name, fault in _NUMBERS.items():
        remedy = fault(getattr(passport, name))
        if remedy:
            problems[name] = remedy
    return {**problems, **_together(passport, problems), **_too_long(passport)}


def _together(passport: Passport, known: dict[str, str]) -> dict[str, str]:
    problems: dict[str, str] = {}
    low, high = passport.floors_min, passport.floors
    if low is not None and high is not None and low > high:
        problems["floors_min"] = "наименьшая этажность больше наибольшей"
    living, total = passport.area_living, passport.area_total
    if living is not None and total and living > total:
        problems["area_living"] = "жилая площадь больше общей"
    if (passport.latitude is None) != (passport.longitude is None):
        lacking = "latitude" if passport.latitude is None else "longitude"
        problems[lacking] = "укажите обе координаты"
    return {name: remedy for name, remedy in problems.items() if name not in known}


def _too_long(passport: Passport) -> dict[str, str]:
    problems: dict[str, str] = {}
    for name in Passport.__dataclass_fields__:
        value = getattr(passport, name)
        limit = _LONGEST_NOTE if name == "note" else _LONGEST_TEXT
        if isinstance(value, str) and len(value) > limit:
            problems[name] = f"не длиннее {limit} знаков"
    return problems


def _tidied(passport: Passport) -> Passport:
    """Return the passport with spaces out of numbers and the ФИАС code in small letters."""
    texts: dict[str, Any] = {
        name: one_line(value)
        for name in Passport.__dataclass_fields__
        if name != "note" and isinstance(value := getattr(passport, name), str)
    }
    numbers: dict[str, Any] = {name: requisites.tidy(texts[name]) for name in _NUMBERS}
    numbers["fias_guid"] = numbers["fias_guid"].lower()
    return replace(passport, **texts | numbers, note=passport.note.strip())


def _place(draft: BuildingDraft, problems: dict[str, str]) -> ParsedAddress:
    if not draft.settlement.strip():
        problems["settlement"] = "укажите населённый пункт"
        return ParsedAddress()
    around = ", ".join(part for part in (draft.region, draft.district) if part.strip())
    read = _only_place(draft.settlement)
    whole = _only_place(f"{around}, {draft.settlement}") if around else read
    if read.rest or not read.settlement or read.settlement != whole.settlement:
        problems["settlement"] = "напишите как «г. Фурманов» или «с. Дуляпино»"
    elif whole.rest:
        problems["district"] = "напишите как «Ивановская обл.», «Фурмановский р-н»"
    return whole


def _only_place(text: str) -> ParsedAddress:
    read = from_parts(_ANY_STREET, _ANY_HOUSE, settlement=text)
    return replace(read, street_type="", street_name="", house=None)


def _street(text: str, problems: dict[str, str]) -> ParsedAddress:
    if not text.strip():
        return ParsedAddress()
    read = from_parts(text, _ANY_HOUSE)
    if read.rest or read.settlement or not read.street_name:
        problems["street"] = "напишите как «ул. Садовая» или «пер. 2-й Рабочий»"
    return read


def _house(text: str, problems: dict[str, str]) -> HouseNumber | None:
    if not text.strip():
        problems["house"] = "укажите номер дома"
        return None
    house = parse_house(text)
    if house is None:
        problems["house"] = "номер как «12», «12а», «12/1», «12 к. 2», «12 стр. 1»"
    return house

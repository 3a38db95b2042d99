"""Which house of the chosen streets a number is; a near number is never taken for it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from db.address_index import reasons
from db.address_index.records import AddressRecord, Verdict
from db.address_index.streets import Street, first_number
from desktop_app.core.addresses import HouseNumber, name_key
from desktop_app.core.text import fold

_SUGGESTED: Final = 10
_DOUBLE: Final = "дубль"
_PARTS: Final = (
    ("number", reasons.NO_HOUSE),
    ("letter", reasons.NO_LETTER),
    ("fraction", reasons.NO_FRACTION),
    ("corpus", reasons.NO_CORPUS),
    ("structure", reasons.NO_STRUCTURE),
    ("litera", reasons.NO_LITERA),
)


@dataclass(frozen=True, slots=True)
class HouseChoice:
    """The houses a number may be: one for exact and sure, suggestions otherwise."""

    verdict: Verdict
    records: tuple[AddressRecord, ...]
    reason: str = ""


def choose_house(streets: Sequence[Street], house: HouseNumber) -> HouseChoice:
    """Return the house with exactly this number on one of the streets, or why there is none."""
    hits = [record for street in streets for record in street.with_key(house.key)]
    if hits:
        return _of_hits(hits)
    loose = [record for street in streets for record in street.with_loose_key(house.loose_key)]
    if loose:
        return _suggest(Verdict.DOUBTFUL, loose, reasons.WRITTEN_OTHERWISE)
    near = [record for street in streets for record in street.with_number(first_number(house))]
    for part, reason in _PARTS:
        asked = fold(getattr(house, part))
        agreeing = [record for record in near if fold(getattr(record.house, part)) == asked]
        if asked and not agreeing:
            return _suggest(Verdict.NONE, near, reason)
        near = agreeing if asked else near
    return _suggest(Verdict.DOUBTFUL, near, reasons.PART_NEEDED)


def _of_hits(hits: Sequence[AddressRecord]) -> HouseChoice:
    """Choose among rows of one number: a whole house before parts and repeated rows."""
    whole = [record for record in hits if not record.part]
    if len(whole) == 1:
        return HouseChoice(Verdict.EXACT, (whole[0],))
    if whole and len({_before_house(record) for record in whole}) == 1:
        first = min(whole, key=lambda record: record.building_id)
        return HouseChoice(Verdict.SURE, (first,), reasons.DOUBLE_ROW)
    if whole:
        return _suggest(Verdict.DOUBTFUL, whole, reasons.SEVERAL)
    if len(hits) == 1 and hits[0].part.startswith(_DOUBLE):
        return HouseChoice(Verdict.SURE, (hits[0],), reasons.DOUBLE_ROW)
    return _suggest(Verdict.DOUBTFUL, hits, reasons.HOUSE_IN_PARTS)


def _before_house(record: AddressRecord) -> tuple[str, ...]:
    """Return the address without the house, by words: two areas of one town differ here."""
    shown = fold(record.address)
    for house in (record.house.written(), record.house.display()):
        shown = shown.removesuffix(fold(house))
    return name_key(shown)


def _suggest(verdict: Verdict, records: Iterable[AddressRecord], reason: str) -> HouseChoice:
    ordered = sorted(records, key=lambda record: record.house.sort_key)
    return HouseChoice(verdict, tuple(ordered[:_SUGGESTED]), reason)

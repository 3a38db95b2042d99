"""What goes into the address index and what comes out of it; plain records, no SQL."""

from dataclasses import dataclass
from enum import StrEnum

from desktop_app.core.addresses import HouseNumber, ParsedAddress


class Verdict(StrEnum):
    """How far an answer may be trusted; import writes only exact and sure ones."""

    EXACT = "exact"
    SURE = "sure"
    DOUBTFUL = "doubtful"
    NONE = "none"

    @property
    def trusted(self) -> bool:
        """Return whether the house may be used without asking a person."""
        return self in {Verdict.EXACT, Verdict.SURE}

    def at_most(self, other: "Verdict") -> "Verdict":
        """Return the weaker of two verdicts."""
        order = list(Verdict)
        return max(self, other, key=order.index)


@dataclass(frozen=True, slots=True)
class AddressRecord:
    """One house of the book as the index needs it.

    settlement: «г. Сегежа», best with what is around it («Респ. Карелия, Сегежский р-н,
    г. Сегежа»), so that a region named in a query agrees. street_type: canonical («ул.»), ""
    with street_name "" for a house that stands on no street. street_aliases: former names and
    nicknames of the street. address: what is shown, the matched letters are marked in it.
    part: not empty when the book keeps only a part of the house as a row («подъезд 1-6»).
    """

    building_id: int
    settlement: str
    street_type: str
    street_name: str
    street_aliases: tuple[str, ...]
    house: HouseNumber
    address: str
    part: str = ""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A house offered for typed text; score 0–100, spans are (start, end) within `address`.

    is_alike: the number typed is not that of this house, the street only has it.
    """

    building_id: int
    address: str
    score: float
    match: Verdict
    spans: tuple[tuple[int, int], ...] = ()
    is_alike: bool = False


@dataclass(frozen=True, slots=True)
class Match:
    """The answer to an import: a house or none, and why.

    building_id is set only for exact and sure; houses a person may choose from are in
    `suggestions`, best first. reason: Russian, "" for exact.
    """

    verdict: Verdict
    building_id: int | None
    score: float
    reason: str
    suggestions: tuple[int, ...] = ()


def record_of(
    building_id: int, parsed: ParsedAddress, aliases: tuple[str, ...] = ()
) -> AddressRecord:
    """Return the record of a parsed address; the address must name a house, else ValueError."""
    if parsed.house is None:
        message = "an address without a house number is not a house"
        raise ValueError(message)
    settlement = f"{parsed.settlement_type} {parsed.settlement}".strip()
    around = (parsed.region, parsed.district, settlement)
    part = "; ".join((*parsed.rest, parsed.premise)).strip("; ")
    return AddressRecord(
        building_id,
        ", ".join(name for name in around if name),
        parsed.street_type,
        parsed.street_name,
        aliases,
        parsed.house,
        parsed.display(),
        part,
    )

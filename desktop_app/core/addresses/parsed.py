"""What an address says, by parts."""

from dataclasses import dataclass

from desktop_app.core.addresses.display import address_display
from desktop_app.core.addresses.house_number import HouseNumber


@dataclass(frozen=True, slots=True)
class ParsedAddress:
    """An address by parts; absent parts are "" and the house None.

    region, district: with their kind («Ивановская обл.», «Сегежский р-н»). settlement_type,
    street_type: canonical short forms of 171н; «пр.» when nobody can say проспект or проезд, ""
    when not written. settlement, street_name: in their usual word order. area: a микрорайон
    or the like above the street. premise: «кв. 5». rest: what was not understood, as written;
    while it is not empty nothing may be decided without a person.
    """

    region: str = ""
    district: str = ""
    settlement_type: str = ""
    settlement: str = ""
    street_type: str = ""
    street_name: str = ""
    house: HouseNumber | None = None
    premise: str = ""
    rest: tuple[str, ...] = ()
    area: str = ""

    def display(self) -> str:
        """Return the settlement, street and house: «г. Сегежа, ул. 8 Марта, д. 2а»."""
        settlement = f"{self.settlement_type} {self.settlement}".strip()
        around = ", ".join(part for part in (settlement, self.area) if part)
        house = self.house.written() if self.house else ""
        return address_display(self.street_type, self.street_name, house, around)

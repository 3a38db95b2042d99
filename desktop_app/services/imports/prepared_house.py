"""A house read from a file, ready to be written into the book."""

from dataclasses import dataclass
from typing import Any

from desktop_app.core.building_fields import SettlementValues, StreetValues


@dataclass(frozen=True, slots=True)
class PreparedHouse:
    """What one row gives.

    `columns` are those of BuildingValues; `forms` are other house keys under which the same house
    may stand in the book («15а» and «15, корп. А»). `since` is the ISO day from which the company
    serves, "" when the file does not say.
    """

    row: int
    settlement: SettlementValues
    street: StreetValues
    columns: dict[str, Any]
    forms: tuple[str, ...]
    source_key: str
    company: str
    ogrn: str
    since: str

    @property
    def house_key(self) -> str:
        """What makes the house unique on its street."""
        return str(self.columns["house_key"])

    @property
    def guid(self) -> str:
        """The ФИАС code, "" when unknown."""
        return str(self.columns["fias_guid"])

    def packed(self) -> list[Any]:
        """Return the form a spool keeps."""
        return [
            self.row,
            _parts(self.settlement),
            _parts(self.street),
            self.columns,
            self.forms,
            self.source_key,
            self.company,
            self.ogrn,
            self.since,
        ]


def _parts(values: SettlementValues | StreetValues) -> list[str]:
    return [getattr(values, name) for name in values.__slots__]


def unpack(packed: list[Any]) -> PreparedHouse:
    """Return a house from the form a spool keeps."""
    row, settlement, street, columns, forms, source_key, company, ogrn, since = packed
    return PreparedHouse(
        row,
        SettlementValues(*settlement),
        StreetValues(*street),
        columns,
        tuple(forms),
        source_key,
        company,
        ogrn,
        since,
    )

"""Russian addresses: reading them as people write them, comparing and showing them."""

from desktop_app.core.addresses.abbreviations import type_options
from desktop_app.core.addresses.display import address_display, canonical_name, street_display
from desktop_app.core.addresses.house_number import HouseNumber
from desktop_app.core.addresses.house_parser import parse_house, read_house
from desktop_app.core.addresses.names import name_key, street_words
from desktop_app.core.addresses.parsed import ParsedAddress
from desktop_app.core.addresses.parser import from_parts, parse_address, parse_settlement
from desktop_app.core.addresses.premise_text import without_premise

__all__ = [
    "HouseNumber",
    "ParsedAddress",
    "address_display",
    "canonical_name",
    "from_parts",
    "name_key",
    "parse_address",
    "parse_house",
    "parse_settlement",
    "read_house",
    "street_display",
    "street_words",
    "type_options",
    "without_premise",
]

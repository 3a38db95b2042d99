"""Phones as this office stores and prints them: local numbers with the code of its town."""

from db.connection import Store
from db.queries import reference
from desktop_app.core import phones
from desktop_app.core.settings import AREA_CODE


def area_code(store: Store) -> str:
    """Return the digits of the office's area code, empty when it was never set."""
    return phones.area_digits(AREA_CODE.read(reference.setting(store, AREA_CODE.key)))


def search_digits(store: Store, text: str) -> str:
    """Return the stored search form of a typed field; local numbers get the office's code."""
    return phones.search_digits(text, area_code(store))

"""Numbers of organisations and houses: what they must look like and their check digits.

Every `*_fault` returns "" for a sound or an empty value, else the remedy in a few Russian words.
The algorithms are those in general use, checked against the figures of domain/RULES.md, section 7.
"""

import re
from collections.abc import Sequence

_SPACES = re.compile(r"\s+")
_KPP = re.compile(r"[0-9]{4}[0-9A-Z]{2}[0-9]{3}")
_CADASTRAL = re.compile(r"[0-9]{2}:[0-9]{2}:[0-9]{6,7}:[0-9]+")
_GUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")

_INN_10 = (2, 4, 10, 3, 5, 9, 4, 6, 8)
_INN_11 = (7, 2, 4, 10, 3, 5, 9, 4, 6, 8)
_INN_12 = (3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8)


def tidy(value: str) -> str:
    """Return the value without any white space; numbers are often pasted in groups."""
    return _SPACES.sub("", value)


def inn_fault(value: str) -> str:
    """Check an ИНН of 10 digits (an organisation) or 12 (a person) with its check digits."""
    if not value:
        return ""
    if not _digits(value, 10, 12):
        return "ИНН — 10 цифр у организации, 12 у предпринимателя"
    sound = (
        _weighted(value, _INN_10) == value[9]
        if len(value) == 10
        else _weighted(value, _INN_11) + _weighted(value, _INN_12) == value[10:]
    )
    return "" if sound else "контрольная цифра ИНН не сходится: проверьте цифры"


def kpp_fault(value: str) -> str:
    """Check the form of a КПП; it has no check digit."""
    fits = not value or _KPP.fullmatch(value)
    return "" if fits else "КПП — 9 знаков, например 770701001"


def ogrn_fault(value: str) -> str:
    """Check an ОГРН of 13 digits (an organisation) or an ОГРНИП of 15 (a person)."""
    if not value:
        return ""
    if not _digits(value, 13, 15):
        return "ОГРН — 13 цифр, ОГРНИП — 15"
    # Excel drops a number's end and shows it as 1,02770013219E+12: such a value has no sound sum.
    firsts = "123456789" if len(value) == 13 else "34"
    sound = value[0] in firsts and int(value[:-1]) % (len(value) - 2) % 10 == int(value[-1])
    return "" if sound else "контрольная цифра ОГРН не сходится: проверьте цифры"


def oktmo_fault(value: str) -> str:
    """Check the length of an ОКТМО code: 8 digits of a municipality, 11 of a settlement."""
    return "" if not value or _digits(value, 8, 11) else "код ОКТМО — 8 или 11 цифр"


def cadastral_fault(value: str) -> str:
    """Check the form of a cadastral number: district, area, quarter of 6–7 digits, object."""
    fits = not value or _CADASTRAL.fullmatch(value)
    return "" if fits else "кадастровый номер — как 37:27:010602:76"


def guid_fault(value: str) -> str:
    """Check the form of a ФИАС/ГАР identifier: 36 characters, hexadecimal, any letter case."""
    fits = not value or _GUID.fullmatch(value.lower())
    return "" if fits else "код ФИАС — 36 знаков с дефисами"


def _digits(value: str, *lengths: int) -> bool:
    return len(value) in lengths and value.isascii() and value.isdigit()


def _weighted(value: str, weights: Sequence[int]) -> str:
    total = sum(int(digit) * weight for digit, weight in zip(value, weights, strict=False))
    return str(total % 11 % 10)

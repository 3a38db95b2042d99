"""Taking the flat out of an address said in free words."""

import re
from typing import Final

from desktop_app.core.addresses.house_words import PREMISES

_WORD: Final = "|".join(sorted(map(re.escape, PREMISES), key=len, reverse=True))
_NAMED: Final = re.compile(
    rf"[\s,;(]*(?<![\w-])(?:{_WORD})\b\.?\s*(?:№|n|номер)?\s*\d+[а-яёa-z]?\b\)?",
    re.IGNORECASE,
)
_BEFORE: Final = re.compile(
    r"[\s,;(]*(?<![\w-])\d+\s*(?:-?[а-яё]{1,2}\s+)?(?:этаж|подъезд|квартир)[а-яё]*\)?",
    re.IGNORECASE,
)
_SOMEBODYS: Final = re.compile(
    r"[\s,;(]*(?<![\w-])кв(?:артир[а-яё]*|-ра)\s+(?=[а-яё]).*$", re.IGNORECASE | re.DOTALL
)


def without_premise(text: str) -> str:
    """Return an address without flat, entrance and floor: «Мира 5, кв. 17» → «Мира 5».

    A bare number after the house («5-17», «5, 17») stays: it may be the house itself. What
    follows the word «квартира» without a number («квартира Соколовых») goes whole.
    """
    for pattern in (_NAMED, _SOMEBODYS, _BEFORE):
        text = pattern.sub("", text)
    return text.strip(" ,;")

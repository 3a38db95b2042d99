"""Taking the flat out of an address said in free words."""

import re
from typing import Final

from desktop_app.core.addresses.house_words import PREMISES

_WORD: Final = "|".join(sorted(map(re.escape, PREMISES), key=len, reverse=True))
_GAP: Final = r"[\s,;(]*"
_ORDINAL: Final = r"(?:перв|втор|трет|четв|пят|шест|седьм|восьм|девят|десят|последн)[а-яё]*\s+"
_FLOOR: Final = r"(?:этаж|подъезд|квартир)[а-яё]*"
_ENDING: Final = r"(?:-?[а-яё]{1,2}\s+)?"  # «3-й подъезд»
# «17», «17а», «17-а», «17 "б"», «17/1», «17-18»: all of it is the flat, none of it the house.
_NUMBER: Final = r"\d+(?:[а-яёa-z]\b|\s*[\"«'][а-яё][\"»']|\s*[-–—/]\s*(?:\d+[а-яё]?|[а-яё])\b)?"
_MORE: Final = rf"(?:\s*(?:,|\bи\b)\s*{_NUMBER}\b(?!\s*{_ENDING}{_FLOOR}))*"
_NAMED: Final = re.compile(
    rf"{_GAP}(?:(?<![\w-])(?:{_WORD})|(?<=\d)кв)(?:\b|(?=\d))\.?[\s:]*(?:[-–—]\s*)?"
    rf"(?:№|n|номер)?\s*{_NUMBER}{_MORE}\)?",
    re.IGNORECASE,
)
_BEFORE: Final = re.compile(
    rf"{_GAP}(?:\b(?:на|в)\s+)?(?<![\w-])(?:\d+\s*{_ENDING}|{_ORDINAL}){_FLOOR}\)?", re.IGNORECASE
)
_SOMEBODYS: Final = re.compile(
    rf"{_GAP}(?<![\w-])кв(?:артир[а-яё]*|-ра)\s+(?=[а-яё]).*$", re.IGNORECASE | re.DOTALL
)
# After a house «кв. Соколовых» is a flat; «5 кв Мира 3», with a house to come, is a quarter.
_SHORT_SOMEBODYS: Final = re.compile(rf"(?<=\d){_GAP}\bкв\b\.?\s+[а-яё]\D*$", re.IGNORECASE)
_PHONE: Final = re.compile(
    rf"{_GAP}(?:\bтел[а-яё]*\b\.?[\s:]*)?(?<!\w)(?:\+7|8)[\s(-]*\d{{3}}(?:[\s()-]*\d){{7}}\b\)?",
    re.IGNORECASE,
)


def without_premise(text: str) -> str:
    """Return an address without flat, entrance and floor: «Мира 5, кв. 17» → «Мира 5».

    A bare number after the house («5-17», «5, 17») stays: it may be the house itself. What
    follows the word «квартира» without a number («квартира Соколовых») goes whole, and so does
    the number of a mobile written beside.
    """
    for pattern in (_PHONE, _NAMED, _SOMEBODYS, _SHORT_SOMEBODYS, _BEFORE):
        text = pattern.sub("", text)
    return text.strip(" ,;")

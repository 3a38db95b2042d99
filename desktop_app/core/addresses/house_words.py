"""Words that introduce parts of a house number and premises within a house."""

from typing import Final

KINDS: Final = {
    "д": "д",
    "дом": "д",
    "вл": "влд",
    "влд": "влд",
    "влад": "влд",
    "владение": "влд",
    "двл": "двлд",
    "двлд": "двлд",
    "домовл": "двлд",
    "домовладение": "двлд",
    "зд": "зд",
    "здан": "зд",
    "здание": "зд",
    "соор": "соор",
    "сооруж": "соор",
    "сооружение": "соор",
    "г-ж": "г-ж",
    "гар": "г-ж",
    "гараж": "г-ж",
}
"""Folded word → `HouseNumber.kind`."""

CORPUS: Final = frozenset({"к", "кор", "корп", "корпус"})
STRUCTURE: Final = frozenset({"с", "стр", "строен", "строение"})
LITERA: Final = frozenset({"л", "лит", "литер", "литера"})
SUFFIXES: Final = {
    **dict.fromkeys(CORPUS, "corpus"),
    **dict.fromkeys(STRUCTURE, "structure"),
    **dict.fromkeys(LITERA, "litera"),
}
"""Folded word → field of `HouseNumber` it introduces."""

SLASH: Final = frozenset({"дробь"})

LONE_KINDS: Final = {
    **dict.fromkeys(CORPUS, "к"),
    **dict.fromkeys(STRUCTURE, "стр"),
    **dict.fromkeys(LITERA, "литера"),
}
"""Folded word → kind of an address that has no house, only a corpus, structure or litera."""

PREMISES: Final = {
    "кв": "кв.",
    "кв-ра": "кв.",
    "квартира": "кв.",
    "квартиры": "кв.",
    "ком": "ком.",
    "комн": "ком.",
    "комната": "ком.",
    "пом": "помещ.",
    "помещ": "помещ.",
    "помещение": "помещ.",
    "оф": "офис",
    "офис": "офис",
    "под": "подъезд",
    "подъезд": "подъезд",
    "подъезды": "подъезд",
    "п": "подъезд",
    "пп": "подъезд",
    "парадная": "подъезд",
    "эт": "этаж",
    "этаж": "этаж",
    "секция": "секция",
}
"""Folded word → canonical short form (171н; подъезд, этаж and секция are the dispatcher's)."""

EMPTY_VALUES: Final = frozenset({"нет", "жилое", "жилой", "дом", "0"})
"""What files write where a part of the number is absent («к. нет», «стр. жилой дом»)."""

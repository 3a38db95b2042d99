"""Names of organisations: one key for one organisation however its name was typed.

«ООО"УК Дом"», «ООО «УК «Дом»»» and «Общество с ограниченной ответственностью "УК Дом"» share a
key. The legal form is part of it, wherever it stands: ООО «Дом» and ТСЖ «Дом» are two. Nothing is
merged by likeness: names that differ in a letter or a number are different organisations.
"""

import re
from typing import Final

from desktop_app.core.text import fold, one_line, sort_key

# Full wording | short form. Longer ones stand first where one begins with another.
_WORDINGS: Final = """
общество с ограниченной ответственностью|ооо
публичное акционерное общество|пао
открытое акционерное общество|оао
закрытое акционерное общество|зао
непубличное акционерное общество|нао
акционерное общество|ао
индивидуальный предприниматель|ип
товарищество собственников недвижимости|тсн
товарищество собственников жилья|тсж
жилищно строительный потребительский кооператив|жспк
потребительский жилищно строительный кооператив|пжск
жилищно строительный кооператив|жск
жилищный потребительский кооператив|жпк
жилищный кооператив|жк
потребительский кооператив|пк
федеральное государственное унитарное предприятие|фгуп
федеральное государственное бюджетное учреждение|фгбу
федеральное государственное казенное учреждение|фгку
федеральное казенное предприятие|фкп
федеральное казенное учреждение|фку
государственное унитарное предприятие|гуп
государственное бюджетное учреждение|гбу
государственное казенное учреждение|гку
государственное автономное учреждение|гау
муниципальное унитарное предприятие|муп
муниципальное казенное предприятие|мкп
муниципальное бюджетное учреждение|мбу
муниципальное казенное учреждение|мку
муниципальное автономное учреждение|мау
муниципальное предприятие|мп
автономная некоммерческая организация|ано
некоммерческое партнерство|нп
управляющая компания|ук
управляющая организация|уо
"""
_WORDING: Final = dict(line.split("|") for line in _WORDINGS.strip().splitlines())
_LONG: Final = re.compile(rf"\b(?:{'|'.join(_WORDING)})\b")
# «УК» and «УО» say what an organisation does and belong to its name, not to its form.
_FORMS: Final = frozenset(_WORDING.values()) - {"ук", "уо"} | {"гп", "тск", "спк", "жэк", "кск"}

_TWINS: Final = str.maketrans("abcehkmoptxy", "авсенкмортху")
_SPELLED: Final = re.compile(r"\b(?:[^\W\d_]\.){2,}")
_NUMBER_SIGN: Final = re.compile(r"\b(?:nо? )+(?=[0-9])")
_WORD: Final = re.compile(r"[^\W\d_]+|\d+")
_QUOTES: Final = frozenset('"“”„‟«»‹›″＂')
_TWO_MARKS: Final = re.compile(r"''|‘‘|’’|``|´´|,,|<<|>>")


def name_key(name: str) -> str:
    """Return the key of a name: its legal forms, then its words and numbers, spaced.

    Quotes, case, ё, punctuation, white space, «№» and Latin twins of Russian letters do not
    matter, hyphens are read as spaces and «+» as «плюс».
    """
    forms, words = _split(name)
    return " ".join([*forms, *words])


def bare_name(key: str) -> str:
    """Return a name's key without its legal forms: «ооо ук дом» and «ук дом» share it."""
    words = key.split()
    while len(words) > 1 and words[0] in _FORMS:
        words.pop(0)
    return " ".join(words)


def name_sort_key(name: str) -> str:
    """Return the key lists are sorted by: the name first, its legal form after."""
    forms, words = _split(name)
    return sort_key(" ".join([*words, *forms]))


def tidy_name(name: str) -> str:
    """Return the name as it is printed: one line, «» for quotes, each opened one closed.

    The name's key does not change: only quotes and white space are touched.
    """
    text = one_line(_TWO_MARKS.sub('"', name))
    shown: list[str] = []
    depth = 0
    for position, char in enumerate(text):
        if char not in _QUOTES:
            shown.append(char)
        elif _opens(text, position, depth):
            depth += 1
            needs_space = bool(shown) and shown[-1].isalnum()
            shown.append(" «" if needs_space else "«")
        elif depth:
            depth -= 1
            shown.append("»")
        else:
            shown.append(" ")
    return one_line(_closed_up("".join(shown) + "»" * depth))


def _closed_up(text: str) -> str:
    """Take out white space inside quotes, and quotes around nothing; a space stays for these."""
    kept: list[str] = []
    for char in text:
        sign = char
        if char == "»":
            while kept and kept[-1] == " ":
                kept.pop()
            is_empty = kept[-1:] == ["«"]
            if is_empty:
                kept.pop()
            sign = " " if is_empty else char
        if sign != " " or kept[-1:] != ["«"]:
            kept.append(sign)
    return "".join(kept)


def _opens(text: str, position: int, depth: int) -> bool:
    if text[position] in "«»":
        return text[position] == "«"
    before, after = text[position - 1 : position], text[position + 1 : position + 2]
    starts_word = not before or before.isspace() or before in _QUOTES or before in "(-"
    if not after or after.isspace():
        # «ООО " НТУ"»: a space slipped in behind an opening quote.
        return bool(after) and starts_word and depth == 0
    return starts_word or depth == 0 or (before.isalnum() and after.isalnum())


def _split(name: str) -> tuple[list[str], list[str]]:
    """Return the legal forms of a name, in order, and the rest of its words."""
    text = fold(name).translate(_TWINS)
    text = _SPELLED.sub(_unspelled, text)
    joined = " ".join(_WORD.findall(text.replace("+", " плюс ")))
    joined = _LONG.sub(lambda match: _WORDING[match[0]], _NUMBER_SIGN.sub("", joined))
    words = joined.split()
    forms = []
    if words[:1] == ["ук"] and words[1:2] and words[1] in _FORMS:
        words[:2] = words[1::-1]
    while len(words) > 1 and words[0] in _FORMS:
        forms.append(words.pop(0))
    # A form may follow the name («"УК № 1" ООО»), but only where none precedes it.
    if not forms and len(words) > 1 and words[-1] in _FORMS:
        forms.append(words.pop())
    return forms, words


def _unspelled(match: re.Match[str]) -> str:
    # «Т.С.Ж.» is a form; «Д.О.М.» is a name of its own and not the word «дом».
    letters = match[0].replace(".", "")
    return f"{letters} " if letters in _FORMS or letters in ("ук", "уо") else match[0]

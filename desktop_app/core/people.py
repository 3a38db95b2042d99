"""Names of people as papers print them."""

import re

from desktop_app.core.text import NBSP, one_line

_INITIALS = re.compile(r"([А-ЯЁA-Z])\. ?(?:([А-ЯЁA-Z])\.)?")
_WORD = re.compile(r"[А-ЯЁA-Z][а-яёa-z]+(?:-[А-ЯЁA-Z][а-яёa-z]+)?")


def signature_name(name: str) -> str:
    """Return «И. О. Фамилия» of «Фамилия Имя Отчество» or «Фамилия И. О.», no-break spaces inside.

    A name of another build is returned as it is: nothing is guessed of it.
    """
    parts = one_line(name).split(" ", 1)
    if len(parts) < 2 or not _WORD.fullmatch(parts[0]):
        return one_line(name)
    surname, rest = parts
    letters = _first_letters(rest)
    if not letters:
        return one_line(name)
    return NBSP.join((*(f"{letter}." for letter in letters), surname))


def short_name(name: str) -> str:
    """Return «Лапина И. С.» of a whole name; a name of another build as it is."""
    signed = signature_name(name)
    if signed == one_line(name):
        return signed
    *initials, surname = signed.split(NBSP)
    return NBSP.join((surname, *initials))


def accepted_words(name: str) -> str:
    """Return «приняли: Смирнова»: of a surname alone nobody knows whether it is he or she."""
    return f"приняли: {name}" if name else ""


def _first_letters(rest: str) -> list[str]:
    initials = _INITIALS.fullmatch(rest)
    if initials:
        return [letter for letter in initials.groups() if letter]
    words = rest.split(" ")
    if len(words) <= 2 and all(_WORD.fullmatch(word) for word in words):
        return [word[0] for word in words]
    return []

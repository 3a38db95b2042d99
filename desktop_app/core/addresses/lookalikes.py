"""Latin letters that look like Russian ones and slip into addresses («12A», «Лeнина»)."""

from typing import Final

_PAIRS: Final = str.maketrans("aAbBcCeEhHkKmMoOpPtTxXyY", "аАвВсСеЕнНкКмМоОрРтТхХуУ")
_LATIN: Final = frozenset("abcdefghijklmnopqrstuvwxyz")
_TWINS: Final = frozenset("abcehkmoptxy")


def has_latin(text: str) -> bool:
    """Return whether any Latin letter stands in the text."""
    return any(char in _LATIN for char in text.casefold())


def is_mixed(word: str) -> bool:
    """Return whether one word holds both Latin and other letters."""
    letters = [char for char in word.casefold() if char.isalpha()]
    return any(char in _LATIN for char in letters) and any(char not in _LATIN for char in letters)


def has_twin(word: str) -> bool:
    """Return whether every Latin letter of the word has a Russian twin."""
    return all(char in _TWINS for char in word.casefold() if char in _LATIN)


def to_cyrillic(word: str) -> str:
    """Return the word with twins replaced, of the same length.

    A word with a Latin letter that has no twin stays as it is: it is not a slip but Latin text
    or a wrong keyboard layout.
    """
    return word.translate(_PAIRS) if has_twin(word) else word

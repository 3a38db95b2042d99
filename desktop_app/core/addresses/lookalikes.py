"""Latin letters that look like Russian ones and slip into addresses («12A», «Лeнина»)."""

import re
from typing import Final

_PAIRS: Final = str.maketrans("aAbBcCeEhHkKmMoOpPtTxXyY", "аАвВсСеЕнНкКмМоОрРтТхХуУ")
_LATIN: Final = frozenset("abcdefghijklmnopqrstuvwxyz")
_ANY_LATIN: Final = re.compile("[A-Za-z]")
_TWINS: Final = frozenset("abcehkmoptxy")


def has_latin(text: str) -> bool:
    """Return whether any Latin letter stands in the text."""
    return _ANY_LATIN.search(text) is not None


def has_twin(word: str) -> bool:
    """Return whether every Latin letter of the word has a Russian twin."""
    return all(char in _TWINS for char in word.casefold() if char in _LATIN)


def to_cyrillic(word: str) -> str:
    """Return the word with twins replaced, of the same length.

    A word with a Latin letter that has no twin stays as it is: it is not a slip but Latin text
    or a wrong keyboard layout.
    """
    if _ANY_LATIN.search(word) is None:
        return word
    return word.translate(_PAIRS) if has_twin(word) else word

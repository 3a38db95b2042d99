"""Words of a name as typed text reaches them."""

from collections.abc import Iterable
from dataclasses import dataclass

from desktop_app.core.addresses.names import NameWord
from desktop_app.core.text import fold


@dataclass(frozen=True, slots=True)
class NamedWord:
    """A word of a name with its forms: the one it compares by and the one written."""

    forms: tuple[str, ...]
    is_number: bool


def named_words(words: Iterable[NameWord]) -> tuple[NamedWord, ...]:
    """Return the words of a name by the forms they are looked up by."""
    return tuple(_named(word) for word in words)


def _named(word: NameWord) -> NamedWord:
    written = fold(word.shown)
    forms = {word.key, written} if written.isalpha() else {word.key}
    return NamedWord(tuple(sorted(forms)), word.key.isdecimal())

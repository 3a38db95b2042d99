"""Reading single values out of a house number: letters, numbers, lists of them."""

import re
from typing import Final

from desktop_app.core.addresses import house_words as words
from desktop_app.core.addresses.tokens import Token

DASHES: Final = "-–—−_"
SLASHES: Final = "/\\"

_QUOTES: Final = "«»\"'„“”"
_LETTER: Final = re.compile("[а-я]")


class ValueReader:
    """A place within tokens and what can be read from there."""

    def __init__(self, tokens: list[Token]) -> None:
        """Stand at the beginning; quotation marks mean nothing in a house number."""
        self._tokens = [token for token in tokens if not token.is_mark(_QUOTES)]
        self._at = 0

    def _peek(self, ahead: int = 0) -> Token | None:
        index = self._at + ahead
        return self._tokens[index] if index < len(self._tokens) else None

    @staticmethod
    def _starts_number(token: Token | None) -> bool:
        return token is not None and (token.is_number or token.is_mark("№"))

    def _letter(self, ahead: int = 0) -> str:
        """Return the single letter standing here unless it introduces another part."""
        token = self._peek(ahead)
        if token is None or not token.is_word or not _LETTER.fullmatch(token.text):
            return ""
        return "" if self._introduces(token, ahead) else token.text

    def _introduces(self, token: Token, ahead: int) -> bool:
        """Return whether a letter is «к», «с», «л», «п», «д» before a value of its own."""
        if token.dot and token.text in words.SUFFIXES:
            return True
        if self._is_slashed(ahead):
            return True
        if token.text not in words.SUFFIXES and token.text not in words.PREMISES:
            return token.text in words.KINDS and self._starts_number(self._peek(ahead + 1))
        following = self._peek(ahead + 1)
        if following is None:
            return False
        lone_letter = following.is_word and len(following.text) == 1
        return following.is_number or lone_letter or following.is_mark("№")

    def _is_slashed(self, ahead: int) -> bool:
        """Return whether this is the start of «с/з», «б/н», «в/г»: words, not letters."""
        slash, after = self._peek(ahead + 1), self._peek(ahead + 2)
        return bool(slash and slash.is_mark("/") and after and after.is_word)

    def _atom(self) -> str:
        token = self._peek()
        if token is None or not (token.is_number or self._letter()):
            return ""
        self._at += 1
        if not token.is_number:
            return token.text
        letter = self._letter()
        if letter:
            self._at += 1
        return token.text + letter

    def _value(self) -> str:
        """Read «2», «1А», «А», «13-14», «3/3А»: one value of a part, in capitals, or ""."""
        parts = [self._atom()]
        while parts[-1]:
            joint = self._peek()
            if joint is None or not joint.is_mark(DASHES + SLASHES):
                break
            self._at += 1
            atom = self._atom()
            if not atom:
                self._at -= 1
                break
            parts += ["/" if joint.is_mark(SLASHES) else "-", atom]
        return "".join(parts).upper()

    def _values(self) -> str:
        """Read a list of values: «1», «А, Б, В», «1;2;3»."""
        values = [self._value()]
        while values[-1] and (comma := self._peek()) and comma.is_mark(",;"):
            start = self._at
            self._at += 1
            value = self._value()
            closing = self._peek()
            if not value or (closing is not None and not closing.is_mark(",;.")):
                self._at = start
                break
            values.append(value)
        return ", ".join(value for value in values if value)

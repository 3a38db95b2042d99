"""Reading house numbers as people and files write them; never guessing."""

from dataclasses import dataclass, field
from typing import Final

from desktop_app.core.addresses import house_words as words
from desktop_app.core.addresses.house_number import HOUSE, HouseNumber
from desktop_app.core.addresses.house_values import DASHES, SLASHES, ValueReader
from desktop_app.core.addresses.tokens import Token, joined, tokenize

_BLANKS: Final = "-–—~№."


@dataclass(frozen=True, slots=True)
class HouseReading:
    """What was read: the house or None, the premise («кв. 5») and what was not understood."""

    house: HouseNumber | None = None
    premise: str = ""
    rest: tuple[str, ...] = ()


@dataclass(slots=True)
class _Found:
    kind: str = HOUSE
    number: str = ""
    letter: str = ""
    fraction: str = ""
    suffixes: dict[str, str] = field(default_factory=dict)
    premises: list[str] = field(default_factory=list)
    rest: list[str] = field(default_factory=list)


def parse_house(text: str) -> HouseNumber | None:
    """Return the house number, or None unless every letter of the text belongs to it."""
    reading = read_house(text)
    return None if reading.rest or reading.premise else reading.house


def read_house(text: str) -> HouseReading:
    """Return the house number, the premise and the rest of a text that begins with a house."""
    return _Reader(tokenize(text)).read()


class _Reader(ValueReader):
    """One pass over the tokens of a house number."""

    def __init__(self, tokens: list[Token]) -> None:
        super().__init__(tokens)
        self._found = _Found()

    def read(self) -> HouseReading:
        """Read everything and put the parts together."""
        self._kind()
        if self._number():
            self._letter_of_number()
            self._fraction()
        while self._at < len(self._tokens):
            self._suffix()
        return HouseReading(self._house(), ", ".join(self._found.premises), tuple(self._found.rest))

    def _house(self) -> HouseNumber | None:
        found = self._found
        if not found.number:
            return None if found.rest else self._lone()
        return HouseNumber(found.kind, found.number, found.letter, found.fraction, **found.suffixes)

    def _lone(self) -> HouseNumber | None:
        """Read «д. -, к. 9»: a place whose corpora are numbered without houses."""
        for part, kind in (("corpus", "к"), ("structure", "стр")):
            value = self._found.suffixes.pop(part, "")
            if value:
                inner = parse_house(value)
                if inner is None:
                    return None
                others = self._found.suffixes
                return HouseNumber(kind, inner.number, inner.letter, inner.fraction, **others)
        return None

    def _kind(self) -> None:
        """Skip «д.», «дом №», «вл.» …, keeping the kind; blanks stand for an absent number."""
        while token := self._peek():
            following = self._peek(1)
            if token.is_word and token.text in words.KINDS and not self._is_last():
                self._set_kind(words.KINDS[token.text])
            elif (
                token.is_word and token.text in words.LONE_KINDS and self._starts_number(following)
            ):
                self._set_kind(words.LONE_KINDS[token.text])
            elif not token.is_mark(_BLANKS):
                return
            self._at += 1

    def _set_kind(self, kind: str) -> None:
        if kind != HOUSE:
            self._found.kind = kind

    def _is_last(self) -> bool:
        return self._at == len(self._tokens) - 1

    def _number(self) -> bool:
        """Read «12» or «8-10-12»; letters inside a row stay in it («62а-68»)."""
        token = self._peek()
        if token is None or not token.is_number:
            return False
        self._at += 1
        parts = [token.text]
        while step := self._row_step():
            parts[-1:], self._at = [parts[-1] + step[0], step[1]], step[2]
        self._found.number = "-".join(parts)
        return True

    def _row_step(self) -> tuple[str, str, int] | None:
        """Return (letter before the dash, next number, new position) of a row going on."""
        letter = self._letter()
        dash = self._peek(1 if letter else 0)
        following = self._peek(2 if letter else 1)
        if dash and dash.is_mark(DASHES) and following and following.is_number:
            return letter, following.text, self._at + (3 if letter else 2)
        return None

    def _letter_of_number(self) -> None:
        """Read the letter of «12а», «12 а», «12-а», «12ак2»."""
        dash = self._peek()
        if dash and dash.is_mark(DASHES) and self._letter(1):
            self._at += 1
        letter = self._letter() or self._letter_before_suffix()
        if letter:
            self._found.letter = letter
            self._at += 1

    def _letter_before_suffix(self) -> str:
        """Split «ак» of «12ак2» into the letter and the word «к» left to be read."""
        token, following = self._peek(), self._peek(1)
        if token is None or not token.is_word or len(token.text) != 2 or not token.glued:
            return ""
        if token.text[1] not in words.SUFFIXES or not (following and following.is_number):
            return ""
        mark = Token("word", token.text[1], token.raw[1:], token.start + 1, token.end, True)
        self._tokens.insert(self._at + 1, mark)
        return token.text[0]

    def _fraction(self) -> None:
        """Read «/1», «/15а», «/9-11», «/1а/а», «дробь 1» after the number."""
        slash = self._peek()
        if slash is None or not (slash.is_mark(SLASHES) or slash.text in words.SLASH):
            return
        start = self._at
        self._at += 1
        value = self._value()
        if value:
            self._found.fraction = value.casefold()
        else:
            self._at = start

    def _suffix(self) -> None:
        """Read one more part after the number, whatever it is."""
        token = self._peek()
        if token is None or token.is_mark(",;."):
            self._at += 1
        elif token.is_word and token.text in words.SUFFIXES:
            self._at += 1
            self._labelled(words.SUFFIXES[token.text], self._at - 1)
        elif token.is_word and token.text in words.PREMISES and not self._is_last():
            self._at += 1
            self._premise(words.PREMISES[token.text], self._at - 1)
        elif token.is_word and token.text in words.KINDS and self._kind_comment():
            pass
        else:
            self._leave()

    def _kind_comment(self) -> bool:
        """Skip «сооруж. жилое»: a kind that says nothing about the number."""
        following = self._peek(1)
        if following and following.is_word and following.text in words.EMPTY_VALUES:
            self._at += 2
            return True
        return False

    def _labelled(self, part: str, start: int) -> None:
        while (token := self._peek()) and token.is_word and words.SUFFIXES.get(token.text) == part:
            if self._letter():
                break
            self._at += 1
        if self._blank():
            return
        slash = self._peek()
        if part == "corpus" and slash and slash.is_mark(SLASHES) and not self._found.fraction:
            self._fraction()
            return
        value = self._values()
        known = self._found.suffixes.get(part)
        if not value or known not in (None, value):
            self._leave(start)
        else:
            self._found.suffixes[part] = value

    def _blank(self) -> bool:
        """Skip «к. нет», «стр. -», «лит. 0», «стр. жилой дом»."""
        start = self._at
        while token := self._peek():
            empty = token.text in words.EMPTY_VALUES or token.is_mark("-–—~")
            if not empty:
                break
            self._at += 1
        closing = self._peek()
        if self._at > start and (closing is None or closing.is_mark(",;.")):
            return True
        self._at = start
        return False

    def _premise(self, name: str, start: int) -> None:
        while (token := self._peek()) and (token.is_mark("№") or token.text in words.PREMISES):
            self._at += 1
        value = self._values()
        if value:
            self._found.premises.append(f"{name} {value.casefold()}")
        else:
            self._leave(start)

    def _leave(self, start: int | None = None) -> None:
        """Put everything up to the next comma, or a whole bracket, into the rest."""
        start = self._at if start is None else start
        self._at = max(self._at, start + 1)
        depth = sum(self._bracket(token) for token in self._tokens[start : self._at])
        while (token := self._peek()) and (depth > 0 or not token.is_mark(",(")):
            depth += self._bracket(token)
            self._at += 1
        left = joined(self._tokens[start : self._at]).strip("() ")
        if left:
            self._found.rest.append(left)

    @staticmethod
    def _bracket(token: Token) -> int:
        return 1 if token.is_mark("(") else -1 if token.is_mark(")") else 0

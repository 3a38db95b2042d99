"""Text typed with the English layout left on: «ktybyf 12» → «ленина 12»."""

import re
from typing import Final

_ENGLISH: Final = "qwertyuiop[]asdfghjkl;'zxcvbnm,.`QWERTYUIOP{}ASDFGHJKL:\"ZXCVBNM<>~"
_RUSSIAN: Final = "йцукенгшщзхъфывапролджэячсмитьбюёЙЦУКЕНГШЩЗХЪФЫВАПРОЛДЖЭЯЧСМИТЬБЮЁ"
_KEYS: Final = str.maketrans(_ENGLISH, _RUSSIAN)
_EITHER: Final = {**str.maketrans(_RUSSIAN, _ENGLISH), **_KEYS}
# A key that is a mark on one layout and a letter on the other counts as a letter only inside or
# at the start of a word: «gthtekjr» has none, «,fnfqcrbq» begins with one, «k. 5» has a full stop.
_WORD: Final = re.compile(
    r"""(?:(?<![\w,.;:'"\[\]{}<>`~])[,.;:'"\[\]{}<>`~])?[A-Za-z]+
        (?:[,.;:'"\[\]{}<>`~][A-Za-z]+)*[\[\];'`]?""",
    re.VERBOSE,
)


def to_russian_keys(text: str) -> str:
    """Return text as if the same keys were pressed with the Russian layout on, same length."""
    return _WORD.sub(lambda match: match[0].translate(_KEYS), text)


def other_layout(letter: str) -> str:
    """Return what the same key gives with the other layout on, itself for a key of no letter."""
    return letter.translate(_EITHER)

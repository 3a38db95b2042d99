"""Street names as people should see them: one rule for the screen, Excel and paper.

The kind stands first in its short form of 171н, then the name with ordinals and sizes before it:
«ул. Большая Академическая», «пр-д Студёный», «ул. 1-я Садовая», «пр-кт Ленина». One order for
every kind keeps lists sortable and readable down a column.
"""

import re
from functools import lru_cache
from typing import Final

from desktop_app.core.addresses.names import NameWord, street_words
from desktop_app.core.text import one_line

# A file names the same few streets thousands of times.
_REMEMBERED: Final = 8192
_FEMININE: Final = "f"
_MASCULINE: Final = "m"
_NEUTER: Final = "n"
_PLURAL: Final = "p"
_ENDINGS: Final = (
    (re.compile(r".*(?:ая|яя)"), _FEMININE),
    (re.compile(r".*(?:ый|ий|ой|[бвгджзклмнпрстфхцчшщй])"), _MASCULINE),
    (re.compile(r".*(?:ое|ее|о|е)"), _NEUTER),
    (re.compile(r".*(?:ые|ие|ы|и)"), _PLURAL),
    (re.compile(r".*[ая]"), _FEMININE),
)
_HARD: Final = {_FEMININE: "ая", _MASCULINE: "ый", _NEUTER: "ое", _PLURAL: "ые"}
_SOFT: Final = {_FEMININE: "яя", _MASCULINE: "ий", _NEUTER: "ее", _PLURAL: "ие"}
_BIG: Final = _HARD | {_MASCULINE: "ой", _PLURAL: "ие"}
_ADJECTIVES: Final = {
    "больш": ("Больш", _BIG),
    "мал": ("Мал", _HARD),
    "средн": ("Средн", _SOFT),
    "верхн": ("Верхн", _SOFT),
    "нижн": ("Нижн", _SOFT),
    "нов": ("Нов", _HARD),
    "стар": ("Стар", _HARD),
}
_ORDINAL_GENDERS: Final = {"я": _FEMININE, "й": _MASCULINE, "е": _NEUTER}
_ANY_WORD: Final = re.compile(r"[^\W\d_]+")
_LONG_WORD: Final = re.compile(r"[^\W\d_]{3,}")
_SMALL: Final = frozenset({"лет", "летия", "и", "им", "имени", "года", "км"})


def street_display(street_type: str, street_name: str) -> str:
    """Return «ул. Садовая»; the type is canonical («ул.», «пр-кт»), either may be ""."""
    return one_line(f"{street_type} {street_name}")


def address_display(street_type: str, street_name: str, house: str, settlement: str = "") -> str:
    """Return «г. Сегежа, пр-кт Ленина, д. 12»; absent parts are left out."""
    return ", ".join(
        part for part in (settlement, street_display(street_type, street_name), house) if part
    )


@lru_cache(maxsize=_REMEMBERED)
def canonical_name(name: str) -> str:
    """Return a name in its usual order: «Академическая Б.» → «Большая Академическая».

    Abbreviated sizes are written out, ordinals and sizes that agree with the name stand first, a
    name all in small or all in capital letters gets capitals as names have them. Words that
    cannot be expanded for sure stay as they are.
    """
    plain = one_line(name).strip(' ,;"«»')
    plain = plain[1:].lstrip() if plain.startswith(".") else plain
    words = street_words(plain)
    if not words:
        return plain
    head = _head(words)
    moved = _moved_to_front(plain, words, _gender(head.key) if head else _FEMININE)
    return _capitalised(moved)


def _head(words: tuple[NameWord, ...]) -> NameWord | None:
    return next((word for word in words if word.role == "plain" and word.key.isalpha()), None)


def _gender(word: str) -> str:
    return next((gender for ending, gender in _ENDINGS if ending.fullmatch(word)), _FEMININE)


def _moved_to_front(name: str, words: tuple[NameWord, ...], gender: str) -> str:
    """Return the name with agreeing ordinals, then sizes, before everything else."""
    pieces = _pieces(name, words)
    front_ordinals, front_sizes, others = [], [], []
    for word, piece in pieces:
        if word is not None and word.role == "size":
            front_sizes.append(word.shown or _size_word(word.key, gender))
        elif word is not None and word.role == "ordinal" and _agrees(word, gender):
            front_ordinals.append(word.shown)
        else:
            others.append(piece)
    return one_line(" ".join((*front_ordinals, *front_sizes, "".join(others).strip(" ,"))))


def _pieces(name: str, words: tuple[NameWord, ...]) -> list[tuple[NameWord | None, str]]:
    """Cut the name at movable words; what stands between them is kept letter by letter."""
    pieces: list[tuple[NameWord | None, str]] = []
    end = 0
    for word in words:
        if word.role not in {"size", "ordinal"}:
            continue
        stop = word.end + 1 if name[word.end : word.end + 1] == "." else word.end
        pieces += [(None, name[end : word.start]), (word, name[word.start : stop])]
        end = stop
    return [*pieces, (None, name[end:])]


def _agrees(word: NameWord, gender: str) -> bool:
    if word.shown[-1:] == "й" and not word.shown[:1].isdigit():
        return gender == _gender(word.shown.casefold())
    return _ORDINAL_GENDERS.get(word.shown[-1:].casefold()) == gender


def _size_word(stem: str, gender: str) -> str:
    shown, endings = _ADJECTIVES[stem]
    return shown + endings[gender]


def _capitalised(name: str) -> str:
    """Give capitals to a name typed without any, or only with them."""
    words = _LONG_WORD.findall(name) or [name]
    if not (all(map(str.islower, words)) or all(map(str.isupper, words))):
        return name
    return _ANY_WORD.sub(_with_capital, name)


def _with_capital(match: re.Match[str]) -> str:
    word = match[0].casefold()
    ending = match.start() > 0 and match.string[match.start() - 1].isdigit()
    dashed = re.search(r"\d-$", match.string[: match.start()]) is not None
    return word if ending or dashed or word in _SMALL else word[:1].upper() + word[1:]

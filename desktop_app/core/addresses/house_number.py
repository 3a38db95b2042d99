"""The number of a house, kept by parts as the state address register does."""

from dataclasses import dataclass
from typing import Final

from desktop_app.core import text

HOUSE: Final = "д"
LONE_CORPUS: Final = "к"

_SHOWN_KINDS: Final = {
    "влд": "влд.",
    "двлд": "двлд.",
    "г-ж": "г-ж",
    "зд": "зд.",
    "стр": "стр.",
    "соор": "соор.",
    "литера": "литера",
    LONE_CORPUS: "корп.",
}
_SEPARATOR: Final = "|"


@dataclass(frozen=True, slots=True)
class HouseNumber:
    """A house number by parts; absent parts are "".

    kind: «д» unless written otherwise («влд», «двлд», «зд», «стр», «соор», «г-ж», «литера»,
    and «к» where a place numbers corpora without houses). number: digits, or a row of them
    («8-10-12»). letter: a small letter right after the number. fraction: all after the slash
    («1», «15а», «9-11»). corpus, structure, litera: as written, capital letters, a list as
    «1, 2». Sources: приказ Минфина № 171н; ГАР, типы домов 1–14.
    """

    kind: str = HOUSE
    number: str = ""
    letter: str = ""
    fraction: str = ""
    corpus: str = ""
    structure: str = ""
    litera: str = ""

    @property
    def key(self) -> str:
        """Return the strict key: equal only for houses written with the same parts.

        A corpus numbered without a house («корп. 1113») is the number of that house, so the kind
        «к» counts as «д».
        """
        kind = HOUSE if self.kind == LONE_CORPUS else self.kind
        return text.fold(_SEPARATOR.join((kind, *map(_as_row, self._parts()))))

    @property
    def loose_key(self) -> str:
        """Return the weak key: the same values in order, whatever they are called.

        «15А» = «15, к. а» = «15/А», «12/1» = «12 к. 1» = «12 стр. 1» = «12-1». It only suggests.
        """
        values = (
            _as_row(part).replace("/", ".").replace("-", ".") for part in self._parts() if part
        )
        return text.fold(".".join(values))

    @property
    def is_plain(self) -> bool:
        """Return whether there is nothing but the number itself."""
        return not any(self._parts()[1:])

    @property
    def sort_key(self) -> str:
        """Return text whose order is that of houses on a street: 2, 2а, 2/1, 2 к. 1, 10."""
        # The space sorts before the separator: a plain number precedes its suffixed ones.
        return text.sort_key(f"{self._ranked_parts()} {self.kind}")

    def _parts(self) -> tuple[str, str, str, str, str, str]:
        return (
            self.number,
            self.letter,
            self.fraction,
            self.corpus,
            self.structure,
            self.litera,
        )

    def _ranked_parts(self) -> str:
        # «1» letter … «5» litera: a plain number first, then 2а, 2/1, 2 к. 1, 2 стр. 1, 2 лит. А.
        number, *suffixes = self._parts()
        ranked = (f"{rank}{value}" for rank, value in enumerate(suffixes, 1) if value)
        return _SEPARATOR.join((number, *ranked))

    def display(self) -> str:
        """Return the number for people: «12а/1», «12, корп. 2», «13/15, лит. А, Б, В», «влд. 5»."""
        shown = f"{self.number}{self.letter}"
        if self.fraction:
            shown += f"/{self.fraction}"
        if self.kind in _SHOWN_KINDS:
            shown = f"{_SHOWN_KINDS[self.kind]} {shown}"
        suffixes = (("корп.", self.corpus), ("стр.", self.structure), ("лит.", self.litera))
        return ", ".join((shown, *(f"{name} {value}" for name, value in suffixes if value)))

    def written(self) -> str:
        """Return the number with its kind always named: «д. 12а», «влд. 5»."""
        return self.display() if self.kind in _SHOWN_KINDS else f"д. {self.display()}"

    def __str__(self) -> str:
        """Return the number for people."""
        return self.display()


def _as_row(value: str) -> str:
    """Return a list of neighbours as a row: «13, 14» and «13-14» are the same corpora."""
    values = value.split(", ")
    if len(values) < 2 or not all(map(str.isdecimal, values)):
        return value
    numbers = list(map(int, values))
    neighbours = numbers == list(range(numbers[0], numbers[0] + len(numbers)))
    return f"{numbers[0]}-{numbers[-1]}" if neighbours else value

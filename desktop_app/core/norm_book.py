"""The table of norms asked by words: «отопление», «температура воздуха», «жилая комната»."""

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from desktop_app.core.errors import InvalidDraft, NotFound
from desktop_app.core.norm_rows import Norm
from desktop_app.core.text import fold

_NEEDED = {
    "room": "укажите температуру в комнате",
    "outdoor": "укажите среднюю температуру наружного воздуха",
}


@dataclass(frozen=True, slots=True)
class NormQuestion:
    """What is asked of the table; beginnings of words do where they leave one answer.

    `room` and `outdoor` are the temperatures, °C, some norms depend on.
    """

    service: str
    parameter: str
    place: str = ""
    at: dt.datetime | None = None
    is_cold_district: bool = False
    room: float | None = None
    outdoor: float | None = None


class NormBook:
    """All norms, each with its source."""

    def __init__(self, norms: Iterable[Norm]) -> None:
        """Keep the rows in the order of the table."""
        self.norms = tuple(norms)
        self._by_code = {norm.code: norm for norm in self.norms}

    def by_code(self, code: str) -> Norm:
        """Return a norm by its code; KeyError for a code the table does not hold."""
        return self._by_code[code]

    def find(self, question: NormQuestion) -> Norm:
        """Return the one norm a question means.

        Raises NotFound when nothing fits, InvalidDraft naming what would tell several apart.
        """
        named = self._named(question)
        if not named:
            raise NotFound(
                f"Нормы «{question.service}: {question.parameter}» нет в таблице",
                "",
                f"есть {self._known(question.service)}",
            )
        for narrow in (_by_district, _by_hour, _by_temperature, _by_place):
            named = narrow(named, question)
        if len({norm.parameter for norm in named}) > 1:
            several = "; ".join(dict.fromkeys(f"«{norm.parameter}»" for norm in named))
            raise InvalidDraft({"parameter": f"уточните: {several}"}, "Подходит несколько норм")
        if len(named) > 1:
            wanted = _NEEDED.get(named[0].depends, "уточните условие")
            told = "; ".join(norm.condition for norm in named)
            raise InvalidDraft({"condition": f"{wanted} ({told})"}, "Норма зависит от условий")
        if not named:
            raise NotFound(
                "Для этой температуры норма не названа", "", "проверьте температуру и документ"
            )
        return named[0]

    def _named(self, question: NormQuestion) -> list[Norm]:
        service, parameter = fold(question.service), fold(question.parameter)
        of_service = [norm for norm in self.norms if fold(norm.service).startswith(service)]
        whole = fold(f"{question.parameter}, {question.place}") if question.place else parameter
        steps: tuple[Callable[[str], bool], ...] = (
            lambda words: words == whole,
            lambda words: words.startswith(whole),
            lambda words: words == parameter,
            lambda words: words.startswith(parameter),
        )
        for step in steps:
            found = [norm for norm in of_service if step(fold(norm.parameter))]
            if found and question.is_cold_district:
                return self._with_cold(of_service, found)
            if found:
                return found
        return []

    def _with_cold(self, of_service: list[Norm], found: list[Norm]) -> list[Norm]:
        """Add rows for a cold district that only a longer name tells apart."""
        names = tuple({fold(norm.parameter) for norm in found})
        longer = [
            norm
            for norm in of_service
            if norm not in found
            and norm.district == "cold"
            and fold(norm.parameter).startswith(names)
        ]
        return [*longer] or found if not any(n.district == "cold" for n in found) else found

    def _known(self, service: str) -> str:
        wanted = fold(service)
        named = [n.parameter for n in self.norms if fold(n.service).startswith(wanted)]
        services = [norm.service for norm in self.norms]
        return "; ".join(dict.fromkeys(named or services))


def _by_district(norms: list[Norm], question: NormQuestion) -> list[Norm]:
    wanted = "cold" if question.is_cold_district else "usual"
    return [norm for norm in norms if norm.district in ("", wanted)] or norms


def _by_hour(norms: list[Norm], question: NormQuestion) -> list[Norm]:
    if question.at is None or len(norms) < 2:
        return norms
    hour = question.at.hour
    return [n for n in norms if n.hours is None or n.hours[0] <= hour < n.hours[1]] or norms


def _by_temperature(norms: list[Norm], question: NormQuestion) -> list[Norm]:
    if len({norm.parameter for norm in norms}) > 1 or not any(norm.depends for norm in norms):
        return norms
    value = {"room": question.room, "outdoor": question.outdoor}[norms[0].depends]
    if value is None:
        by_place = _by_place(norms, question)
        return by_place if len(by_place) == 1 else [n for n in norms if n.is_default] or norms
    return [norm for norm in norms if norm.range is not None and norm.range.holds(value)]


def _by_place(norms: list[Norm], question: NormQuestion) -> list[Norm]:
    """Keep rows whose parameter or condition holds the place: its figures, where it has any."""
    words = fold(question.place).split()
    words = [word for word in words if any(map(str.isdigit, word))] or words
    if len(norms) < 2 or not words:
        return norms
    return [
        norm
        for norm in norms
        if all(word in fold(f"{norm.parameter} {norm.condition}") for word in words)
    ] or norms

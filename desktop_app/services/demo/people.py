"""Invented residents: a name as a clerk writes it, a phone as it was dictated."""

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from desktop_app.core.phones import search_digits
from desktop_app.core.text import plain_words
from desktop_app.services.demo.words import narrow, plain, read

_COUNT = 12_000
_FORMS = ("8 900 555-{0}-{1}", "+7 900 555-{0}-{1}", "8(900)555{0}{1}", "8900555{0}{1}")


@dataclass(frozen=True, slots=True)
class Resident:
    """A person of a flat; the phone is empty for some."""

    name: str
    folded: str
    phone: str
    digits: str
    created: str  # what history says of the caller when the ticket is registered, narrow


def residents(rng: Random) -> list[Resident]:
    """Return a town's worth of people; numbers are of a range nobody was given (900 555-…)."""
    lists: dict[str, list[str]] = {"male": [], "female": [], "surname": []}
    for row in read("people.csv"):
        lists[row["kind"]].append(row["value"])
    return [_resident(rng, lists) for _ in range(_COUNT)]


def pick_names(people: Sequence[Resident], rng: Random, count: int) -> list[str]:
    """Return this many different names."""
    found: list[str] = []
    while len(found) < count:
        name = rng.choice(people).name
        if name and name not in found:
            found.append(name)
    return found


def _resident(rng: Random, lists: dict[str, list[str]]) -> Resident:
    name = ""
    if rng.random() > 0.02:
        surname = rng.choice(lists["surname"])
        is_woman = rng.random() < 0.68
        given = rng.choice(lists["female" if is_woman else "male"])
        name = f"{_feminine(surname) if is_woman else surname} {given}"
    phone = ""
    if rng.random() > 0.06:
        last = f"{rng.randrange(10_000):04}"
        phone = rng.choice(_FORMS).format(last[:2], last[2:])
    digits = search_digits(phone)
    columns = {"applicant_name": plain(name), "phone": plain(phone), "phone_digits": digits}
    parts = [f'["{column}",null,"{value}"]' for column, value in columns.items() if value]
    if not phone:
        parts.append('["no_phone",null,1]')
    return Resident(name, narrow(plain_words(name)), phone, digits, narrow(",".join(parts)))


def _feminine(surname: str) -> str:
    return f"{surname[:-2]}ая" if surname.endswith("ий") else f"{surname}а"

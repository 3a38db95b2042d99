"""An address as a list shows it: the name first, so that the eye finds the street."""

import re

_IS_HOUSE = re.compile(r"\w+\. \d")
_STREET = "ул."
_HOUSE = "д. "
_FLAT = "кв."
_HAS_NUMBER = re.compile(r"(?:\w+\.?\s)?\d")


def short_address(address: str, premise: str = "") -> str:
    """Return «Ленина пр-кт, 12, кв. 45» for «пр-кт Ленина, д. 12» and flat 45.

    «ул.» is left out, other types follow the name, a settlement comes last without its type; parts
    that are not understood stay as they are.
    """
    parts = address.split(", ")
    at = next((i for i, part in enumerate(parts) if i and _IS_HOUSE.match(part)), len(parts) - 1)
    house = " ".join(parts[at:]).removeprefix(_HOUSE)
    places = [part for part in parts[:at] if _settlement(part)]
    shown = [*(_street(part) for part in parts[:at] if part not in places), house]
    if premise:
        shown.append(premise if not premise[0].isdigit() else f"{_FLAT}\N{NO-BREAK SPACE}{premise}")
    return ", ".join([*shown, *(_settlement(place) for place in places)])


def split_address(address: str) -> tuple[str, str, str]:
    """Return the street, «, 12, кв. 45» and «, Боровой» of an address; no numbers, no last two.

    Where there is no room for all of it, the numbers are what must stay.
    """
    parts = address.split(", ")
    numbered = [bool(place and _HAS_NUMBER.match(part)) for place, part in enumerate(parts)]
    if True not in numbered:
        return address, "", ""
    first = numbered.index(True)
    last = first + [*numbered[first:], False].index(False)
    after = "".join(f", {part}" for part in parts[last:])
    return ", ".join(parts[:first]), "".join(f", {part}" for part in parts[first:last]), after


def _settlement(place: str) -> str:
    """Return the name of a settlement, an empty text for a street."""
    kind, _, name = place.partition(" ")
    return name if kind in _SETTLEMENTS else ""


def _street(place: str) -> str:
    kind, _, name = place.partition(" ")
    if kind == _STREET:
        return name
    is_kind = kind.endswith(".") or "-" in kind
    return f"{name} {kind}" if name and is_kind else place


_SETTLEMENTS = frozenset({"г.", "с.", "п.", "пос.", "д.", "пгт.", "рп.", "ст.", "ст-ца", "х."})

"""An address as a list shows it: the name first, so that the eye finds the street."""

import re

_IS_HOUSE = re.compile(r"\w+\. \d")
_STREET = "ул."
_HOUSE = "д. "
_FLAT = "кв."


def short_address(address: str, premise: str = "") -> str:
    """Return «Ленина пр-кт, 12, кв. 45» for «пр-кт Ленина, д. 12» and flat 45.

    «ул.» is left out, other types follow the name; parts that are not understood stay as they are.
    """
    parts = address.split(", ")
    at = next((i for i, part in enumerate(parts) if i and _IS_HOUSE.match(part)), len(parts) - 1)
    house = " ".join(parts[at:]).removeprefix(_HOUSE)
    shown = [*(_street(place) for place in parts[:at]), house]
    if premise:
        shown.append(premise if not premise[0].isdigit() else f"{_FLAT}\N{NO-BREAK SPACE}{premise}")
    return ", ".join(shown)


def _street(place: str) -> str:
    kind, _, name = place.partition(" ")
    if kind == _STREET:
        return name
    is_kind = kind.endswith(".") or "-" in kind
    return f"{name} {kind}" if name and is_kind and kind not in _SETTLEMENTS else place


_SETTLEMENTS = frozenset({"г.", "с.", "п.", "пос.", "д.", "пгт.", "рп.", "ст.", "ст-ца", "х."})

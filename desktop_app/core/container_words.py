"""Containers of a site in words and back: «3 × 0,75; 1 × 1,1»."""

import re
from collections.abc import Iterable
from typing import Final

from desktop_app.core.collection_schedule import WasteKind
from desktop_app.core.records.waste import Container
from desktop_app.core.text import NBSP, fold

MOST: Final = 200
LARGEST: Final = 100.0

_ITEM: Final = re.compile(
    r"(?P<amount>\d{1,4})\s*(?:шт\.?)?\s*(?:[x×х*]|по)\s*(?P<volume>\d{1,4}(?:[.,]\d{1,4})?)"
    r"\s*(?:м3|м³|куб\.?\s*м\.?)?"
)
_BETWEEN: Final = re.compile(r"[\s;+]+|,(?=\s)")


def containers_words(containers: Iterable[Container]) -> str:
    """Return «3 × 0,75 м³; КГО: 1 × 8 м³»; mixed waste is not named."""
    parts = []
    for kind in WasteKind:
        own = [item for item in containers if item.kind is kind]
        if own:
            said = ", ".join(f"{item.amount}{NBSP}×{NBSP}{_volume(item.volume)}" for item in own)
            parts.append(
                f"{said}{NBSP}м³" if kind is WasteKind.MIXED else f"{kind.title_ru}: {said}{NBSP}м³"
            )
    return "; ".join(parts)


def kind_words(containers: Iterable[Container], kind: WasteKind) -> str:
    """Return containers of one kind as a clerk types them: «3 × 0,75; 1 × 1,1»."""
    own = (item for item in containers if item.kind is kind)
    return "; ".join(f"{item.amount} × {_volume(item.volume)}" for item in own)


def read_containers(text: str, kind: WasteKind) -> tuple[Container, ...]:
    """Return what is typed; equal volumes are added up. ValueError with a remedy in Russian."""
    found: dict[float, int] = {}
    rest = fold(text).replace(NBSP, " ")
    for match in _ITEM.finditer(rest):
        volume, amount = float(match["volume"].replace(",", ".")), int(match["amount"])
        if not (0 < volume <= LARGEST and 0 < amount <= MOST):
            raise ValueError("проверьте число и объём")
        found[volume] = found.get(volume, 0) + amount
    if _BETWEEN.sub("", _ITEM.sub("", rest)):
        raise ValueError("пишите так: 3 × 0,75; 1 × 1,1")
    return tuple(Container(kind, volume, amount) for volume, amount in found.items())


def _volume(volume: float) -> str:
    return f"{volume:g}".replace(".", ",")

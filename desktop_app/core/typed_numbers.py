"""Numbers as a hurried clerk types them: «71,5», «71.5», «-14», «−14», «1 250»."""

import re

_NUMBER = re.compile(r"[-+]?(?:\d{1,9}(?:[.,]\d{0,6})?|[.,]\d{1,6})", re.ASCII)
_SPACES = re.compile(r"\s+")
_MINUSES = str.maketrans("−–—‑", "----")


def read_number(typed: str) -> float | None:
    """Return the number meant, None for empty text; ValueError with a remedy in Russian."""
    words = _SPACES.sub("", typed).translate(_MINUSES)
    if not words:
        return None
    if _NUMBER.fullmatch(words) is None:
        raise ValueError("впишите число, например 71,5")
    return float(words.replace(",", "."))

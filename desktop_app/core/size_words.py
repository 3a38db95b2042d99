"""How big a file is, in words."""

from desktop_app.core.text import NBSP, decimal

_KILO = 1024


def size_words(size: int) -> str:
    """Return «240 КБ» or «3,2 МБ» of a number of bytes."""
    if size < _KILO * _KILO:
        return f"{max(1, round(size / _KILO))}{NBSP}КБ"
    return f"{decimal(size / _KILO / _KILO)}{NBSP}МБ"

"""Places of Qt's texts: an emoji is one letter to Python and two places to Qt."""

from collections.abc import Callable

from desktop_app.core.text import NBSP

_CODE = "utf-16-le"


def in_places(text: str) -> bytes:
    """Return a text as Qt counts it, two bytes a place; half an emoji is taken as it is."""
    return text.encode(_CODE, "surrogatepass")


def length(text: str) -> int:
    """Return how many places a text takes."""
    return len(in_places(text)) // 2


def letters(places: bytes, start: int, end: int) -> str:
    """Return the letters between two places of a text given by `in_places`."""
    return places[2 * start : 2 * end].decode(_CODE, "replace")


def held_together(text: str, room: float, measure: Callable[[str], float]) -> str:
    """Return a text of the same length whose ties hold where they fit a line of this room.

    A tie wider than the line is let go: a word broken in its middle reads worse.
    """
    from desktop_app.core.ties import tied  # not for the first picture: it wraps no text

    joined, kept, start = tied(text), list[str](), 0
    if joined == text:
        return text
    for chunk in joined.split(" "):
        fits = NBSP not in chunk or measure(chunk) <= room
        kept.append(chunk if fits else text[start : start + len(chunk)])
        start += len(chunk) + 1
    return " ".join(kept)

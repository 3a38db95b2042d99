"""Places of Qt's texts: an emoji is one letter to Python and two places to Qt."""

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

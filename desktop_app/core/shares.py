"""Shares in whole percent, one rounding for the screen, the papers and the sentences."""


def whole_percent(part: int, whole: int) -> int | None:
    """Return part of whole in percent, halves rounded up; None when there is no whole."""
    return (200 * part + whole) // (2 * whole) if whole else None

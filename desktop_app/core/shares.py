"""Shares in whole percent, one rounding for the screen, the papers and the sentences."""

from desktop_app.core.text import DASH, NBSP, number


def whole_percent(part: int, whole: int) -> int | None:
    """Return part of whole in percent, halves rounded up; None when there is no whole."""
    return (200 * part + whole) // (2 * whole) if whole else None


def part_of(part: int, whole: int) -> str:
    """Return «40 из 50 (80 %)», a dash where there is nothing to divide by."""
    if not whole:
        return DASH
    return f"{number(part)} из {number(whole)} ({whole_percent(part, whole)}{NBSP}%)"

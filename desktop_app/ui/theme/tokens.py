"""The shape of a theme: every colour role of the window, by name, as `#RRGGBB` text.

The first window is drawn with it: named tuples, and statuses by their codes, are made in a third of
the time of dataclasses and enumerations.
"""

from collections.abc import Mapping
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from PySide6.QtGui import QColor


class Tone(StrEnum):
    """What a coloured thing says; the word and the icon beside it say the same."""

    PLAIN = "plain"
    MUTED = "muted"
    LINK = "link"
    DANGER = "danger"
    WARNING = "warning"
    GOOD = "good"
    INFO = "info"


class Tint(NamedTuple):
    """Text and icon colour with the ground it stands on."""

    text: str
    ground: str


class Theme(NamedTuple):
    """All colours of one theme; the three instances live in `schemes`.

    `status` is by the code of a `TicketStatus`, which is a text and finds its tint as it is.
    `outlined` means high contrast: no tints, pills and notes are frames, and whatever is selected
    takes `on_soft` for its text and its icons.
    """

    name: str
    title: str
    outlined: bool
    canvas: str
    surface: str
    quiet: str
    hover: str
    hairline: str
    control: str
    field: str
    ink: str
    muted: str
    accent: str
    on_accent: str
    link: str
    soft: str
    on_soft: str
    chart: str
    past: str
    track: str
    status: Mapping[str, Tint]
    messages: Mapping[Tone, Tint]

    def text_of(self, tone: Tone) -> str:
        """Return the colour in which text of this tone is written on a surface."""
        plain = {Tone.PLAIN: self.ink, Tone.MUTED: self.muted, Tone.LINK: self.link}
        return plain[tone] if tone in plain else self.messages[tone].text

    def tint_of(self, tone: Tone) -> Tint:
        """Return text and ground of a note or pill of this tone; quiet grey for the calm ones."""
        if tone in self.messages:
            return self.messages[tone]
        return self.status["on_hold"]


@lru_cache(maxsize=512)
def colour(value: str) -> QColor:
    """Return the QColor of `#RRGGBB`, one shared object a value; never change it in place."""
    return QColor(value)


def _channel(value: int) -> float:
    share = value / 255
    return share / 12.92 if share <= 0.04045 else float(((share + 0.055) / 1.055) ** 2.4)


def luminance(value: str) -> float:
    """Return the relative luminance of `#RRGGBB`, 0…1 (WCAG 2.2)."""
    red, green, blue = (_channel(int(value[place : place + 2], 16)) for place in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast_ratio(first: str, second: str) -> float:
    """Return the contrast of two colours, 1…21 (WCAG 2.2)."""
    light, dark = sorted((luminance(first), luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)

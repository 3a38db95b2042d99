"""The look of the window: tokens, type, sizes, palette and sheet; see LOOK.md.

Pills have a module of their own, `pills`: the first window has none.
"""

from desktop_app.ui.theme.fonts import BODY_PT, LARGEST_PT, SMALLEST_PT, Fonts, Type
from desktop_app.ui.theme.look import FUSION, Look, apply_theme, follow_look, look
from desktop_app.ui.theme.metrics import Metrics
from desktop_app.ui.theme.schemes import CONTRAST, DARK, LIGHT, THEMES
from desktop_app.ui.theme.tokens import Theme, Tint, Tone, colour, contrast_ratio

__all__ = [
    "BODY_PT",
    "CONTRAST",
    "DARK",
    "FUSION",
    "LARGEST_PT",
    "LIGHT",
    "SMALLEST_PT",
    "THEMES",
    "Fonts",
    "Look",
    "Metrics",
    "Theme",
    "Tint",
    "Tone",
    "Type",
    "apply_theme",
    "colour",
    "contrast_ratio",
    "follow_look",
    "look",
]

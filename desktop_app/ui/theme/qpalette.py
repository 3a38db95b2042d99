"""The application palette: theme roles in the places Qt and the sheet look for them.

Two roles Qt would not miss are lent: BrightText carries the danger colour (error borders), and
LinkVisited the ink on the soft selection (menus and popups; black on yellow in high contrast).
"""

from PySide6.QtGui import QPalette

from desktop_app.ui.theme.tokens import Theme, Tone, colour


def make_palette(theme: Theme) -> QPalette:
    """Return the palette of a theme; an inactive window looks like an active one."""
    role = QPalette.ColorRole
    palette = QPalette()
    for place, value in {
        role.Window: theme.canvas,
        role.Base: theme.surface,
        role.Button: theme.surface,
        role.AlternateBase: theme.quiet,
        role.Midlight: theme.hover,
        role.Mid: theme.hairline,
        role.Shadow: theme.control,
        role.Dark: theme.field,
        role.Text: theme.ink,
        role.WindowText: theme.ink,
        role.ButtonText: theme.ink,
        role.PlaceholderText: theme.muted,
        role.Highlight: theme.accent,
        role.Accent: theme.accent,
        role.HighlightedText: theme.on_accent,
        role.Link: theme.link,
        role.LinkVisited: theme.on_soft,
        role.Light: theme.soft,
        role.BrightText: theme.messages[Tone.DANGER].text,
        role.ToolTipBase: theme.surface,
        role.ToolTipText: theme.ink,
    }.items():
        palette.setColor(place, colour(value))
    for place in (role.Text, role.WindowText, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, place, colour(theme.muted))
    return palette

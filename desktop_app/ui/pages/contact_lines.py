"""Who to call: role and phone on one line, name and hours below; nothing pushes the panel wide."""

from PySide6.QtWidgets import QVBoxLayout

from desktop_app.core.text import NBSP
from desktop_app.ui.theme import Tone, Type
from desktop_app.ui.widgets.panes import column
from desktop_app.ui.widgets.text import Line, Text
from desktop_app.ui.widgets.wrap_row import WrapRow

_NO_PHONE = "телефона нет"


def contact_lines(role: str, name: str, phone: str, hours: str = "") -> QVBoxLayout:
    """Return the lines of one contact; a phone is never cut, it goes below where it must."""
    spoken = Text(
        phone.replace(" ", NBSP) or _NO_PHONE,
        Type.BODY_BOLD if phone else Type.BODY,
        Tone.PLAIN if phone else Tone.MUTED,
    )
    lines = column(WrapRow(Line(role, Type.CAPTION, Tone.MUTED), None, spoken, line_gap=0))
    below = Text(hours, Type.CAPTION, Tone.MUTED)
    lines.addLayout(WrapRow(Line(name), None, below, line_gap=0))
    return lines

"""The usual look of the application under test."""

from PySide6.QtWidgets import QApplication

from desktop_app.ui.theme import BODY_PT, LIGHT, Look, apply_theme, look


def dressed_usually(app: QApplication) -> Look:
    """Return the light look at the default size; what is worn already is not put on again.

    A sheet set anew is polished into every widget alive, 50 to 300 ms for each test of a window.
    """
    if app.styleSheet():
        worn = look()
        if worn.theme is LIGHT and worn.fonts.body_pt == BODY_PT:
            return worn
    return apply_theme(app, LIGHT)

"""The look in force: theme, fonts and metrics together, and the way a widget reaches it."""

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QCoreApplication, QObject, Signal
from PySide6.QtWidgets import QApplication, QToolTip

from desktop_app.ui.theme.fonts import BODY_PT, LARGEST_PT, SMALLEST_PT, Fonts, Type, register_fonts
from desktop_app.ui.theme.metrics import Metrics
from desktop_app.ui.theme.qpalette import make_palette
from desktop_app.ui.theme.sheet import make_sheet
from desktop_app.ui.theme.tokens import Theme

if TYPE_CHECKING:
    from desktop_app.ui.theme.pills import PillCache

FUSION = "rayshtab_fusion"  # the application began with this style
_PROPERTY = "rayshtab_look"
_NEWS = "rayshtab_look_news"


class Look:
    """Everything a widget needs to draw itself; a new one is made when theme or size changes."""

    def __init__(self, theme: Theme, fonts: Fonts) -> None:
        """Measure the fonts; nothing here changes afterwards."""
        self.theme, self.fonts, self.metrics = theme, fonts, Metrics(fonts)

    @cached_property
    def pills(self) -> "PillCache":
        """The pills drawn so far; the first window has none."""
        from desktop_app.ui.theme.pills import PillCache

        return PillCache(self.theme, self.fonts)


class LookNews(QObject):
    """Tells widgets that measure or colour themselves that the look has changed."""

    changed = Signal()


def apply_theme(app: QApplication, theme: Theme, body_pt: float = BODY_PT) -> Look:
    """Dress the application and return the look; every widget hears of it as a style change.

    `body_pt` is the clerk's size, 9–16 points; anything outside is brought to the nearest end.
    """
    size = min(max(body_pt, SMALLEST_PT), LARGEST_PT)
    fonts = Fonts(register_fonts(), size)
    look_now = Look(theme, fonts)
    app.setProperty(_PROPERTY, look_now)
    if not app.property(FUSION):
        app.setStyle("Fusion")
        app.setProperty(FUSION, True)
    palette = make_palette(theme)
    app.setFont(fonts[Type.BODY])
    app.setPalette(palette)
    app.setStyleSheet(make_sheet(fonts, look_now.metrics))
    QToolTip.setPalette(palette)
    QToolTip.setFont(fonts[Type.BODY])
    _news(app).changed.emit()
    return look_now


def look() -> Look:
    """Return the look in force; RuntimeError before `apply_theme` was called.

    It hangs on the application object, beside the palette and the font Qt keeps there itself, so
    that no widget needs to be handed the theme and no module holds a global.
    """
    app = QCoreApplication.instance()
    found = app.property(_PROPERTY) if app is not None else None
    if found is None:
        raise RuntimeError("apply_theme was not called")
    return cast(Look, found)


def follow_look(slot: Callable[[], None]) -> None:
    """Call `slot` now and after every change of theme or size; a QObject's method, no lambda.

    The connection ends with the object the method belongs to. Widgets that only read `look()`
    while painting or in `sizeHint` need none: Qt repaints and measures them by itself.
    """
    app = QCoreApplication.instance()
    if app is not None:
        _news(app).changed.connect(slot)
    slot()


def _news(app: QCoreApplication) -> LookNews:
    found = app.property(_NEWS)
    if found is None:
        found = LookNews(app)
        app.setProperty(_NEWS, found)
    return cast(LookNews, found)

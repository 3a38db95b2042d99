"""Heights and widths of the window, computed from font metrics, so that any body size fits."""

from functools import cached_property

from desktop_app.ui.theme.fonts import Fonts, Type

STEP = 4
FIELD_RADIUS = 4
CARD_RADIUS = 6
NAV_RADIUS = 5
MARGIN = 16
PANE_MARGIN = 20
SCROLL_BAR = 10
LINE_HEIGHT = 1.35
MARK_WIDTH = 3
MENU_BOX = 10

# Line height of PT Sans at the default body, in pixels: what «scale 1» means.
_BASE_LINE = 18.109375


class Metrics:
    """Sizes in device-independent pixels for one set of fonts.

    Heights are a line of the role plus the air of the design (a cell line of 17 plus 11 is the
    28 px row); widths that hold words grow by `scale`, the ratio of the body to its default.
    """

    def __init__(self, fonts: Fonts) -> None:
        """Measure the fonts."""
        self._fonts = fonts
        cell = fonts.metrics(Type.CELL).height()
        body = fonts.metrics(Type.BODY).height()
        self.scale = scale = body / _BASE_LINE
        self.row = round(cell + 11)
        self.row_panel = round(cell + 10)
        self.row_dense = round(cell + 7)
        self.row_touch = round(cell + 17)
        self.header = round(cell + 13)
        self.field = field = round(body + 12)
        self.chip = round(body + 8)
        self.pill = round(cell + 3)
        self.pill_alone = round(cell + 5)
        self.screen_bar = self.footer = field + 22
        self.filter_bar = round(body + 8) + 14
        self.drafts_bar = round(body + 28)
        self.crumbs_bar = field + 14
        self.status_line = round(cell + 11)
        self.nav = _nav_width(fonts, scale)
        self.nav_item = round(body + 14)
        self.preview = round(312 * scale)
        self.house_panel = round(540 * scale)
        self.undo_bar = round(body + 20)
        self.icon = round(16 * scale)
        self.icon_small = round(14 * scale)
        self.icon_nav = round(18 * scale)
        self.icon_tiny = round(12 * scale)

    @cached_property
    def keycap(self) -> int:
        """The height of a key's picture; the first window has none and loads no font for it."""
        return round(self._fonts.metrics(Type.CAPTION).height() + 4.5)

    @cached_property
    def strip(self) -> int:
        """The height of the strip of large numbers; no first window has it either."""
        number = self._fonts.metrics(Type.NUMBER_LARGE).height()
        return round(number + self._fonts.metrics(Type.CELL).height() + 25)

    def px(self, base: float) -> int:
        """Return a width given at the default body, scaled to this one."""
        return round(base * self.scale)


def _nav_width(fonts: Fonts, scale: float) -> int:
    words = fonts.width(Type.BODY_BOLD, "Обращения") + fonts.width(Type.BODY, "0 000")
    return max(round(168 * scale), round(words + 62 * scale))

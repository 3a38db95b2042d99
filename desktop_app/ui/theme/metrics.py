"""Heights and widths of the window, computed from font metrics, so that any body size fits."""

from dataclasses import dataclass

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

# Line height of PT Sans at the default body, in pixels: what «scale 1» means.
_BASE_LINE = 18.109375


@dataclass(frozen=True, slots=True)
class Metrics:
    """Sizes in device-independent pixels for one set of fonts.

    Heights are a line of the role plus the air of the design (a cell line of 17 plus 11 is the
    28 px row); widths that hold words grow by `scale`, the ratio of the body to its default.
    """

    scale: float
    row: int
    row_panel: int
    row_dense: int
    row_touch: int
    header: int
    field: int
    chip: int
    pill: int
    pill_alone: int
    keycap: int
    screen_bar: int
    filter_bar: int
    drafts_bar: int
    crumbs_bar: int
    footer: int
    status_line: int
    strip: int
    nav: int
    nav_item: int
    preview: int
    house_panel: int
    undo_bar: int
    icon: int
    icon_small: int
    icon_nav: int
    icon_tiny: int

    @classmethod
    def of(cls, fonts: Fonts) -> "Metrics":
        """Measure the fonts and return every size."""
        cell = fonts.metrics(Type.CELL).height()
        body = fonts.metrics(Type.BODY).height()
        scale = body / _BASE_LINE
        field = round(body + 12)
        return cls(
            scale=scale,
            row=round(cell + 11),
            row_panel=round(cell + 10),
            row_dense=round(cell + 7),
            row_touch=round(cell + 17),
            header=round(cell + 13),
            field=field,
            chip=round(body + 8),
            pill=round(cell + 3),
            pill_alone=round(cell + 5),
            keycap=round(fonts.metrics(Type.CAPTION).height() + 4.5),
            screen_bar=field + 22,
            filter_bar=round(body + 8) + 14,
            drafts_bar=round(body + 28),
            crumbs_bar=field + 14,
            footer=field + 22,
            status_line=round(cell + 11),
            strip=round(fonts.metrics(Type.NUMBER_LARGE).height() + cell + 25),
            nav=_nav_width(fonts, scale),
            nav_item=round(body + 14),
            preview=round(312 * scale),
            house_panel=round(540 * scale),
            undo_bar=round(body + 20),
            icon=round(16 * scale),
            icon_small=round(14 * scale),
            icon_nav=round(18 * scale),
            icon_tiny=round(12 * scale),
        )

    def px(self, base: float) -> int:
        """Return a width given at the default body, scaled to this one."""
        return round(base * self.scale)


def _nav_width(fonts: Fonts, scale: float) -> int:
    words = fonts.width(Type.BODY_BOLD, "Обращения") + fonts.width(Type.BODY, "0 000")
    return max(round(168 * scale), round(words + 62 * scale))

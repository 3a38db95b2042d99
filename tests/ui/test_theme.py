"""The look: contrast of every pair of colours LOOK.md promises, sizes, one sheet, no stray hex."""

import re
import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication

from desktop_app.core.enums import TicketStatus
from desktop_app.ui import theme as look_package
from desktop_app.ui.theme import (
    CONTRAST,
    DARK,
    LIGHT,
    THEMES,
    Theme,
    Tone,
    Type,
    apply_theme,
    contrast_ratio,
    look,
)
from desktop_app.ui.theme.pills import STATUS_PILLS
from desktop_app.ui.widgets.button import Button, Rank
from desktop_app.ui.widgets.text import Text

UI = Path(look_package.__file__).parent.parent
TEXT, MARK = 4.5, 3.0

# Ratios printed in LOOK.md §3: role, on what, light, dark.
PRINTED = [
    ("ink", "surface", 16.6, 13.0),
    ("muted", "surface", 6.35, 6.88),
    ("field", "surface", 3.35, 4.41),
    ("on_accent", "accent", 6.74, 5.27),
    ("link", "surface", 6.74, 7.86),
    ("chart", "surface", 4.12, 4.98),
    ("past", "surface", 3.04, 4.41),
    ("ink", "soft", 13.2, 8.7),
    ("muted", "soft", 5.08, 4.61),
    ("link", "soft", 5.39, 5.26),
    ("muted", "canvas", 5.77, 7.53),
    ("muted", "hover", 5.56, 5.80),
]
STATUS_PRINTED = {
    TicketStatus.NEW: (6.54, 6.90),
    TicketStatus.SENT: (6.63, 7.07),
    TicketStatus.IN_PROGRESS: (6.10, 6.93),
    TicketStatus.ON_HOLD: (5.67, 6.72),
    TicketStatus.DONE: (6.44, 7.39),
    TicketStatus.REWORK: (5.91, 6.70),
    TicketStatus.CLOSED: (6.15, 6.91),
    TicketStatus.CANCELLED: (5.54, 6.43),
}
MESSAGES_PRINTED = {
    Tone.DANGER: (5.83, 6.66),
    Tone.WARNING: (6.57, 7.39),
    Tone.INFO: (6.74, 6.90),
}


@pytest.mark.parametrize(("role", "ground", "light", "dark"), PRINTED)
def test_ratios_are_those_printed_in_the_design(
    role: str, ground: str, light: float, dark: float
) -> None:
    """Light and dark give the ratios of LOOK §3 to the printed digit."""
    for theme, printed in ((LIGHT, light), (DARK, dark)):
        ratio = contrast_ratio(getattr(theme, role), getattr(theme, ground))
        assert ratio == pytest.approx(printed, abs=0.06)


@pytest.mark.parametrize("status", list(TicketStatus))
def test_status_tints_are_those_printed(status: TicketStatus) -> None:
    """Every pill has the ratio of LOOK §4 on its own tint."""
    for theme, printed in zip((LIGHT, DARK), STATUS_PRINTED[status], strict=True):
        tint = theme.status[status]
        assert contrast_ratio(tint.text, tint.ground) == pytest.approx(printed, abs=0.01)


@pytest.mark.parametrize("tone", list(MESSAGES_PRINTED))
def test_message_tints_are_those_printed(tone: Tone) -> None:
    """Notes have the ratios of LOOK §4 on their own tint."""
    for theme, printed in zip((LIGHT, DARK), MESSAGES_PRINTED[tone], strict=True):
        tint = theme.messages[tone]
        assert contrast_ratio(tint.text, tint.ground) == pytest.approx(printed, abs=0.01)


@pytest.mark.parametrize("theme", THEMES.values(), ids=list(THEMES))
def test_text_and_marks_can_be_read(theme: Theme) -> None:
    """In every theme text is at least 4.5 : 1 wherever it stands, marks and borders 3 : 1."""
    grounds = [theme.surface, theme.canvas, theme.hover, theme.quiet]
    for ground in grounds:
        for ink in (theme.ink, theme.muted, theme.link):
            assert contrast_ratio(ink, ground) >= TEXT
    for tint in [*theme.status.values(), *theme.messages.values()]:
        assert contrast_ratio(tint.text, tint.ground) >= TEXT
    for tone in theme.messages:
        assert contrast_ratio(theme.text_of(tone), theme.surface) >= TEXT
        assert contrast_ratio(theme.text_of(tone), theme.hover) >= TEXT
    assert contrast_ratio(theme.on_soft, theme.soft) >= TEXT
    assert contrast_ratio(theme.on_accent, theme.accent) >= TEXT
    for mark in (theme.field, theme.link, theme.chart, theme.past):
        assert contrast_ratio(mark, theme.surface) >= MARK


def test_high_contrast_keeps_its_words() -> None:
    """White 21, yellow 19.6, warning 14.9, danger 10.5 on black, as LOOK §4 says."""
    black = CONTRAST.surface
    pairs = (
        (CONTRAST.ink, 21.0),
        (CONTRAST.link, 19.6),
        (CONTRAST.messages[Tone.WARNING].text, 14.9),
        (CONTRAST.status[TicketStatus.REWORK].text, 14.9),
        (CONTRAST.messages[Tone.DANGER].text, 10.5),
    )
    for ink, printed in pairs:
        assert contrast_ratio(ink, black) == pytest.approx(printed, abs=0.06)


def test_every_status_has_icon_word_and_colour() -> None:
    """Colour never stands alone: pills differ by word and by icon too."""
    assert set(STATUS_PILLS) == set(TicketStatus)
    assert len({pill.text for pill in STATUS_PILLS.values()}) == len(TicketStatus)
    assert len({pill.icon for pill in STATUS_PILLS.values()}) == len(TicketStatus)


def test_colours_are_written_in_one_file_only() -> None:
    """No `#RRGGBB` outside theme/schemes.py (icons.py keeps white as the default ground)."""
    found = [
        f"{path.relative_to(UI)}: {text}"
        for path in UI.rglob("*.py")
        if path.name not in ("schemes.py", "icons.py")
        for text in re.findall(r"#[0-9A-Fa-f]{6}\b", path.read_text(encoding="utf-8"))
    ]
    assert found == []


def test_the_sheet_names_palette_roles_only(qapp: QApplication) -> None:
    """The application sheet has no colour of its own and is the same text in all themes."""
    sheets = set()
    for theme in THEMES.values():
        apply_theme(qapp, theme)
        sheets.add(qapp.styleSheet())
    assert len(sheets) == 1
    sheet = sheets.pop()
    assert "#" not in sheet
    for control in ("QPushButton", "QLineEdit", "QComboBox::down-arrow", "QCheckBox::indicator"):
        assert control in sheet
    for control in ("QProgressBar::chunk", "QMenu::item", "QToolTip", "QScrollBar::handle"):
        assert control in sheet
    assert not re.search(r"\b(?:red|white|black|gr[ae]y|rgb|rgba)\b", sheet)
    for value in re.findall(r"(?<!-)\b(?:color|background)\s*:\s*([^;]+);", sheet):
        assert value.startswith(("palette(", "transparent")), value


def test_a_new_theme_reaches_palette_and_painted_widgets(qapp: QApplication) -> None:
    """After another theme the palette, a label and a painted icon have other colours."""
    button = Button("Принять звонок", Rank.PRIMARY, icon_name="phone")
    label = Text("просрочено", tone=Tone.DANGER)
    before = button.icon().cacheKey()
    apply_theme(qapp, CONTRAST)
    role = QPalette.ColorRole
    assert qapp.palette().color(role.Highlight).name().upper() == CONTRAST.accent
    assert button.icon().cacheKey() != before
    label.resize(label.sizeHint())
    image = label.grab().toImage()
    colours = {image.pixelColor(x, y).name().upper() for x in range(40) for y in range(16)}
    assert CONTRAST.messages[Tone.DANGER].text in colours


@pytest.mark.parametrize("body", [9.0, 10.5, 13.0, 16.0])
def test_every_role_is_a_ratio_of_the_body(qapp: QApplication, body: float) -> None:
    """Sizes follow the clerk's size; bold roles are bold, nothing is italic."""
    fonts = apply_theme(qapp, LIGHT, body).fonts
    for role in Type:
        font = fonts[role]
        assert font.pointSizeF() == pytest.approx(body * role.pixels / 14, abs=0.01)
        assert font.bold() is role.bold
        assert not font.italic()


def test_sizes_of_the_design_come_from_font_metrics(qapp: QApplication) -> None:
    """At 10.5 pt the computed heights are those of LOOK §2; at 16 pt all have grown."""
    usual = apply_theme(qapp, LIGHT).metrics
    assert (usual.row, usual.row_dense, usual.row_touch, usual.header) == (28, 24, 34, 30)
    assert (usual.field, usual.chip, usual.pill, usual.pill_alone) == (30, 26, 20, 22)
    assert (usual.screen_bar, usual.filter_bar) == (52, 40)
    assert (usual.drafts_bar, usual.crumbs_bar) == (46, 44)
    assert (usual.footer, usual.status_line, usual.nav_item) == (52, 28, 32)
    # Large digits and the widths of words differ by a hair where another engine draws them.
    slack = 3 if sys.platform == "win32" else 0
    sizes = (usual.strip, usual.nav, usual.preview, usual.house_panel)
    assert sizes == pytest.approx((78, 168, 312, 540), abs=slack)
    large = apply_theme(qapp, LIGHT, 16).metrics
    assert large.row > usual.row
    assert large.nav > usual.nav
    assert large.field > look().fonts.metrics(Type.BODY).height()


def test_sizes_outside_the_limits_are_brought_in(qapp: QApplication) -> None:
    """A spoilt setting cannot make the window unreadable."""
    assert apply_theme(qapp, LIGHT, 2).fonts.body_pt == 9
    assert apply_theme(qapp, LIGHT, 90).fonts.body_pt == 16


def test_digits_are_tabular(dressed: look_package.Look) -> None:
    """Digits of one weight have one width, so that columns of numbers stand."""
    for role in (Type.CELL, Type.CELL_BOLD, Type.NUMBER_LARGE):
        assert len({round(dressed.fonts.width(role, digit), 2) for digit in "0123456789"}) == 1

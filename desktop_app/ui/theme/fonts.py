"""Type of the window: PT Sans in two weights, every role a ratio of the body size."""

from enum import Enum
from importlib.util import find_spec
from pathlib import Path

from PySide6.QtGui import QFont, QFontDatabase, QFontMetricsF

FAMILY = "PT Sans"
BODY_PT = 10.5
SMALLEST_PT = 9.0
LARGEST_PT = 16.0
_BASE_PX = 14
_FILES = ("PT_Sans-Web-Regular.ttf", "PT_Sans-Web-Bold.ttf")


class Type(Enum):
    """A role of text: pixels at the default body of 14 px and 96 dpi, and its weight."""

    CAPTION = ("caption", 12, False)
    CELL = ("cell", 13, False)
    CELL_BOLD = ("cell-bold", 13, True)
    BODY = ("body", 14, False)
    BODY_BOLD = ("body-bold", 14, True)
    SPOKEN = ("spoken", 16, False)
    WORDMARK = ("wordmark", 16, True)
    SUBJECT = ("subject", 17, True)
    TITLE = ("title", 20, True)
    NUMBER = ("number", 24, True)
    NUMBER_LARGE = ("number-large", 28, True)

    def __init__(self, key: str, pixels: int, bold: bool) -> None:
        """Keep the name used in the sheet, the size of the role at the default body, the weight."""
        self.key, self.pixels, self.bold = key, pixels, bold

    def points(self, body_pt: float) -> float:
        """Return the size of this role in points for a body size in points."""
        return body_pt * self.pixels / _BASE_PX


def register_fonts() -> str:
    """Load PT Sans out of its package and return the family to use.

    Returns the system's general family when the package cannot be read: the window is then plainer
    but alive. Loading the same file again is harmless: Qt keeps one copy a content.
    """
    if QFontDatabase.hasFamily(FAMILY):
        return FAMILY
    package = find_spec("fontpkg_pt_sans")  # importlib.resources costs more than the fonts
    if package is not None and package.origin is not None:
        folder = Path(package.origin).parent / "files"
        loaded = [QFontDatabase.addApplicationFont(str(folder / name)) for name in _FILES]
        if min(loaded) >= 0:
            return FAMILY
    return QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont).family()


class Fonts:
    """Fonts and their metrics for one body size, made once."""

    def __init__(self, family: str, body_pt: float) -> None:
        """Build a font for every role."""
        self.family, self.body_pt = family, body_pt
        self._fonts = {role: self._make(role) for role in Type}
        self._metrics = {role: QFontMetricsF(font) for role, font in self._fonts.items()}

    def _make(self, role: Type) -> QFont:
        font = QFont(self.family)
        font.setPointSizeF(role.points(self.body_pt))
        font.setBold(role.bold)
        return font

    def __getitem__(self, role: Type) -> QFont:
        """Return the font of a role; shared, never change it in place."""
        return self._fonts[role]

    def metrics(self, role: Type) -> QFontMetricsF:
        """Return the metrics of a role's font, in device-independent pixels."""
        return self._metrics[role]

    def width(self, role: Type, text: str) -> float:
        """Return the width of one line of text in pixels."""
        return self._metrics[role].horizontalAdvance(text)

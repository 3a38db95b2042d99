"""What the screen of this computer is like, for whoever looks into a window that does not fit."""

import os
import sys

from desktop_app.core.errors import OfficeError
from desktop_app.core.text import counted

# The window is laid out in points of 96 to the inch: 1024 × 600 of them is the least it takes.
_LEAST, _DPI = (1024, 600), 96
_WIDTH, _HEIGHT, _MONITORS, _LOGICAL_DPI = 0, 1, 80, 88


def screen() -> str:
    """Return the size, the scale and how many monitors; OfficeError when the window is bigger."""
    if sys.platform == "win32":
        return screen_words(*_windows())
    there = os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    return "есть" if there else "нет: работают команды без окна"


def screen_words(width: int, height: int, dpi: int, monitors: int) -> str:
    """Return «1920 × 1080, масштаб 125 %, 2 монитора» of real pixels and their density."""
    scale = max(dpi, 1) / _DPI
    many = counted(monitors, "монитор", "монитора", "мониторов")
    words = f"{width} × {height}, масштаб {scale * 100:.0f} %, {many}"
    if width / scale < _LEAST[0] or height / scale < _LEAST[1]:
        least = f"{_LEAST[0]} × {_LEAST[1]}"
        raise OfficeError(f"{words}: окну мало места, нужно {least} при масштабе 100 %")
    return words


def _windows() -> tuple[int, int, int, int]:
    # Imported here: only Windows is asked this way.
    import ctypes

    library = getattr(ctypes, "windll")  # noqa: B009  absent outside Windows
    user, graphics = library.user32, library.gdi32
    user.SetProcessDPIAware()  # otherwise Windows tells a size of its own making
    context = user.GetDC(None)
    try:
        dpi = graphics.GetDeviceCaps(context, _LOGICAL_DPI)
    finally:
        user.ReleaseDC(None, context)
    width, height = user.GetSystemMetrics(_WIDTH), user.GetSystemMetrics(_HEIGHT)
    return int(width), int(height), int(dpi), int(user.GetSystemMetrics(_MONITORS))

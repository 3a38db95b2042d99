"""Why a picture cannot stand in an act, each cause in its own words with what to do next."""

from desktop_app.core.file_kinds import HEIC, JPEG, PNG, TIFF, WEBP
from desktop_app.core.text import NBSP

SHOWN = frozenset(kind.extension for kind in (JPEG, PNG, TIFF, WEBP))
"""Extensions of files whose pictures go into acts."""

OFFERED = SHOWN | {HEIC.extension}

NO_HEIC = (
    "снимок HEIC с айфона программа не читает: откройте его на телефоне или компьютере, сохраните"
    " как JPEG и приложите"
)
NOT_A_PICTURE = "это не снимок: в фототаблицу идут JPEG, PNG, TIFF и WebP"
CUT_SHORT = "файл снимка обрывается: скопируйте его с телефона ещё раз"
SPOILT = "файл снимка испорчен: откройте его в другой программе, сохраните как JPEG и приложите"
SPOILT_HERE = "файл снимка в базе повреждён: сделайте «Проверку базы»"
GONE = "файл снимка убран из приложенных"
ODD_COLOURS = "цвета снимка записаны необычно: сохраните его как JPEG и приложите"


def too_big(pixels: int, most: int) -> str:
    """Return that a picture has more pixels than are read at once; 0 when nobody has counted."""
    allowed = f"{round(most / 1_000_000)}{NBSP}млн"
    many = f", {round(pixels / 1_000_000)}{NBSP}млн точек" if pixels else ""
    return f"снимок слишком большой{many}: сохраните его меньше, до {allowed} точек"

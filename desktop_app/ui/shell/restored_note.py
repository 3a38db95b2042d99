"""What became of going back to a copy, told in the window that opens after it."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

from desktop_app.core.errors import OfficeError
from desktop_app.core.records.copies import Restored
from desktop_app.ui.errors import words_of
from desktop_app.ui.shell.banner import BannerContent
from desktop_app.ui.state import RESTORED, State
from desktop_app.ui.theme import Tone

if TYPE_CHECKING:
    from desktop_app.ui.dialogs import Dialogs
    from desktop_app.ui.shell.main_window import MainWindow

_BANNER = "restored"
_FAILED = "Копия не восстановлена"


def keep(state: State, done: Restored, copy: Path) -> None:
    """Remember which copy stands in the place of a base, and where the replaced file is."""
    _remember(state, done.live, copy=str(copy), kept=str(done.kept) if done.kept else "")


def keep_failure(state: State, live: Path, error: OfficeError) -> None:
    """Remember why a copy was not put in the place of a base."""
    words = words_of(error)
    _remember(state, live, failed="\n\n".join(filter(None, (words.title, words.text))))


def tell(state: State, live: Path, window: "MainWindow", dialogs: "Dialogs") -> None:
    """Tell of the base that opened, until a person has put it away; of another one nothing."""
    told = state.get(RESTORED)
    if told.get("live") != str(live):
        return
    if failed := str(told.get("failed", "")):
        dialogs.tell(window, _FAILED, failed, lambda: state.forget(RESTORED))
        return
    content = BannerContent(
        Tone.GOOD,
        "База восстановлена из копии",
        _words(Path(str(told.get("copy", ""))), str(told.get("kept", ""))),
        on_hidden=lambda: state.forget(RESTORED),
    )
    window.banners.show_banner(_BANNER, content)


def _words(copy: Path, kept: str) -> str:
    words = f"Копия: {copy.name}."
    if kept:
        words += f" Прежний файл остался рядом: {kept}."
    return f"{words} Введённого после этой копии здесь нет."


def _remember(state: State, live: Path, **told: Any) -> None:
    state.set(RESTORED, {"live": str(live), **told})
    state.flush()  # the program that tells of it is another one

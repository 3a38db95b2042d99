"""What became of going back to a copy, told in the window that opens after it."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from desktop_app.core import clock
from desktop_app.core.errors import OfficeError
from desktop_app.core.records.copies import Restored
from desktop_app.services.backups import copies_in
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
    known = next((one for one in copies_in(copy.parent) if one.path == copy), None)
    named = clock.show_moment(known.made_at) if known is not None else f"«{copy.name}»"
    _remember(state, done.live, copy=named, kept=str(done.kept or ""))


def keep_failure(state: State, live: Path, error: OfficeError) -> None:
    """Remember why a copy was not put in the place of a base."""
    words = words_of(error)
    _remember(state, live, failed="\n\n".join(filter(None, (words.title, words.text))))


def tell(
    state: State,
    live: Path,
    window: "MainWindow",
    dialogs: "Dialogs",
    show: Callable[[Path], object],
) -> None:
    """Tell of the base that opened, until a person has put it away; of another one nothing.

    `show` opens the folder of the replaced file.
    """
    told = state.get(RESTORED)
    if told.get("live") != str(live):
        return
    if failed := str(told.get("failed", "")):
        dialogs.tell(window, _FAILED, failed, lambda: state.forget(RESTORED))
        return
    kept = Path(str(told.get("kept", "")))
    content = BannerContent(
        Tone.GOOD,
        f"База восстановлена из копии {told.get('copy', '')}",
        f"Прежний файл рядом: {kept.name}" if kept.name else "",
        (("Показать в папке", lambda: show(kept)),) if kept.name else (),
        on_hidden=lambda: state.forget(RESTORED),
    )
    window.banners.show_banner(_BANNER, content)


def _remember(state: State, live: Path, **told: Any) -> None:
    state.set(RESTORED, {"live": str(live), **told})
    state.flush()  # the program that tells of it is another one

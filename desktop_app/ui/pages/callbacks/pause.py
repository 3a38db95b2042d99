"""A pause of the calling: since when and at whom, kept by clerk and base over a restart."""

import datetime as dt
import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from desktop_app.core import clock
from desktop_app.core.text import NBSP, counted
from desktop_app.ui import keys
from desktop_app.ui.state import Setting, State
from desktop_app.ui.widgets.empty_state import EmptyWords

_NOTHING: dict[str, Any] = {}
_HOUR = 60


@dataclass(frozen=True, slots=True)
class Pause:
    """A pause in force; `ticket` is the call it began at, -1 for none."""

    since: dt.datetime
    ticket: int = -1


class PauseMemory:
    """What this workstation remembers of pauses: a moment and a ticket's id, nothing personal."""

    def __init__(self, state: State, base: Path, clerk: Callable[[], int | None]) -> None:
        """Keep pauses apart for every base and for every clerk who sits at the desk."""
        name = hashlib.sha256(str(base.absolute()).encode("utf-8", "surrogatepass")).hexdigest()
        self._state, self._group, self._clerk = state, f"callbacks/{name[:16]}", clerk

    def now(self) -> Pause | None:
        """Return the pause of the clerk at the desk; None while the calling goes on."""
        kept = self._state.get(self._place())
        since, ticket = kept.get("since"), kept.get("ticket")
        try:
            moment = clock.unstamp(since) if isinstance(since, str) else None
        except ValueError:
            return None
        known = ticket if isinstance(ticket, int) else -1
        return Pause(moment, known) if moment is not None else None

    def begin(self, pause: Pause) -> None:
        """Remember a pause, on the disk at once: the program may be closed in it."""
        self._state.set(self._place(), {"since": clock.stamp(pause.since), "ticket": pause.ticket})
        self._state.flush()

    def end(self) -> None:
        """Remember none."""
        self._state.forget(self._place())
        self._state.flush()

    def _place(self) -> Setting[dict[str, Any]]:
        return Setting(f"{self._group}/pause-{self._clerk() or 0}", _NOTHING)


def pause_words(pause: Pause, now: dt.datetime) -> EmptyWords:
    """Return what stands in place of the call."""
    return EmptyWords(
        "pause",
        f"Обзвон на паузе {_since(pause, now)}",
        "Цифры сейчас ничего не записывают.\n"
        "Место в очереди сохранится и после перезапуска программы, начатое замечание — "
        "пока она открыта.",
        "Продолжить",
        keys.cap("pause_calls"),
        action_icon="phone",
    )


def pause_aside(pause: Pause, now: dt.datetime) -> str:
    """Return «пауза с 14:05, 12 мин»: how long it lasts already."""
    return f"пауза {_since(pause, now)}, {pause_length(pause, now)}"


def pause_length(pause: Pause, now: dt.datetime) -> str:
    """Return how long a pause has lasted: «12 мин», «1 ч 5 мин», «2 дня»."""
    minutes = max(0, int((now - pause.since).total_seconds()) // 60)
    hours, rest = divmod(minutes, _HOUR)
    if hours >= 24:
        return counted(hours // 24, "день", "дня", "дней")
    if not hours:
        return f"{rest}{NBSP}мин" if rest else "меньше минуты"
    return f"{hours}{NBSP}ч" + (f" {rest}{NBSP}мин" if rest else "")


def _since(pause: Pause, now: dt.datetime) -> str:
    if pause.since.date() == now.date():
        return f"с{NBSP}{pause.since:%H:%M}"
    return f"с{NBSP}{clock.show_short(pause.since)}"

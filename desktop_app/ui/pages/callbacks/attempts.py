"""Attempts to call: events of a timeline, and the pane that holds them."""

import datetime as dt

from PySide6.QtCore import QSize

from desktop_app.core import clock
from desktop_app.core.enums import CallbackOutcome
from desktop_app.core.records.callbacks import Call
from desktop_app.core.records.tickets import Callback
from desktop_app.ui.theme import Tone, look
from desktop_app.ui.widgets.scroll_pane import ScrollPane
from desktop_app.ui.widgets.timeline import Event

_LEAST = 24
_MINUTE, _LONG = 60, 60

_ICONS = {
    CallbackOutcome.SOLVED: ("check", Tone.GOOD),
    CallbackOutcome.REWORK: ("back", Tone.DANGER),
    CallbackOutcome.UNREACHED: ("phone-missed", Tone.MUTED),
    CallbackOutcome.LATER: ("clock", Tone.WARNING),
}


def attempt_event(attempt: Callback) -> Event:
    """Return one attempt: when, its outcome, and under it the remark, the agreed time, who."""
    icon, tone = _ICONS[attempt.outcome]
    again = attempt.next_call_at
    parts = (
        f"«{attempt.remark}»" if attempt.remark else "",
        f"снова {clock.show_short(again)}" if again else "",
        attempt.clerk,
    )
    detail = ", ".join(part for part in parts if part)
    return Event(clock.show_short(attempt.made_at), icon, tone, attempt.outcome.title_ru, detail)


def running_event(call: Call, begun: dt.datetime, now: dt.datetime) -> Event:
    """Return the call that goes on: since when and for how long, and which attempt it is."""
    minutes, seconds = divmod(max(0, int((now - begun).total_seconds())), _MINUTE)
    passed = f"{minutes}:{seconds:02}" if minutes < _LONG else "больше часа"
    number = f"{call.row.calls + 1}-й звонок"
    return Event(clock.show_short(begun), "phone", Tone.INFO, f"Идёт звонок, {passed}", number)


class GivingWay(ScrollPane):
    """The zone of the page that gives way: asks for one line and takes what is left."""

    def sizeHint(self) -> QSize:
        """Ask for next to nothing, so that what stands above never moves."""
        return QSize(super().sizeHint().width(), look().metrics.px(_LEAST))

    def minimumSizeHint(self) -> QSize:
        """Bear as little."""
        return QSize(0, look().metrics.px(_LEAST))

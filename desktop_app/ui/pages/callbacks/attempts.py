"""Attempts to call as events of a timeline."""

from desktop_app.core import clock
from desktop_app.core.enums import CallbackOutcome
from desktop_app.core.records.tickets import Callback
from desktop_app.ui.theme import Tone
from desktop_app.ui.widgets.timeline import Event

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

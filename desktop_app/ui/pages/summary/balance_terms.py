"""Members of the equation «было + поступило − закрыто = стало», each with its tickets."""

from dataclasses import dataclass

from desktop_app.core.records.figures import Figure
from desktop_app.core.records.summary import Summary
from desktop_app.core.summary_text import in_term_percent
from desktop_app.core.summary_words import Way, change, way
from desktop_app.core.text import DASH, NBSP, number
from desktop_app.ui.theme import Tone


@dataclass(frozen=True, slots=True)
class Term:
    """One member: label, figure, the line that explains it, the sign before it.

    The share of «решено» is no member: it has no sign, and a divider stands before it.
    """

    figure: Figure
    label: str
    value: str
    note: str
    tone: Tone = Tone.MUTED
    sign: str = ""


def terms(summary: Summary) -> list[Term]:
    """Return the members in their order; what was brought back is one only where there is any."""
    balance = summary.balance
    in_term = in_term_percent(summary)
    kept = f"в срок {in_term}{NBSP}%" if in_term is not None else "закрытых нет"
    late = f"просрочено {number(summary.overdue)}" if summary.overdue else "просроченных нет"
    since = f"открыто на {summary.span.first:%d.%m}"
    found = [Term(Figure.OPENING, "На начало", number(balance.opening), since), _received(summary)]
    if balance.returned:
        words, count = "снова в работе", number(balance.returned)
        found.append(Term(Figure.RETURNED, "Возвращено", count, words, sign="+"))
    tone = Tone.DANGER if summary.overdue else Tone.MUTED
    return [
        *found,
        Term(Figure.CLOSED, "Закрыто", number(balance.closed), kept, sign="−"),
        Term(Figure.CLOSING, "На конец", number(balance.closing), late, tone, "="),
        _solved(summary),
    ]


def _received(summary: Summary) -> Term:
    now, before = summary.received, summary.previous_received
    tones = {Way.LESS: Tone.GOOD, Way.MORE: Tone.WARNING, Way.SAME: Tone.MUTED}
    tone = tones[way(now, before)] if before else Tone.MUTED
    words = change(now, before)
    words = f"за те же дни {words}" if summary.is_running else words
    return Term(Figure.RECEIVED, "Поступило", number(now), words, tone, "+")


def _solved(summary: Summary) -> Term:
    calls = summary.calls
    missed = f"; не дозвонились {number(calls.unreached)}" if calls.unreached else ""
    words = f"решено {number(calls.solved)} из {number(calls.decided)}"
    share = DASH if calls.percent is None else f"{calls.percent}{NBSP}%"
    note = f"{words if calls.decided else 'обзвона не было'}{missed}"
    return Term(Figure.SOLVED, "Решено по обзвону", share, note)

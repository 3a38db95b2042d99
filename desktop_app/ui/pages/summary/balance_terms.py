"""Members of the equation «было + поступило − закрыто = стало», each with its tickets."""

from dataclasses import dataclass, replace

from desktop_app.core.records.figures import Figure
from desktop_app.core.records.summary import Summary
from desktop_app.core.summary_text import of_tickets
from desktop_app.core.summary_words import Way, change, share, way
from desktop_app.core.text import DASH, NBSP, number
from desktop_app.ui.theme import Tone

PREVIOUS = "previous"
_DOT = " · "


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of the line under a member; a number in it leads to its tickets by `target`.

    The target is the value of a `Figure`, or PREVIOUS for the days before.
    """

    text: str
    target: str = ""


@dataclass(frozen=True, slots=True)
class Term:
    """One member: label, figure, the line that explains it, the sign before it.

    The share of «решено» is no member: it has no sign, and a divider stands before it. `brief` is
    the line where there is no room for all of it.
    """

    figure: Figure
    label: str
    value: str
    parts: tuple[Part, ...]
    tone: Tone = Tone.MUTED
    sign: str = ""
    brief: tuple[Part, ...] = ()

    @property
    def note(self) -> str:
        """The line under the member."""
        return "".join(part.text for part in self.parts)

    def in_brief(self) -> "Term":
        """Return the same member with its short line."""
        return replace(self, parts=self.brief) if self.brief else self


def terms(summary: Summary) -> list[Term]:
    """Return the members in their order; what was brought back is one only where there is any."""
    balance = summary.balance
    since = Part(f"открыто на {summary.span.first:%d.%m}")
    found = [Term(Figure.OPENING, "На начало", number(balance.opening), (since,))]
    found.append(_received(summary))
    if balance.returned:
        words, count = (Part("снова в работе"),), number(balance.returned)
        found.append(Term(Figure.RETURNED, "Возвращено", count, words, sign="+"))
    closed = number(balance.closed)
    found.append(Term(Figure.CLOSED, "Закрыто", closed, _closed(summary), sign="−"))
    tone, late = Tone.MUTED, Part("просроченных нет")
    if summary.overdue:
        words_of_late = f"просрочено {number(summary.overdue)}"
        tone, late = Tone.DANGER, Part(words_of_late, Figure.OVERDUE.value)
    closing = number(balance.closing)
    found.append(Term(Figure.CLOSING, "На конец", closing, (late,), tone, "="))
    return [*found, _solved(summary)]


def _received(summary: Summary) -> Term:
    now, before = summary.received, summary.previous_received
    tones = {Way.LESS: Tone.GOOD, Way.MORE: Tone.WARNING, Way.SAME: Tone.MUTED}
    tone = tones[way(now, before)] if before else Tone.MUTED
    words, comma, rest = change(now, before).partition(", ")
    tail, target = Part(f"{comma}{rest}"), PREVIOUS if before else ""
    whole = f"за те же дни {words}" if summary.is_running else words
    parts, brief = (Part(whole, target), tail), (Part(words, target), tail)
    return Term(Figure.RECEIVED, "Поступило", number(now), parts, tone, "+", brief)


def _closed(summary: Summary) -> tuple[Part, ...]:
    if summary.ended <= 0:
        return (Part("закрытых нет"),)
    in_term = share(summary.in_term, summary.termed)
    parts = [Part(f"в срок {in_term}", Figure.IN_TERM.value if summary.in_term else "")]
    if summary.cancelled:
        words = f"отменено {number(summary.cancelled)}"
        parts += [Part(_DOT), Part(words, Figure.CANCELLED.value)]
    return tuple(parts)


def _solved(summary: Summary) -> Term:
    calls = summary.calls
    solved = DASH if calls.percent is None else f"{calls.percent}{NBSP}%"
    counts = (
        ("решено", calls.solved, calls.solved_tickets, Figure.SOLVED),
        ("на доработку", calls.rework, calls.rework_tickets, Figure.REWORK),
        ("не дозвонились", calls.unreached, calls.unreached_tickets, Figure.UNREACHED),
    )
    parts: list[Part] = []
    brief: list[Part] = []
    for words, count, tickets, figure in counts:
        if count:
            parts += [Part(_DOT)] * bool(parts)
            brief += [Part(_DOT)] * bool(brief)
            parts.append(Part(f"{words} {of_tickets(count, tickets)}", figure.value))
            brief.append(Part(f"{words} {number(count)}", figure.value))
    shown = tuple(parts) or (Part("обзвона не было"),)
    return Term(Figure.SOLVED, "Решено по обзвону", solved, shown, brief=tuple(brief))

"""How an organisation answers: its scorecard over a period, and promises it has not kept."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop_app.core import clock
from desktop_app.core.records.answers import BrokenPromise, Scorecard
from desktop_app.core.score_periods import ScorePeriod
from desktop_app.core.shares import part_of
from desktop_app.core.text import NBSP, decimal, number
from desktop_app.ui.theme import Tone, Type
from desktop_app.ui.widgets.button import Button, Rank
from desktop_app.ui.widgets.facts import Fact, Facts, SectionHead
from desktop_app.ui.widgets.panes import column, row
from desktop_app.ui.widgets.tabs import Tab, Tabs
from desktop_app.ui.widgets.text import Paragraph, Text

_LABEL, _MOST_LISTED = 150, 8
_HOURS_A_DAY = 24


class ScorecardView(QWidget):
    """Figures of a period by their labels; `period_chosen(key)` asks for another."""

    period_chosen = Signal(str)

    def __init__(self, period: ScorePeriod) -> None:
        """Start empty with a period current."""
        super().__init__()
        self.periods = Tabs("Период", [Tab(item, item.title_ru) for item in ScorePeriod])
        self.periods.show_current(period)
        self.periods.chosen.connect(self.period_chosen)
        self.figures: dict[str, str | None] = {}
        self._facts = Facts(label_width=_LABEL)
        self._formula = Paragraph("", Type.CAPTION, Tone.MUTED)
        self.setLayout(column(row(self.periods, None), 8, self._facts, 8, self._formula))

    def show_card(self, card: Scorecard) -> None:
        """Show figures."""
        facts = _facts(card)
        self.figures = {fact.label: fact.value for fact in facts}
        self._facts.set_facts(facts)
        days = f"с {clock.show_date(card.first)} по {clock.show_date(card.last)}"
        self._formula.set_text(
            f"Переданное {days}, по дню передачи. Исполнено: ответ организации или отметка "
            "сотрудника, пока обращение у неё; обычно: медиана. На доработку: первый решающий "
            "звонок цикла."
        )


class BrokenPromises(QWidget):
    """Numbers of tickets nobody answered by the promised moment; `ticket_wanted(id)`."""

    ticket_wanted = Signal(int)

    def __init__(self, broken: Sequence[BrokenPromise]) -> None:
        """List the oldest promises."""
        super().__init__()
        lines = [self._line(item) for item in broken[:_MOST_LISTED]]
        more = len(broken) - len(lines)
        if more > 0:
            rest = Text(f"ещё {number(more)}, все на странице «Сегодня»", Type.CELL, Tone.MUTED)
            lines.append(rest)
        if not broken:
            lines.append(Text("Таких нет", Type.CELL, Tone.MUTED))
        self.setLayout(column(*lines, space=6))

    def _line(self, item: BrokenPromise) -> QWidget:
        button = Button(f"№{NBSP}{item.number}", Rank.LINK, inline=True)
        button.clicked.connect(lambda: self.ticket_wanted.emit(item.ticket_id))
        promised = Text(f"обещали {clock.show_short(item.promised_at)}", Type.CELL, Tone.DANGER)
        place = Paragraph(f"{item.address} · {item.topic}", Type.CELL, Tone.MUTED)
        holder = QWidget()
        holder.setLayout(column(row(button, None, promised), place))
        return holder


def answer_parts(
    scorecard: ScorecardView, broken: Sequence[BrokenPromise], promises: BrokenPromises
) -> list[QWidget | None]:
    """Return the column of an organisation's card."""
    return [
        SectionHead("Ответы на переданное"),
        scorecard,
        None,
        SectionHead("Обещали и не ответили", number(len(broken))),
        promises,
    ]


def _facts(card: Scorecard) -> list[Fact]:
    facts = [
        Fact("Передано", number(card.handed), bold=True),
        Fact("Исполнено", f"{number(card.answered)}{_median(card.median_hours)}"),
        Fact("В обещанное время", part_of(card.in_promise, card.promised)),
        Fact("В срок обращения", part_of(card.in_term, card.with_term)),
        Fact("Вернули", number(card.returned)),
        Fact("Ждём ответа", number(card.waiting)),
        Fact(
            "Обещание нарушено",
            number(card.overdue),
            bold=bool(card.overdue),
            tone=Tone.DANGER if card.overdue else Tone.PLAIN,
        ),
        Fact("На доработку", part_of(card.rework, card.called)),
    ]
    if card.replaced or card.dropped:
        words = f"{number(card.replaced)} и {number(card.dropped)}"
        facts.insert(5, Fact("Передано заново и снято", words))
    return facts


def _median(hours: float | None) -> str:
    if hours is None:
        return ""
    if hours >= 2 * _HOURS_A_DAY:
        return f", обычно за {decimal(hours / _HOURS_A_DAY)}{NBSP}дня"
    return f", обычно за {decimal(hours)}{NBSP}ч"

"""The menu of days: papers of the штаб with their days, ready periods, a period of one's own."""

import datetime as dt
from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QMenu, QWidget

from desktop_app.core.day_words import show_day
from desktop_app.core.summary_periods import Span, SummaryForm, ready
from desktop_app.ui.pages.choice_menu import new_menu

Take = Callable[[Span, SummaryForm], object]


def period_menu(
    parent: QWidget,
    today: dt.date,
    season_start: str,
    form: SummaryForm,
    take: Take,
    ask_own: Callable[[], object],
) -> QMenu:
    """Return the menu; `take(span, form)` when something is chosen, `ask_own` for typed days."""
    menu = new_menu(parent, one_of=True)
    for paper in SummaryForm:
        span, day = paper.days(today), show_day(paper.meeting(today)).replace(", ", " ")
        words = f"{paper.title_ru}, {day}: {span.words}"
        action = menu.add_choice(words, is_on=paper is form)
        action.triggered.connect(partial(_chosen, take, span, paper))
    menu.addSeparator()
    for words, span in ready(today, season_start):
        menu.addAction(f"{words}: {span.words}", partial(_chosen, take, span, form))
    menu.addAction("Свой период…", ask_own)
    return menu


def _chosen(take: Take, span: Span, form: SummaryForm, _on: bool = True) -> None:
    take(span, form)

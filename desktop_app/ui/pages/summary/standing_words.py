"""What stands beside the figures: whose summary it is, whether they still change."""

import datetime as dt

from desktop_app.core import clock
from desktop_app.core.records.summary import IssueRow, Summary
from desktop_app.core.summary_periods import meeting_words
from desktop_app.ui import keys
from desktop_app.ui.dialogs import Question


def aside_words(summary: Summary, issue: IssueRow | None, today: dt.date) -> str:
    """Return for whom an issued summary was, or when the next meeting is."""
    if issue is not None:
        return f"№ {issue.number}, {summary.form.whom}"
    return meeting_words(summary.form, today, summary.span)


def issue_question(summary: Summary) -> Question:
    """Return what is asked before an issue: what is frozen, for which days, what can follow."""
    return Question(
        "Выпустить сводку?",
        f"Замораживаются цифры с экрана {summary.form.whom} за {summary.span.words}, вместе с PDF "
        "и Excel. Выпущенная сводка остаётся в списке и не меняется. Исправления выходят новой "
        "сводкой под следующим номером.",
        yes="Выпустить",
    )


def status_words(summary: Summary, issue: IssueRow | None, last: IssueRow | None) -> str:
    """Return the line at the foot of the window; `last` is the issue before a draft."""
    if issue is not None:
        at = clock.show_moment(issue.issued_at)
        clerk = f", {issue.clerk}" if issue.clerk else ""
        words = f"Сводка № {issue.number} выпущена {at}{clerk} · цифры не меняются"
        if issue.cancelled_at is not None:
            words += f" · отозвана: {issue.cancel_reason}"
        return words
    words = f"Черновик, пересчитан {clock.show_short(summary.made_at)}"
    words += " · после выпуска цифры не меняются"
    if last is not None:
        at = f"{last.issued_at:%d.%m}"
        words += f" · прошлая сводка № {last.number} от {at}: {keys.cap('views')}"
    return words

"""The command that makes a summary for the штаб: on the screen, as PDF, as Excel, issued."""

import argparse
from typing import Any

from desktop_app.cli import values
from desktop_app.cli.command import OK, Command, Session, with_json
from desktop_app.core import plain_json
from desktop_app.core.records.summary import Issued, Summary
from desktop_app.core.summary_periods import Span, SummaryForm
from desktop_app.core.summary_text import apart, formula, sentences

_FORMS = ", ".join(f"{form.value} ({form.title_ru.lower()})" for form in SummaryForm)


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--from", dest="first", type=values.date, metavar="ДАТА", help="первый день"
    )
    parser.add_argument(
        "--to", dest="last", type=values.date, metavar="ДАТА", help="последний день"
    )
    parser.add_argument("--out", type=values.path, metavar="ФАЙЛ", help="куда: pdf или xlsx")
    parser.add_argument(
        "--form",
        choices=[form.value for form in SummaryForm],
        default=SummaryForm.DISTRICT.value,
        help=f"для кого: {_FORMS}; без дней берутся дни этой формы",
    )
    parser.add_argument("--issue", action="store_true", help="выпустить: цифры замораживаются")
    with_json(parser)


def _summary(session: Session) -> int:
    args, office, console = session.args, session.office, session.console
    form = SummaryForm(args.form)
    summary = office.summaries.read(_span(session, form), form)
    issued = office.summary_issues.issue(summary) if args.issue else None
    written = None
    if args.out is not None:
        key = issued.row.id if issued else None
        written = office.summary_issues.write(summary, args.out, key)
    if args.json:
        console.value(_account(summary, issued, str(written.path) if written else ""))
        return OK
    for line in sentences(summary):
        console.line(line)
    for part in apart(summary):
        console.line(f"{part.label}: {part.words}")
    console.line(formula(summary))
    if issued is not None:
        console.line(f"Выпущена сводка № {issued.row.number}, отпечаток {issued.row.sha256}")
    if written is not None:
        for notice in written.notices:
            console.line(notice)
        console.line(f"Записано: {written.path}")
    return OK


def _span(session: Session, form: SummaryForm) -> Span:
    args, summaries = session.args, session.office.summaries
    usual = summaries.span(form)
    first = args.first or (usual.first if args.last is None else args.last)
    last = args.last or (usual.last if args.first is None else args.first)
    return summaries.checked(first, last)


def _account(summary: Summary, issued: Issued | None, path: str) -> dict[str, Any]:
    figures: dict[str, Any] = plain_json.plain(summary)
    return {
        **figures,
        "sentences": sentences(summary),
        "percent": summary.calls.percent,
        "issue": issued.row.number if issued else None,
        "sha256": issued.row.sha256 if issued else None,
        "out": path or None,
    }


COMMANDS = (Command("summary", "сводка для штаба: цифры, PDF, Excel", _arguments, _summary),)

"""Commands over journals: which there are, one of them to Excel."""

import argparse
from typing import Any

from desktop_app.cli import values
from desktop_app.cli.command import OK, Command, Session, with_json
from desktop_app.core import journal_gaps
from desktop_app.core.records.journals import Journal, JournalLayout, JournalOrder
from desktop_app.core.records.register import RegisterQuery
from desktop_app.core.text import counted
from desktop_app.services.journal_filters import KEYS


def with_period(parser: argparse.ArgumentParser) -> None:
    """Add --from and --to."""
    parser.add_argument(
        "--from", dest="since", type=values.date, metavar="ДАТА", help="с этого дня"
    )
    parser.add_argument("--to", dest="until", type=values.date, metavar="ДАТА", help="по этот день")


def with_personal_data(parser: argparse.ArgumentParser) -> None:
    """Add --with-personal-data and --reason."""
    parser.add_argument(
        "--with-personal-data", action="store_true", help="с персональными данными, см. --reason"
    )
    parser.add_argument(
        "--reason", default="", metavar="ОСНОВАНИЕ", help="зачем; записывается в историю"
    )


def _export_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--journal", required=True, metavar="ЖУРНАЛ", help="ключ или слова названия, см. journals"
    )
    parser.add_argument("--out", type=values.path, required=True, metavar="XLSX", help="куда")
    with_period(parser)
    parser.add_argument(
        "--filter",
        action="append",
        default=[],
        metavar="УСЛОВИЕ=ЗНАЧЕНИЕ",
        help=f"можно несколько раз; условия: {', '.join(KEYS)}",
    )
    parser.add_argument("--layout", default="", metavar="НАБОР", help="сохранённый набор граф")
    parser.add_argument(
        "--columns", default="", metavar="КЛЮЧИ", help="графы через запятую, см. journals"
    )
    parser.add_argument("--group", default="", metavar="КЛЮЧ", help="собрать по этой графе")
    parser.add_argument("--totals", action="store_true", help="с итоговой строкой")
    with_personal_data(parser)


def _export(session: Session) -> int:
    args, office = session.args, session.office
    journal = office.journals.find(args.journal)
    base = RegisterQuery(date_from=args.since, date_to=args.until, descending=False)
    order = JournalOrder(
        journal,
        office.journals.query(journal, args.filter, base),
        _layout(session, journal),
        depersonalised=not args.with_personal_data,
        reason=args.reason,
    )
    exported = office.exports.write(order, args.out, progress=session.console.progress)
    rows = counted(exported.rows, *journal.words)
    session.console.line(f"{journal.title}: {exported.path}, {rows}")
    for notice in exported.notices:
        session.console.line(notice)
    return OK


def _layout(session: Session, journal: Journal) -> JournalLayout:
    args = session.args
    kept = JournalLayout()
    if args.layout:
        kept = session.office.journals.named(journal, args.layout)
    if args.columns:
        titles = {column.key: column.title for column in journal.columns}
        keys = [key.strip() for key in args.columns.split(",") if key.strip()]
        kept = JournalLayout(tuple((key, titles.get(key, key)) for key in keys))
    return JournalLayout(kept.columns, args.group or kept.group, args.totals or kept.totals)


def _journals(session: Session) -> int:
    journals = session.office.journals
    if session.args.json:
        session.console.values(_described(book) for book in journals.all())
        return OK
    for book in journals.all():
        session.console.line(f"{book.key}  {book.title}")
        for column in book.columns:
            mark = "  (ПДн)" if column.is_personal else ""
            session.console.line(f"    {column.key}  {column.title}{mark}")
        absent = journal_gaps.words(book.key)
        if absent:
            session.console.line(f"    не ведётся: {absent}")
        for view in journals.sets(book):
            session.console.line(f"    набор «{view.title}»")
    return OK


def _described(book: Journal) -> dict[str, Any]:
    return {
        "key": book.key,
        "title": book.title,
        "columns": [
            {"key": c.key, "title": c.title, "kind": c.kind.value, "personal": c.is_personal}
            for c in book.columns
        ],
        "absent": dict(journal_gaps.GAPS.get(book.key, {})),
    }


COMMANDS = (
    Command("export", "любой журнал в Excel", _export_arguments, _export),
    Command("journals", "какие есть журналы и графы", with_json, _journals),
)

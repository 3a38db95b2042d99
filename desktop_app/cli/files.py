"""Commands over files that go out: the journal, the handbook."""

import argparse

from desktop_app.cli import values
from desktop_app.cli.command import OK, Command, Session
from desktop_app.core.records.register import RegisterQuery
from desktop_app.core.text import counted
from desktop_app.services.handbook import Handbook


def _journal_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--out", type=values.path, required=True, metavar="XLSX", help="куда")
    parser.add_argument(
        "--from", dest="since", type=values.date, metavar="ДАТА", help="с этого дня"
    )
    parser.add_argument("--to", dest="until", type=values.date, metavar="ДАТА", help="по этот день")
    parser.add_argument(
        "--personal",
        metavar="ОСНОВАНИЕ",
        help="с персональными данными; основание записывается в историю",
    )


def _export_journal(session: Session) -> int:
    args = session.args
    exported = session.office.exports.journal(
        RegisterQuery(date_from=args.since, date_to=args.until, descending=False),
        args.out,
        depersonalised=args.personal is None,
        reason=args.personal or "",
        progress=session.console.progress,
    )
    session.console.line(
        f"Журнал: {exported.path}, {counted(exported.rows, 'заявка', 'заявки', 'заявок')}"
    )
    for notice in exported.notices:
        session.console.line(notice)
    return OK


def _handbook_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--out", type=values.path, required=True, metavar="PDF", help="куда")


def _handbook(session: Session) -> int:
    from desktop_app.ui.keys import help_lines  # the table of keys is the window's own

    path = Handbook().write(session.args.out, help_lines())
    session.console.line(f"Справка: {path}")
    return OK


COMMANDS = (
    Command("export-journal", "журнал учёта заявок в Excel", _journal_arguments, _export_journal),
    Command("handbook", "вся справка оператора с клавишами, PDF", _handbook_arguments, _handbook),
)

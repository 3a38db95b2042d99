"""Commands over files: lists that come in, journals and acts that go out."""

import argparse
from pathlib import Path
from typing import Any

from desktop_app.cli import values
from desktop_app.cli.command import OK, Command, Session, with_json
from desktop_app.core.records.imports import ImportResult
from desktop_app.core.records.register import RegisterQuery
from desktop_app.core.text import counted, number


def _import_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=values.path, metavar="ФАЙЛ", help="xlsx, xls или csv")
    parser.add_argument("--dry-run", action="store_true", help="только посчитать, не записывать")
    parser.add_argument(
        "--rejects", type=values.path, metavar="XLSX", help="куда записать непринятые строки"
    )
    with_json(parser)


def _import_houses(session: Session) -> int:
    args = session.args
    result = session.office.imports.houses(
        args.file, dry_run=args.dry_run, progress=session.console.progress
    )
    return _imported(session, result)


def _import_tickets(session: Session) -> int:
    args = session.args
    result = session.office.imports.tickets(
        args.file, dry_run=args.dry_run, progress=session.console.progress
    )
    return _imported(session, result)


def _imported(session: Session, result: ImportResult) -> int:
    written: tuple[Path, ...] = ()
    if session.args.rejects is not None:
        written = session.office.imports.write_rejects(result, session.args.rejects)
    if session.args.json:
        session.console.value(_account(result, written))
        return OK
    say = session.console.line
    verb = "Было бы так: прочитано" if result.is_dry_run else "Прочитано"
    say(
        f"{verb} {counted(result.read, 'строка', 'строки', 'строк')}: добавлено "
        f"{number(result.added)}, обновлено {number(result.updated)}, без изменений "
        f"{number(result.same)}, не принято {number(result.rejected)}."
    )
    if result.organizations_added:
        say(f"Новых организаций: {number(result.organizations_added)}.")
    for reason, count in sorted(result.reasons.items(), key=lambda item: (-item[1], item[0])):
        say(f"  {number(count)}: {reason}")
    for path in written:
        say(f"Непринятые строки: {path}")
    return OK


def _account(result: ImportResult, written: tuple[Path, ...]) -> dict[str, Any]:
    return {
        "batch": result.batch_id,
        "read": result.read,
        "added": result.added,
        "updated": result.updated,
        "same": result.same,
        "rejected": result.rejected,
        "organizations_added": result.organizations_added,
        "reasons": result.reasons,
        "rejects": [str(path) for path in written],
        "dry_run": result.is_dry_run,
    }


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


def _act_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--inspection", required=True, metavar="НОМЕР", help="номер выезда")
    parser.add_argument("--out", type=values.path, required=True, metavar="PDF", help="куда")
    parser.add_argument("--blank", action="store_true", help="пустой бланк")


def _act(session: Session) -> int:
    args = session.args
    path = session.office.acts.write(args.inspection, args.out, blank=args.blank)
    session.console.line(f"Акт: {path}")
    return OK


COMMANDS = (
    Command(
        "import-houses", "загрузить дома из файла", _import_arguments, _import_houses, creates=True
    ),
    Command(
        "import-tickets",
        "загрузить журнал обращений из файла",
        _import_arguments,
        _import_tickets,
        creates=True,
    ),
    Command("export-journal", "журнал учёта заявок в Excel", _journal_arguments, _export_journal),
    Command("act", "акт выезда в PDF", _act_arguments, _act),
)

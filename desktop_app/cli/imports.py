"""Commands that bring files in, list what came and take it back."""

import argparse
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Any

from desktop_app.cli import values
from desktop_app.cli.command import OK, Command, Session, joined, with_json
from desktop_app.core import clock
from desktop_app.core.records.imports import ImportBatch, ImportKind, ImportPlan, ImportResult
from desktop_app.core.text import counted, number


def import_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what every loading of a file is told: the file, --dry-run, --rejects, --json."""
    parser.add_argument("file", type=values.path, metavar="ФАЙЛ", help="xlsx, xls или csv")
    parser.add_argument("--dry-run", action="store_true", help="только посчитать, не записывать")
    parser.add_argument(
        "--rejects", type=values.path, metavar="XLSX", help="куда записать непринятые строки"
    )
    with_json(parser)


def _kind_arguments(parser: argparse.ArgumentParser) -> None:
    kinds = [kind.value for kind in ImportKind]
    parser.add_argument(
        "--kind", choices=kinds, required=True, metavar="ЧТО", help=", ".join(kinds)
    )
    parser.add_argument(
        "--profile", default="", metavar="ВИД", help="вид файла по коду или названию"
    )
    parser.add_argument("--sheet", default="", metavar="ЛИСТ", help="лист книги Excel")
    parser.add_argument(
        "--header-row", type=values.count, default=0, metavar="N", help="строка заголовков"
    )
    import_arguments(parser)


def _import(session: Session) -> int:
    args = session.args
    kind = ImportKind(args.kind)
    plan = ImportPlan(kind, args.file, args.sheet, args.header_row, profile=args.profile)
    return _taken(session, plan)


def _import_one(kind: ImportKind, session: Session) -> int:
    return _taken(session, ImportPlan(kind, session.args.file))


def _taken(session: Session, plan: ImportPlan) -> int:
    args = session.args
    result = session.office.imports.run(
        plan, dry_run=args.dry_run, progress=session.console.progress
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
    if result.remarks:
        say(f"Значений не понято: {number(len(result.remarks))}.")
    if result.organizations_added:
        say(f"Новых организаций: {number(result.organizations_added)}.")
    if result.batch_id is not None:
        say(f"Загрузка № {result.batch_id}, вид файла: {result.profile}.")
    for reason, count in sorted(result.reasons.items(), key=lambda item: (-item[1], item[0])):
        say(f"  {number(count)}: {reason}")
    for path in written:
        say(f"Непринятые строки: {path}")
    return OK


def _account(result: ImportResult, written: tuple[Path, ...]) -> dict[str, Any]:
    return {
        "batch": result.batch_id,
        "kind": result.kind,
        "profile": result.profile,
        "read": result.read,
        "added": result.added,
        "updated": result.updated,
        "same": result.same,
        "rejected": result.rejected,
        "remarks": len(result.remarks),
        "organizations_added": result.organizations_added,
        "reasons": result.reasons,
        "rejects": [str(path) for path in written],
        "dry_run": result.is_dry_run,
    }


def _batches(session: Session) -> int:
    return session.show(map(_batch, session.office.imports.batches()), _batch_words)


def _batch(batch: ImportBatch) -> dict[str, Any]:
    return {
        "batch": batch.id,
        "kind": batch.kind,
        "file": batch.file_name,
        "at": clock.stamp(batch.started_at),
        "clerk": batch.clerk,
        "read": batch.read,
        "added": batch.added,
        "updated": batch.updated,
        "same": batch.same,
        "rejected": batch.rejected,
        "undone_at": clock.stamp(batch.undone_at) if batch.undone_at else None,
    }


def _batch_words(batch: Mapping[str, Any]) -> str:
    return joined(
        f"№ {batch['batch']}",
        ImportKind(batch["kind"]).title_ru,
        batch["file"],
        clock.show_moment(clock.unstamp(batch["at"])),
        f"добавлено {number(batch['added'])}, обновлено {number(batch['updated'])}",
        "отменена" if batch["undone_at"] else "",
    )


def _undo_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("batch", type=values.count, metavar="НОМЕР", help="номер, список: imports")
    with_json(parser)


def _undo(session: Session) -> int:
    done = session.office.imports.undo(session.args.batch)
    if session.args.json:
        session.console.value(
            {
                "batch": done.batch_id,
                "removed": done.removed,
                "restored": done.restored,
                "kept": done.kept,
                "reasons": dict(done.reasons),
            }
        )
        return OK
    say = session.console.line
    say(
        f"Загрузка № {done.batch_id} отменена: убрано {number(done.removed)}, возвращено как "
        f"было {number(done.restored)}, оставлено {number(done.kept)}."
    )
    for reason, count in done.reasons.items():
        say(f"  оставлено {number(count)}: {reason}")
    return OK


_KINDS = (
    ("import-houses", "загрузить дома из файла", ImportKind.HOUSES),
    ("import-tickets", "загрузить журнал обращений из файла", ImportKind.TICKETS),
    ("import-sites", "загрузить реестр контейнерных площадок", ImportKind.SITES),
)

COMMANDS = (
    Command(
        "import",
        "загрузить дома, организации, журнал или площадки из файла",
        _kind_arguments,
        _import,
        creates=True,
    ),
    *(
        Command(name, words, import_arguments, partial(_import_one, kind), creates=True)
        for name, words, kind in _KINDS
    ),
    Command("imports", "список загрузок", with_json, _batches),
    Command("undo-import", "отменить загрузку", _undo_arguments, _undo),
)

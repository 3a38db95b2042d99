"""Commands that look after the file: a verified copy, the check of the base."""

import argparse
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from desktop_app.cli import typed_secrets, values
from desktop_app.cli.command import FAILED, OK, Command, Session, joined, with_json
from desktop_app.core import clock
from desktop_app.core.text import counted, number

if TYPE_CHECKING:
    from desktop_app.core.records.copies import KeptCopy
    from desktop_app.services.restoring import Restoring


def _backup_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--out", type=values.path, required=True, metavar="ФАЙЛ", help="куда положить копию"
    )


def _backup(session: Session) -> int:
    target = session.args.out
    size = session.office.health.backup(target)
    session.console.line(f"Копия проверена: {target}, {number(max(size // 1024, 1))} КБ")
    return OK


def _check(session: Session) -> int:
    findings = session.office.health.check()
    items = [
        {
            "what": found.what,
            "is_sound": found.is_sound,
            "words": found.words,
            "advice": found.advice,
        }
        for found in findings
    ]
    session.show(items, _finding_line)
    return OK if all(found.is_sound for found in findings) else FAILED


def _finding_line(item: Mapping[str, Any]) -> str:
    advice = f". Что делать: {item['advice']}" if item["advice"] else ""
    return f"{item['what']}: {item['words']}{advice}"


def _recover_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--out", type=values.path, required=True, metavar="ФАЙЛ", help="имя нового файла"
    )


def _recover(session: Session) -> int:
    # Imported here: no other command needs it, and --help stays quick.
    from desktop_app.services.recovering import gather

    gathered = gather(session.database, session.args.out, key=session.key)
    tickets = counted(gathered.tickets, "обращение", "обращения", "обращений")
    session.console.line(f"Собрано: {tickets}, строк всего {number(gathered.rows)}")
    session.console.line(f"Сомнений: {len(gathered.doubts)}, список: {gathered.doubts_path}")
    return OK


def _restoring(session: Session) -> "Restoring":
    # Imported here, see `_recover`.
    from desktop_app.services.restoring import Restoring

    folder = session.places.backups_of(session.database)
    return Restoring(session.database, [folder, session.database.parent], key=session.key)


def _backups(session: Session) -> int:
    items = [_told(kept) for kept in _restoring(session).kept()]
    if not items and not session.args.json:
        session.console.line("Копий ещё нет")
    return session.show(items, _line)


def _told(kept: "KeptCopy") -> dict[str, Any]:
    facts, newer = kept.facts, kept.newer
    return {
        "file": str(kept.copy.path),
        "made_at": clock.stamp(kept.copy.made_at),
        "why": kept.copy.kind.value,
        "size": kept.copy.size,
        "tickets": facts.tickets if facts else None,
        "houses": facts.buildings if facts else None,
        "taken_since": newer.taken if newer else None,
        "changed_since": newer.changed if newer else None,
        "others_since": {kind.value: count for kind, count in newer.others} if newer else None,
        "problem": kept.problem,
    }


def _line(item: Mapping[str, Any]) -> str:
    when = clock.show_moment(clock.unstamp(item["made_at"]))
    if item["problem"]:
        return f"{when}  {item['problem']}  {item['file']}"
    since = ""
    if item["taken_since"] is not None:
        since = f"после неё принято {item['taken_since']}, изменено {item['changed_since']}"
        others = sum(item["others_since"].values())
        since += f", прочего {others}" if others else ""
    held = joined(
        counted(item["tickets"], "обращение", "обращения", "обращений"),
        counted(item["houses"], "дом", "дома", "домов"),
        f"{number(max(item['size'] // 1024, 1))} КБ",
        since,
    )
    return f"{when}  {held}  {item['file']}"


def _restore_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("copy", type=values.path, metavar="КОПИЯ", help="файл копии")
    parser.add_argument(
        "--copy-password-file",
        type=values.path,
        metavar="ФАЙЛ",
        help="файл с паролем копии, если он был другим",
    )


def _restore(session: Session) -> int:
    restoring = _restoring(session)
    if session.args.copy_password_file is not None:
        word = typed_secrets.typed(session.args.copy_password_file, "")
        restoring.unlock(session.args.copy, word)
    done = restoring.restore(session.args.copy)
    session.console.line(f"Восстановлено: {done.live}")
    if done.kept is not None:
        session.console.line(f"Прежний файл остался рядом: {done.kept}")
    return OK


COMMANDS = (
    Command("backup", "проверенная копия базы", _backup_arguments, _backup),
    Command("backups", "какие копии есть и что в них", with_json, _backups),
    Command("restore", "поставить копию на место базы", _restore_arguments, _restore),
    Command("recover", "собрать уцелевшее в новый файл", _recover_arguments, _recover),
    Command("check", "проверка базы; код 1, если что-то не так", with_json, _check),
)

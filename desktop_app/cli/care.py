"""Commands that look after the file: a verified copy, the check of the base."""

import argparse

from desktop_app.cli import values
from desktop_app.cli.command import FAILED, OK, Command, Session, with_json
from desktop_app.core.text import number


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
        {"what": found.what, "is_sound": found.is_sound, "words": found.words} for found in findings
    ]
    session.show(items, lambda item: f"{item['what']}: {item['words']}")
    return OK if all(found.is_sound for found in findings) else FAILED


COMMANDS = (
    Command("backup", "проверенная копия базы", _backup_arguments, _backup),
    Command("check", "проверка базы; код 1, если что-то не так", with_json, _check),
)

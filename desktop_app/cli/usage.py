"""What may be typed: the parser of the commands that may be meant."""

import argparse
from collections.abc import Sequence

from desktop_app import __version__
from desktop_app.cli import typed_secrets, values
from desktop_app.cli.catalogue import all_commands, commands_for
from desktop_app.cli.command import Command
from desktop_app.cli.outcome import WrongUsage
from desktop_app.cli.parser import RussianParser

PROGRAM = "rayshtab"

_DB_HELP = "файл базы; без него файл этого пользователя"


def parsed(arguments: Sequence[str]) -> argparse.Namespace:
    """Return what was typed: `command` is None for the window, else `chosen` is the Command.

    WrongUsage says in Russian what cannot be understood.
    """
    try:
        return build_parser(commands_for(arguments)).parse_args(arguments)
    except WrongUsage:
        # Worded once more, with the commands that could have been meant.
        return build_parser(all_commands()).parse_args(arguments)


def build_parser(commands: Sequence[Command]) -> RussianParser:
    """Return the parser of these commands; --db is taken before and after a command."""
    parser = RussianParser(
        prog=PROGRAM, description="Райштаб: учёт обращений. Без команды открывается окно."
    )
    parser.add_argument("--db", type=values.path, metavar="ФАЙЛ", help=_DB_HELP)
    typed_secrets.with_password(parser)
    parser.add_argument(
        "--version", action="version", version=f"Райштаб {__version__}", help="номер версии"
    )
    children = parser.add_subparsers(title="Команды", dest="command", metavar="команда")
    for command in commands:
        child = children.add_parser(
            command.name, description=_sentence(command.summary), help=command.summary
        )
        command.arguments(child)
        child.add_argument(
            "--db", type=values.path, default=argparse.SUPPRESS, metavar="ФАЙЛ", help=_DB_HELP
        )
        typed_secrets.with_password(child, argparse.SUPPRESS)
        child.set_defaults(chosen=command)
    return parser


def _sentence(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}."

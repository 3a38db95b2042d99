"""From the command line to a command, and from any failure to one Russian line."""

import argparse
import gc
import logging
import os
import sys
from collections.abc import Sequence

from desktop_app import __version__
from desktop_app.cli import typed_secrets, values
from desktop_app.cli.catalogue import all_commands, commands_for
from desktop_app.cli.command import FAILED, OK, Command, Session
from desktop_app.cli.console import Console
from desktop_app.cli.parser import WRONG_USAGE, RussianParser, WrongUsage
from desktop_app.core.errors import OfficeError
from desktop_app.services.log_file import close_log, open_log, without_values
from desktop_app.services.places import Places, find_places

PROGRAM = "rayshtab"

_log = logging.getLogger(__name__)
_DB_HELP = "файл базы; без него файл этого пользователя"


def main(arguments: Sequence[str], console: Console | None = None) -> int:
    """Run one command line; return 0, 1 (a failure in one Russian line) or 2 (wrong usage)."""
    console = console or Console.of_process()
    places = find_places()
    log = open_log(places.log)
    try:
        return _run(arguments, console, places)
    except WrongUsage as wrong:
        console.problem(str(wrong))
        return WRONG_USAGE
    except OfficeError as error:
        console.problem(str(error))
        return FAILED
    except KeyboardInterrupt:
        console.problem("Остановлено. Недоделанное не записано.")
        return FAILED
    except BrokenPipeError:
        _forget_stdout()
        return OK
    except Exception as error:  # noqa: BLE001  our own bug must not end in a traceback
        _log.error("unexpected failure\n%s", without_values(error))
        console.problem(
            f"Ошибка программы ({type(error).__name__}), записанное раньше цело. "
            f"Сведения для того, кто её сопровождает: {places.log}"
        )
        return FAILED
    finally:
        close_log(log)


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


def _parsed(arguments: Sequence[str]) -> argparse.Namespace:
    try:
        return build_parser(commands_for(arguments)).parse_args(arguments)
    except WrongUsage:
        # Worded once more, with the commands that could have been meant.
        return build_parser(all_commands()).parse_args(arguments)


def _run(arguments: Sequence[str], console: Console, places: Places) -> int:
    args = _parsed(arguments)
    if args.command is None:
        # Here, because only the window needs Qt.
        from desktop_app.main import open_window

        return open_window(args.db or places.database, places)
    command: Command = args.chosen
    gc.enable()
    session = Session(args, console, places, creates=command.creates)
    try:
        code = command.run(session)
        console.finish()
    finally:
        session.close()
    return code


def _forget_stdout() -> None:
    """Point stdout at nothing: the reader is gone, and Python would complain at the exit."""
    nothing = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nothing, sys.stdout.fileno())
    os.close(nothing)
